organisation-title = Organisation
organisation-kind-refugee-led = Organisation dirigée par des personnes réfugiées
organisation-kind-host-community = Organisation d’une communauté d’accueil
organisation-kind-allied = Organisation alliée
organisation-follow-title = Suivre { $name }
organisation-follow-how = Copiez cet identifiant. Cherchez-le sur votre propre nœud, sur Mastodon ou sur un autre service du fédivers.
organisation-follow-handle = Identifiant
organisation-follow-here = Suivre depuis ce nœud
organisation-following = Vous suivez { $name }.
organisation-about = Présentation
organisation-where = Lieu
organisation-since = Ici depuis
organisation-website = Site web
organisation-languages = Langues
organisation-statements = Déclarations
organisation-statements-none = { $name } n’a publié aucune déclaration que vous puissiez voir.
organisation-filter-kind = Genre
organisation-filter-all = Tous les genres
organisation-filter-show = Afficher
organisation-origin-remote = La page d’origine de { $name } est sur { $host }. Vous voyez ce que ce nœud a reçu.
organisation-origin-open = Ouvrir la page d’origine
organisation-edit = Modifier la présentation
organisation-feed = Flux d’actualités (Atom)
organisation-summary-counts = { $statements ->
    [0] Aucune déclaration pour l’instant
    [one] { $statements } déclaration
   *[other] { $statements } déclarations
}, { $demands ->
    [0] sans lien avec une revendication
    [one] sur { $demands } revendication
   *[other] sur { $demands } revendications
}
organisation-person-note = Cette page est tenue hors des moteurs de recherche.
organisation-follow-as = Suivre au nom de
organisation-gone = { $name } n’existe plus sur son propre nœud.
organisation-edit-intro = Tout le monde peut lire la présentation. Un changement est envoyé aux nœuds qui vous suivent.
organisation-edit-saved = La présentation est enregistrée. Les nœuds qui vous suivent sont prévenus.
organisation-approves = Nous demander avant que quelqu’un nous suive
organisation-approves-help = Vous voyez alors qui gardera des copies avant qu’il en reçoive. Les demandes attendent sur la page des abonnés.
