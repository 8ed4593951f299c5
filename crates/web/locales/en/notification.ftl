notification-title = Notifications
notification-nav = Notifications
notification-count = { $count ->
    [0] Nothing new
    [one] { $count } new
   *[other] { $count } new
}
notification-intro = Each says only that something waits, and where: others may see your screen.
notification-none = Nothing waits for you.
notification-new = new
notification-open = Open
notification-see-all = Mark all as seen
notification-kept = { $days ->
    [one] Forgotten { $days } day after you have seen them.
   *[other] Forgotten { $days } days after you have seen them.
}
notification-join-request = Somebody asks to join
notification-role-changed = Your role here changed
notification-officers-changed = Something about the officers of your organisation
notification-security-changed = Something about your sign-in changed
notification-approval-awaited = Something waits for your approval
notification-approval-decided = There is a decision about something you proposed
notification-draft-commented = A draft has a new comment
notification-mandate-changed = Something about a mandate changed
notification-vouch-offered = Another organisation offers to vouch, or asks for it
notification-vouch-changed = Something about a vouch changed
notification-follow-request = Somebody asks to follow
notification-report-received = A report waits
notification-report-decided = There is a decision about your report
notification-moderation-decided = There is a decision of the moderators that concerns you
notification-appeal-received = An appeal waits
notification-appeal-decided = There is a decision about your appeal
notification-moved = An organisation moved
notification-sending-stopped = Sending in the name of an organisation was stopped
notification-network-applied = An organisation applied to one of your networks
notification-network-changed = Something changed in one of your networks
notification-call-asked = A network asks what your organisation thinks
notification-call-reminder = A network still waits for your answer
notification-inside-stale = Something changed on which you said inside what you think. You may want to look at it again.
