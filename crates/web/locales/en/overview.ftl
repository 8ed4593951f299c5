# The network view.
overview-nav = Network view
overview-title = What organisations think
overview-title-of = What { $name } thinks
overview-generated = This node holds invented organisations and positions, to try things out. Nothing on it is the word of a real organisation.
overview-answered-here = { $members ->
    [one] Of the one organisation known here
   *[other] Of { $members } organisations known here
}, { $spoken ->
    [one] { $spoken } has taken a position.
   *[other] { $spoken } have taken a position.
}
overview-answered = { $members ->
    [one] Of one member
   *[other] Of { $members } members
}, { $spoken ->
    [one] { $spoken } has taken a position.
   *[other] { $spoken } have taken a position.
}
overview-countries = They work in { $spoken } of { $all } countries.
overview-at = As of { $time } UTC
overview-members-part = For members: with what was told to the network alone
overview-see-public = See what everybody sees
overview-see-members = See what members see
overview-tabs = Parts of the network view
overview-tab-whole = Overview
overview-tab-subjects = All subjects
overview-tab-who = Who has spoken
overview-tab-weeks = Over time
overview-tab-method = How it is counted
overview-filters = Choose whom and what
overview-theme = Theme
overview-several-at-once = Choose one or several; all of them must fit.
overview-any = Any
overview-show = Show
overview-all-subjects = See all subjects
overview-only = Only: { $value }.
overview-everybody = See everybody
overview-by = By
overview-by-host = Country they work in
overview-by-origin = Country their people come from
overview-by-region = Region
overview-by-kind = Kind of organisation
overview-by-language = Language they work in
overview-not-told = Not told
overview-percent = { $number }%
overview-stance = Stance
overview-share = Share
overview-support = support
overview-reservations = support with reservations
overview-abstain = abstain
overview-oppose = oppose
overview-nobody = no positions
overview-all-stances = All
overview-answers = How they stand
overview-positions = Positions
overview-count-answers = { $count ->
    [one] { $count } position
   *[other] { $count } positions
}
overview-empty = Nobody has taken a position on this yet that may be shown here. An officer takes one from the page of a demand or statement.
overview-fresh = { $count ->
    [one] { $count } position is from this week or the last.
   *[other] { $count } positions are from this week or the last.
}
overview-see-them = See what is new
overview-dissent = Reservations and opposition
overview-dissent-help = Whoever disagrees, or agrees with a condition, is heard beside the totals.
overview-all-dissent = { $count ->
    [one] Read it
   *[other] Read all { $count }
}
overview-some-of = { $shown } of { $total }
overview-common = Common ground
overview-between = Between
overview-common-help = What groups agree on across their differences. Each group weighs the same, however many it has, so that a large one cannot drown a small one.
overview-common-filtered = Common ground is looked for between groups. See everybody to find it.
overview-common-none = There is none to show yet: at least two groups must have said something about the same subject.
overview-score = { $score } of 100
overview-score-between = { $count ->
    [one] in { $count } group
   *[other] across { $count } groups
}
overview-weakest = Agrees least:
overview-contested = Contested
overview-contested-help = At least one answer in five is for it, and one in five against.
overview-contested-none = Nothing has strong voices on both sides.
overview-most-answered = Most answered
overview-stale = { $count ->
    [one] { $count } on an earlier version
   *[other] { $count } on an earlier version
}
overview-unaddressed = Nobody has spoken about
overview-unaddressed-agenda = Demands of the agenda on which no position may be shown here.
overview-unaddressed-asked = Asked about, and not answered so far.
overview-subject-unknown = A text that is not known here, or not for everybody
overview-no-reasons = No reasons were given.
overview-from-here = From this node
overview-proof-none = Not proven: the word of its own node
overview-told-to-network = Told to the network alone
overview-on-earlier = On an earlier version
overview-positions-help = Exactly the positions that the figure counts, each with where it comes from.
overview-no-positions = There are none.
overview-start = To the beginning
overview-next = Further
overview-spoken = Have spoken
overview-silent = Who has not spoken
overview-silent-count = { $count ->
    [one] { $count } organisation has not taken a position.
   *[other] { $count } organisations have not taken a position.
}
overview-silence = Silence is never counted as consent.
overview-several-note = An organisation can be in several rows, where it named several. It counts once in the whole.
overview-further = { $count ->
    [one] See { $count } further row
   *[other] See { $count } further rows
}
overview-weeks-help = When the positions that count today were decided. One that replaced an earlier one stands where it was decided last.
overview-weeks-filtered = See everybody for the course over time.
overview-weeks-desc = { $count } positions in { $weeks } weeks
overview-week-name = Week
overview-week = Week { $week }, { $year }
overview-method-who = Who counts
overview-method-who-text = Every organisation that this node knows, or that a network admitted, and that still speaks for itself: not one that was suspended or moved away, and none whose node this one does not deal with. Each figure names how many there are in all.
overview-method-one = One organisation, one position
overview-method-one-text = An organisation counts once on a subject, by its latest word. What it took back counts no more. Likes, boosts and replies never count. Visitors see public positions alone; what was told to a network is in the figures of its members alone.
overview-method-dissent = Dissent travels with the result
overview-method-dissent-text = The words of all reservations and all opposition stand beside the totals. Behind each figure is the list of the positions that it counts, with where each comes from.
overview-method-common = How common ground is found
overview-method-common-text = For each group we take the share of those who answered that are for it, with reservations or without. The shares are multiplied, and the root is taken that belongs to their number. So one group that disagrees pulls the figure down, whatever its size, and doubling a group changes nothing. Each share is moved a little away from zero, so that one group alone cannot end every talk.
overview-method-weakest = The group that agrees least is named
overview-method-weakest-text = A figure can hide who is not in it. So the group that agrees least stands beside it, with its own share. Those who do not tell where they work are a group as well: whoever cannot say it safely is not left out.
overview-method-not = What it does not show
overview-method-not-text = It does not show how strongly somebody feels, nor what those think who did not answer, nor whether the groups were well chosen: look at several. A group of one answer weighs as much as one of a hundred, so look at how many answered. It is no vote, and nothing is decided by it.
overview-method-check = How it can be checked
overview-method-check-text = No ballot leaves an organisation: it decides at home, under its own rule, and tells its position. Every node that knows the same positions comes to the same figures. Whoever runs a node can have all of them counted anew.
overview-method-source = After the group-informed consensus of Pol.is (Small, Bjorkegren, Erkkilä, Shaw and Megill, Polis: Scaling deliberation by mapping high dimensional opinion spaces, 2021), with groups that organisations declare themselves instead of groups that are computed.
# To take along.
overview-proof-verified = Proven: signed by the one whose position it is
overview-proof-unproven = Not proven: signed, but the signature cannot be followed to its holder
overview-proof-failed = Not proven: the signature is wrong
overview-take = Take it along
overview-take-help = Each file holds all positions that count here, with the date, the method, of how many, and a digest to compare.
overview-take-members = It also holds what was told to the network alone: keep it among members.
overview-take-print = Page to print
overview-take-docx = Document (DOCX)
overview-print-no-dissent = Nobody has reservations or is opposed.
overview-take-xlsx = Workbook (XLSX)
overview-take-csv = Table (CSV)
overview-take-json = For programs and for checking (JSON)
overview-preamble-nobody = { $members ->
    [0] There is no organisation to answer here yet.
    [one] The one organisation has not answered yet.
   *[other] None of the { $members } organisations has answered yet.
}
overview-preamble-known = { $spoken } of { $members } organisations known here answered between { $from } and { $until }.
overview-preamble-known-countries = { $spoken } of { $members } organisations known here, from { $countries ->
    [one] one country
   *[other] { $countries } countries
}, answered between { $from } and { $until }.
overview-preamble-members = { $spoken } of { $members } member organisations answered between { $from } and { $until }.
overview-preamble-members-countries = { $spoken } of { $members } member organisations, from { $countries ->
    [one] one country
   *[other] { $countries } countries
}, answered between { $from } and { $until }.
overview-preamble-one = Their positions: { $stances }.
overview-preamble-several = { $count ->
    [one] One position
   *[other] { $count } positions
} on { $subjects ->
    [one] one subject
   *[other] { $subjects } subjects
}: { $stances }.
overview-export-totals = Totals
overview-export-made = When
overview-export-whose = Whose
overview-export-public-only = Public positions only
overview-export-summary = In short
overview-export-denominators = Of how many
overview-export-method = Each organisation counts once on each subject, by its latest position. What was withdrawn does not count, nor do likes, boosts and replies. Silence is not consent.
overview-export-digest = Digest (SHA-256)
overview-export-note = Note
overview-export-subject = Subject, by its address
overview-export-title = Subject
overview-export-together = All subjects together
overview-export-holder = Organisation
overview-export-reasons = Reasons
overview-export-language = Language
overview-export-translations = In other languages
overview-export-decided = Decided
overview-export-told-to = Told to
overview-export-public = Everybody
overview-export-proof = Proof
overview-export-address = Address
region-005 = South America
region-011 = Western Africa
region-013 = Central America
region-014 = Eastern Africa
region-015 = Northern Africa
region-017 = Middle Africa
region-018 = Southern Africa
region-021 = Northern America
region-029 = Caribbean
region-030 = Eastern Asia
region-034 = Southern Asia
region-035 = South-eastern Asia
region-039 = Southern Europe
region-053 = Australia and New Zealand
region-054 = Melanesia
region-057 = Micronesia
region-061 = Polynesia
region-143 = Central Asia
region-145 = Western Asia
region-151 = Eastern Europe
region-154 = Northern Europe
region-155 = Western Europe
error-generated-already = This node holds that invented network already.
overview-without = Without this
overview-answered-at-most = { $spoken ->
    [one] One organisation has
   *[other] { $spoken } organisations have
} taken a position, of at most { $members } that fit.
overview-some-of-at-most = { $shown } of at most { $total }
overview-at-most-note = How many organisations are several of these things at once is told to members of a network alone, so that nobody who was silent can be picked out. What stands here is the most that it can be.
overview-who-nobody = Nobody of whom this could be told has taken a position.
