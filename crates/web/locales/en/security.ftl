security-title = Signing in and security
security-link = Password, second factor, passkeys
security-link-help = Change how you sign in, and make it harder for others.
security-on = On
security-off = Off
security-any-code = A code
security-any-code-help = From your app, or one of your recovery codes.
security-sessions-intro = See where you are signed in, and sign out there.
security-sessions-link = Show my sign-ins

## Password
security-password-title = Change the password
security-password-intro = A long password of several words is easy to remember and hard to guess.
security-password-effect = You will be signed out everywhere else, and all API tokens will end.
security-password-old = Your password until now
security-password-new = The new password

## Asking again
security-confirm-title = Is it you?
security-confirm-intro = You are about to change how this account is protected. Please prove once more that it is yours.
security-confirm-code = Or a code of your second factor
security-confirm-code-help = Leave the password empty and type a code from your app.
security-confirm-button = Go on

## The app
security-factor-title = Second factor
security-factor-intro = With a second factor, nobody can sign in with your password alone.
security-factor-required = Because of what your account can do, it must have one.
security-app-title = App that shows codes
security-app-begin = Set up an app
security-app-change = Change or turn off
security-app-forced = Your account can do much on this node. Before anything else, it needs a second factor.
security-app-intro = An app on your phone shows a new code every 30 seconds. It works without a network, and any app for “TOTP” will do.
security-app-step-1 = 1. Tell your app the secret
security-app-scan = Scan this drawing with the app.
security-app-drawing = Drawing for the camera of your app. The same secret stands below as text.
security-app-type = Or type this secret into the app:
security-app-step-2 = 2. Type the code that the app shows
security-app-code = Code of the app
security-app-code-help = Six digits. If it is refused, check that the clock of your phone is right.
security-app-old-code = A code of the app you use now
security-app-old-code-help = Or one of your recovery codes.
security-app-turn-on = Turn on
security-app-or-passkey = You can use a passkey instead:
security-app-done = The second factor is on. You need it at your next sign-in.
security-app-remove-title = Turn the app off
security-app-remove-intro = Your password alone will then be enough to sign in, unless you have a passkey.
security-app-remove = Turn off
security-removed-done = It is no longer a second factor of your account.

## Recovery codes
security-codes-title = Recovery codes
security-codes-intro = Each code works once, in the place of your second factor. Write them on paper and keep them where others do not look.
security-codes-once = Copy these codes now: they are shown only once
security-codes-kept = I have written them down
security-codes-left = { $count ->
    [0] No code is left.
    [one] { $count } code is left.
   *[other] { $count } codes are left.
}
security-codes-make = Make new codes
security-codes-replace = New codes replace all earlier ones.
security-codes-new = Here are new codes. The earlier ones no longer work.

## Passkeys
security-passkeys-title = Passkeys
security-passkeys-intro = A passkey is kept by your phone, computer or security key, and opens with a finger, a face or a PIN. Your device will show the name of this node beside it. If others may search your device, recovery codes on paper are safer.
security-passkeys-manage = Manage passkeys
security-passkeys-yours = Your passkeys
security-passkey-count = { $count ->
    [0] No passkey
    [one] { $count } passkey
   *[other] { $count } passkeys
}
security-passkey-since = Since { $date }
security-passkey-new = Add a passkey
security-passkey-name = A name for it
security-passkey-name-help = For example: “my phone”.
security-passkey-make = Add
security-passkey-remove = Remove this passkey
security-passkey-done = The passkey is kept. You need it, or another second factor, at your next sign-in.
security-passkey-script = Browsers use passkeys only with JavaScript. Everything else here works without it.
security-passkey-failed = Your device gave no passkey. Try again, or use another second factor.

## The second step of the sign-in
security-second-title = One more step
security-second-intro = Your account has a second factor. Type the code that your app shows now.
security-second-intro-passkey = Your account has a second factor. Use your passkey, or type a recovery code.
security-second-code = Code
security-second-code-help = From your app, or one of your recovery codes.
security-second-passkey = Use a passkey
security-second-other = Use a code instead
security-second-passkey-title = Sign in with a passkey
security-second-passkey-intro = Your browser will ask your phone, computer or security key.

## A second factor that is lost
security-lost-link = I have lost my second factor
security-lost-title = A lost second factor
security-lost-codes = Do you still have a recovery code? Then go back and type it: that is the fastest way.
security-lost-intro = Otherwise we can end your second factor in three days. Until then we warn everyone who is signed in to this account, and write to its e-mail address, so that nobody else can do this in your name.
security-lost-say = I have lost it: begin the three days
security-lost-waits = The second factor can be ended from { $date } (UTC). Come back then and sign in with your password. Whoever is signed in, or reads the mail, can stop it until then.
security-lost-over = The three days are over, and nobody objected.
security-lost-end = End the second factor now
security-lost-warning = Somebody says that your second factor is lost
security-lost-warning-text = That person knows your password. On { $date } (UTC) they can end your second factor. If it is not you, stop it now and change your password.
security-lost-keep = It is not lost: stop this
security-lost-kept = It is stopped: your second factor stays. If it was not you, change your password.

## E-mail
security-email-title = E-mail for getting back in
security-email-intro = You need no e-mail address here. If you give one, we use it only when you forget your password or lose your second factor, and for the weekly mail if you ask for it in your settings. The provider of the mailbox can see that this node writes to you.
security-email-none = No address. That is fine.
security-email-now = In use:
security-email-pending = We sent a link to { $address }. Open it to confirm the address.
security-email-manage = Change the address
security-email-address = E-mail address
security-email-help = Plain Latin letters, as in amina@example.org
security-email-send = Send a link to this address
security-email-sent = We sent a link to that address. Open it within a day.
security-email-remove = Remove the address
security-email-removed = The address is removed.
security-email-confirmed = The address is confirmed.

## Getting back in
security-forgot-link = I have forgotten my password
security-forgot-title = A forgotten password
security-forgot-intro = Type your user name. If the account has a confirmed e-mail address, we send a link to it.
security-forgot-send = Send a link
security-forgot-sent = If this account exists and has an e-mail address, a link is on its way. It works for one hour.
security-forgot-no-mail = Without an e-mail address: ask an officer of your organisation, or the person who runs this node, for a one-time link.
security-link-password-title = Choose a new password
security-link-password-intro = You will be signed out everywhere. Your second factor stays as it is.
security-link-password-button = Set the new password
security-link-email-title = Confirm your address
security-link-email-intro = From now on we use this address when you need to get back in.
security-link-email-button = Confirm
security-link-keep-title = Keep the second factor
security-link-keep-intro = Somebody who knows the password said that the second factor of your account is lost.
security-give-title = A link for a new password
security-give-intro = With this link, { $name } can choose a new password. It works once, within 24 hours, and does not end a second factor. The record will say that you made it, and the account is told.
security-give-make = Make the link
security-give-once = Give this link to that person in a safe way. It is shown only once.

## Mail: no name, nothing about what is said on the node
security-mail-confirm-subject = Confirm your address
security-mail-confirm-text = Somebody gave this address to an account here. If it was you, open this link within a day. If not, do nothing.
security-mail-password-subject = A link to get back in
security-mail-password-text = Somebody asked for a new password. If it was you, open this link within an hour. If not, do nothing: nothing changes.
security-mail-lost-subject = A warning about your account
security-mail-lost-text = Somebody who knows your password says that your second factor is lost. In three days they can end it. If it was not you, open this link to stop it, and change your password.
security-mail-changed-subject = This address is no longer used
security-mail-changed-text = The address of your account was changed or removed. If it was not you, sign in and change your password.

## The record
audit-account-password = Gave an account a new password
audit-account-second-factor = Ended the second factor of an account
audit-account-second-factor-lost = A lost second factor ended after three days
audit-account-reset-link = Made a link for a new password

## What is wrong
error-code-wrong = This code is not right, or was used before. Wait for the next one and type it again.
error-code-blocked = There were too many wrong codes. Please wait { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}, then try again.
error-password-common = This password is among the first that others would try. Please choose another. Four or five words that do not belong together are best.
error-email-invalid = We cannot use this address. It looks like amina@example.org, in plain Latin letters.
error-second-factor-needed = This is your only second factor, and your account must have one. Set up another first. Nothing was changed.
error-second-factor-none = Set up a second factor first.
error-too-many-passkeys = You have too many passkeys. Remove one that you no longer use.
error-passkey-known = This passkey is known here already.
error-passkey-refused = The answer of the passkey did not fit. Please try again.
error-lost-no-address = This account has no confirmed e-mail address, so nobody could be warned. Ask the person who runs this node for help.
error-lost-too-early = The three days are not over yet.
error-link-over = This link was used already, or is too old. Ask for a new one.
