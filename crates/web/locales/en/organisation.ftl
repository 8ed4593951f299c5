organisation-title = Organisation
organisation-kind-refugee-led = Refugee-led organisation
organisation-kind-host-community = Organisation of a host community
organisation-kind-allied = Allied organisation
organisation-follow-title = Follow { $name }
organisation-follow-how = Copy this handle. Search for it on your own node, on Mastodon, or on another service of the fediverse.
organisation-follow-handle = Handle
organisation-follow-here = Follow from this node
organisation-following = You follow { $name }.
organisation-about = About
organisation-where = Where
organisation-since = Here since
organisation-website = Website
organisation-languages = Languages
organisation-statements = Statements
organisation-statements-none = { $name } has not published a statement that you can see.
organisation-filter-kind = Kind
organisation-filter-all = All kinds
organisation-filter-show = Show
organisation-origin-remote = { $name } lives on { $host }. You see what this node has received.
organisation-origin-open = Open its own page
organisation-edit = Change the profile
organisation-feed = News feed (Atom)
organisation-summary-counts = { $statements ->
    [0] No statements yet
    [one] { $statements } statement
   *[other] { $statements } statements
}, { $demands ->
    [0] none linked to a demand
    [one] on { $demands } demand
   *[other] on { $demands } demands
}
organisation-person-note = This page is kept out of search engines.
organisation-follow-as = Follow as
organisation-gone = { $name } is gone from its own node.
organisation-edit-intro = Everyone can read the profile. A change is sent to the nodes that follow you.
organisation-edit-saved = The profile is saved. The nodes that follow you are being told.
organisation-approves = Ask us before somebody follows us
organisation-approves-help = Then you see who will hold copies before they get any. Requests wait on the page of followers.
