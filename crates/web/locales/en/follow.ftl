follow-title = Follow an organisation
follow-intro = Statements of those you follow arrive in your timeline. They are told that { $organisation } follows them.
follow-lookup-label = Handle or address
follow-lookup-help = For example @table@beirut-women.example, or the address of their page.
follow-lookup-button = Look up
follow-follow = Follow
follow-follow-explain = Their node is told that { $organisation } asks to follow. They may accept or refuse.
follow-unfollow = Stop following
follow-cancel-request = Take back the request
follow-state-none = Not followed
follow-state-requested = Requested
follow-state-accepted = Followed
follow-state-rejected = Refused
follow-list-title = Who { $organisation } follows
follow-list-none = { $organisation } follows nobody yet.
follow-count-following = { $count ->
    [0] Nobody followed yet
    [one] { $count } followed
   *[other] { $count } followed
}
follow-since = Since { $date }
follow-followers-title = Followers of { $organisation }
follow-followers-intro = Followers get a copy of what you publish for followers and for everyone.
follow-followers-none = Nobody follows { $organisation } yet. Give others your handle.
follow-requests-title = Requests
follow-requests-count = { $count ->
    [0] No request is waiting
    [one] { $count } request is waiting
   *[other] { $count } requests are waiting
}
follow-requests-explain = If you accept, their node will hold a copy of what you publish for followers.
follow-request-accept = Accept
follow-request-reject = Refuse
follow-follower-remove = Remove
follow-asked = Asked { $when }
follow-nav-following = Followed
follow-own-handle = Your own handle
follow-own-handle-help = Give it to others, so that they can follow you.
follow-forget = Remove from the list
follow-again = Ask again
follow-done = Followed. New statements will arrive in your timeline.
follow-asked-done = Your request is on its way. You will see new statements once it is accepted.
follow-unfollowed-done = Done: not followed any more.
follow-request-accepted-done = The request is accepted.
follow-request-rejected-done = The request is refused.
follow-follower-removed-done = The follower is removed. Copies sent before may still be there.
