terminal-domain = Ce nœud s’appelle { $domain }. Ce nom fait partie de toutes les adresses qu’il donne et ne peut plus être changé.
terminal-domain-trial = C’est un nom pour essayer sur cette machine. Un nœud que d’autres peuvent joindre a besoin du sien : arrêtez ici (Ctrl-C) et recommencez avec --domain HÔTE.
terminal-domain-unknown = Le nom { $domain } ne mène encore nulle part : faites-le ajouter au DNS (A ou AAAA) par son propriétaire, et placez un proxy avec TLS devant, ou réglez [tls]. Vous pouvez continuer ; « sofra doctor » le vérifiera plus tard.
terminal-domain-known = Le nom { $domain } mène à une machine. « sofra doctor » vérifiera TLS quand le nœud tournera.
terminal-go-on = Continuer avec { $domain } ? (Entrée = oui, n = non)
terminal-stopped = Rien n’a été configuré.
terminal-node-name = Comment s’appelle le nœud ?
terminal-organisation = Quelle organisation l’héberge ?
terminal-username = Son nom d’utilisateur, pour son adresse (lettres, chiffres, _ ; il ne peut pas être changé) :
terminal-federation = Avec qui communique-t-il ?
terminal-federation-closed = closed (fermé) : seulement avec les nœuds que vous nommez. Un début sûr ; vous pourrez ouvrir plus tard.
terminal-federation-open = open (ouvert) : avec tous, sauf ceux que vous bloquez.
terminal-federation-ask = closed ou open ? (Entrée = closed)
terminal-federation-again = Écrivez closed ou open.
terminal-login = Le nom avec lequel vous vous connectez (pas celui de l’organisation) :
terminal-person = Ce que les autres voient de vous ici (un pseudonyme convient) :
terminal-password = Un mot de passe d’au moins 8 caractères (il n’est pas affiché) :
terminal-password-again = Encore une fois :
terminal-password-different = Les deux sont différents.
terminal-done = { $node } est configuré.
terminal-done-organisation = Organisation : { $handle }
terminal-done-sign-in = Démarrez-le avec « sofra serve », puis connectez-vous comme { $login } à { $address } et configurez votre second facteur.
terminal-done-peers = Il ne communique encore avec aucun autre nœud : nommez-les avec « sofra admin peers allow HÔTE ».
terminal-done-invite = Invitez ensuite vos membres et demandez à « sofra doctor » si tout va bien. Faites une première sauvegarde : « sofra backup FICHIER ».
