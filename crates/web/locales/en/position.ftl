# What organisations and people think of a demand, a statement or a paragraph.
position-title = Positions
position-nav = Positions
position-intro = What organisations and people think, each under its own rule. Likes, shares, replies and silence are not counted.
position-stance-support = Support
position-stance-reservations = Support with reservations
position-stance-abstain = Abstention
position-stance-oppose = Opposition
position-stance-support-help = For it, as it stands.
position-stance-reservations-help = For it, but something must be heard. Say what.
position-stance-abstain-help = Neither for nor against, for now or on principle.
position-stance-oppose-help = Against it.
position-of = Position of { $holder }: { $stance }
position-subject = What it is about
position-paragraph = Paragraph { $number }
position-count = { $count ->
    [0] No positions yet
    [one] { $count } position
   *[other] { $count } positions
}
position-link = { $count ->
    [0] Positions
   *[other] Positions ({ $count })
}
position-say = Say what we think
position-paragraphs = Positions on single paragraphs
position-filter = Show
position-filter-stance = Stance
position-filter-all-stances = All stances
position-filter-which = Which
position-which-standing = Those that count now
position-which-stale = Those whose subject has changed since
position-which-past = Those that count no more
position-filter-show = Show these
position-filter-clear = Show all positions
position-filter-subject = Only on:
position-filter-holder = Only of:
position-none = There is none here that you can read. That does not mean that nobody has one.
position-stale = changed since
position-stale-note = What this is about has changed since the position was taken. It still counts, and whoever holds it has been asked again where they are on this node.
position-withdrawn = withdrawn
position-withdrawn-note = Withdrawn on { $date }. It counts no more, and its reasons are gone from this node.
position-superseded = replaced by a newer one
position-superseded-note = Its holder has taken a newer position on the same subject. That one counts.
position-reasons = Reasons
position-reasons-none = No reasons were given.
position-rule = How it was taken
position-rule-person = By one person, for themselves
position-rule-untold = Its holder does not say by which rule.
position-decided = Decided
position-changed = Last changed
position-bound = Bound to this exact version
position-audience = Who can see it
position-audience-public = Everyone
position-audience-network = Our networks and the organisations that follow
position-told-to = Told to
position-origin = Comes from
position-origin-here = This node
position-origin-open = Open it there
position-call = Answers a call
position-history = What it was before
position-history-line = { $stance }, decided on { $date }
position-totals = What its members think
position-totals-members = { $count ->
    [one] { $count } person has a seat.
   *[other] { $count } people have a role.
}
position-totals-spoken = { $count ->
    [one] { $count } of them said what they think.
   *[other] { $count } of them said what they think.
}
position-totals-hidden = Numbers below five, and those from which they could be worked out, are not told.
position-totals-cell = { $stance }: { $number }
position-totals-cell-hidden = { $stance }: not told
position-change = Change it
position-withdraw = Withdraw it
position-withdraw-title = Withdraw the position
position-withdraw-note = It counts no more from then on. Nodes that hold a copy are asked to delete it; nobody can force them. The reasons are gone here too.
position-withdraw-rule = The rule of { $organisation } decides: { $rule }
position-withdraw-reason = Why it is withdrawn
position-withdraw-reason-help = People inside read it. It never leaves.
position-hide = Hide it on this node
position-hide-title = Hide this position
position-hide-note = Nobody sees it on this node any more, and it is counted nowhere here. On its own node it stays as it is.
position-desk = Our positions
position-desk-help = What we think, what members think, and what must be looked at again.
position-desk-standing = What we said
position-desk-standing-none = { $organisation } has not taken a position yet. Open a demand or a statement and choose “Say what we think”.
position-desk-stale = Look at these again
position-desk-stale-note = What these are about has changed since. Take each anew, change it or withdraw it; until then it counts as it is, marked as older than its subject.
position-desk-waits = What waits for approval
position-desk-inside = What members think
position-desk-inside-note = Only people with a role in { $organisation } see this. It never leaves, unless the organisation tells totals with a position.
position-desk-inside-none = No member has said anything on any subject yet.
position-turnout = { $spoken } of { $members } with a role said what they think.
position-turnout-stale = { $count ->
    [one] { $count } of them on an older version.
   *[other] { $count } of them on an older version.
}
position-inside-title = What members think
position-inside-own = What you think
position-inside-own-note = Everybody with a role in { $organisation } sees it with your name. Nobody else does, and it never leaves this node.
position-inside-reasons = Your reasons
position-inside-save = Say it
position-inside-take-back = Take it back
position-inside-said = What others say
position-inside-said-none = Nobody has said anything yet.
position-inside-line = { $name }: { $stance }
position-inside-saved = People inside can see what you think.
position-inside-gone = What you said is taken back.
position-propose = Propose what the organisation thinks
position-new-title = What { $organisation } thinks
position-own-title = What I think
position-own-note = This is published under your public name, { $name }. It is yours, not your organisation’s.
position-stance = What do we think?
position-stance-own = What do I think?
position-reasons-in = Reasons, { $number }
position-reasons-language = Language
position-reasons-help = In your own words. Reservations and opposition are always shown beside the totals.
position-audience-choose = Who will see it?
position-audience-public-help = Anyone on the internet can read it and count it. Every node that follows gets a copy, and we cannot be sure to delete those copies later.
position-audience-network-help = Only the members of our networks and the organisations that follow us can read it. Their nodes hold a copy, and the people who run those nodes can read it.
position-networks = Our networks:
position-networks-none = You are in no network yet. Only organisations that follow you will get it.
position-copies = { $count ->
    [0] No other node would hold a copy now.
    [one] { $count } other node would hold a copy now:
   *[other] { $count } other nodes would hold a copy now:
}
position-tell-totals = Tell how our members think
position-tell-totals-help = Totals only, never names. Numbers below five are not told, and no number from which they could be worked out.
position-tell-totals-preview = This would be told:
position-tell-totals-few = Fewer than five people have a role, so nothing can be told without showing what somebody thinks.
position-send = Propose it
position-send-alone = Publish it
position-send-rule = The rule of { $organisation }: { $rule }
position-now = Now: { $stance }
position-taken-done = The position is taken. Those who follow are told.
position-proposed-done = The position is proposed. Those who decide about it have been told.
position-withdrawn-done = The position is withdrawn.
position-withdrawal-proposed-done = The withdrawal is proposed. The position counts until it is approved.
position-hidden-done = It is hidden on this node.
position-proposal-title = A position that waits
position-proposal-withdrawal = The position to be withdrawn
position-proposal-changed = What it is about has changed, or another position was taken meanwhile. It can no longer be approved: propose it anew.
position-proposal-tells = Members’ totals that would be told
position-choose-title = Say what we think
position-choose-organisation = Propose what { $organisation } thinks
position-choose-organisation-help = An officer proposes; your rule decides. It may be for everyone or for your networks.
position-choose-inside = Say inside { $organisation } what you think
position-choose-inside-help = Only people with a role see it. It never leaves.
position-choose-own = Say what you think under your public name
position-choose-own-help = Everyone, or organisations that follow you, can read it.
position-choose-nothing = You have no role in an organisation and no public profile, so there is nobody in whose name you could speak.
position-awaits = Positions whose subject has changed
approval-subject-position = Take a position
approval-subject-position-withdrawal = Withdraw a position
notification-position-stale = What a position is about has changed
audit-position-take = Took a position
audit-position-withdraw = Withdrew a position
audit-position-hide = Hid a position
audit-position-remove = Removed a position
audit-position-show = Showed a position again
error-stance-required = Please choose what you think.
error-reservations-required = Please say which reservations there are.
error-totals-too-few = Fewer than five people have a role. Nothing can be told of what they think.
error-position-wider = The statement is not for everyone, so this position cannot be either.
error-position-not-visible = This needs a public profile. What you think inside your organisation needs none.
error-position-superseded = A newer position counts already. Nothing was changed.
error-position-own-node = This position was taken on this node. Only its holder can withdraw it.
error-call-unknown = This node knows no call with that address that asks about this.
