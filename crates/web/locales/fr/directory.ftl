# The directory and its map.
directory-title = Annuaire
directory-intro = Des organisations que ce nœud connaît et qui ont choisi d’être trouvées. Ce qu’elles disent d’elles-mêmes n’engage qu’elles.
directory-map-link = Les voir par pays
directory-words = Chercher par nom
directory-words-help = Dans toute langue et toute écriture, ou une partie de l’identifiant.
directory-filters = Plus de critères
directory-any = Tous
directory-country = Pays
directory-language = Langue
directory-theme = Thème dont elles ont parlé
directory-declared = Ce qu’elles déclarent être
directory-search = Afficher
directory-found = Organisations
directory-organisations = Organisations
directory-count = { $total } sur { $all } dans l’annuaire
directory-count-organisations = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
directory-empty = Personne n’est encore dans l’annuaire. Les responsables le choisissent au bureau de leur organisation.
directory-none = Aucune organisation de l’annuaire ne répond à tout cela. Enlevez un critère et réessayez.
directory-vouched = Attestée
directory-works-in = Travaille dans ce pays : { $country }.
directory-people-from = Personnes venues de : { $countries }.
directory-start = Au début
directory-next = Suite
directory-map-title = Organisations par pays
directory-map-intro = { $all ->
    [one] { $all } organisation a choisi d’être trouvée. Un pays compte si elle y travaille ou si ses membres en viennent.
   *[other] { $all } organisations ont choisi d’être trouvées. Un pays compte si elles y travaillent ou si leurs membres en viennent.
}
directory-map-alt = Une carte du monde avec un cercle par pays. Le tableau ci-dessous dit la même chose.
directory-map-note = Un cercle par pays, jamais par ville. La carte ne trace aucune frontière et ne charge rien d’ailleurs.
directory-map-empty = Aucune organisation de l’annuaire n’a encore nommé de pays.
directory-choice-title = Dans l’annuaire
directory-part-help = Si d’autres vous trouvent dans les annuaires.
directory-choice-now-yes = On peut vous trouver dans l’annuaire de ce nœud et d’autres.
directory-choice-now-no = Vous n’êtes dans aucun annuaire.
directory-choice-legend = Les autres doivent-ils pouvoir vous trouver ?
directory-choice-yes = Oui, listez-nous
directory-choice-yes-help = Votre nom, vos mots et ce que déclare votre profil, par pays tout au plus. D’autres nœuds peuvent aussi vous lister.
directory-choice-no = Non
directory-choice-no-help = Vous n’êtes ni listés ni comptés, ici et sur les autres nœuds qui le respectent. Qui connaît votre adresse trouve toujours votre page.
audit-directory-join = A choisi d’être dans l’annuaire
audit-directory-leave = A choisi de ne pas être dans l’annuaire
