follow-title = Suivre une organisation
follow-intro = Les déclarations de celles que vous suivez arrivent dans votre fil. Elles sont informées que { $organisation } les suit.
follow-lookup-label = Identifiant ou adresse
follow-lookup-help = Par exemple @table@beirut-women.example, ou l’adresse de leur page.
follow-lookup-button = Chercher
follow-follow = Suivre
follow-follow-explain = Leur nœud apprend que { $organisation } demande à suivre. Libre à eux d’accepter ou de refuser.
follow-unfollow = Ne plus suivre
follow-cancel-request = Reprendre la demande
follow-state-none = Non suivi
follow-state-requested = Demandé
follow-state-accepted = Suivi
follow-state-rejected = Refusé
follow-list-title = Qui { $organisation } suit
follow-list-none = { $organisation } ne suit encore personne.
follow-count-following = { $count ->
    [0] Aucun suivi pour l’instant
    [one] { $count } suivi
   *[other] { $count } suivis
}
follow-since = Depuis le { $date }
follow-followers-title = Qui suit { $organisation }
follow-followers-intro = Vos abonnés reçoivent une copie de ce que vous publiez pour eux et pour tout le monde.
follow-followers-none = Personne ne suit encore { $organisation }. Donnez votre identifiant autour de vous.
follow-requests-title = Demandes
follow-requests-count = { $count ->
    [0] Aucune demande en attente
    [one] { $count } demande en attente
   *[other] { $count } demandes en attente
}
follow-requests-explain = Si vous acceptez, leur nœud gardera une copie de ce que vous publiez pour vos abonnés.
follow-request-accept = Accepter
follow-request-reject = Refuser
follow-follower-remove = Retirer
follow-asked = Demandé { $when }
follow-nav-following = Suivis
follow-own-handle = Votre identifiant
follow-own-handle-help = Donnez-le autour de vous, pour que d’autres vous suivent.
follow-forget = Enlever de la liste
follow-again = Demander de nouveau
follow-done = C’est suivi. Les nouvelles déclarations arriveront dans votre fil.
follow-asked-done = Votre demande est en route. Vous verrez les nouvelles déclarations une fois la demande acceptée.
follow-unfollowed-done = C’est fait : plus suivi.
follow-request-accepted-done = La demande est acceptée.
follow-request-rejected-done = La demande est refusée.
follow-follower-removed-done = L’abonné est retiré. Des copies déjà envoyées peuvent rester chez lui.
