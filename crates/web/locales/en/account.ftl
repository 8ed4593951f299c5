account-sign-in-title = Sign in
account-sign-in-intro = For members of the organisations on this node. You can read public statements without an account.
account-user-name = User name
account-password = Password
account-sign-in-button = Sign in
account-sign-in-help = Have you forgotten your password? Ask an officer of your organisation, or the person who runs this node, for a one-time link.
account-signed-out = You are signed out.
account-must-sign-in = Sign in to go on. You will come back to the page that you asked for.
account-settings-title = Settings
account-settings-intro = Only you see this page.
account-profile-title = Account
account-interface-language = Language of the pages
account-interface-language-auto = As in my browser
account-organisations = Your organisations
account-password-changed = The password is changed. You were signed out everywhere else.
account-sessions-title = Where you are signed in
account-session-this = this device
account-session-last-used = Last used { $when }
account-tokens-title = API tokens
account-tokens-intro = A token lets a program act as you. Treat it like a password.
account-token-name = What is it for?
account-token-name-help = For example: “script of our website”.
account-token-scope = What it may do
account-token-scope-read = Read
account-token-scope-write = Read and publish
account-token-create = Create a token
account-token-created = Here is the new token. Copy it now: it is shown only once.
account-token-value = New token
account-token-created-on = Created
account-token-revoke = Revoke
account-token-count = { $count ->
    [0] No tokens
    [one] { $count } token
   *[other] { $count } tokens
}
account-session-begun = Signed in on { $date }
account-session-ends = Ends by itself on { $date }
account-session-end = Sign out there
account-session-end-all = Sign out everywhere
account-session-ended = That device is signed out.
account-sessions-note = We keep no address and no name of a device, so a list that is seized says little. If you do not recognise a time, sign out there.
account-session-count = { $count ->
    [0] Signed in nowhere
    [one] { $count } sign-in
   *[other] { $count } sign-ins
}
account-token-scope-write-help = The program can publish in your name and in the names of your organisations.
account-token-days = How long it is good
account-token-days-help = Then it ends by itself. You can revoke it at any time.
account-token-days-count = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
account-token-expires = Good until
account-token-expired = Ended
account-token-revoked-done = The token no longer works.
