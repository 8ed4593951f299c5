account-sign-in-title = Se connecter
account-sign-in-intro = Pour les membres des organisations de ce nœud. Les déclarations publiques se lisent sans compte.
account-user-name = Nom d’utilisateur
account-password = Mot de passe
account-sign-in-button = Se connecter
account-sign-in-help = Mot de passe oublié ? Demandez un lien à usage unique à une personne responsable de votre organisation, ou à la personne qui administre ce nœud.
account-signed-out = Vous êtes hors session.
account-must-sign-in = Connectez-vous pour continuer. Vous reviendrez à la page demandée.
account-settings-title = Réglages
account-settings-intro = Vous seul voyez cette page.
account-profile-title = Compte
account-interface-language = Langue des pages
account-interface-language-auto = Comme dans mon navigateur
account-organisations = Vos organisations
account-password-changed = Le mot de passe est changé. Vos autres sessions sont fermées.
account-sessions-title = Vos sessions ouvertes
account-session-this = cet appareil
account-session-last-used = Dernier usage { $when }
account-tokens-title = Jetons d’API
account-tokens-intro = Un jeton permet à un programme d’agir en votre nom. Gardez-le comme un mot de passe.
account-token-name = À quoi sert-il ?
account-token-name-help = Par exemple : « programme de notre site ».
account-token-scope = Ce qu’il peut faire
account-token-scope-read = Lire
account-token-scope-write = Lire et publier
account-token-create = Créer un jeton
account-token-created = Voici le nouveau jeton. Copiez-le maintenant : il n’est montré qu’une fois.
account-token-value = Nouveau jeton
account-token-created-on = Création
account-token-revoke = Révoquer
account-token-count = { $count ->
    [0] Aucun jeton
    [one] { $count } jeton
   *[other] { $count } jetons
}
account-session-begun = Connexion du { $date }
account-session-ends = S’arrête seule le { $date }
account-session-end = Fermer cette session
account-session-end-all = Fermer toutes les sessions
account-session-ended = Cette session est fermée.
account-sessions-note = Nous ne gardons ni adresse ni nom d’appareil : une liste saisie dit peu de choses. Si vous ne reconnaissez pas une heure, fermez cette session.
account-session-count = { $count ->
    [0] Aucune session
    [one] { $count } session
   *[other] { $count } sessions
}
account-token-scope-write-help = Le programme peut publier en votre nom et au nom de vos organisations.
account-token-days = Durée de validité
account-token-days-help = Ensuite il s’arrête de lui-même. Vous pouvez le révoquer à tout moment.
account-token-days-count = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
account-token-expires = Valable jusqu’au
account-token-expired = Expiré
account-token-revoked-done = Le jeton ne fonctionne plus.
