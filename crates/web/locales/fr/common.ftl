# Textes communs à toutes les pages. On vouvoie, et l’on évite les tournures qui supposent un genre.
-sofra = Sofra

## Le cadre
common-page-title = { $page } – { $node }
common-skip-to-content = Aller au texte
common-main-navigation = Menu principal
common-colon = { " : " }
common-you-are-here = Vous êtes ici
common-nav-home = Accueil
common-nav-agenda = Revendications
common-nav-timeline = Fil
common-nav-compose = Écrire
common-nav-follow = Suivre
common-nav-followers = Abonnés
common-nav-settings = Réglages
common-nav-menu = Menu
common-sign-in = Se connecter
common-sign-out = Se déconnecter
common-signed-in-as = Session de { $name }
common-footer-language = Langue de ces pages
common-runs-on = Fonctionne avec { -sofra }

## Petits mots
common-save = Enregistrer
common-cancel = Annuler
common-optional = facultatif
common-saved = Enregistré.
common-list-separator = {", "}
common-never = jamais
common-not-known = inconnu

## Nombres
common-count-statements = { $count ->
    [0] Aucune déclaration pour l’instant
    [one] { $count } déclaration
   *[other] { $count } déclarations
}
common-count-demands = { $count ->
    [0] Aucune revendication
    [one] { $count } revendication
   *[other] { $count } revendications
}
common-count-followers = { $count ->
    [0] Aucun abonné pour l’instant
    [one] { $count } abonné
   *[other] { $count } abonnés
}
common-shown-of = { $first } à { $last } sur { $total }
common-pager-label = Pages de cette liste
common-pager-older = Plus ancien

## Dates en toutes lettres
relative-now = à l’instant
relative-minutes-ago = { $count ->
    [one] il y a { $count } minute
   *[other] il y a { $count } minutes
}
relative-hours-ago = { $count ->
    [one] il y a { $count } heure
   *[other] il y a { $count } heures
}
relative-days-ago = { $count ->
    [0] aujourd’hui
    [one] hier
   *[other] il y a { $count } jours
}
relative-in-minutes = { $count ->
    [one] dans { $count } minute
   *[other] dans { $count } minutes
}
relative-in-hours = { $count ->
    [one] dans { $count } heure
   *[other] dans { $count } heures
}
relative-in-days = { $count ->
    [0] aujourd’hui
    [one] demain
   *[other] dans { $count } jours
}

## Qui parle
actor-kind-organisation = Organisation
actor-kind-member = Personne
actor-kind-network = Réseau
actor-kind-node = Nœud
actor-kind-service = Compte automatique

## Langues
language-en = anglais
language-ar = arabe
language-fr = français
language-fa = persan
language-prs = dari
language-ti = tigrinya
language-so = somali
language-am = amharique
language-sw = swahili
language-ku = kurde
language-ps = pachto
language-tr = turc
language-uk = ukrainien
language-es = espagnol
language-el = grec
language-de = allemand
language-it = italien
language-pt = portugais
language-ru = russe
language-ur = ourdou
language-ckb = kurde (sorani)
language-kmr = kurde (kurmandji)
language-om = oromo
language-rw = kinyarwanda
language-rn = kirundi
language-ln = lingala
language-my = birman
language-rhg = rohingya
language-bn = bengali
language-nl = néerlandais
language-sv = suédois
language-other = autre langue ({ $tag })
common-pager-newest = Revenir aux plus récentes
