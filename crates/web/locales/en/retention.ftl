retention-title = What is kept here
retention-lead = Data that is kept is data that can be taken away. So we keep little, and not for long.
retention-intro = This table is the one by which the program works: each hour it forgets what has had its time. Whoever runs this node can shorten these periods, not lengthen them.
retention-what = What
retention-how-long = How long
retention-by = Who sees to it
retention-never = never
retention-memory = in memory, for a day at most
retention-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
retention-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
retention-until-account = as long as the account exists
retention-until-author = until its author withdraws it
retention-until-node = as long as this node exists
retention-by-schedule = the program, each hour
retention-by-design = the program, by not writing it down
retention-by-owner = you
retention-by-host = whoever runs this node
retention-addresses = The network addresses of visitors, and what their browsers say about themselves
retention-addresses-why = Nothing of this is stored or logged.
retention-reading = Who read what
retention-reading-why = We do not know it.
retention-attempts = How often somebody tried to sign in
retention-attempts-why = Against guessing. Under a key that changes each day, so that it tells nobody’s name.
retention-sessions = Sign-ins
retention-sessions-why = Since when, and when last used, to the hour. You can end them at any time.
retention-tokens = API tokens that ended
retention-tokens-why = So that you can still see what had access.
retention-seen-notifications = Notifications you have seen
retention-seen-notifications-why = They say that something waited, not what.
retention-notifications = Other notifications
retention-notifications-why = What nobody looked at for so long is no longer needed.
retention-images = Uploaded images that no statement shows
retention-images-why = They may belong to a draft that is being written.
retention-request-keys = Marks of requests made by programs
retention-request-keys-why = So that a repeated request does not publish twice.
retention-received = That a message of another node arrived
retention-received-why = Its number and its sender, so that a repetition has no effect. What it said is removed once it was dealt with; likes and boosts are not kept at all.
retention-set-aside = Messages of other nodes that could not be dealt with
retention-set-aside-why = With their content, so that they can be tried again.
retention-strangers = What is known of people and organisations elsewhere
retention-strangers-why = Name, picture address and key, once nobody here follows them and nothing of theirs is here.
retention-refusals = How often which server was refused
retention-refusals-why = A number for each day, so that trouble shows.
retention-deliveries = That a message was delivered to another node
retention-deliveries-why = Longer while a statement stands: a withdrawal has to find those who hold a copy.
retention-dead-letters = Messages that could not be delivered
retention-dead-letters-why = So that they can be sent again. Longer while a statement stands.
retention-stopped = Messages that somebody stopped in an emergency
retention-stopped-why = Then they are given up.
retention-tombstones = The numbers of what was withdrawn
retention-tombstones-why = So that a late copy cannot bring it back. The words are removed at once.
retention-account = Your user name, the hash of your password, your places and roles
retention-account-why = You can take everything along and delete the account in the settings.
retention-statements = Statements with their revisions
retention-statements-why = What is withdrawn loses its words here at once; other nodes are asked to do the same.
retention-record = The record of what hosts, moderators and officers did
retention-record-why = So that power can be checked. No reader is in it. Each line is bound to the one before.
retention-elsewhere-title = What others keep
retention-elsewhere = What went to other nodes is kept by their rules. We ask them to change or delete it; we cannot force them.
retention-browser-title = What your browser keeps
retention-browser = While you are signed in we ask it to keep no pages. Its history is its own: delete it there, or use a private window. “Leave quickly” ends your sign-in and asks the browser to forget our pages and cookies, not its history.
retention-link = What is kept here
