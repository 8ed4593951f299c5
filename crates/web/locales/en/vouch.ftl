# Who vouches for whom, and whom this node trusts.
vouch-title = Vouches
vouch-part-help = Who vouches for you, for whom you vouch, and offers that wait.
vouch-intro = To vouch is to say in public, in your organisation's name: we know them, and they are who they say they are. Nobody is vouched for without agreeing to it. Each side can end it at any time.
vouch-how-to-offer = To vouch for another organisation, open its page and choose “Vouch for it”.
vouch-find = Look up an organisation
vouch-standing = Who vouches
vouch-standing-here = Hosted on this node
vouch-standing-here-help = This organisation lives on this node. Whoever hosts the node has let it speak from here.
vouch-standing-trusted = Trusted by the host of this node
vouch-standing-trusted-help = The host of this node knows this organisation.
vouch-standing-vouched = Vouched for by { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
vouch-standing-vouched-help = The chain begins with an organisation that this node trusts. Each vouch was confirmed by the node of the one who gave it.
vouch-standing-unverified = Unverified
vouch-standing-unverified-help = Nobody whom this node trusts vouches for it. That does not mean that anything is wrong: it may only be new here.
vouch-chain = The chain
vouch-since = Since { $date }.
vouch-until = Until { $date }.
vouch-checked = Confirmed on { $date }.
vouch-all = { $count ->
    [one] { $count } vouch, with its reason
   *[other] All { $count } vouches, with their reasons
}
vouch-offer-as = Vouch for it as { $name }
vouch-offers = Offers that wait for your answer
vouch-count-offers = { $count ->
    [0] No offer is waiting
    [one] { $count } offer is waiting
   *[other] { $count } offers are waiting
}
vouch-accept-help = If you accept, your public page shows this vouch with its reason, and the nodes that follow you are told.
vouch-accept = Accept
vouch-refuse = Refuse
vouch-had = Who vouches for you
vouch-given = For whom you vouch
vouch-count = { $count ->
    [0] None
    [one] { $count }
   *[other] { $count }
}
vouch-state-offered = Offered
vouch-state-accepted = Accepted
vouch-state-refused = Refused
vouch-state-revoked = Taken back by the voucher
vouch-state-declined = Given up by the vouched
vouch-state-over = Ended on its date
vouch-give-up = Give this vouch up
vouch-take-back = Take it back
vouch-new-title = Vouch for { $name }
vouch-new-intro = You do this in the name of { $name }. They are asked whether they agree. Once they do, everybody can see that you vouch for them, and why.
vouch-reason = Why you vouch for them
vouch-reason-help = How you know each other: what you did together, since when. Everybody can read it. Name no person who could be harmed by it.
vouch-until-label = Until
vouch-until-help = The last day on which it counts. Left empty, it counts until one side ends it.
vouch-offer = Offer to vouch
vouch-end-title = End this vouch
vouch-end-given = { $name } no longer vouches for { $other }. Their node is told at once; other nodes notice within a week. In what was said before nothing changes.
vouch-end-had = { $name } no longer wants to be vouched for by { $other }. Their node is told. Your public page no longer shows it.
vouch-end-reason = A note for your own record
vouch-end-reason-help = Only the people of your organisation can read it.
vouch-end = End it
vouch-offered-done = The offer is on its way. It counts once they accept it.
vouch-accepted-done = Accepted. Your public page shows the vouch now.
vouch-refused-done = Refused. For a month you will see no other offer from them.
vouch-ended-done = The vouch is ended.
vouch-trust = Trust this organisation
vouch-trust-title = Whom this node trusts
vouch-trust-part-help = Organisations elsewhere with which chains of vouches may begin.
vouch-trust-intro = Chains of vouches begin with the organisations of this node and with those you name here. Name only organisations that you know yourself: readers rely on it.
vouch-trust-one = Trust { $name }
vouch-trust-reason = How you know them
vouch-trust-reason-help = It is written in the record of this node.
vouch-trusted = Trusted organisations
vouch-trust-none = You have named none. Chains begin with the organisations of this node only. To name one, open its page.
vouch-trust-end = Trust it no longer
error-vouch-reason-required = Say why: how you know each other.
error-vouch-until = Choose a day ahead, within ten years.
error-vouch-already = You vouch for this organisation already, or your offer still waits.
error-vouch-self = An organisation cannot vouch for itself.
error-vouch-too-many = Too many of your offers wait for an answer. Take some back first.
error-vouch-over = This offer is no more: it was taken back or answered.
audit-vouch-offer = Offered to vouch for an organisation
audit-vouch-accept = Accepted a vouch
audit-vouch-refuse = Refused a vouch
audit-vouch-decline = Gave up a vouch
audit-vouch-withdraw = Took back an offer to vouch
audit-vouch-revoke = Took back a vouch
audit-vouch-trust = Trusted an organisation elsewhere
audit-vouch-distrust = No longer trusts an organisation elsewhere
