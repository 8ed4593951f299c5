compose-title = Write a statement
compose-title-edit = Revise a statement
compose-speaking-as = You speak for { $organisation }. Your own name { $shown ->
    [yes] is shown
   *[no] is not shown
}.
compose-speaking-as-choose = Who speaks
compose-writer = Who wrote it
compose-writer-name = Name me as the writer: { $name }
compose-writer-help = Everybody who can read the statement sees this name, here and on other nodes. The organisation stays the author. You can stop being named here at any time; copies on other nodes keep the name.
compose-writer-hidden = Nobody is named. To be named as the writer you must first let the public page of { $organisation } name you.
compose-writer-other = { $name } is named as the writer.
compose-writer-nobody = Nobody is named.
error-writer-not-visible = The public page of the organisation does not name you, so you cannot be named as the writer. Nothing was published.
statement-writer = Written by
compose-errors-title = { $count ->
    [one] One thing needs your attention
   *[other] { $count } things need your attention
}
compose-errors-kept = Nothing was lost: all you wrote is still below. It has not been published.
compose-language = Language
compose-language-of-text = Text in { $language }
compose-language-add = Add a language
compose-language-remove = Remove this language
compose-language-help = Choose the language that you write in.
compose-field-title = Title
compose-field-title-help = One line that says what you ask or what you know.
compose-field-summary = Summary
compose-field-summary-help = Two or three sentences. Many people will see only this.
compose-field-body = Text
compose-field-body-help = Leave an empty line between paragraphs. For emphasis, put *stars* around words.
compose-authentic = This is the authentic text
compose-authentic-help = If two languages say different things, this one counts.
compose-translator = Translated by
compose-translator-help = A name, or “a member”. It will be shown.
compose-kind = Kind
compose-audience-legend = Who will see it?
compose-demands-legend = Which demands does it speak to?
compose-demands-help = Open a theme and choose one or more. You can also choose none.
compose-demands-chosen = { $count ->
    [0] none chosen
    [one] { $count } chosen
   *[other] { $count } chosen
}
compose-image-file = Picture file
compose-image-help = JPEG, PNG or WebP, up to { $megabytes } MB. We remove the place, the time and the camera that the file remembers.
compose-image-alt = Description of the picture
compose-image-alt-help = Say what the picture shows, for people who cannot see it. A picture needs a description. Do people in it agree to be seen?
compose-image-remove = Remove this picture
compose-revision-note = What changed, and why
compose-revision-note-help = One sentence. It is shown with the statement.
compose-save-draft = Save the draft
compose-preview = Preview
compose-preview-note = This is how it will look. It has not been published.
compose-continue = Continue writing
compose-publish = Publish
compose-publish-revision = Publish the revision
compose-draft-note = A draft stays on this node. Only those who may write for { $organisation } see it.
compose-draft-saved = The draft is saved. It has not been published.
compose-drafts = Drafts
compose-drafts-none = No drafts.
compose-language-choose = Choose a language
compose-text-new = Text in one more language
compose-speak-as = Speak as { $name } instead
compose-numbered = Number the paragraphs
compose-numbered-help = Each paragraph gets a number, so that others can quote it.
compose-copies = { $count ->
    [0] At this moment no other node would get a copy.
    [one] At this moment { $count } other node would get a copy.
   *[other] At this moment { $count } other nodes would get a copy.
}
compose-audience-fixed = This was chosen when it was first published and stays so: a copy that left cannot be called back, and a wider circle would break the word given at first.
compose-images = Pictures
compose-image-number = Picture { $number }
compose-image-alt-of = Description of picture { $number }
compose-image-upload = Add the picture
compose-revision-leaves = The revision replaces the text here and goes to every node that was sent a copy. The revisions before stay and can be compared.
compose-publish-next = Before it is published, the next page shows who will see it and who will hold a copy.
compose-publish-go = Go on to publish
compose-read-published = Read what is published now
compose-published-copies = { $count ->
    [0] Published, and saved on this node. No other node gets a copy, because none follows you yet.
    [one] Published, and saved on this node. It is being sent to { $count } other node. That may take a while.
   *[other] Published, and saved on this node. It is being sent to { $count } other nodes. That may take a while.
}
compose-revised-copies = { $count ->
    [0] The revision is published and saved on this node. Nodes that were sent an earlier copy are being told.
    [one] The revision is published and saved on this node. It is being sent to { $count } other node, and to those that were sent an earlier copy.
   *[other] The revision is published and saved on this node. It is being sent to { $count } other nodes, and to those that were sent an earlier copy.
}
compose-published-here = Published on this node. No other node gets a copy.
compose-revised-here = The revision is published on this node. No other node gets a copy.
compose-drafts-intro = Drafts stay on this node until they are published. Those who may write for the same organisation see them as well.
compose-draft-begun = Begun { $when }
compose-discard-open = Throw this draft away
compose-discard-note = It cannot be brought back.
compose-discard = Throw it away for good
compose-discarded = The draft is gone. Nothing of it was published.
compose-confirm-title = Before you publish
compose-confirm-what = What you are about to make known
compose-confirm-images = { $count ->
    [0] No picture
    [one] { $count } picture with its description
   *[other] { $count } pictures with their descriptions
}
compose-confirm-holders = Who will hold a copy of this
compose-confirm-local = No other node gets a copy. It stays here.
compose-confirm-count = { $count ->
    [0] No other node yet
    [one] { $count } other node
   *[other] { $count } other nodes
}
compose-confirm-everyone = Because everyone can read it, anyone can also copy it without telling you.
compose-confirm-recall = You can revise or withdraw it later. We then ask these nodes to change or delete their copies, but we cannot force them.
compose-confirm-later = Keep it as a draft
compose-confirm-changed = The draft was changed while this page was open. Look at it again, then publish.
