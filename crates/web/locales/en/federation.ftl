federation-title = Federation
federation-intro = How this node gets on with other nodes: what arrived, what waits, what failed.
federation-mode = Rule
federation-summary = In short
federation-queue-waiting = { $count ->
    [0] No message waits to go out
    [one] { $count } message waits to go out
   *[other] { $count } messages wait to go out
}
federation-dead-count = { $count ->
    [0] No message has failed for good
    [one] { $count } message has failed for good
   *[other] { $count } messages have failed for good
}
federation-peers-title = Other nodes
federation-peers-count = { $count ->
    [0] No other node known
    [one] { $count } node known
   *[other] { $count } nodes known
}
federation-peers-none = No other node is known yet. Follow an organisation, or allow a node below.
federation-peer = Node
federation-peer-state = State
federation-peer-last-success = Last delivery
federation-peer-waiting = Waiting
federation-peer-policy = Rule for it
federation-state-well = Well
federation-state-slow = Slow
federation-state-unreachable = Does not answer
federation-state-new = New
federation-state-pausing-until = Pausing; next try { $when }
federation-policy-default = As for all
federation-policy-allowed = Allowed
federation-allow = Allow
federation-block = Block
federation-unblock = Unblock
federation-add-title = Allow or block a node
federation-add-host = Domain of the node
federation-add-help = For example beirut-women.example
federation-dead-title = Messages that did not arrive
federation-dead-intro = We tried each of them many times and stopped. You can send them again. Sending twice does no harm.
federation-dead-none = Every message arrived or is still on its way.
federation-dead-what = What
federation-dead-to = To
federation-dead-why = Why it failed
federation-dead-tries = Tries
federation-dead-last-try = Last try
federation-dead-resend = Send again
federation-dead-resent = Back in the queue. The next try is now.
federation-reason-unreachable = The node did not answer
federation-reason-refused = The node refused it ({ $status })
federation-reason-server-error = The node had a fault ({ $status })
federation-reason-dns = The domain was not found
federation-reason-tls = No safe connection could be made
federation-reason-gone = The recipient no longer exists
federation-reason-blocked = Blocked by this node’s own rule
federation-what-publish = Statement “{ $title }”
federation-what-update = Revision of “{ $title }”
federation-what-delete = Withdrawal of “{ $title }”
federation-what-follow = Request to follow
federation-what-accept = Answer to a request
federation-what-profile = Change of profile
federation-what-other = Message of another kind
federation-peer-dead = Failed for good
federation-state-blocked = Blocked
federation-state-not-allowed = Not on the list
federation-unallow = Take off the list
federation-add-reason = Reason
federation-add-reason-help = For yourself and those who run the node after you. Nobody else sees it.
federation-block-note = A block holds for all names below the domain. What still waits for it is not sent.
federation-allowed-done = The node is allowed.
federation-blocked-done = The node is blocked. Nothing comes in from it and nothing goes out to it.
federation-inbox-waiting = { $count ->
    [0] No received message waits to be read
    [one] { $count } received message waits to be read
   *[other] { $count } received messages wait to be read
}
federation-inbox-aside = { $count ->
    [0] No received message was set aside
    [one] { $count } received message was set aside because it could not be read
   *[other] { $count } received messages were set aside because they could not be read
}
federation-jobs-waiting = { $count ->
    [0] No task of this node waits
    [one] { $count } task of this node waits
   *[other] { $count } tasks of this node wait
}
federation-jobs-aside = { $count ->
    [0] No task failed for good
    [one] { $count } task failed for good; the log says why
   *[other] { $count } tasks failed for good; the log says why
}
federation-what-withdrawal = Withdrawal of a statement
federation-reason-busy = The node asked us to wait
federation-reason-answer = The node gave an answer that we could not use
federation-reason-unsigned = The request was not signed
federation-reason-signature = The signature was not right
federation-reason-suspended = The sender is suspended here
federation-reason-too-many = Too many requests
federation-reason-form = The message was not well formed
federation-reason-address = An address that this node does not go to
federation-refused-title = Requests that we refused
federation-refused-intro = Of the last seven days. Nothing of what was refused is kept.
federation-refused-none = Nothing was refused.
federation-refused-day = Day
federation-refused-why = Reason
federation-refused-count = How often
federation-hidden-title = Hidden statements
federation-hidden-none = Nothing is hidden.
federation-hidden-when = hidden { $when }
federation-hidden-show = Show again
federation-hidden-done = The statement is hidden.
federation-hidden-shown = The statement is shown again.
