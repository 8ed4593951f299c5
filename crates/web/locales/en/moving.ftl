# Organisations that move to another node.
moving-title = Move to another node
moving-part-help = Take the organisation elsewhere, bring one here, or keep an archive of all it said.
moving-intro = An organisation belongs to itself and not to a node. You can take it elsewhere with its followers and its history.
moving-moved-to = { $name } lives on another node now:
moving-read-only = Here everything can still be read, and nothing is written any more.
moving-came-from = Moved here from
moving-archive = An archive
moving-archive-what = It holds your statements with all their versions ({ $statements }), pictures, mandates, the profile, the rule for approving, your followers ({ $followers }) and whom you follow, vouches, blocks and the record. It holds no private key and no name of a member, but for the names in mandates that everybody sees.
moving-archive-not = Positions and places in networks do not come along, nor who wanted to be named as the writer of a statement. From the new home your organisation takes its positions anew and asks its networks to take it in. The words of all its positions are in the copy for you.
moving-archive-help = Keep it in a safe place: drafts and what you wrote for few are in it too. That you took it is written in the record.
moving-archive-button = Save the archive
moving-come = Bring an organisation here
moving-come-help = On its old node, save the archive. Bring it in here. Then go back to the old node and enter the handle of this organisation there.
moving-known-as = This organisation says that it was known as:
moving-import-label = Archive
moving-import-help = The .tar file from the old node. We ask the old node for its key to see that nobody changed it. Nothing is announced as new.
moving-import-button = Bring it in
moving-name-old = Without an archive
moving-old-label = Handle or address of the old organisation
moving-old-help = Followers come along, statements do not.
moving-old-button = Name it
moving-leave = Move from here
moving-leave-help = First make the organisation on the other node and bring in the archive there. Then enter its handle here. You will see what happens before it does.
moving-leave-label = Handle on the new node
moving-leave-label-help = For example @table@beirut-women.example
moving-leave-button = Look at it
moving-confirm-title = Move the organisation
moving-confirm-to = From now on it lives here:
moving-confirm-followers = { $count ->
    [one] { $count } follower is told, and follows the new home by itself.
   *[other] { $count } followers are told, and follow the new home by themselves.
}
moving-confirm-private = What others let only you read does not come along: ask them again from the new home.
moving-confirm-read-only = Nobody can write in the organisation's name on this node any more. What was said stays here to be read.
moving-confirm-vouches = Vouches do not come along. Those who vouch for you offer it again.
moving-confirm-pause = For seven days no other move counts.
moving-confirm-button = Move now
moving-named-done = Named. Now enter the handle of this organisation on the old node.
moving-moved-done = Moved. The followers are being told.
moving-report = What was brought in
moving-report-brought = { $count ->
    [0] No published statement
    [one] { $count } published statement with its history
   *[other] { $count } published statements with their history
}
moving-report-drafts = { $count ->
    [one] { $count } draft. What was for people of the old node only is a draft now.
   *[other] { $count } drafts. What was for people of the old node only is a draft now.
}
moving-report-known = { $count ->
    [one] { $count } was here already
   *[other] { $count } were here already
}
moving-report-withdrawn = { $count ->
    [one] { $count } withdrawn statement, of which nothing is kept
   *[other] { $count } withdrawn statements, of which nothing is kept
}
moving-report-refused = { $count ->
    [one] { $count } left out because its words are not those it was published with
   *[other] { $count } left out because their words are not those they were published with
}
moving-statement-there = Find this statement in its new home
moving-first-at = First published at
error-move-not-named = The organisation there does not say that it was this one. Bring in the archive there first, or name this one there.
error-move-not-an-organisation = That is no organisation on another node.
error-move-not-found = We could not find that, or its node does not answer. Check the spelling and try again.
error-move-peer = This node does not deal with that one. Ask your host.
error-move-too-soon = It moved less than seven days ago.
error-move-onwards = The organisation there has itself moved on. Enter its newest handle.
error-move-too-many-names = It names five others already.
error-move-archive-missing = Choose the archive from the old node.
error-move-archive-damaged = The file is no archive from Sofra, or it is not whole. Save it again on the old node.
error-move-archive-format = The archive is of another version. Update one of the nodes.
error-move-archive-too-large = The archive is too large. Ask your host to bring it in at the machine.
error-move-archive-unsigned = The archive is not signed by the organisation it names. Save it again on the old node.
error-move-old-node-silent = The old node does not answer, so we cannot see whether the archive is sound. Try again later.
audit-organisation-move = Moved the organisation to another node
audit-organisation-name-old = Named the organisation that comes here
audit-organisation-export = Saved an archive of the organisation
audit-organisation-import = Brought in an archive
moving-arrivals = What came along
moving-from = From
moving-arrival-waits = Brought in on { $when }. It is seen by nobody outside until the old node confirms the move.
moving-arrived = The old node confirmed the move on { $when }.
moving-waits-statements = { $count ->
    [one] { $count } published statement, among the drafts until then
   *[other] { $count } published statements, among the drafts until then
}
moving-waits-mandates = { $count ->
    [0] No mandates
    [one] { $count } mandate
   *[other] { $count } mandates
}
moving-waits-profile = What the organisation is: it fills the profile if that is empty
moving-waits-rule = The rule for approving: { $rule } It holds here if no rule was chosen here and there are officers enough.
moving-followers-came = { $expected ->
    [one] { $came } of { $expected } follower has come over.
   *[other] { $came } of { $expected } followers have come over.
}
moving-followers-came-help = Their nodes let them follow the new home. Nobody is made to. After 90 days we no longer count.
moving-record-title = Record from the old node
moving-record-link = Read the record of acts from the old node
moving-record-intro = What the old node wrote down, as the archive brought it. It is not part of the record of this node, and this node cannot vouch for it. A person is a number, the same one throughout.
moving-record-person = Person { $number }
moving-proposals = What waits for the officers
moving-needs-others = The rule of your organisation asks for others. Your word counts; it happens as soon as enough officers agree.
moving-propose-button = Propose to move
moving-report-mandates = { $count ->
    [one] { $count } mandate. Its holder accepts the next one here.
   *[other] { $count } mandates. Their holders accept the next ones here.
}
moving-report-blocks = { $count ->
    [one] { $count } block holds here now
   *[other] { $count } blocks hold here now
}
moving-report-blocks-unknown = { $count ->
    [one] { $count } block could not be brought, because the node of the blocked person does not answer
   *[other] { $count } blocks could not be brought, because the nodes of the blocked people do not answer
}
moving-report-acts = { $count ->
    [one] { $count } line of the record
   *[other] { $count } lines of the record
}
moving-report-waits = Nobody outside sees any of it until the old node confirms the move.
moving-report-needs-others = Before you can move, other officers have to agree that this organisation is the new home. They have been told.
moving-held = Waits for the move
moving-held-note = This text was published on the old node. It comes out here as it was once the move is confirmed. To change it, wait for that.
moving-copy-title = A copy for you
moving-copy-help = Everything the node holds of the organisation, to read and to keep.
moving-copy-intro = One file with everything this node holds of your organisation: statements with all versions, drafts and what was said about them, mandates, approvals and who decided, the people with a role, followers, blocks, the record.
moving-copy-careful = It holds the names that your people use inside, and drafts. Keep it in a safe place. That you took it is written in the record.
moving-copy-archive = Pictures are not in it. To move to another node, or to keep the pictures too, save the archive.
moving-copy-button = Save the copy
error-held-until-moved = This text was published on another node and waits for the move. Until then it stays as it is. You can throw it away.
audit-organisation-arrive = The old node confirmed the move
audit-organisation-copy = Saved a copy of everything the node holds of the organisation
