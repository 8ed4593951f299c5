compose-title = Write a statement
compose-title-edit = Revise a statement
compose-speaking-as = You speak for { $organisation }. Your own name { $shown ->
    [yes] is shown
   *[no] is not shown
}.
compose-speaking-as-choose = Who speaks
compose-errors-title = { $count ->
    [one] One thing needs your attention
   *[other] { $count } things need your attention
}
compose-errors-kept = Nothing was lost: all you wrote is still below. It has not been published.
compose-text-legend = The text
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
compose-field-body-help = Leave an empty line between paragraphs. Each paragraph gets a number, so that others can quote it. For emphasis, put *stars* around words.
compose-authentic = This is the authentic text
compose-authentic-legend = Which text is the authentic one?
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
compose-image-legend = Picture
compose-image-file = Picture file
compose-image-help = JPEG, PNG or WebP, up to { $megabytes } MB. We remove the place, the time and the camera that the file remembers.
compose-image-alt = Description of the picture
compose-image-alt-help = Say what the picture shows, for people who cannot see it. A picture needs a description. Do people in it agree to be seen?
compose-image-kept = Kept: { $name }
compose-image-remove = Remove this picture
compose-revision-note = What changed, and why
compose-revision-note-help = One sentence. It is shown with the statement.
compose-save-draft = Save the draft
compose-preview = Preview
compose-preview-note = This is how it will look. It has not been published.
compose-continue = Continue writing
compose-publish = Publish
compose-publish-revision = Publish the revision
compose-publish-note = When you publish, the text leaves this node for those that you chose above.
compose-draft-note = A draft stays on this node. Only those who may write for { $organisation } see it.
compose-draft-saved = The draft is saved. It has not been published.
compose-published = Published. Copies are on their way.
compose-drafts = Drafts
compose-drafts-none = No drafts.
