## Pages
error-way-out = The way out
error-go-home = Go to the home page
error-go-back-form = Go back to the form
error-read-agenda = Read the agenda
error-page-404-title = There is nothing at this address
error-page-404-text = The address may be mistyped, or the text may be meant for others. Nothing was lost.
error-page-403-title = You may not do this
error-page-403-text = Your account has no right to do this here. Nothing was changed. If you think that you should have it, ask the person who runs this node.
error-page-403-form = The page was open too long or came from elsewhere, so we did not accept the form. Nothing was changed. Go back, reload the page and send it again.
error-page-410-title = It was here, and is gone
error-page-410-text = Its author removed it.
error-page-500-title = Something broke on our side
error-page-500-text = It is not your fault. What was saved before is safe. The last thing that you sent may not be saved: go back and check before you send it again.
error-page-500-reference = If you report it, give this number: { $reference }
error-page-503-title = The node is busy
error-page-503-text = Nothing was lost. Try again in a minute.
error-page-400-title = We could not read what was sent
error-page-400-text = The form arrived incomplete, perhaps because the connection broke. Nothing was changed. Go back: most browsers keep what you wrote.
error-page-413-title = What was sent is too large
error-page-413-text = Nothing was changed. Go back, choose a smaller picture and try again.
error-page-429-title = Too many requests
error-page-429-text = Nothing was lost. Please wait a little, then try again.
error-page-405-title = This address does not work that way
error-page-405-text = Nothing was changed. Please start again from the home page.

## Forms
error-prefix = Error:
error-summary-title = { $count ->
    [one] Please correct one thing
   *[other] Please correct { $count } things
}
error-summary-kept = Nothing was lost. What you wrote is still here.
error-field-required = This field is empty. Please fill it in.
error-title-too-long = The title is too long. It may have at most { $limit } characters.
error-language-invalid = We do not know this language. Please choose one from the list.
error-language-twice = This language appears twice. Keep one text for each language.
error-audience-required = Please choose who will see it.
error-demand-unknown = One of the demands is not in the agenda of this node.
error-revision-note-required = Please say in a sentence what changed.
error-revision-conflict = Someone else revised this statement while you were writing. Your text is below. Compare it with theirs, then publish again.
error-alt-required = Please describe the picture, for people who cannot see it.
error-image-kind = This is not a picture that we can take. Please choose a JPEG, PNG or WebP file.
error-image-unreadable = We could not read this picture. Please choose a JPEG, PNG or WebP file.
error-image-too-large = The picture is too large. It may have at most { $megabytes } MB.
error-image-too-many-pixels = The picture has too many pixels. Please make it smaller.
error-image-choose-again = Please choose the picture again: browsers do not keep files when a form comes back.
error-password-too-short = The password has fewer than { $limit } characters. Please choose a longer one.
error-password-too-long = The password is longer than { $limit } bytes. Please choose a shorter one.
error-passwords-differ = The two passwords are not the same.
error-password-wrong = The current password is not right.
error-handle-invalid = This is not a handle or an address. A handle looks like @table@beirut-women.example
error-host-invalid = This is not a domain. It looks like beirut-women.example
error-not-found-remote = We asked { $host }, and it knows nobody by this name. Check the spelling.
error-remote-unreachable = { $host } does not answer just now. Try again later.
error-remote-refused = { $host } did not let us read this.
error-remote-unreadable = { $host } answered, but we could not understand its answer.
error-remote-not-an-actor = This address is not the page of an organisation or a person.
error-remote-blocked = This node does not deal with { $host }.
error-remote-not-allowed = This node is closed, and { $host } is not on its list. The person who runs the node can allow it.
error-follow-self = This is your own organisation.
error-follow-already = You follow { $name } already.
error-sign-in-failed = User name or password is not right. Check both and try again.
error-rate-limited = Too many tries. Please wait { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}, then try again.
error-setup-link-invalid = This set-up link is not valid.
error-not-permitted = You do not have the right to publish for { $organisation }.
error-page-409-title = This cannot be done now
error-page-422-text = Something in the form is not right. Nothing was changed. Go back: most browsers keep what you wrote.
error-page-502-title = The other node could not be asked
error-page-502-text = Nothing was lost. Try again later.
error-too-long = This is too long. It may have at most { $limit } characters.
error-username-invalid = Please use 2 to 30 small Latin letters, digits or _. It begins with a letter.
error-username-taken = This name is taken, or looks like one that is taken. Please choose another.
error-password-too-easy = This password is easy to guess. Please choose another. Four or five words that do not belong together are best.
error-authentic-missing = Please say which text is the authentic one.
error-translator-required = Please say who translated this text. “A member” is enough.
error-too-many-languages = A statement may have at most { $limit } languages.
error-too-many-images = A statement may have at most { $limit } pictures.
error-image-unknown = We no longer have this picture. Please choose it again.
error-days-invalid = Please give a number of days from 1 to { $limit }.
error-too-many-tokens = You have too many tokens. Revoke one that you no longer use, then create the new one. Nothing was changed.
error-not-published = This statement is not published, so this cannot be done with it. Nothing was changed.
error-not-a-draft = This text is no longer a draft. Nothing was changed. To change what is published, revise it.
error-withdrawn = This statement was withdrawn and cannot come back. Nothing was changed. You can write a new one.
error-already-set-up = This node is set up already. Sign in to go on.
error-domain-changed = The domain in the settings of the server is not the one this node was made with. Every address it gave out contains the first one. Please set it back.
error-host-own = This is this node’s own domain.
error-sign-in-too-often = There were too many tries with this user name. Please wait ten minutes, then try again.
error-image-none = Please choose a picture file first.
