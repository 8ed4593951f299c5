moderation-report-title = Signaler quelque chose
moderation-report-intro = Dites à celles et ceux qui veillent sur ce nœud ce qui ne va pas. Votre message sera lu, puis une décision sera prise.
moderation-report-about = Ce que vous signalez
moderation-report-this = Signaler
moderation-category = Qu’est-ce qui ne va pas ?
moderation-category-rule = Une règle de ce nœud n’est pas respectée
moderation-category-rule-help = Indiquez laquelle ci-dessous.
moderation-category-danger = Une personne est mise en danger
moderation-category-danger-help = Par exemple un nom, un lieu ou une photo qui ne doivent pas être connus.
moderation-category-identity = Ils ne sont pas ceux qu’ils disent être
moderation-category-identity-help = Quelqu’un parle au nom d’une autre personne ou organisation.
moderation-category-spam = De la publicité, ou toujours la même chose
moderation-category-spam-help = Cela n’a rien à voir avec ce dont on parle ici.
moderation-category-other = Autre chose
moderation-category-other-help = Dites-le avec vos mots.
moderation-rule = Quelle règle
moderation-rule-help = Si une règle n’est pas respectée, choisissez-la.
moderation-words = Avec vos mots
moderation-words-help = Ce qui s’est passé, et ce que doivent savoir celles et ceux qui décident. Ne nommez personne à qui cela pourrait nuire.
moderation-forward-title = Prévenir aussi { $host } ?
moderation-forward-help = Cela a été dit sur un autre nœud, { $host }. Nous ne savons pas qui y lit les signalements.
moderation-forward = Envoyer le signalement à { $host }
moderation-forward-unnamed = Il part au nom de ce nœud. Votre nom n’y figure pas.
moderation-forward-words = Envoyer aussi mes mots
moderation-forward-words-help = Sinon, { $host } apprend seulement ce qui est signalé. Vos mots peuvent révéler qui vous êtes.
moderation-report-who-sees = Celles et ceux qui veillent sur ce nœud voient votre signalement et votre nom. La personne signalée n’apprendra jamais de qui il vient.
moderation-report-send = Envoyer le signalement
moderation-reported-done = Votre signalement est arrivé. Merci.
moderation-own-title = Mes signalements
moderation-own-intro = Ce que vous avez signalé, et si une décision a été prise. Personne d’autre ne voit cette liste.
moderation-count = { $count ->
    [0] Aucun signalement
    [one] { $count } signalement
   *[other] { $count } signalements
}
moderation-state-open = En attente
moderation-state-decided = Décidé
moderation-sent-with-words = L’autre nœud a été prévenu, avec les mots et sans nom.
moderation-sent-without-words = L’autre nœud a été prévenu, sans les mots et sans nom.
moderation-queue-title = Signalements et recours
moderation-queue-intro = Ce qui attend une décision. Un signalement sur vous ou sur une de vos organisations est laissé à d’autres.
moderation-appeals-title = Recours
moderation-appeals-count = { $count ->
    [0] Aucun recours
    [one] { $count } recours
   *[other] { $count } recours
}
moderation-appeal-read = Lire le recours
moderation-reports-title = Signalements
moderation-show-open = En attente
moderation-show-mine = Les miens
moderation-show-decided = Décidés
moderation-none = Rien n’attend ici.
moderation-from-node = du nœud { $host }
moderation-from-member = de { $name }
moderation-from-unnamed = sans nom
moderation-taken-by = { $name } s’en occupe
moderation-case-title = Un signalement
moderation-is-suspended = Suspendu ici
moderation-is-elsewhere = Cet auteur vit sur { $host }. Votre décision ne vaut que sur ce nœud.
moderation-case-secret = Le nom de qui a signalé n’est que pour vous. Ne le dites pas à la personne signalée.
moderation-quoted = Ce qui a été dit
moderation-quoted-withdrawn = Retiré
moderation-quoted-hidden = Masqué ici
moderation-made = Ce qui a été décidé
moderation-earlier = Décisions antérieures sur le même auteur
moderation-lifted = Levée
moderation-notes = Notes
moderation-notes-help = Pour celles et ceux qui veillent sur ce nœud. Personne d’autre ne les lit.
moderation-note = Votre note
moderation-note-add = Ajouter la note
moderation-take = Je m’en occupe
moderation-give-back = Le laisser à d’autres
moderation-decide = Décider
moderation-decided-already = Ce signalement a été décidé. Vous pouvez décider encore une fois.
moderation-measure = Que faire
moderation-measure-dismiss = Rien à reprocher
moderation-measure-dismiss-help = Le signalement est clos. La personne signalée n’en apprend rien.
moderation-measure-hide = Masquer la déclaration
moderation-measure-hide-help = Elle n’est plus montrée sur ce nœud ni transmise. Elle peut être montrée de nouveau.
moderation-measure-remove = Supprimer la déclaration pour de bon
moderation-measure-remove-help = Une déclaration de ce nœud est retirée, et les autres nœuds sont prévenus. Venue d’ailleurs, notre copie est effacée. C’est sans retour.
moderation-measure-warn = Avertir
moderation-measure-warn-help = Ils lisent votre raison. Rien d’autre ne se passe.
moderation-measure-suspend = Suspendre l’auteur
moderation-measure-suspend-help = Plus rien de lui n’est montré ici, et plus rien n’en est reçu. S’il est de ce nœud, il ne peut plus rien publier. La suspension peut être levée.
moderation-measure-limit-host = Limiter tout le nœud
moderation-measure-limit-host-help = Ce que dit quiconque sur { $host } n’est montré qu’à qui le suit.
moderation-measure-suspend-host = Suspendre tout le nœud
moderation-measure-suspend-host-help = Plus rien ne vient de { $host }, plus rien n’y va, et tous les suivis prennent fin.
moderation-which = Quelles déclarations
moderation-rule-broken = La règle qui n’est pas respectée
moderation-reason = Raison
moderation-reason-help = La personne concernée la lit, et elle figure au registre. N’y dites rien qui révèle qui a signalé.
moderation-decide-now = Décider
moderation-decided-done = C’est décidé, et les personnes concernées sont prévenues.
moderation-decision-title = Une décision
moderation-means-hide = La déclaration n’est plus montrée sur ce nœud.
moderation-means-remove = La déclaration n’est plus sur ce nœud, et les nœuds qui l’avaient ont été prévenus.
moderation-means-warn = C’est un avertissement. Rien n’a été changé.
moderation-means-suspend = Plus rien ne peut être publié, et la page publique le dit. Vous pouvez toujours tout lire, emporter vos données et faire un recours.
moderation-means-host = Cela concerne un nœud entier.
moderation-lifted-on = Cette mesure a été levée le { $date }. Elle ne vaut plus.
moderation-decided-on = Décidé le
moderation-about-statement = À propos de
moderation-appeal-title = Recours
moderation-appeal-once = Vous pouvez répondre une fois. S’il y a une autre personne, ce n’est pas celle qui a décidé qui vous lira.
moderation-appeal-your-words = Pourquoi la décision est injuste
moderation-appeal-send = Envoyer
moderation-appealed-done = Votre recours est arrivé.
moderation-appeal-open = En attente de réponse
moderation-appeal-refused = La mesure est maintenue
moderation-appeal-granted = La mesure a été levée
moderation-appeal-answer = Réponse
moderation-appeal-who-answers = La personne qui a décidé ne répond pas, sauf s’il n’y a personne d’autre.
moderation-appeal-final = Ce qui a été supprimé ne peut pas revenir. On peut l’écrire et le publier de nouveau.
moderation-appeal-grant = Lever la mesure
moderation-appeal-refuse = Maintenir la mesure
moderation-appeal-words = Votre réponse
moderation-answered-done = Le recours a reçu une réponse.
moderation-lift-title = Lever la mesure
moderation-lift = Lever
moderation-lifted-done = La mesure est levée.
moderation-suspended-title = Cette organisation est suspendue ici
moderation-suspended-text = Celles et ceux qui veillent sur ce nœud l’ont suspendue. Ce qu’elle a publié n’est pas montré pour le moment.
moderation-suspended-why = Pourquoi, et comment faire un recours
blocks-title = Bloquer et mettre en sourdine
blocks-intro = Qui vous ne voulez pas entendre. Personne n’en est averti.
blocks-add-this = Bloquer ou mettre en sourdine
blocks-whom = Qui
blocks-whom-help = Un identifiant comme @name@beirut-women.example, ou le nom d’un nœud entier.
blocks-kind = Jusqu’où
blocks-mute = Mettre en sourdine
blocks-mute-help = Absent de votre fil. Tout le reste demeure.
blocks-block = Bloquer
blocks-block-help = Vous ne voyez plus rien d’eux ici. Ils ne peuvent pas vous suivre, et s’ils vous suivent, cela prend fin.
blocks-owner = Pour qui
blocks-owner-me = Pour moi
blocks-owner-organisation = Pour { $organisation }
blocks-owner-organisation-help = Ils ne peuvent pas suivre l’organisation. Cela figure à son registre.
blocks-secret = Rien de cela ne quitte le nœud. Quelqu’un dont le suivi prend fin peut le remarquer, comme lorsqu’un abonné est retiré pour une autre raison.
blocks-own = Les miens
blocks-of-organisation = De { $organisation }
blocks-count = { $count ->
    [0] Personne
    [one] { $count } entrée
   *[other] { $count } entrées
}
blocks-kind-block = Bloqué
blocks-kind-mute = En sourdine
blocks-unblock = Débloquer
blocks-unmute = Lever la sourdine
blocks-blocked-done = C’est bloqué.
blocks-muted-done = C’est mis en sourdine.
blocks-unblocked-done = C’est levé.
federation-rule-suspended = Suspendu
federation-rule-limited = Limité : montré aux abonnés seulement
federation-rule-no-media = Sans images ni fichiers
federation-rule-no-reports = Signalements refusés
federation-node-title = Règle pour { $host }
federation-node-more = Règle complète
federation-node-policy = Ce nœud a-t-il affaire à lui ?
federation-node-allow-help = Même là où seuls les nœuds nommés sont admis.
federation-node-suspend-help = Rien n’entre, rien ne sort, et rien de ce qu’il a envoyé n’est montré. Tous les suivis, dans les deux sens, prennent fin. Si vous levez la suspension, ce qu’il a envoyé est montré de nouveau.
federation-node-restrict = Restrictions
federation-node-limited-help = Absent des listes publiques, des revendications et de l’annuaire, et seulement dans le fil de qui le suit.
federation-node-no-media-help = Elles ne sont ni montrées ni liées.
federation-node-reason-help = Pour qui administre et modère ce nœud. Personne d’autre ne la voit.
federation-node-public-reason = Raison publique
federation-node-public-reason-help = Elle figure dans la liste exportée, et tout le monde la voit si vous publiez la liste.
federation-node-obfuscated = Ne montrer qu’une partie du nom, là où la liste est publiée
federation-list-title = Liste des nœuds suspendus
federation-list-intro = Reprenez la liste d’un autre nœud, ou emportez la vôtre, au format de Mastodon (CSV).
federation-list-bring = Reprendre une liste
federation-list-take = Emporter la liste
federation-list-how = Vous voyez d’abord ce qui changerait. Rien ne se passe avant votre accord. Une liste n’assouplit aucune règle, et ne suspend jamais un nœud que vous avez autorisé.
federation-list-text = La liste
federation-list-text-help = Ouvrez le fichier et collez tout ici. Un nœud par ligne.
federation-list-look = Voir ce qui changerait
federation-list-preview = Ce qui changerait
federation-list-added = { $count ->
    [0] Aucun nœud nouveau
    [one] { $count } nœud nouveau
   *[other] { $count } nœuds nouveaux
}
federation-list-changed = { $count ->
    [0] Aucune règle ne change
    [one] { $count } règle change
   *[other] { $count } règles changent
}
federation-list-kept = { $count ->
    [0] Rien n’y est déjà
    [one] { $count } nœud reste tel quel
   *[other] { $count } nœuds restent tels quels
}
federation-list-follows = { $count ->
    [0] Aucun suivi ne prend fin
    [one] { $count } suivi prend fin
   *[other] { $count } suivis prennent fin
}
federation-list-unread = { $count ->
    [0] Toutes les lignes sont comprises
    [one] { $count } ligne n’est pas comprise
   *[other] { $count } lignes ne sont pas comprises
}
federation-list-more = { $count ->
    [0] Aucun autre
    [one] et { $count } autre
   *[other] et { $count } autres
}
federation-list-own = Ces lignes excluraient ce nœud lui-même. Elles sont écartées :
federation-list-allowed = Vous avez autorisé ces nœuds. Ils restent autorisés :
federation-list-apply = Reprendre la liste
federation-list-applied = La liste est reprise.
error-decision-statement = Choisissez les déclarations concernées.
error-decision-own-host = Cet auteur vit sur ce nœud. Un nœud ne peut pas se suspendre lui-même.
error-decision-suspended = La suspension est déjà en place.
error-decision-lifted = Cette mesure a déjà été levée. Rien n’a été changé.
error-decision-host-page = Les règles pour les nœuds se changent sur la page de fédération, par la personne qui administre ce nœud.
error-appeal-again = Cette décision a déjà fait l’objet d’un recours. Il y en a un seul par décision.
error-appeal-answered = Ce recours a déjà reçu une réponse.
error-report-already = Vous l’avez déjà signalé, et la décision est en attente. Rien n’est perdu.
error-rules-too-long = Trente règles au plus, chacune de { $limit } caractères au plus.
error-rules-count = Chaque langue doit avoir le même nombre de règles : { $limit }. Une ligne vide sépare deux règles.
error-rule-unknown = Cette règle n’existe pas. Choisissez-en une dans la liste.
error-block-mute-organisation = Une organisation n’a pas de fil où mettre quelqu’un en sourdine. Bloquez, ou mettez en sourdine pour vous.
error-block-too-many = Cette liste est pleine. Retirez-en d’abord une entrée.
error-block-self = Vous ne pouvez pas vous bloquer vous-même.
error-block-unknown = Personne n’a été trouvé sous ce nom. Vérifiez l’orthographe.
error-list-too-long = La liste est trop longue. On lit au plus 50 000 lignes à la fois.
error-list-empty = Aucune ligne de la liste ne nomme un nœud.
moderation-part-help = Ce que signalent les membres et les autres nœuds, et ce que répondent les personnes concernées.
moderation-position = { $stance } : { $subject }
moderation-about-position = La position
