# The network view.
overview-nav = Vue du réseau
overview-title = Ce que pensent les organisations
overview-title-of = Ce que pense { $name }
overview-generated = Ce nœud contient des organisations et des positions inventées, pour faire des essais. Rien ici n’est la parole d’une vraie organisation.
overview-answered-here = Sur { $members ->
    [one] { $members } organisation connue ici
   *[other] { $members } organisations connues ici
}, { $spoken ->
    [one] { $spoken } a pris position.
   *[other] { $spoken } ont pris position.
}
overview-answered = Sur { $members ->
    [one] { $members } membre
   *[other] { $members } membres
}, { $spoken ->
    [one] { $spoken } a pris position.
   *[other] { $spoken } ont pris position.
}
overview-countries = Elles travaillent dans { $spoken } des { $all } pays.
overview-at = État au { $time } UTC
overview-members-part = Pour les membres : avec ce qui n’a été dit qu’au réseau
overview-see-public = Voir ce que tout le monde voit
overview-see-members = Voir ce que voient les membres
overview-tabs = Parties de la vue du réseau
overview-tab-whole = Vue d’ensemble
overview-tab-subjects = Tous les sujets
overview-tab-who = Qui s’est exprimé
overview-tab-weeks = Au fil du temps
overview-tab-method = Comment on compte
overview-filters = Choisir qui et quoi
overview-theme = Thème
overview-several-at-once = Un ou plusieurs choix ; tous doivent convenir.
overview-any = Tous
overview-show = Afficher
overview-all-subjects = Voir tous les sujets
overview-only = Seulement : { $value }.
overview-everybody = Voir tout le monde
overview-by = Par
overview-by-host = Pays où elles travaillent
overview-by-origin = Pays d’origine de leurs membres
overview-by-region = Région
overview-by-kind = Type d’organisation
overview-by-language = Langue de travail
overview-not-told = Non indiqué
overview-percent = { $number } %
overview-stance = Position
overview-share = Part
overview-support = pour
overview-reservations = pour, avec réserves
overview-abstain = abstention
overview-oppose = contre
overview-nobody = aucune position
overview-all-stances = Toutes
overview-answers = Où elles en sont
overview-positions = Positions
overview-count-answers = { $count ->
    [one] { $count } position
   *[other] { $count } positions
}
overview-empty = Personne n’a encore pris ici de position que l’on puisse montrer. Un responsable en prend une depuis la page d’une revendication ou d’une déclaration.
overview-fresh = { $count ->
    [one] { $count } position date de cette semaine ou de la précédente.
   *[other] { $count } positions datent de cette semaine ou de la précédente.
}
overview-see-them = Voir ce qui est nouveau
overview-dissent = Réserves et oppositions
overview-dissent-help = Qui n’est pas d’accord, ou l’est à une condition, est entendu à côté des totaux.
overview-all-dissent = { $count ->
    [one] Le lire
   *[other] Lire les { $count }
}
overview-some-of = { $shown } sur { $total }
overview-common = Terrain d’entente
overview-between = Entre
overview-common-help = Ce sur quoi les groupes s’accordent malgré leurs différences. Chaque groupe pèse autant, quelle que soit sa taille : un grand ne peut en noyer un petit.
overview-common-filtered = Le terrain d’entente se cherche entre des groupes. Affichez tout le monde pour le voir.
overview-common-none = Rien à montrer pour l’instant : il faut qu’au moins deux groupes se soient exprimés sur le même sujet.
overview-score = { $score } sur 100
overview-score-between = { $count ->
    [one] dans { $count } groupe
   *[other] entre { $count } groupes
}
overview-weakest = Le moins d’accord :
overview-contested = Contesté
overview-contested-help = Au moins une réponse sur cinq est pour, et une sur cinq est contre.
overview-contested-none = Aucun sujet n’a de voix fortes des deux côtés.
overview-most-answered = Les plus répondus
overview-stale = { $count ->
    [one] { $count } sur une version antérieure
   *[other] { $count } sur une version antérieure
}
overview-unaddressed = Personne n’a parlé de
overview-unaddressed-agenda = Revendications sur lesquelles aucune position ne peut être montrée ici.
overview-unaddressed-asked = Demandé, et resté sans réponse jusqu’ici.
overview-subject-unknown = Un texte inconnu ici, ou qui n’est pas pour tous
overview-no-reasons = Aucune raison n’a été donnée.
overview-from-here = De ce nœud
overview-proof-none = Non prouvée : la parole de son nœud
overview-told-to-network = Dit au réseau seulement
overview-on-earlier = Sur une version antérieure
overview-positions-help = Exactement les positions que compte le chiffre, chacune avec sa provenance.
overview-no-positions = Il n’y en a pas.
overview-start = Au début
overview-next = Suite
overview-spoken = Se sont exprimées
overview-silent = Qui ne s’est pas exprimé
overview-silent-count = { $count ->
    [one] { $count } organisation n’a pas pris position.
   *[other] { $count } organisations n’ont pas pris position.
}
overview-silence = Le silence n’est jamais compté comme un accord.
overview-several-note = Une organisation peut figurer sur plusieurs lignes si elle en a nommé plusieurs. Dans l’ensemble, elle compte une fois.
overview-further = { $count ->
    [one] Voir { $count } autre ligne
   *[other] Voir { $count } autres lignes
}
overview-weeks-help = Quand ont été décidées les positions qui comptent aujourd’hui. Celle qui en remplace une autre figure à sa dernière décision.
overview-weeks-filtered = Affichez tout le monde pour voir l’évolution.
overview-weeks-desc = { $count } positions en { $weeks } semaines
overview-week-name = Semaine
overview-week = Semaine { $week }, { $year }
overview-method-who = Qui compte
overview-method-who-text = Chaque organisation que ce nœud connaît, ou qu’un réseau a admise, et qui parle encore pour elle-même : ni celle qui est suspendue ou partie ailleurs, ni celle dont le nœud est refusé ici. Chaque chiffre dit combien il y en a en tout.
overview-method-one = Une organisation, une position
overview-method-one-text = Une organisation compte une fois par sujet, par son dernier mot. Ce qu’elle a retiré ne compte plus. Les mentions « j’aime », les partages et les réponses ne comptent jamais. Les visiteurs ne voient que les positions publiques ; ce qui a été dit à un réseau n’est que dans les chiffres de ses membres.
overview-method-dissent = Le désaccord accompagne le résultat
overview-method-dissent-text = Les mots de toutes les réserves et de toutes les oppositions figurent à côté des totaux. Derrière chaque chiffre se trouve la liste des positions qu’il compte, avec leur provenance.
overview-method-common = Comment se trouve le terrain d’entente
overview-method-common-text = Pour chaque groupe, nous prenons la part de ceux qui sont pour, avec ou sans réserves, parmi ceux qui ont répondu. Ces parts sont multipliées, et l’on prend la racine qui correspond à leur nombre. Un groupe en désaccord fait donc baisser le chiffre, quelle que soit sa taille, et doubler un groupe ne change rien. Chaque part est un peu écartée de zéro, pour qu’un seul groupe ne mette pas fin à toute discussion.
overview-method-weakest = Le groupe le moins d’accord est nommé
overview-method-weakest-text = Un chiffre peut cacher qui n’y est pas. C’est pourquoi le groupe le moins d’accord figure à côté, avec sa propre part. Ceux qui n’indiquent pas où ils travaillent forment aussi un groupe : qui ne peut le dire sans danger n’est pas oublié.
overview-method-not = Ce que cela ne montre pas
overview-method-not-text = Cela ne montre ni la force d’un avis, ni ce que pensent ceux qui n’ont pas répondu, ni si les groupes sont bien choisis : regardez-en plusieurs. Un groupe d’une réponse pèse autant qu’un groupe de cent ; regardez donc combien ont répondu. Ce n’est pas un vote, et rien n’est décidé ainsi.
overview-method-check = Comment le vérifier
overview-method-check-text = Aucun bulletin ne quitte une organisation : elle décide chez elle, selon sa propre règle, et dit sa position. Tout nœud qui connaît les mêmes positions arrive aux mêmes chiffres. Qui gère un nœud peut tout faire recompter.
overview-method-source = D’après le consensus tenant compte des groupes de Pol.is (Small, Bjorkegren, Erkkilä, Shaw et Megill, Polis: Scaling deliberation by mapping high dimensional opinion spaces, 2021), avec des groupes que les organisations déclarent elles-mêmes au lieu de groupes calculés.
# À emporter.
overview-proof-verified = Prouvé : signé par l’organisation dont c’est la position
overview-proof-unproven = Non prouvé : signé, mais on ne peut pas remonter de la signature à son auteur
overview-proof-failed = Non prouvé : la signature est fausse
overview-take = À emporter
overview-take-help = Chaque fichier contient toutes les positions comptées ici, avec la date, la méthode, l’effectif total et une empreinte pour comparer.
overview-take-members = Il contient aussi ce qui n’a été dit qu’au réseau : gardez-le entre membres.
overview-take-print = Page à imprimer
overview-take-docx = Document (DOCX)
overview-print-no-dissent = Personne n’a de réserves ni d’opposition.
overview-take-xlsx = Classeur (XLSX)
overview-take-csv = Tableau (CSV)
overview-take-json = Pour les programmes et pour vérifier (JSON)
overview-preamble-nobody = { $members ->
    [0] Il n’y a pas encore d’organisation qui puisse répondre ici.
    [one] La seule organisation n’a pas encore répondu.
   *[other] Aucune des { $members } organisations n’a encore répondu.
}
overview-preamble-known = Réponses d’organisations connues ici : { $spoken } sur { $members }, entre le { $from } et le { $until }.
overview-preamble-known-countries = Réponses d’organisations connues ici : { $spoken } sur { $members }, de { $countries ->
    [one] { $countries } pays
   *[other] { $countries } pays
}, entre le { $from } et le { $until }.
overview-preamble-members = Réponses d’organisations membres : { $spoken } sur { $members }, entre le { $from } et le { $until }.
overview-preamble-members-countries = Réponses d’organisations membres : { $spoken } sur { $members }, de { $countries ->
    [one] { $countries } pays
   *[other] { $countries } pays
}, entre le { $from } et le { $until }.
overview-preamble-one = Leurs positions : { $stances }.
overview-preamble-several = { $count ->
    [one] { $count } position
   *[other] { $count } positions
} sur { $subjects ->
    [one] { $subjects } sujet
   *[other] { $subjects } sujets
} : { $stances }.
overview-export-totals = Totaux
overview-export-made = Quand
overview-export-whose = De qui
overview-export-public-only = Positions publiques seulement
overview-export-summary = En bref
overview-export-denominators = Sur combien
overview-export-method = Chaque organisation compte une fois par sujet, avec sa position la plus récente. Ce qui a été retiré ne compte pas, ni les « j’aime », ni les partages, ni les réponses. Le silence n’est pas un accord.
overview-export-digest = Empreinte (SHA-256)
overview-export-note = Remarque
overview-export-subject = Adresse du sujet
overview-export-title = Sujet
overview-export-together = Tous les sujets ensemble
overview-export-holder = Organisation
overview-export-reasons = Raisons
overview-export-language = Langue
overview-export-translations = Dans d’autres langues
overview-export-decided = Décidé le
overview-export-told-to = Dit à
overview-export-public = Tout le monde
overview-export-proof = Preuve
overview-export-address = Adresse
region-005 = Amérique du Sud
region-011 = Afrique de l’Ouest
region-013 = Amérique centrale
region-014 = Afrique de l’Est
region-015 = Afrique du Nord
region-017 = Afrique centrale
region-018 = Afrique australe
region-021 = Amérique du Nord
region-029 = Caraïbes
region-030 = Asie de l’Est
region-034 = Asie du Sud
region-035 = Asie du Sud-Est
region-039 = Europe du Sud
region-053 = Australie et Nouvelle-Zélande
region-054 = Mélanésie
region-057 = Micronésie
region-061 = Polynésie
region-143 = Asie centrale
region-145 = Asie de l’Ouest
region-151 = Europe de l’Est
region-154 = Europe du Nord
region-155 = Europe de l’Ouest
error-generated-already = Ce nœud contient déjà ce réseau inventé.
overview-without = Sans ce choix
overview-answered-at-most = { $spoken ->
    [one] { $spoken } organisation a
   *[other] { $spoken } organisations ont
} pris position, sur au plus { $members } qui correspondent.
overview-some-of-at-most = { $shown } sur { $total } au plus
overview-at-most-note = Combien d’organisations sont plusieurs de ces choses à la fois n’est dit qu’aux membres d’un réseau, pour que personne de celles qui se sont tues ne puisse être désignée. Le nombre donné ici est le plus grand possible.
overview-who-nobody = Personne dont on puisse le dire n’a pris position.
