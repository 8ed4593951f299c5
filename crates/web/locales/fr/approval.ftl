# How what is said in an organisation's name is approved, comments on drafts, what awaits somebody.
approval-part-rule = Comment nous approuvons
approval-part-rule-help = Qui doit être d’accord avant une publication en notre nom.
approval-title = Approbation de « { $title } »
approval-inside-only = Seules les personnes qui ont un rôle dans { $organisation } voient cette page. Rien n’en sort de ce nœud.
approval-somebody = quelqu’un qui n’est plus ici
approval-written-by = Écrit par { $name }, { $when }
approval-proposed-by = Proposé par { $name }, { $when }
approval-done-by = Dernière étape par { $name }, { $when }
approval-void-by = Arrêté par { $name }, { $when }
approval-vote-approve = Pour : { $name }, { $when }
approval-vote-reject = Contre : { $name }, { $when }
approval-vote-abstain = Abstention : { $name }, { $when }
approval-read-text = Lire le texte
approval-waits = En attente d’approbation
approval-compared = Voici ce qui changerait dans le texte publié :
approval-whole-text = Lire le nouveau texte en entier
approval-nothing-waits = Rien n’attend d’approbation ici.
approval-nothing-waits-draft = Ce brouillon n’a pas encore été proposé.
approval-subject-statement = Publier une déclaration
approval-subject-revision = Publier une nouvelle version
approval-subject-withdrawal = Retirer une déclaration
approval-subject-rule = Changer notre règle d’approbation
approval-subject-mandate = Donner un mandat
approval-subject-seat = Changer qui est responsable
approval-subject-move = Déménager vers un autre nœud
approval-subject-home = Être la nouvelle adresse d’une organisation d’un autre nœud
approval-state-open = en attente
approval-state-approved = approuvé
approval-state-done = fait
approval-state-rejected = refusé
approval-state-void = caduc
approval-count = Pour : { $approving }. Contre : { $rejecting }. Il en faut : { $needed }. Responsables : { $officers }.
approval-count-vote = Pour : { $approving }. Contre : { $rejecting }. Abstentions : { $abstaining }. Ont voté : { $cast } responsables sur { $officers } ; il en faut au moins { $needed }.
approval-rule-one = Une personne responsable approuve.
approval-rule-two = Deux responsables différents approuvent. Si une personne responsable a écrit le texte, elle compte parmi les deux.
approval-rule-two-help = Une seconde personne responsable doit être d’accord. Si l’une refuse, le texte revient à qui l’a écrit.
approval-rule-vote = Les responsables votent : au moins { $quorum } pour cent participent, et au moins { $threshold } pour cent des voix exprimées sont favorables.
approval-rule-one-name = Une personne responsable
approval-rule-two-name = Deux personnes responsables
approval-rule-vote-name = Un vote des responsables
approval-rule-vote-help = Vous dites combien doivent participer, et combien d’entre eux doivent être d’accord.
approval-rule-title = Comment nous approuvons
approval-rule-intro = Cette règle vaut pour tout ce qui est publié, révisé ou retiré au nom de { $organisation }, pour les mandats et pour la règle elle-même.
approval-rule-usual = Vous n’avez pas encore décidé d’une règle. D’ici là : une personne responsable tant qu’il n’y en a qu’une, deux dès qu’il y en a plus.
approval-rule-change = Changer la règle
approval-rule-change-note = Le changement doit lui-même être approuvé selon la règle en vigueur. Il est inscrit au registre.
approval-rule-kind = Qui approuve
approval-rule-propose = Proposer cette règle
approval-rule-proposed = Proposition :
approval-rule-changed-done = La nouvelle règle est en vigueur.
approval-quorum = Participation nécessaire, en pourcentage des responsables
approval-quorum-help = Seulement pour un vote. De 1 à 100.
approval-threshold = Part de voix favorables nécessaire, en pourcentage
approval-threshold-help = Seulement pour un vote. 51 veut dire plus de la moitié. De 51 à 100.
approval-officers = Responsables actuellement : { $count }.
approval-approve = J’approuve
approval-abstain = Je m’abstiens
approval-reject = Refuser
approval-reject-open = Refuser, avec une raison
approval-reason = Votre raison
approval-reason-help = Les personnes à l’intérieur la lisent. Elle ne sort jamais.
approval-finish = Publier maintenant
approval-finish-other = Le faire maintenant
approval-take-back = Retirer la proposition
approval-take-back-open = Retirer la proposition
approval-take-back-note = Les approbations déjà données sont annulées. Le texte reste un brouillon.
approval-next-at-once = C’est fait dès que la règle est respectée.
approval-next-step = Une fois le texte approuvé, une personne responsable ou de la rédaction le publie.
approval-needs-others = D’autres doivent d’abord l’approuver. D’ici là, personne ne le voit à l’extérieur.
approval-propose-at-once = Proposer ; publier dès l’approbation
approval-propose-step = Proposer ; nous publierons nous-mêmes
approval-proposed-done = C’est proposé. Les personnes qui approuvent sont prévenues.
approval-revision-proposed-done = La nouvelle version est proposée. Ce qui est publié reste tel quel jusqu’à l’approbation.
approval-withdrawal-proposed-done = Le retrait est proposé. La déclaration reste publiée jusqu’à l’approbation.
approval-decided-done = Votre décision est notée.
approval-taken-back-done = La proposition est retirée.
approval-commented-done = Votre commentaire est ajouté. Seules les personnes à l’intérieur le voient.
approval-comments = Commentaires
approval-comments-note = Seules les personnes qui ont un rôle dans { $organisation } les lisent. Ils ne quittent jamais ce nœud et disparaissent si la déclaration est retirée.
approval-comment-by = { $name }, { $when }
approval-comment-write = Votre commentaire
approval-comment-send = Ajouter le commentaire
approval-history = Ce qui a été décidé
approval-inside = À l’intérieur de l’organisation
approval-open = Approbation et commentaires
approval-awaits-title = À faire
approval-awaits-nothing = Vous n’avez rien à faire pour l’instant.
approval-awaits-decide = À décider
approval-awaits-finish = Approuvé, il manque la dernière étape
approval-awaits-mine = Ce que vous avez proposé
approval-awaits-mine-none = Vous n’avez rien proposé récemment.
error-proposal-closed = Cette proposition n’est plus en attente. Rien n’a changé.
error-proposal-changed = Le texte a changé après l’ouverture de la page. Relisez-le, puis décidez. Rien n’a changé.
error-not-approved = Ce n’est pas encore approuvé. Rien n’a changé.
error-nothing-to-approve = Personne n’approuve ce que vous dites en votre nom. Publiez-le vous-même.
error-nothing-to-comment = Rien n’est en attente ici : il n’y a rien à commenter.
error-too-many-comments = Il y a trop de commentaires sur ce brouillon.
error-reason-required = Donnez une raison.
error-percent-invalid = Écrivez un nombre de { $limit } à 100.
audit-approval-propose = Proposition au nom de l’organisation
audit-approval-approve = Proposition approuvée
audit-approval-reject = Proposition refusée
audit-approval-abstain = Abstention lors d’un vote
audit-approval-void = Proposition devenue caduque
audit-approval-rule = Règle d’approbation modifiée
audit-statement-publish = Déclaration publiée
audit-statement-revise = Déclaration révisée
audit-statement-withdraw = Déclaration retirée
approval-comment-count = { $count ->
    [0] Aucun commentaire
    [one] { $count } commentaire
   *[other] { $count } commentaires
}
approval-awaits-count = { $count ->
    [0] Rien n’attend
    [one] { $count } en attente
   *[other] { $count } en attente
}
approval-awaits-nav = { $count ->
    [0] À faire
   *[other] À faire ({ $count })
}
approval-subject-network-act = Agir dans un réseau
