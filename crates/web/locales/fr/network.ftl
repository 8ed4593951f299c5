# network
network-all-title = Réseaux
network-all-intro = Un réseau réunit des organisations qui agissent ensemble. Chacune décide pour elle-même ; le réseau transmet ce que ses membres lui disent et leur demande leur avis.
network-all-ours = Réseaux sur ce nœud
network-all-others = Réseaux sur d’autres nœuds
network-all-none = Il n’y a pas encore de réseau sur ce nœud. Une personne responsable d’une organisation peut en fonder un.
network-all-others-none = Aucun n’est connu ici pour l’instant.
network-count = { $count ->
    [one] { $count } réseau
   *[other] { $count } réseaux
}
network-members-count = { $count ->
    [one] { $count } organisation membre
   *[other] { $count } organisations membres
}
network-countries-count = { $count ->
    [one] de { $count } pays
   *[other] de { $count } pays
}
network-numbers-known = Ce sont les chiffres que ce nœud connaît. La liste complète se trouve sur les nœuds des membres.
network-members-named = { $named } sur { $total } sont nommées ici
network-members-hidden = Seules les organisations qui ont choisi d’être dans l’annuaire sont nommées aux visiteurs. Les autres sont comptées.
network-lives-on = Ce réseau vit sur { $host }. Ce nœud montre ce que cet autre nœud en dit.
network-successor = Il a été refondé sous le nom :
network-predecessor = Il fait suite à :
network-part-of = Fait partie de :
network-founding-title = Texte fondateur
network-founding-help = Ce qui vous réunit et comment vous décidez. Tout le monde peut le lire. Il suit le réseau s’il doit recommencer ailleurs.
network-coordinators-title = Coordination
network-coordinators-help = Choisis par les membres. Un choix vaut jusqu’à ce que le membre le change.
network-coordinates = coordonne
network-own = vous
network-members-title = Membres
network-parts-title = Groupes en son sein
network-part-confirm = Confirmer qu’il fait partie du réseau
network-agenda-title = Son propre programme
network-agenda-edit = Rédiger le programme du réseau
network-agenda-intro = Ce que le réseau revendique, à côté du programme d’Istanbul. Tout le monde peut le lire, et l’on peut prendre position sur chaque revendication.
network-agenda-help = Une ligne par élément. « A: Éducation » ouvre un thème, « A1: Chaque enfant va à l’école » est une revendication de ce thème. La première langue fixe les codes ; les autres les traduisent.
network-told-title = Dit au réseau
network-told-none = Rien que vous puissiez lire ne lui a encore été dit.
network-founded = Fondé le
network-follow-help = Qui suit le réseau, depuis Mastodon ou ailleurs, reçoit ce que les membres lui disent en public.
network-view = Ce qu’il pense
network-page = La page du réseau
network-deal = Ouvrir
network-deal-as = Au nom de { $name }
network-deal-title = { $name }
network-kind = Ce qui le réunit
network-kind-global = Mondial
network-kind-regional = Une région
network-kind-women = Femmes
network-kind-youth = Jeunes
network-kind-other = Autre chose
network-state-none = Pas membre
network-state-invited = Invitée
network-state-applied = Candidate ; les membres se portent garants
network-state-admitted = Membre
network-state-suspended = Suspendue
network-state-refused = Non admise
network-state-left = Partie
network-desk-title = Réseaux
network-part-help = Les réseaux dont vous faites partie, candidatures, garanties, choix de la coordination.
network-desk-intro = Dans un réseau, votre organisation agit avec d’autres et décide toujours pour elle-même.
network-desk-ours = Vos réseaux
network-desk-none = Votre organisation ne fait encore partie d’aucun réseau.
network-desk-others = Autres réseaux connus ici
network-desk-find = Un réseau manque ? Cherchez-le par son identifiant ou son adresse.
network-found = Fonder un réseau
network-found-title = Fonder un réseau
network-found-intro = Le réseau vivra sur ce nœud. Votre organisation en est le premier membre et coordonne jusqu’à ce que les membres choisissent.
network-found-public = Tout le monde peut lire le nom et le texte fondateur, et voir que votre organisation coordonne.
network-name = Nom du réseau
network-username = Nom d’utilisateur du réseau
network-username-help = 2 à 30 lettres minuscules, chiffres et _. Il ne peut pas être changé plus tard.
network-parent = Partie d’un autre réseau
network-parent-help = Sa coordination le confirme.
network-parent-none = Non
network-waiting-count = { $count ->
    [one] { $count } étape attend d’autres responsables
   *[other] { $count } étapes attendent d’autres responsables
}
network-waiting-title = Étapes en attente d’approbation
network-waiting-none = Rien n’attend.
network-done = C’est fait.
network-join = Demander à rejoindre
network-join-title = Rejoindre { $name }
network-join-point-members = Deux membres doivent se porter garants de votre organisation. S’il y en a moins, tous.
network-join-point-told = Les nœuds de tous les membres apprennent le nom de votre organisation et les mots ci-dessous.
network-join-point-list = Les visiteurs ne voient votre nom parmi les membres que si votre organisation a choisi d’être dans l’annuaire.
network-join-words = Quelques mots aux membres
network-join-words-help = Qui vous êtes, et qui vous connaît.
network-invited-help = Vous êtes invités parce que vous faisiez partie du réseau auquel celui-ci fait suite. Vous en êtes membre dès que vous le rejoignez ; d’ici là, rien n’est dit en votre nom.
network-leave = Quitter le réseau
network-leave-title = Quitter { $name }
network-leave-point = Votre organisation ne reçoit plus ce qui est dit au seul réseau et n’y compte plus. Ce qu’elle a dit reste où il est. Pour revenir, il faut de nouveau demander.
network-applicants-title = Organisations candidates
network-applicants-count = { $count ->
    [one] { $count } attend
   *[other] { $count } attendent
}
network-vouches-of = { $given } garants sur { $needed }
network-vouch = Se porter garant
network-unvouch = Ne plus se porter garant
network-vouch-help = Se porter garant, c’est dire : nous connaissons cette organisation, et elle a sa place ici. Tous les membres voient qui se porte garant.
network-refuse = Refuser
network-choose = Garder ce choix
network-choose-legend = Qui devrait coordonner ?
network-choose-help = Choisissez-en jusqu’à { $most }. Votre choix vaut jusqu’à ce que vous le changiez. Dès qu’un tiers des membres a choisi, les plus choisies coordonnent.
network-motions = { $count ->
    [one] { $count } membre de la coordination demande un changement
   *[other] { $count } membres de la coordination demandent un changement
}
network-remove = Le demander
network-remove-this = Suspendre { $name }
network-remove-title = Suspendre ou refuser { $name }
network-remove-point = Un membre suspendu ne reçoit plus rien de ce qui est dit au seul réseau et ne compte plus. Il apprend le motif.
network-remove-two = Il faut deux membres de la coordination ; s’il n’y en a qu’un, celui-là.
network-remove-reason = Motif
network-remove-reason-help = L’organisation elle-même et tous les membres peuvent le lire.
network-readmit = La réadmettre
network-readmit-title = Admettre { $name }
network-suspended-title = Suspendues ou invitées
network-refound = La refonder ici
network-refound-title = Refonder { $name }
network-refound-section = Si son nœud est perdu
network-refound-help = Ce nœud détient ce qu’il faut pour recommencer : le texte fondateur, le programme, les appels et la liste des membres.
network-refound-point-when = Ne le faites que si le nœud du réseau est perdu pour de bon et que vous en avez parlé avec d’autres membres.
network-refound-point-what = Un nouveau réseau commence sur ce nœud, avec le même nom, le même texte fondateur et le même programme. Votre organisation coordonne jusqu’à ce que les membres choisissent.
network-refound-point-who = Tous ceux qui étaient membres sont invités. Chacun en fait partie dès qu’il rejoint le réseau, pas avant.
network-tell-legend = Le dire aussi à vos réseaux
network-tell-help = Le réseau le transmet à ses membres. Ce qui est public va aussi à ceux qui le suivent. Si « Nos réseaux » est choisi et aucun coché, à tous.
call-title = Appels à prendre position
call-one = Appel à prendre position
call-none = Rien n’a encore été demandé.
call-new = Demander des positions
call-new-intro = Vous demandez à tous les membres du réseau leur avis, au titre de la coordination.
call-name = Titre
call-body = Ce que vous demandez, et pourquoi
call-body-help = Texte simple. Une ligne vide commence un nouveau paragraphe.
call-subjects = Sujets de l’appel
call-subjects-count = { $count ->
    [one] { $count } sujet
   *[other] { $count } sujets
}
call-subjects-help = Cochez des revendications ou collez des liens ci-dessous, { $most } au plus. Les membres répondent à chacun séparément.
call-pasted = Déclarations et paragraphes, par lien
call-pasted-help = Un lien par ligne : la page d’une déclaration ici, ou d’un de ses paragraphes numérotés.
call-changed = Modifié le { $date }, après avoir été lancé. Les réponses données avant ce jour portaient sur le texte précédent.
call-subject-changed = Il a changé depuis que la question a été posée.
call-day = Dernier jour pour répondre
call-time = Heure
call-zone = Les heures sont en UTC, les mêmes pour tout le monde.
call-who-reads = Tous les membres du réseau peuvent le lire, pas les visiteurs. Leurs responsables sont avertis tout de suite, une semaine avant le dernier jour et la veille.
call-ask = Demander aux membres
call-save = Enregistrer comme brouillon
call-discard = Jeter
call-edit = Continuer à rédiger
call-asked-done = Les membres sont interrogés.
call-correct = Corriger l’appel
call-correct-intro = Changez les mots, ajoutez une langue ou déplacez le dernier jour. Tous les membres du réseau reçoivent la nouvelle version.
call-correct-subjects = Ces sujets restent tels quels, car des membres y ont répondu. Pour demander autre chose, faites un nouvel appel.
call-corrected-done = L’appel est corrigé. Les membres en sont informés.
call-cancel = Retirer l’appel
call-cancel-title = Retirer cet appel ?
call-cancel-point-told = Tous les membres apprennent que la question n’est plus posée, et plus aucun rappel ne part.
call-cancel-point-answers = Ce qui a été répondu reste : ce sont les positions des membres eux-mêmes, et elles comptent comme avant.
call-cancel-point-final = Il ne peut pas être rouvert. Pour demander à nouveau, faites un nouvel appel.
call-view = Ce que les membres ont répondu
call-all-of = Tous les appels adressés à { $name }
call-change-as = Changer la position de { $name }
call-until = Jusqu’au { $date } (UTC)
call-state-draft = Brouillon
call-state-open = Ouvert
call-state-over = Terminé
call-state-cancelled = Annulé
call-answered = répondu à { $answered } sur { $total }
call-answered-by = { $name } a répondu à { $answered } sur { $total }.
call-spoken = { $spoken } membres sur { $members } ont répondu à quelque chose, pour ce que ce nœud en sait.
call-is-answered = répondu
call-not-answered = pas encore répondu
call-answer-as = Prendre position au nom de { $name }
call-open-count = { $count ->
    [one] { $count } appel ouvert à prendre position
   *[other] { $count } appels ouverts à prendre position
}
call-count = { $count ->
    [one] { $count } appel
   *[other] { $count } appels
}
call-desk-title = Ce qui nous est demandé
call-part-help = Les appels à prendre position de vos réseaux, et ceux auxquels vous avez répondu.
call-desk-intro = Vos réseaux demandent ce que pense votre organisation. Répondre dépend de vous ; le silence ne compte pour rien.
call-desk-open = Ouverts
call-desk-past = Terminés ou annulés
call-desk-none = Rien ne vous est demandé en ce moment.
audit-network-found = A fondé un réseau
audit-network-refound = A refondé un réseau
audit-network-join = A demandé à rejoindre un réseau
audit-network-leave = A quitté un réseau
audit-network-vouch = S’est portée garante d’une candidate
audit-network-unvouch = Ne se porte plus garante d’une candidate
audit-network-choose = A choisi la coordination
audit-network-remove = A demandé de suspendre ou refuser une organisation
audit-network-readmit = A demandé d’admettre une organisation
audit-network-agenda = A rédigé le programme d’un réseau
audit-network-ask = A demandé des positions à un réseau
audit-network-correct = A corrigé un appel à positions
audit-network-cancel = A annulé un appel à prendre position
audit-network-discard = A jeté le brouillon d’un appel
