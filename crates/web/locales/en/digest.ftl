# What was new in a week.
digest-title = What was new, week by week
digest-link = What was new in the week
digest-week = Week { $number }: { $from } to { $to }
digest-lead = What came out on this node in this week, and from those it follows. You see what you may read.
digest-running = This week is not over yet.
digest-awaits = { $count ->
    [one] { $count } thing waits for you
   *[other] { $count } things wait for you
}
digest-statements = Statements
digest-statements-none = No statement came out in this week.
digest-positions = Positions taken or changed
digest-positions-none = No position was taken or changed in this week.
digest-position-changed = Changed
digest-withdrawn = Positions withdrawn
digest-calls = Calls for positions
digest-calls-none = No call came out in this week.
digest-closing = Calls that close soon
digest-more-positions = All { $total } positions of the week
digest-organisations = New in the directory
digest-organisations-none = No organisation is new in the directory.
digest-more = All { $total } statements of the week
digest-previous = The week before
digest-next = The week after
digest-mail-title = A mail each week
digest-mail-yes = Write to me when a week is over
digest-mail-help = The mail says how much was new in statements, positions and calls together, and nothing else: no name, no title. It has a link that ends it without signing in. The provider of your mailbox sees that this node writes to you.
digest-mail-address = Give an address
digest-mail-subject = A week is over
digest-mail-text = { $count ->
    [one] { $count } thing was new last week: a statement, a position or a call. Open your node to read it:
   *[other] { $count } things were new last week: statements, positions or calls. Open your node to read them:
}
digest-mail-stop = You asked for this mail. With this link it ends:
digest-stop-title = No more weekly mail
digest-stop-text = The mail that comes when a week is over will no longer be sent to you. Everything else stays as it is.
digest-stop-button = End the mail
digest-stop-done = It has ended. In your settings you can ask for it again.
error-digest-no-address = For this your account needs an e-mail address that was confirmed.
