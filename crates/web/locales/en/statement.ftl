statement-title = Statement
statement-by = By { $speaker }

## Kinds
statement-kind = Kind
statement-kind-statement = Statement
statement-kind-position-paper = Position paper
statement-kind-practice = Practice
statement-kind-lesson = Lesson
statement-kind-story = Story
statement-kind-submission = Submission

## Audiences
statement-told = Told to
statement-audience = Who can see it
statement-audience-public = Everyone
statement-audience-network = Our networks
statement-audience-followers = Our followers
statement-audience-local = This node only
statement-audience-public-explain = Anyone on the internet can read it. Every node that follows you gets a copy, and we cannot be sure to delete those copies later.
statement-audience-network-explain = Only the organisations in your networks can read it. Their nodes hold a copy, and the people who run those nodes can read it.
statement-audience-followers-explain = Only those you accepted as followers can read it. Their nodes hold a copy, and the people who run those nodes can read it.
statement-audience-followers-open-explain = Those who follow you can read it. Their nodes hold a copy, and the people who run those nodes can read it.
statement-audience-open-followers = Anybody can follow { $organisation } and then read it, because { $organisation } does not ask first.
statement-audience-open-network = Any organisation can follow { $organisation } and then read it, because { $organisation } does not ask first.
statement-audience-open-setting = Ask before somebody follows
statement-audience-local-explain = Only people who sign in on this node can read it. No other node gets a copy.

## Facts
statement-facts = Facts about this text
statement-published = Published
statement-revision-number = Revision { $number }
statement-revision-note = This is revision { $number }, of { $date }. What changed: { $note }
statement-revision-note-none = This is revision { $number }, of { $date }.
statement-revision-compare = See what changed
statement-languages = Languages
statement-languages-label = Read this in another language
statement-language-authentic = authentic text
statement-language-translation = translation
statement-authentic-in = The authentic text is the { $language } one.
statement-translated-by = Translated into { $language } by { $translator }
statement-translated-unsigned = Translated into { $language }
statement-not-in-language = This text does not exist in your language. You see the authentic text, in { $language }.
statement-demands = Demands it speaks to
statement-demands-none = This text is not linked to a demand.
statement-origin = Where it comes from
statement-origin-here = Written on this node
statement-origin-remote = Published on { $host }. This is a copy, received on { $date }.
statement-origin-open = Open the original
statement-image-no-description = The author did not describe this picture.
statement-how-to-cite = How to cite
statement-citation = { $speaker }, “{ $title }”, { $date }, { $url }
statement-actions = What you can do
statement-edit = Revise
statement-withdraw = Withdraw
statement-withdraw-confirm = Withdraw this statement? Its text goes from this page. We ask every node that holds a copy to delete it, but we cannot force them.
statement-withdraw-title = Withdraw “{ $title }”
statement-withdraw-reason = Why you withdraw it
statement-withdraw-reason-help = One sentence. It is shown in place of the text.
statement-withdraw-done = The statement is withdrawn. The other nodes are being told.
statement-draft-badge = Draft

## Withdrawn
statement-withdrawn-title = This statement was withdrawn
statement-withdrawn-on = { $speaker } withdrew it on { $date }.
statement-withdrawn-explain = The address stays, so that nobody wonders whether it ever existed. The text is gone from this node. Other nodes were asked to delete their copies.
statement-withdrawn-reason = Reason given: { $reason }
statement-withdrawn-way-out = Read other statements of { $speaker }

## Revisions
statement-compare-title = What changed in “{ $title }”
statement-compare-between = From revision { $from } ({ $fromDate }) to revision { $to } ({ $toDate })
statement-compare-back = Back to the statement
statement-compare-older = Older revision
statement-compare-show = Compare
statement-compare-legend-added = Added words are underlined
statement-compare-legend-removed = Removed words are struck through
statement-compare-added = added:
statement-compare-removed = removed:
statement-compare-end = end of change
statement-compare-same = Nothing changed in this language.
statement-kind-post = Post
statement-kind-event = Event
statement-audience-direct = Only those named in it
statement-warning = Note by the author: { $text }
statement-files = Files on other servers
statement-file-link = File on { $host }
statement-files-note = They are not loaded here. If you open one, its server sees that you did.
statement-sending-title = On its way
statement-sending-failed = We could not reach: { $hosts }
statement-sending-stays = It stays on this node.
statement-answers = An answer to
statement-draft-note = This is a draft. It has not been published.
statement-draft-continue = Continue writing
statement-revision-old = You read revision { $number }. It is not the current one.
statement-revision-current = Read the current one
statement-compare-added-text = This language is new in this revision.
statement-compare-removed-text = This language is no longer in this revision.
statement-event-starts = Begins
statement-event-ends = Ends
statement-event-place = Place
statement-sending-waiting = { $count ->
    [one] It is being sent to { $count } more node
   *[other] It is being sent to { $count } more nodes
}
statement-sending-delivered = { $count ->
    [one] { $count } node has it
   *[other] { $count } nodes have it
}
statement-sending-retrying = No answer yet from: { $hosts }. We keep trying.
statement-titles = Title and summary
statement-body = Text
statement-event-link = Online
statement-withdraw-copies = { $count ->
    [0] No other node was sent a copy by this one.
    [one] { $count } other node was sent a copy.
   *[other] { $count } other nodes were sent a copy.
}
statement-withdraw-remain = Copies that others made may remain, and people may remember it. It cannot be brought back here.
statement-hide = Hide on this node
statement-hide-heading = For the host
statement-hide-title = Hide this statement?
statement-hide-confirm = Nobody will find it on this node any more: not on a page, in a list or in the API, and other nodes cannot fetch it here. Copies on other nodes stay. You can show it again at any time.
