safety-exit = Leave quickly
safety-panic-title = Stop everything
safety-panic-lead = For when you, your phone or your account is in danger. One step, at once.
safety-panic-pull = Stop everything now
safety-panic-code-lead = Type the code that you made beforehand.
safety-panic-code-note = You are led away from here at once, whether the code was right or not. Nobody who watches can tell.
safety-code = Code
safety-code-help = Twenty letters and digits. Capitals, spaces and hyphens do not matter.
safety-now-title = Now
safety-what-happens = This is what happens, in the same moment:
safety-what-sessions = You are signed out on every device, and every token stops working.
safety-what-profile = Your profile and what you published in your own name are no longer shown here. It looks as if they had never been.
safety-what-sending = Nothing more is sent to other nodes in your name, not even what already waits.
safety-what-not = What other nodes hold already stays there. What your organisation published stays, without your name. This browser keeps its history: delete it yourself. To come back, sign in as always.
safety-organisations = Also stop what is sent in the name of the organisations where I am an officer
safety-organisations-help = Their statements stay readable here. The other officers are told that sending has stopped, and can start it again.
safety-code-title = A code for later
safety-code-lead = With a code you, or somebody you trust, can do the same without your password and without signing in. Whoever has it can do this and nothing else. It works once.
safety-code-make = Make a code
safety-code-new = Make a new code; the old one stops working
safety-code-void = Make the code useless
safety-code-voided = The code no longer works.
safety-code-armed = There is a code, made { $when }.
safety-code-armed-organisations = It also stops the sending of your organisations.
safety-code-made = Here is the code. Write it down now, where a stranger will not take it for what it is: it is shown only once.
safety-code-where = Type it on the page { $path } of this node, on any device.
safety-password-wrong = That is not your password. Nothing was done.
safety-back-title = Come back
safety-back-since = You stopped everything { $when }.
safety-back-text = Then your profile and what you published in your own name are shown again. New sign-ins work already; tokens stay dead, make new ones. If somebody else may know your password, change it first.
safety-back = Come back
safety-back-done = You are back.
safety-stopped-waiting = { $count ->
    [0] Nothing was waiting to be sent
    [one] { $count } message was waiting to be sent
   *[other] { $count } messages were waiting to be sent
}
safety-stopped-drop = Throw it away
safety-stopped-drop-help = Other nodes never get it.
safety-stopped-send = Send it now
safety-stopped-send-help = Only if you know what it is.
safety-organisation-stopped = { $organisation } sends nothing now
safety-organisation-since = An officer stopped it { $when }. What is written and published meanwhile waits as well.
safety-organisation-resume = Let it send again
safety-organisation-resumed = It sends again.
safety-settings-title = If you are in danger
safety-settings-text = Stop everything in one step, and make a code for that beforehand.
error-nothing-stopped = Nothing is stopped: there is nothing to come back from.
audit-sending-stop = Stopped all sending in the organisation’s name
audit-sending-resume = Let the organisation send again
audit-account-delete = Deleted an account
audit-organisation-delete = Deleted an organisation
data-title = Your data
data-lead = What this node holds of you belongs to you.
data-export-title = Take everything along
data-export-text = One file with all that this node holds of you: account, roles, sign-ins, what you wrote, decided and said inside, notifications, your profile. Times and words as they are; no passwords and no keys.
data-export-help = Save the file where nobody else reads it.
data-export = Download the file
data-copies-title = A copy of what an organisation has
data-copies-lead = Its officers can take along everything this node holds of it, to read and to keep.
data-delete-title = Leave for good
data-delete-lead = What goes, what stays and who else holds copies is shown before anything happens.
data-delete-account = Delete my account
data-delete-organisation = Delete this organisation
data-organisations-title = Organisations you can delete
data-organisation-deleted = The organisation is deleted. Other nodes are being told.
data-goes-title = What goes
data-stays-title = What stays
data-elsewhere-title = What others hold
data-account-goes = Your account, password, sign-ins, second factor, roles and notifications; your profile and everything you published in your own name. At once, and for good.
data-account-stays = What you wrote for organisations stays theirs, without your name. The record keeps that an account with a certain number did something, without a name. The address of your profile is not given to anybody else. Old backups hold what they hold until the host deletes them.
data-organisation-goes = Its profile, statements, drafts, mandates, rules and the roles in it; everything it said here. At once, and for good.
data-organisation-stays = Its members keep their accounts. The record keeps what was done. Its address is not given to anybody else. Old backups hold what they hold until the host deletes them.
data-elsewhere = We tell these nodes that it is gone, and ask them to delete their copies. We cannot force them:
data-elsewhere-none = No other node holds a copy, as far as we know. Whoever read it may have copied it.
data-delete-now = Delete for good
data-keep = Keep everything
error-hosts-the-node = This organisation hosts the node and cannot be deleted while the node is there.
safety-copy-stopped = Nothing leaves now: sending in this organisation’s name is stopped. A copy goes out when an officer lets it send again.
safety-copy-followers = { $count ->
    [0] No followers elsewhere yet
    [one] { $count } follower elsewhere
   *[other] { $count } followers elsewhere
}
