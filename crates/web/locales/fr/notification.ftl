notification-title = Notifications
notification-nav = Notifications
notification-count = { $count ->
    [0] Rien de nouveau
    [one] { $count } nouvelle
   *[other] { $count } nouvelles
}
notification-intro = Chacune dit seulement que quelque chose attend, et où : d’autres voient peut-être votre écran.
notification-none = Aucune notification.
notification-new = nouveau
notification-open = Ouvrir
notification-see-all = Tout marquer comme vu
notification-kept = { $days ->
    [one] Oubliées { $days } jour après que vous les avez vues.
   *[other] Oubliées { $days } jours après que vous les avez vues.
}
notification-join-request = Quelqu’un demande à rejoindre
notification-role-changed = Votre rôle ici a changé
notification-officers-changed = Du nouveau sur les responsables de votre organisation
notification-security-changed = Quelque chose a changé dans votre connexion
notification-approval-awaited = Quelque chose attend votre approbation
notification-approval-decided = Il y a une décision sur ce que vous avez proposé
notification-draft-commented = Un brouillon a un nouveau commentaire
notification-mandate-changed = Quelque chose a changé dans un mandat
notification-vouch-offered = Une autre organisation propose une attestation, ou la demande
notification-vouch-changed = Quelque chose a changé dans une attestation
notification-follow-request = Quelqu’un demande à suivre
notification-report-received = Un signalement attend
notification-report-decided = Il y a une décision sur votre signalement
notification-moderation-decided = Une décision de la modération vous concerne
notification-appeal-received = Un recours attend
notification-appeal-decided = Il y a une décision sur votre recours
notification-moved = Une organisation a déménagé
notification-sending-stopped = Les envois d’une organisation ont été arrêtés
notification-network-applied = Une organisation demande à rejoindre un de vos réseaux
notification-network-changed = Quelque chose a changé dans un de vos réseaux
notification-call-asked = Un réseau demande ce que pense votre organisation
notification-call-reminder = Un réseau attend encore votre réponse
notification-inside-stale = Un texte sur lequel vous avez donné votre avis en interne a changé. Vous voudrez peut-être le revoir.
