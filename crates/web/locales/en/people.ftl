# People, organisations on this node, and the frames of their pages.

## The inside of an organisation
desk-nav-one = Your organisation
desk-nav-several = Your organisations
desk-inside = This is the inside of the organisation. Only people with a seat in it see these pages.
desk-your-seat = Your seat: { $seat }.
desk-public-page = Public page
desk-parts = Parts
desk-open = Open
desk-list-intro = You have a seat in these organisations.
desk-none = You have no seat in an organisation on this node. An officer can give you one with an invitation.
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
audit-seat-change = Changed somebody’s seat
audit-seat-remove = Took a seat away
audit-seat-leave = Gave up their own seat
audit-seat-appoint = Appointed an officer where none was left
