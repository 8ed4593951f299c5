# Searching, and feeds.
search-title = Recherche
search-title-words = Recherche : { $words }
search-intro = Dans les déclarations, les positions et les organisations, dans toutes les langues que contient ce nœud ; et dans les appels, pour celles et ceux qui y sont invités. Vous trouvez ce que vous pouvez lire.
search-words = Mots à chercher
search-words-help = Tous sont cherchés. Les accents, les voyelles et le clavier ne changent rien ; le dernier mot peut être incomplet.
search-go = Chercher
search-kind = Où chercher
search-kind-statement = Déclarations
search-kind-organisation = Organisations
search-theme = Thème
search-demand = Revendication
search-country = Pays de l’organisation
search-author = Qui parle
search-author-help = L’adresse d’une organisation ou d’une personne, comme @name@example.org ; pour ce nœud, le nom suffit.
search-from = À partir du
search-until = Jusqu’au
search-found = Résultats
search-tab-statements = { $count ->
    [one] { $count } déclaration
   *[other] { $count } déclarations
}
search-tab-organisations = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
search-count-statements = { $total } sur { $all } déclarations que vous pouvez lire
search-kind-position = Positions
search-kind-call = Appels à position
search-text = Genre de texte, pour les déclarations
search-stance = Avis, pour les positions
search-tab-positions = { $count ->
    [one] { $count } position
   *[other] { $count } positions
}
search-tab-calls = { $count ->
    [one] { $count } appel
   *[other] { $count } appels
}
search-count-positions = { $total } sur { $all } positions que vous pouvez lire
search-count-calls = { $total } sur { $all } appels que vous pouvez lire
search-none = Rien n’a été trouvé.
search-none-hint = Essayez avec moins de mots, ou seulement le début d’un mot. Un mot se trouve dans la langue où il est écrit.
search-none-words-only = Chercher les mots seuls, sans autre critère
feed-link = Suivre dans un lecteur de flux (Atom)
feed-home = Déclarations de { $node }
feed-actor = Déclarations de { $name }
feed-agenda = Déclarations sur le programme
feed-demand = Déclarations sur { $code } : { $title }
feed-search = Recherche : { $words }
feed-directory = Du nouveau dans l’annuaire de { $node }
feed-digest = Les semaines de { $node }
feed-positions = Positions sur { $node }
feed-positions-of = Positions de { $name }
feed-positions-on = Positions sur : { $title }
feed-positions-network = Positions des membres de { $name }
feed-position-title = { $name } : { $stance } – { $title }
