terminal-domain = This node is { $domain }. The name becomes part of every address it gives out and cannot be changed later.
terminal-domain-trial = This is a name for trying out on this machine. A node that others can reach needs its own: stop here (Ctrl-C) and begin again with --domain HOST.
terminal-domain-unknown = The name { $domain } leads nowhere yet: let its owner add it to the DNS (A or AAAA), and put a proxy with TLS in front, or set [tls]. You can go on; “sofra doctor” checks it later.
terminal-domain-known = The name { $domain } leads to a machine. “sofra doctor” checks TLS once the node runs.
terminal-go-on = Go on with { $domain }? (Enter = yes, n = no)
terminal-stopped = Nothing was set up.
terminal-node-name = What is the node called?
terminal-organisation = Which organisation hosts it?
terminal-username = Its user name, for its handle (letters, digits, _; it cannot be changed):
terminal-federation = With whom does it deal?
terminal-federation-closed = closed: only with nodes you name. The safe beginning; you can open it later.
terminal-federation-open = open: with all but those you block.
terminal-federation-ask = closed or open? (Enter = closed)
terminal-federation-again = Please write closed or open.
terminal-login = The name you sign in with (not the organisation’s):
terminal-person = What others here see of you (a pseudonym is fine):
terminal-password = A password of at least 8 characters (it is not shown):
terminal-password-again = The same again:
terminal-password-different = The two are different.
terminal-done = { $node } is set up.
terminal-done-organisation = Organisation: { $handle }
terminal-done-sign-in = Start it with “sofra serve”, then sign in as { $login } at { $address } and set up your second factor.
terminal-done-peers = It deals with no other node yet: name them with “sofra admin peers allow HOST”.
terminal-done-invite = Then invite your people, and ask “sofra doctor” whether all is well. Make a first backup: “sofra backup FILE”.
