moderation-report-title = Report something
moderation-report-intro = Tell those who look after this node what is wrong. They will read it and decide.
moderation-report-about = What you report
moderation-report-this = Report this
moderation-category = What is wrong?
moderation-category-rule = A rule of this node is broken
moderation-category-rule-help = Say below which one.
moderation-category-danger = Somebody is put in danger
moderation-category-danger-help = For example a name, a place or a picture that must not be known.
moderation-category-identity = They are not who they say they are
moderation-category-identity-help = Somebody speaks in the name of another person or organisation.
moderation-category-spam = Advertising, or the same again and again
moderation-category-spam-help = It has nothing to do with what people talk about here.
moderation-category-other = Something else
moderation-category-other-help = Say it in your own words.
moderation-rule = Which rule
moderation-rule-help = If a rule is broken, choose it.
moderation-words = In your own words
moderation-words-help = What happened, and what those who decide should know. Name nobody who could come to harm.
moderation-forward-title = Tell { $host } as well?
moderation-forward-help = This was said on another node, { $host }. We do not know who reads reports there.
moderation-forward = Send the report to { $host }
moderation-forward-unnamed = It goes out in the name of this node. You are not named.
moderation-forward-words = Send my words too
moderation-forward-words-help = Without this, { $host } learns only what is reported. Your words may tell who you are.
moderation-report-who-sees = Those who look after this node see your report and your name. The one you report never learns who reported it.
moderation-report-send = Send the report
moderation-reported-done = Your report has arrived. Thank you.
moderation-own-title = My reports
moderation-own-intro = What you reported, and whether it was decided. Nobody else sees this list.
moderation-count = { $count ->
    [0] No reports
    [one] { $count } report
   *[other] { $count } reports
}
moderation-state-open = Waits
moderation-state-decided = Decided
moderation-sent-with-words = The other node was told, with your words and without a name.
moderation-sent-without-words = The other node was told, without words and without a name.
moderation-queue-title = Reports and appeals
moderation-queue-intro = What waits for a decision. A report about yourself or an organisation of yours is left to others.
moderation-appeals-title = Appeals
moderation-appeals-count = { $count ->
    [0] No appeals
    [one] { $count } appeal
   *[other] { $count } appeals
}
moderation-appeal-read = Read the appeal
moderation-reports-title = Reports
moderation-show-open = Waiting
moderation-show-mine = Taken by me
moderation-show-decided = Decided
moderation-none = Nothing waits here.
moderation-from-node = from the node { $host }
moderation-from-member = from { $name }
moderation-from-unnamed = without a name
moderation-taken-by = { $name } looks into it
moderation-case-title = A report
moderation-is-suspended = Suspended here
moderation-is-elsewhere = This speaker lives on { $host }. What you decide holds on this node only.
moderation-case-secret = Who reported is for your eyes only. Do not tell the one who is reported.
moderation-quoted = What was said
moderation-quoted-withdrawn = Withdrawn
moderation-quoted-hidden = Hidden here
moderation-made = What was decided
moderation-earlier = Decided before about the same speaker
moderation-lifted = Taken back
moderation-notes = Notes
moderation-notes-help = For those who look after this node. Nobody else reads them.
moderation-note = Your note
moderation-note-add = Add the note
moderation-take = I look into it
moderation-give-back = Give it back
moderation-decide = Decide
moderation-decided-already = This report was decided. You can decide once more.
moderation-measure = What is to be done
moderation-measure-dismiss = Nothing is wrong
moderation-measure-dismiss-help = The report is closed. The one who is reported hears nothing of it.
moderation-measure-hide = Hide the statement
moderation-measure-hide-help = It is shown nowhere on this node and is not sent on. It can be shown again.
moderation-measure-remove = Remove the statement for good
moderation-measure-remove-help = A statement of this node is withdrawn, and other nodes are told. Of another node, our copy is deleted. It cannot be brought back.
moderation-measure-warn = Warn
moderation-measure-warn-help = They read your reason. Nothing else happens.
moderation-measure-suspend = Suspend the speaker
moderation-measure-suspend-help = Nothing of them is shown here any more, and nothing comes in from them. One of this node can publish nothing. It can be taken back.
moderation-measure-limit-host = Limit the whole node
moderation-measure-limit-host-help = What anybody on { $host } says is shown only to those who follow them.
moderation-measure-suspend-host = Suspend the whole node
moderation-measure-suspend-host-help = Nothing comes in from { $host }, nothing goes out to it, and every follow ends.
moderation-which = Which statements
moderation-rule-broken = The rule that is broken
moderation-reason = Reason
moderation-reason-help = The one concerned reads this, and it stands in the record. Say nothing that tells who reported.
moderation-decide-now = Decide
moderation-decided-done = It is decided, and those concerned are told.
moderation-decision-title = A decision
moderation-means-hide = The statement is shown nowhere on this node.
moderation-means-remove = The statement is gone from this node, and the nodes that had it were told.
moderation-means-warn = This is a warning. Nothing was changed.
moderation-means-suspend = Nothing can be published any more, and the public page says so. You can still read everything, take your data with you, and appeal.
moderation-means-host = This concerns a whole node.
moderation-lifted-on = This was taken back on { $date }. It does not hold any more.
moderation-decided-on = Decided on
moderation-about-statement = About
moderation-appeal-title = Appeal
moderation-appeal-once = You can answer once. Where there is another moderator, somebody else than the one who decided reads it.
moderation-appeal-your-words = Why the decision is wrong
moderation-appeal-send = Send
moderation-appealed-done = Your appeal has arrived.
moderation-appeal-open = Waits for an answer
moderation-appeal-refused = The decision stands
moderation-appeal-granted = The decision was taken back
moderation-appeal-answer = Answer
moderation-appeal-who-answers = Whoever decided does not answer, unless there is nobody else.
moderation-appeal-final = What was removed cannot be brought back. It can be written and published again.
moderation-appeal-grant = Take the decision back
moderation-appeal-refuse = The decision stands
moderation-appeal-words = Your answer
moderation-answered-done = The appeal is answered.
moderation-lift-title = Take the decision back
moderation-lift = Take it back
moderation-lifted-done = The decision is taken back.
moderation-suspended-title = This organisation is suspended here
moderation-suspended-text = Those who look after this node suspended it. What it published is not shown for now.
moderation-suspended-why = Why, and how to appeal
blocks-title = Block and mute
blocks-intro = Whom you do not want to hear. Nobody is told.
blocks-add-this = Block or mute
blocks-whom = Who
blocks-whom-help = A handle such as @name@beirut-women.example, or the name of a whole node.
blocks-kind = How far
blocks-mute = Mute
blocks-mute-help = Not in your timeline. Everything else stays as it is.
blocks-block = Block
blocks-block-help = You see nothing of them anywhere here. They cannot follow you, and if they do now, that ends.
blocks-owner = For whom
blocks-owner-me = For me
blocks-owner-organisation = For { $organisation }
blocks-owner-organisation-help = They cannot follow the organisation. It stands in the organisation’s record.
blocks-secret = Nothing of this leaves the node. Somebody who no longer follows may notice that, as when a follower is removed for any other reason.
blocks-own = Mine
blocks-of-organisation = Of { $organisation }
blocks-count = { $count ->
    [0] Nobody
    [one] { $count } entry
   *[other] { $count } entries
}
blocks-kind-block = Blocked
blocks-kind-mute = Muted
blocks-unblock = Unblock
blocks-unmute = Unmute
blocks-blocked-done = Blocked.
blocks-muted-done = Muted.
blocks-unblocked-done = Taken back.
federation-rule-suspended = Suspended
federation-rule-limited = Limited: shown to followers only
federation-rule-no-media = No images or files
federation-rule-no-reports = Reports not taken
federation-node-title = Rule for { $host }
federation-node-more = Rule in full
federation-node-policy = Does this node deal with it?
federation-node-allow-help = Also where only named nodes are dealt with.
federation-node-suspend-help = Nothing comes in, nothing goes out, and nothing it sent before is shown. Every follow in both directions ends for good. If you lift it, what it sent is shown again.
federation-node-restrict = Restrictions
federation-node-limited-help = Not in public lists, on demands or in the directory, and only in the timeline of those who follow.
federation-node-no-media-help = They are neither shown nor linked.
federation-node-reason-help = For those who run and moderate this node. Nobody else sees it.
federation-node-public-reason = Public reason
federation-node-public-reason-help = It goes into the list as a file, and is shown to all if you publish the list.
federation-node-obfuscated = Show the name in part only, where the list is published
federation-list-title = List of suspended nodes
federation-list-intro = Bring in a list of another node, or take yours with you, in the format of Mastodon (CSV).
federation-list-bring = Bring in a list
federation-list-take = Take the list with you
federation-list-how = First you see what would change. Nothing happens before you say so. A list makes no rule looser, and it never suspends a node that you allowed.
federation-list-text = The list
federation-list-text-help = Open the file and paste all of it here. One node a line.
federation-list-look = See what would change
federation-list-preview = What would change
federation-list-added = { $count ->
    [0] No new node
    [one] { $count } new node
   *[other] { $count } new nodes
}
federation-list-changed = { $count ->
    [0] No rule changes
    [one] { $count } rule changes
   *[other] { $count } rules change
}
federation-list-kept = { $count ->
    [0] Nothing is there already
    [one] { $count } node stays as it is
   *[other] { $count } nodes stay as they are
}
federation-list-follows = { $count ->
    [0] No follow ends
    [one] { $count } follow ends
   *[other] { $count } follows end
}
federation-list-unread = { $count ->
    [0] Every line was understood
    [one] { $count } line says nothing that we understand
   *[other] { $count } lines say nothing that we understand
}
federation-list-more = { $count ->
    [0] None more
    [one] and { $count } more
   *[other] and { $count } more
}
federation-list-own = These lines would shut out this node itself. They are left out:
federation-list-allowed = You allowed these nodes. They stay allowed:
federation-list-apply = Bring in the list
federation-list-applied = The list is brought in.
error-decision-statement = Choose the statements that this is about.
error-decision-own-host = This speaker lives on this node. A node cannot suspend itself.
error-decision-suspended = They are suspended already.
error-decision-lifted = This decision was taken back before. Nothing was changed.
error-decision-host-page = Rules for nodes are changed on the page of federation, by the host.
error-appeal-again = This decision was appealed against before. There is one appeal to a decision.
error-appeal-answered = This appeal was answered before.
error-report-already = You reported this already, and it waits for a decision. Nothing was lost.
error-rules-too-long = Thirty rules at most, each of { $limit } characters at most.
error-rules-count = Every language needs the same number of rules: { $limit }. An empty line stands between two rules.
error-rule-unknown = There is no such rule now. Choose one of the list.
error-block-mute-organisation = An organisation has no timeline in which somebody could be muted. Block them, or mute them for yourself.
error-block-too-many = This list is full. Take something off it first.
error-block-self = You cannot block yourself.
error-block-unknown = Nobody was found by this name. Check the spelling.
error-list-too-long = The list is too long. At most 50,000 lines are read at once.
error-list-empty = No line of the list names a node.
moderation-part-help = What members and other nodes report, and what the ones concerned answer.
moderation-position = { $stance }: { $subject }
moderation-about-position = The position
