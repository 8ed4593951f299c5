# People, organisations on this node, and the frames of their pages.

## The inside of an organisation
desk-nav-one = Your organisation
desk-nav-several = Your organisations
desk-inside = This is the inside of the organisation. Only people with a role in it see these pages.
desk-your-seat = Your role in the organisation: { $seat }.
desk-public-page = Public page
desk-parts = Parts
desk-open = Open
desk-list-intro = You have a role in these organisations.
desk-none = You have no role in an organisation on this node. An officer can give you one with an invitation.
desk-seat-officer = officer
desk-seat-editor = editor
desk-seat-member = member
desk-seat-officer-help = Decides for the organisation: about people, how texts are approved, who may speak for it.
desk-seat-editor-help = Writes for the organisation.
desk-seat-member-help = Belongs to the organisation and reads what is written inside.
desk-part-profile = Profile
desk-part-profile-help = Name and words about the organisation, as everybody sees them.
desk-part-followers = Followers
desk-part-followers-help = Who follows, who asks to, and whom you let in.

## The pages of those who look after the node
admin-nav = This node
admin-title = Looking after this node
admin-intro-host = You run this node. What you decide here is written in a record that others who look after it can read.
admin-intro-moderator = You help to look after this node. What you decide here is written in a record.
admin-part-federation = Other nodes
admin-part-federation-help = Which nodes this one deals with, what waits to be sent, what was refused.

## The record: what was done about people
audit-account-role = Changed a role on the node
audit-account-disable = Switched an account off
audit-account-enable = Switched an account on again
audit-node-joining = Chose how people come in
audit-organisation-create = Made an organisation on this node
audit-invitation-create = Made an invitation
audit-invitation-revoke = Took an invitation back
audit-invitation-use = Came in with an invitation
audit-request-accept = Accepted a request to join
audit-request-refuse = Refused a request to join
audit-seat-change = Changed somebody’s role in the organisation
audit-seat-remove = Took somebody’s role in the organisation away
audit-seat-leave = Gave up their own role in the organisation
audit-seat-appoint = Appointed an officer where none was left

## Members and roles
desk-part-members-help = Who has a role, who is invited, who asks to join.
people-members-title = People and roles
people-members-intro = Only people with a role in this organisation see this list. Names may be pseudonyms.
people-members = People
people-count = { $count ->
    [0] Nobody yet
    [one] { $count } person
   *[other] { $count } people
}
people-accounts-count = { $count ->
    [0] No accounts
    [one] { $count } account
   *[other] { $count } accounts
}
people-since = since
people-you = you
people-disabled = switched off
people-shown = The public page of the organisation names this person. They chose it.
people-change = Change
people-seat = Role in the organisation
people-seat-in = { $seat }, { $name }
people-no-seat = No role in an organisation
people-remove = Take the role away
people-remove-title = Take a role away
people-remove-what = The person no longer sees the inside of the organisation and can no longer write for it. This works at once. They are told that their role changed.
people-remove-stays = What they wrote and published in its name stays.
people-removed-done = The role is taken away.
people-seat-changed-done = The role is changed.
people-reason = Why
people-reason-help = A few words for the record. Please name no persons.
people-leave = Give up my role
people-leave-title = Give up your role in the organisation
people-leave-what = You no longer see the inside of this organisation and can no longer write for it. To come back you need a new invitation.
people-left-done = You gave up your role.
people-name = Name inside
people-name-help = People with a role in the organisation see it. It need not be your real name.
people-login = Name for signing in
people-login-help = 2 to 30 small Latin letters, digits or _. Choose one that you use nowhere else. It is not shown to others.
people-invite = Make an invitation
people-invite-title = Invite somebody
people-invite-intro = You get a link to pass on. It is good for one person. Whoever has it can use it, so send it in a way that you trust.
people-invite-days = How long it is good
people-invite-days-help = The shorter, the safer.
people-invite-account = An account, without a role in an organisation
people-invite-made = Here is the invitation. Copy the link now: it is shown only once.
people-invite-link = Link
people-invite-until = Good until
people-invite-revoke = Take back
people-invite-revoked-done = The invitation no longer works.
people-invited-by = Made by { $name }
people-invitations-open = Open invitations
people-requests = Requests to join
people-requests-count = { $count ->
    [one] { $count } waits
   *[other] { $count } wait
}
people-requests-intro = These people ask to join. Do you know who they are? Ask them in another way before you accept.
people-wished-login = Wished name for signing in:
people-accept = Accept
people-refuse = Refuse
people-accepted-done = Accepted. The person can sign in now.
people-welcome-done = Accepted. The name that the person wished is taken: under their link they choose another, then they can sign in.
people-refused-done = Refused. What they wrote is removed.
people-role = Role on the node
people-role-host = host
people-role-moderator = moderator
people-role-member = no role
people-role-host-help = Runs the node: accounts, organisations, other nodes.
people-role-moderator-help = Reads reports and decides about them.
people-role-member-help = What somebody may do follows from their roles in organisations alone.
people-role-changed-done = The role is changed.
people-disable = Switch off
people-disable-title = Switch an account off
people-disable-what = The account can no longer sign in. Its sessions and tokens end at once, and invitations that it made no longer work. You can switch it on again.
people-disabled-done = The account is switched off.
people-enable = Switch on again
people-enabled-done = The account is switched on again.
people-shown-title = People
people-shown-note = These people chose to be named here. The organisation may have others.

## For those who run the node
admin-people-title = Accounts
admin-part-people-help = How people come in, roles, switching accounts off.
admin-people-intro = You see who has an account and in which organisations. You do not see here what is written inside them.
admin-accounts = Accounts
admin-joining-title = How people come in
admin-joining-invitation = Only by invitation
admin-joining-invitation-help = Officers invite to their organisation, you invite to the node. Nobody else can come in.
admin-joining-request = Also by request
admin-joining-request-help = Anybody can ask an organisation to take them in. Its officers decide. Until then there is no account.
admin-requests-intro = The organisations that these people ask have no officer, so you decide.
admin-invite-intro = For an account on the node, with or without a role. Officers invite to their organisations themselves.
admin-organisations-title = Organisations on this node
admin-part-organisations-help = Making an organisation, and finding officers where none is left.
admin-organisations-intro = Each organisation decides for itself. You can give one an officer only where none is left.
admin-organisation-orphaned = Nobody can decide for this organisation. You can invite a first officer, or make somebody with an account its officer. Everybody in it is told.
admin-appoint = Make officer
admin-appointed-done = The organisation has an officer now.
admin-invite-officer = Invite an officer
admin-organisation-new = A new organisation
admin-organisation-new-intro = You get a link to pass on. Whoever uses it becomes the first officer, who then invites the others.
admin-organisation-username = User name of the organisation
admin-organisation-username-help = The first part of its handle, before @{ $domain }. It cannot be changed.
admin-organisation-make = Make it

## Coming in with an invitation
invitation-title = You are invited
invitation-from-organisation = You are invited to this organisation:
invitation-from-node = You are invited to { $node }.
invitation-seat = Your role there: { $seat }.
invitation-role = Your role on the node: { $role }.
invitation-once = This invitation is good for one person, once.
invitation-account-title = Make your account
invitation-account-intro = We ask for no e-mail address and no phone number. Nobody outside sees that you have an account.
invitation-come-in = Come in
invitation-have-account = You have an account here
invitation-have-account-help = Sign in first. Then you come back to this page.
invitation-accept-title = Use it for your account
invitation-accept = Accept the invitation
invitation-accept-help = If the invitation is meant for somebody else, do not accept it. Pass the link on.
invitation-joined-done = Welcome. The invitation is used.
invitation-gone-title = This invitation opens nothing
invitation-gone = It may be mistyped, used, taken back or too old. Ask the one who sent it for a new one.

## Asking to come in
join-title = Ask to join
join-intro = Choose an organisation and introduce yourself. Its officers decide. We ask for no e-mail address and no phone number.
join-closed = People come to this node by invitation. Ask somebody in the organisation for one.
join-kept = What nobody decided, or what was refused, is deleted after { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
join-organisation = Organisation
join-organisation-help = The officers of this one see what you write here.
join-organisation-choose = Choose an organisation
join-words = A few words
join-words-help = Who knows you there? Write nothing that could harm you if others read it.
join-send = Send the request
join-sent-title = Your request is sent
join-sent = Keep this link and show it to nobody: it is how you see whether you can come in.
join-link = Your link
join-sent-next = The officers of the organisation decide. Open the link in a few days.
join-status-title = Your request
join-waiting = Nobody has decided yet. Look again in a few days.
join-refused = The organisation said no.
join-admitted = You can come in. Sign in as { $login } with the password that you chose.
join-welcome = You can come in. The name that you wished is taken here, or looks like another one. Choose another, then sign in with your password.

## Who sees you
visibility-title = Who sees you
visibility-link = Choose who sees you
visibility-link-help = Nobody outside your organisations knows that you have an account, unless you choose otherwise.
visibility-intro = Nobody outside your organisations knows that you have an account. What you change here, you decide for each organisation and for yourself alone.
visibility-inside-title = Inside
visibility-inside-help = People with a role in your organisations see this name. It need not be your real name, and it is not the name that you sign in with.
visibility-organisations-title = On the pages of your organisations
visibility-organisations-intro = An organisation’s public page can name you as one of its people.
visibility-shown = Its public page names you.
visibility-not-shown = Its public page does not name you.
visibility-show = Name me there…
visibility-hide = Do not name me there
visibility-show-title = Be named by your organisation
visibility-show-yes = Name me
visibility-show-who = Everybody on the internet can see that you belong to this organisation, and your role in it: also authorities, and those from whom you fled.
visibility-show-back = You can take it back at any time. Then the page no longer names you. Copies that others made of the page may remain, and nobody can call them back.
visibility-show-link = The line links to your public profile.
visibility-profile-title = A public profile of your own
visibility-public-none = You have no public profile. You do not need one to write for your organisation.
visibility-public-now = Everybody can see this profile and ask to follow it.
visibility-public-make = Make a public profile
visibility-public-next = Go on…
visibility-public-title = Make a public profile
visibility-public-yes = Make it public
visibility-public-who = Everybody on the internet can find this name, read what you publish under it, and ask to follow it. The organisations that you belong to are not shown there.
visibility-public-copies = Other servers keep copies of what is public. You can take the profile back, but nobody can call those copies back.
visibility-public-back = The name in the handle cannot be changed, and nobody will ever get it again.
visibility-handle = Public user name
visibility-handle-help = The first part of your handle, before @{ $domain }. It must not be the name that you sign in with.
visibility-name = Public name
visibility-name-help = It need not be your real name, nor the name that you have inside.
visibility-rename-help = You can change it at any time. Those who follow you are told. Copies elsewhere may keep the name before. The handle stays.
visibility-withdraw = Take the profile back
visibility-withdraw-title = Take your public profile back
visibility-withdraw-what = The profile is gone here at once. What you published under it is withdrawn. Nobody can follow it any more.
visibility-withdraw-copies = We tell all servers that may hold a copy to delete it. Most do. Some may not, and what people saved stays with them.
visibility-withdraw-name = Nobody will ever get this name again, not even you.
visibility-appeared-done = You have a public profile now.
visibility-disappeared-done = Your public profile is gone. The other servers are being told.

## Officers' seats, decided by the rule of the organisation
people-seat-proposals = Proposed about officers
people-seat-proposals-intro = Who becomes an officer, and who stops being one, is decided by the rule by which the organisation approves. Whoever would lose the role has no vote in it.
people-seat-own = This is about your own role, so you have no vote in it.
people-seat-appoint = { $name } becomes an officer
people-seat-lower = { $name } is no longer an officer; new role: { $seat }
people-seat-remove = { $name } is no longer to be an officer
people-seat-remove-because = { $name } is no longer to be an officer. Reason: { $reason }
people-seat-invite = The invitation to become an officer works
people-seat-admit = { $name }, who asks to join, becomes an officer
people-seat-proposed-done = It is proposed. It happens once the other officers have approved it.
people-remove-officer = This person is an officer. They lose that role only when the rule of the organisation is met, without their vote. They learn of it now.
people-invite-waits = Waits for approval
people-invite-waits-note = The link does not work yet: other officers must approve it first. It is shown only this once, so keep it until then.
people-invite-officer-note = To make somebody an officer, the rule by which the organisation approves must be met.
people-prove-text = Nothing was changed yet. Before this, please prove once more who you are, because a page that was left open is soon used by somebody else. What you typed is still here.
people-prove-link = Prove who I am in a new tab. Then press the button here again.
people-awaits-answer = To answer
people-awaits-vouches = Offers to vouch for you
people-awaits-reports = Reports
people-awaits-appeals = Appeals
people-holders-held = These nodes may hold what it said until now:
people-holders-profile-closed = Who will hold a copy of this: nobody yet, because nobody follows the profile. { $count ->
    [0] No other node is allowed to ask for it.
    [one] { $count } other node is allowed to ask for it, and may keep a copy.
   *[other] { $count } other nodes are allowed to ask for it, and may keep a copy.
}
people-holders-profile-open = Who will hold a copy of this: nobody yet, because nobody follows the profile. Every other node that is not blocked may ask for it, and may keep a copy.
audit-officer-disable = Switched off the account of an officer
audit-officer-enable = Switched the account of an officer on again
error-officers-too-few = Those who could decide about this role without the person concerned are too few for the rule of your organisation. Appoint another officer first. Nothing was changed.
error-officer-off-lately = An officer of this organisation was switched off less than 30 days ago and still counts. Switch the account on again and give them a link for a new password. Nothing was changed.
