# Networks: who belongs, who coordinates, what is told and asked.
network-all-title = Networks
network-all-intro = A network is made of organisations that act together. Each decides for itself; the network passes on what its members tell it, and asks what they think.
network-all-ours = Networks on this node
network-all-others = Networks on other nodes
network-all-none = There is no network on this node yet. An officer of an organisation can found one.
network-all-others-none = None is known here yet.
network-count = { $count ->
    [one] { $count } network
   *[other] { $count } networks
}
network-members-count = { $count ->
    [one] { $count } member organisation
   *[other] { $count } member organisations
}
network-countries-count = { $count ->
    [one] from { $count } country
   *[other] from { $count } countries
}
network-numbers-known = These are the numbers this node knows. The full list is held by the nodes of the members.
network-members-named = { $named } of { $total } are named here
network-members-hidden = Only members that chose to be in the directory are named to visitors. The others are counted.
network-lives-on = This network lives on { $host }. This node shows what that node says about it.
network-successor = It was founded anew as:
network-predecessor = It follows on:
network-part-of = A part of:
network-founding-title = Founding text
network-founding-help = What brings you together, and how you decide. Everybody can read it. It goes with the network if it has to begin anew elsewhere.
network-coordinators-title = Coordinators
network-coordinators-help = Chosen by the members. A choice stands until the member changes it.
network-coordinates = coordinates
network-own = you
network-members-title = Members
network-parts-title = Groups within it
network-part-confirm = Confirm that it is a part of the network
network-agenda-title = Its own agenda
network-agenda-edit = Write the network’s agenda
network-agenda-intro = What the network asks for, beside the agenda of Istanbul. Everybody can read it, and positions can be taken on each demand.
network-agenda-help = One line each. “A: Education” begins a theme, “A1: Every child goes to school” is a demand in it. The first language decides which codes there are; the others translate them.
network-told-title = Told to the network
network-told-none = Nothing that you may read was told to it yet.
network-founded = Founded
network-follow-help = Whoever follows the network, from Mastodon or elsewhere, receives what members tell it in public.
network-view = What it thinks
network-page = The page of the network
network-deal = Open
network-deal-as = As { $name }
network-deal-title = { $name }
network-kind = What brings it together
network-kind-global = Global
network-kind-regional = One region
network-kind-women = Women
network-kind-youth = Young people
network-kind-other = Something else
network-state-none = Not a member
network-state-invited = Invited
network-state-applied = Applied; members vouch
network-state-admitted = Member
network-state-suspended = Suspended
network-state-refused = Not taken in
network-state-left = Left
network-desk-title = Networks
network-part-help = Networks you belong to, applying, vouching, choosing who coordinates.
network-desk-intro = In a network your organisation acts with others and still decides for itself.
network-desk-ours = Your networks
network-desk-none = Your organisation belongs to no network yet.
network-desk-others = Other networks known here
network-desk-find = Is a network missing here? Look it up by its handle or address.
network-found = Found a network
network-found-title = Found a network
network-found-intro = The network will live on this node. Your organisation is its first member and coordinates until the members choose.
network-found-public = Everybody can read the name and the founding text, and that your organisation coordinates.
network-name = Name of the network
network-username = User name of the network
network-username-help = 2 to 30 small letters, digits and _. It cannot be changed later.
network-parent = A part of another network
network-parent-help = Its coordinators confirm it.
network-parent-none = No
network-waiting-count = { $count ->
    [one] { $count } step waits for other officers
   *[other] { $count } steps wait for other officers
}
network-waiting-title = Steps that wait for approval
network-waiting-none = Nothing waits.
network-done = Done.
network-join = Apply to join
network-join-title = Join { $name }
network-join-point-members = Two members must vouch for your organisation. While there are fewer, all of them.
network-join-point-told = The nodes of all members learn the name of your organisation and the words below.
network-join-point-list = Visitors see your name among the members only if your organisation chose to be in the directory.
network-join-words = A few words to the members
network-join-words-help = Who you are, and who knows you.
network-invited-help = You are invited because you belonged to the network that this one follows on. You belong as soon as you join; until then nothing is told in your name.
network-leave = Leave the network
network-leave-title = Leave { $name }
network-leave-point = Your organisation no longer receives what is told to the network alone, and no longer counts in it. What it said before stays where it is. To come back you have to apply again.
network-applicants-title = Organisations that applied
network-applicants-count = { $count ->
    [one] { $count } waits
   *[other] { $count } wait
}
network-vouches-of = { $given } of { $needed } members vouch
network-vouch = Vouch for it
network-unvouch = No longer vouch
network-vouch-help = To vouch is to say: we know this organisation, and it belongs here. All members see who vouches.
network-refuse = Refuse
network-choose = Keep this choice
network-choose-legend = Who should coordinate?
network-choose-help = Choose up to { $most }. Your choice stands until you change it. Once a third of the members have chosen, those chosen by most coordinate.
network-motions = { $count ->
    [one] { $count } coordinator asks for a change
   *[other] { $count } coordinators ask for a change
}
network-remove = Ask for it
network-remove-this = Suspend { $name }
network-remove-title = Suspend or refuse { $name }
network-remove-point = A suspended member receives nothing more that is told to the network alone, and does not count. It learns the reason.
network-remove-two = It takes two coordinators; where there is only one, that one.
network-remove-reason = Reason
network-remove-reason-help = The organisation itself and all members can read it.
network-readmit = Take it back in
network-readmit-title = Take { $name } in
network-suspended-title = Suspended or invited
network-refound = Found it anew here
network-refound-title = Found { $name } anew
network-refound-section = If its node is lost
network-refound-help = This node holds what it takes to begin again: the founding text, the agenda, the calls and the list of members.
network-refound-point-when = Do this only if the node of the network is gone for good, and if you have spoken with other members.
network-refound-point-what = A new network begins on this node, with the same name, founding text and agenda. Your organisation coordinates until the members choose.
network-refound-point-who = All who were members are invited. Each belongs as soon as it joins, and not before.
network-tell-legend = Tell it also to your networks
network-tell-help = The network passes it on to its members. What is public goes to its followers too. If “Our networks” is chosen and none is ticked, all of them.
call-title = Calls for positions
call-one = Call for positions
call-none = Nothing was asked yet.
call-new = Ask for positions
call-new-intro = You ask all members of the network what they think, as its coordinator.
call-name = Title
call-body = What you ask, and why
call-body-help = Plain text. An empty line begins a new paragraph.
call-subjects = What it is about
call-subjects-count = { $count ->
    [one] { $count } subject
   *[other] { $count } subjects
}
call-subjects-help = Tick demands, or paste links below. { $most } at most. Members answer each by itself.
call-pasted = Statements and paragraphs, by link
call-pasted-help = One link a line: the page of a statement here, or of one numbered paragraph.
call-changed = Changed on { $date }, after it was asked. What was answered before that day was about the earlier text.
call-subject-changed = It was changed since it was asked about.
call-day = Last day to answer
call-time = Time
call-zone = Times are in UTC, the same for everybody.
call-who-reads = All members of the network can read it; visitors cannot. Their officers are told at once, a week before the last day and a day before it.
call-ask = Ask the members
call-save = Save as a draft
call-discard = Throw away
call-edit = Go on writing
call-asked-done = The members are being asked.
call-correct = Correct the call
call-correct-intro = Change the words, add a language or move the last day. All members of the network are told the new wording.
call-correct-subjects = These stay as they are, because members have answered them. To ask about something else, make a new call.
call-corrected-done = The call is corrected. The members are being told.
call-cancel = Take the call back
call-cancel-title = Take this call back?
call-cancel-point-told = All members are told that nobody asks any more, and no reminder goes out.
call-cancel-point-answers = What was answered stays: these are the members’ own positions, and they count as before.
call-cancel-point-final = It cannot be opened again. To ask again, make a new call.
call-view = What the members answered
call-all-of = All calls to { $name }
call-change-as = Change the position of { $name }
call-until = Until { $date } (UTC)
call-state-draft = Draft
call-state-open = Open
call-state-over = Over
call-state-cancelled = Taken back
call-answered = answered { $answered } of { $total }
call-answered-by = { $name } answered { $answered } of { $total }.
call-spoken = { $spoken } of { $members } members have answered something, as far as this node knows.
call-is-answered = answered
call-not-answered = not answered yet
call-answer-as = Take a position as { $name }
call-open-count = { $count ->
    [one] { $count } open call for positions
   *[other] { $count } open calls for positions
}
call-count = { $count ->
    [one] { $count } call
   *[other] { $count } calls
}
call-desk-title = What is asked of us
call-part-help = Calls for positions of your networks, and which you have answered.
call-desk-intro = Your networks ask what your organisation thinks. To answer is up to you; silence counts as nothing.
call-desk-open = Open
call-desk-past = Over or taken back
call-desk-none = Nothing is asked of you at the moment.
audit-network-found = Founded a network
audit-network-refound = Founded a network anew
audit-network-join = Applied to a network
audit-network-leave = Left a network
audit-network-vouch = Vouched for an applicant
audit-network-unvouch = No longer vouches for an applicant
audit-network-choose = Chose coordinators
audit-network-remove = Asked to suspend or refuse an organisation
audit-network-readmit = Asked to take an organisation in
audit-network-agenda = Wrote a network’s agenda
audit-network-ask = Asked a network for positions
audit-network-correct = Corrected a call for positions
audit-network-cancel = Took back a call for positions
audit-network-discard = Threw away a draft of a call
