federation-title = Federation
federation-intro = How this node gets on with other nodes: what arrived, what waits, what failed.
federation-mode = Rule
federation-mode-closed = Closed: only nodes on the list
federation-mode-open = Open: all nodes except the blocked ones
federation-summary = In short
federation-queue-waiting = { $count ->
    [0] No message waits to go out
    [one] { $count } message waits to go out
   *[other] { $count } messages wait to go out
}
federation-queue-oldest = The oldest: { $when }.
federation-dead-count = { $count ->
    [0] No message has failed for good
    [one] { $count } message has failed for good
   *[other] { $count } messages have failed for good
}
federation-received-today = { $count ->
    [0] Nothing received in the last 24 hours
    [one] { $count } message received in the last 24 hours
   *[other] { $count } messages received in the last 24 hours
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
federation-peer-last-received = Last received
federation-peer-waiting = Waiting
federation-peer-policy = Rule for it
federation-state-well = Well
federation-state-slow = Slow
federation-state-pausing = Pausing
federation-state-unreachable = Does not answer
federation-state-gone = Gone
federation-state-new = New
federation-state-pausing-until = Pausing; next try { $when }
federation-policy-default = As for all
federation-policy-allowed = Allowed
federation-policy-blocked = Blocked
federation-allow = Allow
federation-block = Block
federation-unblock = Unblock
federation-add-title = Allow or block a node
federation-add-host = Domain of the node
federation-add-help = For example beirut-women.example
federation-allowed-notice = { $host } is allowed.
federation-blocked-notice = { $host } is blocked. Nothing comes in from it and nothing goes out to it.
federation-dead-title = Messages that did not arrive
federation-dead-intro = We tried each of them many times and stopped. You can send them again. Sending twice does no harm.
federation-dead-none = Every message arrived or is still on its way.
federation-dead-what = What
federation-dead-to = To
federation-dead-why = Why it failed
federation-dead-tries = Tries
federation-dead-last-try = Last try
federation-dead-resend = Send again
federation-dead-resend-all = Send all again
federation-dead-resent = Back in the queue. The next try is now.
federation-dead-discard = Give up
federation-delivery-waiting = Waiting
federation-delivery-sending = Being sent
federation-delivery-delivered = Delivered
federation-delivery-retrying = Will be tried again
federation-delivery-dead = Failed for good
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
