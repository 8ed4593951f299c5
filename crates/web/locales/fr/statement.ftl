statement-title = Déclaration
statement-by = Par { $speaker }

## Genres
statement-kind = Genre
statement-kind-statement = Déclaration
statement-kind-position-paper = Prise de position
statement-kind-practice = Pratique
statement-kind-lesson = Enseignement
statement-kind-story = Récit
statement-kind-submission = Contribution officielle

## À qui s’adresse le texte
statement-told = Adressée à
statement-audience = Qui peut le voir
statement-audience-public = Tout le monde
statement-audience-network = Nos réseaux
statement-audience-followers = Nos abonnés
statement-audience-local = Ce nœud seulement
statement-audience-public-explain = Toute personne sur Internet peut le lire. Chaque nœud qui vous suit en reçoit une copie, et nous ne pouvons pas garantir que ces copies seront effacées plus tard.
statement-audience-network-explain = Seules les organisations de vos réseaux peuvent le lire. Leurs nœuds en gardent une copie, que peuvent lire les personnes qui les administrent.
statement-audience-followers-explain = Seuls les abonnés que vous avez acceptés peuvent le lire. Leurs nœuds en gardent une copie, que peuvent lire les personnes qui les administrent.
statement-audience-followers-open-explain = Vos abonnés peuvent le lire. Leurs nœuds en gardent une copie, que peuvent lire les personnes qui les administrent.
statement-audience-open-followers = N’importe qui peut s’abonner à { $organisation } et le lire ensuite, car { $organisation } ne demande pas d’accord préalable.
statement-audience-open-network = N’importe quelle organisation peut s’abonner à { $organisation } et le lire ensuite, car { $organisation } ne demande pas d’accord préalable.
statement-audience-open-setting = Demander un accord avant chaque abonnement
statement-audience-local-explain = Seules les personnes qui se connectent à ce nœud peuvent le lire. Aucun autre nœud n’en reçoit de copie.

## Repères
statement-facts = Repères sur ce texte
statement-published = Publication
statement-revision-number = Version { $number }
statement-revision-note = Ceci est la version { $number }, du { $date }. Ce qui a changé : { $note }
statement-revision-note-none = Ceci est la version { $number }, du { $date }.
statement-revision-compare = Voir ce qui a changé
statement-languages = Langues
statement-languages-label = Lire dans une autre langue
statement-language-authentic = texte faisant foi
statement-language-translation = traduction
statement-authentic-in = Le texte qui fait foi est en { $language }.
statement-translated-by = Traduction en { $language } : { $translator }
statement-translated-unsigned = Traduction en { $language }
statement-not-in-language = Ce texte n’existe pas dans votre langue. Voici le texte qui fait foi, en { $language }.
statement-demands = Revendications dont il parle
statement-demands-none = Ce texte n’est lié à aucune revendication.
statement-origin = Provenance
statement-origin-here = Écrit sur ce nœud
statement-origin-remote = Publié sur { $host }. Ceci est une copie, reçue le { $date }.
statement-origin-open = Ouvrir l’original
statement-image-no-description = Cette image n’a pas été décrite par l’auteur du texte.
statement-how-to-cite = Pour citer ce texte
statement-citation = { $speaker }, « { $title } », { $date }, { $url }
statement-actions = Ce que vous pouvez faire
statement-edit = Réviser
statement-withdraw = Retirer
statement-withdraw-confirm = Retirer cette déclaration ? Son texte disparaît de cette page. Nous demandons à chaque nœud qui en a une copie de l’effacer, mais nous ne pouvons pas l’y obliger.
statement-withdraw-title = Retirer « { $title } »
statement-withdraw-reason = Pourquoi vous la retirez
statement-withdraw-reason-help = Une phrase. Elle est affichée à la place du texte.
statement-withdraw-done = La déclaration est retirée. Nous prévenons les autres nœuds.
statement-draft-badge = Brouillon

## Retrait
statement-withdrawn-title = Cette déclaration a été retirée
statement-withdrawn-on = { $speaker } l’a retirée le { $date }.
statement-withdrawn-explain = L’adresse reste, pour que personne ne se demande si ce texte a existé. Le texte a disparu de ce nœud. Nous avons demandé aux autres nœuds d’effacer leurs copies.
statement-withdrawn-reason = Raison donnée : { $reason }
statement-withdrawn-way-out = Lire d’autres déclarations de { $speaker }

## Versions
statement-compare-title = Ce qui a changé dans « { $title } »
statement-compare-between = De la version { $from } ({ $fromDate }) à la version { $to } ({ $toDate })
statement-compare-back = Revenir à la déclaration
statement-compare-older = Version plus ancienne
statement-compare-show = Comparer
statement-compare-legend-added = Les mots ajoutés sont soulignés
statement-compare-legend-removed = Les mots supprimés sont barrés
statement-compare-added = ajout :
statement-compare-removed = suppression :
statement-compare-end = fin du changement
statement-compare-same = Rien n’a changé dans cette langue.
statement-kind-post = Message
statement-kind-event = Événement
statement-audience-direct = Seulement les personnes nommées
statement-warning = Note de l’auteur : { $text }
statement-files = Fichiers sur d’autres serveurs
statement-file-link = Fichier sur { $host }
statement-files-note = Ils ne sont pas chargés ici. Si vous en ouvrez un, son serveur le voit.
statement-sending-title = En route
statement-sending-failed = Nous n’avons pas pu joindre : { $hosts }
statement-sending-stays = Elle reste sur ce nœud.
statement-answers = Une réponse à
statement-draft-note = Ceci est un brouillon. Il n’a pas été publié.
statement-draft-continue = Continuer à écrire
statement-revision-old = Vous lisez la version { $number }. Ce n’est pas la version actuelle.
statement-revision-current = Lire la version actuelle
statement-compare-added-text = Cette langue est nouvelle dans cette version.
statement-compare-removed-text = Cette langue n’est plus dans cette version.
statement-event-starts = Début
statement-event-ends = Fin
statement-event-place = Lieu
statement-sending-waiting = { $count ->
    [one] L’envoi est en cours vers { $count } autre nœud
   *[other] L’envoi est en cours vers { $count } autres nœuds
}
statement-sending-delivered = { $count ->
    [one] { $count } nœud l’a reçue
   *[other] { $count } nœuds l’ont reçue
}
statement-sending-retrying = Pas encore de réponse de : { $hosts }. Nous continuons d’essayer.
statement-titles = Titre et résumé
statement-body = Texte
statement-event-link = En ligne
statement-withdraw-copies = { $count ->
    [0] Ce nœud n’en a envoyé de copie à aucun autre.
    [one] { $count } autre nœud en a reçu une copie.
   *[other] { $count } autres nœuds en ont reçu une copie.
}
statement-withdraw-remain = Des copies faites par d’autres peuvent rester, et des gens peuvent s’en souvenir. Il ne pourra pas revenir ici.
statement-hide = Masquer sur ce nœud
statement-hide-heading = Pour qui administre ce nœud
statement-hide-title = Masquer cette déclaration ?
statement-hide-confirm = Plus personne ne la trouvera sur ce nœud : ni sur une page, ni dans une liste, ni par l’API, et les autres nœuds ne pourront plus la demander ici. Les copies des autres nœuds restent. Vous pouvez la réafficher à tout moment.
