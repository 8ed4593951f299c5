federation-title = Fédération
federation-intro = Comment ce nœud échange avec les autres : ce qui est arrivé, ce qui attend, ce qui a échoué.
federation-mode = Règle
federation-summary = En bref
federation-queue-waiting = { $count ->
    [0] Aucun message n’attend de partir
    [one] { $count } message attend de partir
   *[other] { $count } messages attendent de partir
}
federation-dead-count = { $count ->
    [0] Aucun message n’a définitivement échoué
    [one] { $count } message a définitivement échoué
   *[other] { $count } messages ont définitivement échoué
}
federation-peers-title = Autres nœuds
federation-peers-count = { $count ->
    [0] Aucun autre nœud connu
    [one] { $count } nœud connu
   *[other] { $count } nœuds connus
}
federation-peers-none = Aucun autre nœud n’est connu. Suivez une organisation, ou autorisez un nœud ci-dessous.
federation-peer = Nœud
federation-peer-state = État
federation-peer-last-success = Dernier envoi réussi
federation-peer-waiting = En attente
federation-peer-policy = Sa règle
federation-state-well = Tout va bien
federation-state-slow = Lent
federation-state-unreachable = Ne répond pas
federation-state-new = Nouveau
federation-state-pausing-until = En pause ; prochain essai { $when }
federation-policy-default = Comme pour tous
federation-policy-allowed = Autorisé
federation-allow = Autoriser
federation-block = Bloquer
federation-unblock = Débloquer
federation-add-title = Autoriser ou bloquer un nœud
federation-add-host = Domaine du nœud
federation-add-help = Par exemple beirut-women.example
federation-dead-title = Messages qui ne sont pas arrivés
federation-dead-intro = Nous avons essayé chacun d’eux de nombreuses fois, puis arrêté. Vous pouvez les renvoyer. Un double envoi est sans danger.
federation-dead-none = Chaque message est arrivé ou encore en route.
federation-dead-what = Message
federation-dead-to = À
federation-dead-why = Cause de l’échec
federation-dead-tries = Essais
federation-dead-last-try = Dernier essai
federation-dead-resend = Renvoyer
federation-dead-resent = De retour dans la file. Le prochain essai a lieu maintenant.
federation-reason-unreachable = Le nœud n’a pas répondu
federation-reason-refused = Le nœud l’a refusé ({ $status })
federation-reason-server-error = Le nœud a eu une panne ({ $status })
federation-reason-dns = Le domaine est introuvable
federation-reason-tls = Aucune connexion sûre n’a pu être établie
federation-reason-gone = Le destinataire n’existe plus
federation-reason-blocked = Bloqué par une règle de ce nœud
federation-what-publish = Déclaration « { $title } »
federation-what-update = Révision de « { $title } »
federation-what-delete = Retrait de « { $title } »
federation-what-follow = Demande de suivi
federation-what-accept = Réponse à une demande
federation-what-profile = Changement de présentation
federation-what-other = Message d’un autre type
federation-peer-dead = Échecs définitifs
federation-state-blocked = Bloqué
federation-state-not-allowed = Pas sur la liste
federation-unallow = Retirer de la liste
federation-add-reason = Raison
federation-add-reason-help = Pour vous et pour qui administrera le nœud après vous. Personne d’autre ne la voit.
federation-block-note = Un blocage vaut aussi pour tous les noms sous ce domaine. Ce qui attend encore n’est pas envoyé.
federation-allowed-done = Le nœud est autorisé.
federation-blocked-done = Le nœud est bloqué. Rien n’en vient et rien n’y va.
federation-inbox-waiting = { $count ->
    [0] Aucun message reçu n’attend d’être traité
    [one] { $count } message reçu attend d’être traité
   *[other] { $count } messages reçus attendent d’être traités
}
federation-inbox-aside = { $count ->
    [0] Aucun message reçu n’a été mis de côté
    [one] { $count } message reçu a été mis de côté, faute de pouvoir le traiter
   *[other] { $count } messages reçus ont été mis de côté, faute de pouvoir les traiter
}
federation-jobs-waiting = { $count ->
    [0] Aucune tâche de ce nœud n’est en attente
    [one] { $count } tâche de ce nœud est en attente
   *[other] { $count } tâches de ce nœud sont en attente
}
federation-jobs-aside = { $count ->
    [0] Aucune tâche n’a échoué définitivement
    [one] { $count } tâche a échoué définitivement ; le journal dit pourquoi
   *[other] { $count } tâches ont échoué définitivement ; le journal dit pourquoi
}
federation-what-withdrawal = Retrait d’une déclaration
federation-reason-busy = Le nœud nous a demandé d’attendre
federation-reason-answer = Le nœud a donné une réponse inutilisable
federation-reason-unsigned = La requête n’était pas signée
federation-reason-signature = La signature n’était pas valable
federation-reason-suspended = L’expéditeur est suspendu ici
federation-reason-too-many = Trop de requêtes
federation-reason-form = Le message était mal formé
federation-reason-address = Une adresse que ce nœud ne contacte pas
federation-refused-title = Requêtes que nous avons refusées
federation-refused-intro = Des sept derniers jours. Rien de ce qui a été refusé n’est gardé.
federation-refused-none = Rien n’a été refusé.
federation-refused-day = Jour
federation-refused-why = Raison
federation-refused-count = Nombre
federation-hidden-title = Déclarations masquées
federation-hidden-none = Rien n’est masqué.
federation-hidden-when = masquée { $when }
federation-hidden-show = Réafficher
federation-hidden-done = La déclaration est masquée.
federation-hidden-shown = La déclaration est de nouveau affichée.
