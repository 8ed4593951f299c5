# How what is said in an organisation's name is approved, comments on drafts, what awaits somebody.
approval-part-rule = How we approve
approval-part-rule-help = Who must agree before something is published in our name.
approval-title = Approval of “{ $title }”
approval-inside-only = Only people with a role in { $organisation } see this page. Nothing on it leaves this node.
approval-somebody = somebody who is no longer here
approval-written-by = Written by { $name }, { $when }
approval-proposed-by = Proposed by { $name }, { $when }
approval-done-by = Last step by { $name }, { $when }
approval-void-by = Ended by { $name }, { $when }
approval-vote-approve = For it: { $name }, { $when }
approval-vote-reject = Against it: { $name }, { $when }
approval-vote-abstain = Abstains: { $name }, { $when }
approval-read-text = Read the text
approval-waits = What waits
approval-compared = This is what would change in the published text:
approval-whole-text = Read the whole new text
approval-nothing-waits = Nothing waits for approval here.
approval-nothing-waits-draft = This draft has not been proposed yet.
approval-subject-statement = Publish a statement
approval-subject-revision = Publish a revision
approval-subject-withdrawal = Withdraw a statement
approval-subject-rule = Change how we approve
approval-subject-mandate = Give a mandate
approval-subject-seat = Change who is an officer
approval-subject-move = Move to another node
approval-subject-home = Be the new home of an organisation from another node
approval-state-open = waits
approval-state-approved = approved
approval-state-done = done
approval-state-rejected = rejected
approval-state-void = no longer valid
approval-count = For: { $approving }. Against: { $rejecting }. Needed: { $needed }. Officers: { $officers }.
approval-count-vote = For: { $approving }. Against: { $rejecting }. Abstaining: { $abstaining }. Voted: { $cast } of { $officers } officers; at least { $needed } must vote.
approval-rule-one = One officer approves.
approval-rule-two = Two different officers approve. One who writes it is one of the two.
approval-rule-two-help = A second, different officer must agree. If one rejects it, it goes back to its writer.
approval-rule-vote = The officers vote: at least { $quorum } percent of them take part, and at least { $threshold } percent of those for or against are for it.
approval-rule-one-name = One officer
approval-rule-two-name = Two officers
approval-rule-vote-name = A vote of the officers
approval-rule-vote-help = You say how many must take part, and how many of them must agree.
approval-rule-title = How we approve
approval-rule-intro = This rule holds for everything that is published, revised or withdrawn in the name of { $organisation }, for mandates, and for the rule itself.
approval-rule-usual = You have not decided on a rule. Until you do: one officer while there is one, two officers as soon as there are more.
approval-rule-change = Change the rule
approval-rule-change-note = The change must itself be approved by the rule that holds now. It is written into the record.
approval-rule-kind = Who approves
approval-rule-propose = Propose this rule
approval-rule-proposed = Proposed:
approval-rule-changed-done = The new rule holds from now on.
approval-quorum = How many officers must take part, in percent
approval-quorum-help = Only for a vote. From 1 to 100.
approval-threshold = How many votes must be in favour, in percent
approval-threshold-help = Only for a vote. 51 means more than half. From 51 to 100.
approval-officers = Officers now: { $count }.
approval-approve = I approve this
approval-abstain = I abstain
approval-reject = Reject it
approval-reject-open = Reject it, with a reason
approval-reason = Your reason
approval-reason-help = People inside read it. It never leaves.
approval-finish = Publish it now
approval-finish-other = Do it now
approval-take-back = Take it back
approval-take-back-open = Take the proposal back
approval-take-back-note = The approvals given so far are void. The text stays as a draft.
approval-next-at-once = It is done as soon as the rule is met.
approval-next-step = Once it is approved, an officer or editor publishes it.
approval-needs-others = Others must approve it first. Until then nobody outside sees it.
approval-propose-at-once = Propose it; publish as soon as it is approved
approval-propose-step = Propose it; we publish it ourselves later
approval-proposed-done = It is proposed. Those who approve it have been told.
approval-revision-proposed-done = The revision is proposed. What is published stays as it is until it is approved.
approval-withdrawal-proposed-done = The withdrawal is proposed. The statement stays published until it is approved.
approval-decided-done = Your decision is noted.
approval-taken-back-done = The proposal is taken back.
approval-commented-done = Your comment is there. Only people inside see it.
approval-comments = Comments
approval-comments-note = Only people with a role in { $organisation } read them. They never leave this node, and they go when the statement is withdrawn.
approval-comment-by = { $name }, { $when }
approval-comment-write = Your comment
approval-comment-send = Add the comment
approval-history = What was decided
approval-inside = Inside the organisation
approval-open = Approval and comments
approval-awaits-title = What awaits you
approval-awaits-nothing = Nothing waits for you now.
approval-awaits-decide = To decide about
approval-awaits-finish = Approved, waiting for the last step
approval-awaits-mine = What you proposed
approval-awaits-mine-none = You have not proposed anything lately.
error-proposal-closed = This proposal no longer waits. Nothing was changed.
error-proposal-changed = It changed after you opened the page. Read it again, then decide. Nothing was changed.
error-not-approved = It is not approved yet. Nothing was changed.
error-nothing-to-approve = Nobody approves what you say in your own name. Publish it yourself.
error-nothing-to-comment = Nothing waits here, so there is nothing to comment on.
error-too-many-comments = There are too many comments on this draft.
error-reason-required = Give a reason.
error-percent-invalid = Write a number from { $limit } to 100.
audit-approval-propose = Proposed something in the organisation’s name
audit-approval-approve = Approved a proposal
audit-approval-reject = Rejected a proposal
audit-approval-abstain = Abstained from a vote
audit-approval-void = A proposal became void
audit-approval-rule = Changed how the organisation approves
audit-statement-publish = Published a statement
audit-statement-revise = Revised a statement
audit-statement-withdraw = Withdrew a statement
approval-comment-count = { $count ->
    [0] No comments
    [one] { $count } comment
   *[other] { $count } comments
}
approval-awaits-count = { $count ->
    [0] Nothing waits
    [one] { $count } waits
   *[other] { $count } wait
}
approval-awaits-nav = { $count ->
    [0] Awaiting you
   *[other] Awaiting you ({ $count })
}
approval-subject-network-act = Act in a network
