security-title = Connexion et sécurité
security-link = Mot de passe, second facteur, clés d’accès
security-link-help = Changez votre façon de vous connecter, et rendez-la plus sûre.
security-on = Activé
security-off = Désactivé
security-any-code = Un code
security-any-code-help = De votre application, ou l’un de vos codes de secours.
security-sessions-intro = Voyez d’où votre compte est ouvert, et fermez ces sessions à distance.
security-sessions-link = Voir mes connexions

## Password
security-password-title = Changer le mot de passe
security-password-intro = Un long mot de passe de plusieurs mots se retient bien et se devine mal.
security-password-effect = Toutes vos autres sessions seront fermées, et tous les jetons d’API prendront fin.
security-password-old = Votre mot de passe actuel
security-password-new = Le nouveau mot de passe

## Asking again
security-confirm-title = Est-ce bien vous ?
security-confirm-intro = Vous allez modifier la protection de ce compte. Prouvez encore une fois qu’il est à vous.
security-confirm-code = Ou un code de votre second facteur
security-confirm-code-help = Laissez le mot de passe vide et saisissez un code de votre application.
security-confirm-button = Continuer

## The app
security-factor-title = Second facteur
security-factor-intro = Avec un second facteur, personne ne peut se connecter avec votre seul mot de passe.
security-factor-required = En raison de ce que votre compte permet de faire, il doit en avoir un.
security-app-title = Application qui affiche des codes
security-app-begin = Configurer une application
security-app-change = Changer ou désactiver
security-app-forced = Votre compte permet de faire beaucoup sur ce nœud. Avant toute chose, il lui faut un second facteur.
security-app-intro = Une application sur votre téléphone affiche un nouveau code toutes les 30 secondes. Elle fonctionne sans réseau, et toute application « TOTP » convient.
security-app-step-1 = 1. Donnez le secret à votre application
security-app-scan = Scannez ce dessin avec l’application.
security-app-drawing = Dessin pour l’appareil photo de votre application. Le même secret figure en toutes lettres ci-dessous.
security-app-type = Ou saisissez ce secret dans l’application :
security-app-step-2 = 2. Saisissez le code que l’application affiche
security-app-code = Code de l’application
security-app-code-help = Six chiffres. S’il est refusé, vérifiez que l’horloge de votre téléphone est juste.
security-app-old-code = Un code de l’application que vous utilisez maintenant
security-app-old-code-help = Ou l’un de vos codes de secours.
security-app-turn-on = Activer
security-app-or-passkey = Vous pouvez aussi utiliser une clé d’accès :
security-app-done = Le second facteur est activé. Il vous sera demandé à la prochaine connexion.
security-app-remove-title = Désactiver l’application
security-app-remove-intro = Votre mot de passe suffira alors pour vous connecter, sauf si vous avez une clé d’accès.
security-app-remove = Désactiver
security-removed-done = Ce n’est plus un second facteur de votre compte.

## Recovery codes
security-codes-title = Codes de secours
security-codes-intro = Chaque code sert une fois, à la place de votre second facteur. Notez-les sur papier et gardez-les là où les autres ne regardent pas.
security-codes-once = Copiez ces codes maintenant : ils ne sont montrés qu’une fois
security-codes-kept = Je les ai notés
security-codes-left = { $count ->
    [0] Il ne reste aucun code.
    [one] Il reste { $count } code.
   *[other] Il reste { $count } codes.
}
security-codes-make = Créer de nouveaux codes
security-codes-replace = Les nouveaux codes remplacent tous les anciens.
security-codes-new = Voici de nouveaux codes. Les anciens ne fonctionnent plus.

## Passkeys
security-passkeys-title = Clés d’accès
security-passkeys-intro = Une clé d’accès est gardée par votre téléphone, votre ordinateur ou une clé de sécurité, et s’ouvre avec un doigt, un visage ou un code PIN. Votre appareil affichera le nom de ce nœud à côté d’elle. Si quelqu’un risque de fouiller votre appareil, préférez des codes de secours notés sur papier.
security-passkeys-manage = Gérer les clés d’accès
security-passkeys-yours = Vos clés d’accès
security-passkey-count = { $count ->
    [0] Aucune clé d’accès
    [one] { $count } clé d’accès
   *[other] { $count } clés d’accès
}
security-passkey-since = Depuis le { $date }
security-passkey-new = Ajouter une clé d’accès
security-passkey-name = Un nom pour elle
security-passkey-name-help = Par exemple : « mon téléphone ».
security-passkey-make = Ajouter
security-passkey-remove = Retirer cette clé
security-passkey-done = La clé d’accès est enregistrée. Elle, ou un autre second facteur, vous sera demandée à la prochaine connexion.
security-passkey-script = Les navigateurs n’utilisent les clés d’accès qu’avec JavaScript. Tout le reste fonctionne sans.
security-passkey-failed = Votre appareil n’a donné aucune clé. Réessayez, ou utilisez un autre second facteur.

## The second step of the sign-in
security-second-title = Encore une étape
security-second-intro = Votre compte a un second facteur. Saisissez le code que votre application affiche maintenant.
security-second-intro-passkey = Votre compte a un second facteur. Utilisez votre clé d’accès, ou saisissez un code de secours.
security-second-code = Code
security-second-code-help = De votre application, ou l’un de vos codes de secours.
security-second-passkey = Utiliser une clé d’accès
security-second-other = Utiliser plutôt un code
security-second-passkey-title = Se connecter avec une clé d’accès
security-second-passkey-intro = Votre navigateur va interroger votre téléphone, votre ordinateur ou votre clé de sécurité.

## A second factor that is lost
security-lost-link = J’ai perdu mon second facteur
security-lost-title = Un second facteur perdu
security-lost-codes = Avez-vous encore un code de secours ? Alors revenez en arrière et saisissez-le : c’est le plus rapide.
security-lost-intro = Sinon, nous pouvons mettre fin à votre second facteur dans trois jours. D’ici là, nous avertissons toute personne connectée à ce compte et nous écrivons à son adresse, pour que personne d’autre ne puisse le faire en votre nom.
security-lost-say = Je l’ai perdu : commencer les trois jours
security-lost-waits = On pourra mettre fin au second facteur à partir du { $date } (UTC). Revenez à ce moment-là et connectez-vous avec votre mot de passe. D’ici là, toute personne connectée, ou qui lit le message, peut l’empêcher.
security-lost-over = Les trois jours sont passés, et personne ne s’y est opposé.
security-lost-end = Mettre fin au second facteur maintenant
security-lost-warning = Quelqu’un dit que votre second facteur est perdu
security-lost-warning-text = Cette personne connaît votre mot de passe. Le { $date } (UTC), elle pourra mettre fin à votre second facteur. Si ce n’est pas vous, arrêtez-la maintenant et changez votre mot de passe.
security-lost-keep = Il n’est pas perdu : arrêter
security-lost-kept = C’est arrêté : votre second facteur reste. Si ce n’était pas vous, changez votre mot de passe.

## E-mail
security-email-title = E-mail pour retrouver l’accès
security-email-intro = Aucune adresse n’est nécessaire ici. Si vous en donnez une, elle ne sert que si vous oubliez votre mot de passe ou perdez votre second facteur, et au message hebdomadaire si vous le demandez dans vos paramètres. Le fournisseur de la boîte peut voir que ce nœud vous écrit.
security-email-none = Aucune adresse. C’est très bien ainsi.
security-email-now = Utilisée :
security-email-pending = Nous avons envoyé un lien à { $address }. Ouvrez-le pour confirmer l’adresse.
security-email-manage = Changer l’adresse
security-email-address = Adresse e-mail
security-email-help = En lettres latines simples, comme amina@example.org
security-email-send = Envoyer un lien à cette adresse
security-email-sent = Nous avons envoyé un lien à cette adresse. Ouvrez-le dans la journée.
security-email-remove = Retirer l’adresse
security-email-removed = L’adresse est retirée.
security-email-confirmed = L’adresse est confirmée.

## Getting back in
security-forgot-link = J’ai oublié mon mot de passe
security-forgot-title = Mot de passe oublié
security-forgot-intro = Saisissez votre nom d’utilisateur. Si le compte a une adresse e-mail confirmée, nous y envoyons un lien.
security-forgot-send = Envoyer un lien
security-forgot-sent = Si ce compte existe et a une adresse e-mail, un lien est en route. Il est valable une heure.
security-forgot-no-mail = Sans adresse e-mail : demandez un lien à usage unique à une personne responsable de votre organisation, ou à la personne qui administre ce nœud.
security-link-password-title = Choisir un nouveau mot de passe
security-link-password-intro = Toutes vos sessions seront fermées. Votre second facteur reste tel quel.
security-link-password-button = Enregistrer le nouveau mot de passe
security-link-email-title = Confirmer votre adresse
security-link-email-intro = Désormais, nous utiliserons cette adresse si vous devez retrouver l’accès.
security-link-email-button = Confirmer
security-link-keep-title = Garder le second facteur
security-link-keep-intro = Quelqu’un qui connaît le mot de passe a dit que le second facteur de votre compte est perdu.
security-give-title = Un lien pour un nouveau mot de passe
security-give-intro = Avec ce lien, { $name } peut choisir un nouveau mot de passe. Il sert une fois, dans les 24 heures, et ne met pas fin à un second facteur. Le registre dira que vous l’avez créé, et le compte en est averti.
security-give-make = Créer le lien
security-give-once = Donnez ce lien à cette personne par un moyen sûr. Il n’est montré qu’une fois.

## Mail: no name, nothing about what is said on the node
security-mail-confirm-subject = Confirmez votre adresse
security-mail-confirm-text = Quelqu’un a donné cette adresse à un compte ici. Si c’est vous, ouvrez ce lien dans la journée. Sinon, ne faites rien.
security-mail-password-subject = Un lien pour retrouver l’accès
security-mail-password-text = Quelqu’un a demandé un nouveau mot de passe. Si c’est vous, ouvrez ce lien dans l’heure. Sinon, ne faites rien : rien ne change.
security-mail-lost-subject = Un avertissement à propos de votre compte
security-mail-lost-text = Quelqu’un qui connaît votre mot de passe dit que votre second facteur est perdu. Dans trois jours, cette personne pourra y mettre fin. Si ce n’est pas vous, ouvrez ce lien pour l’en empêcher, et changez votre mot de passe.
security-mail-changed-subject = Cette adresse n’est plus utilisée
security-mail-changed-text = L’adresse de votre compte a été changée ou retirée. Si ce n’était pas vous, connectez-vous et changez votre mot de passe.

## The record
audit-account-password = Nouveau mot de passe donné à un compte
audit-account-second-factor = Fin du second facteur d’un compte
audit-account-second-factor-lost = Fin d’un second facteur perdu, après trois jours
audit-account-reset-link = Lien créé pour un nouveau mot de passe

## What is wrong
error-code-wrong = Ce code n’est pas juste, ou a déjà servi. Attendez le suivant et saisissez-le.
error-code-blocked = Il y a eu trop de codes faux. Attendez { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}, puis réessayez.
error-password-common = Ce mot de passe est parmi les premiers que d’autres essaieraient. Choisissez-en un autre. Le mieux : quatre ou cinq mots sans lien entre eux.
error-email-invalid = Nous ne pouvons pas utiliser cette adresse. Elle doit ressembler à amina@example.org, en lettres latines simples.
error-second-factor-needed = C’est votre seul second facteur, et votre compte doit en avoir un. Configurez-en d’abord un autre. Rien n’a été changé.
error-second-factor-none = Configurez d’abord un second facteur.
error-too-many-passkeys = Vous avez trop de clés d’accès. Retirez-en une que vous n’utilisez plus.
error-passkey-known = Cette clé d’accès est déjà connue ici.
error-passkey-refused = La réponse de la clé d’accès ne convenait pas. Réessayez.
error-lost-no-address = Ce compte n’a pas d’adresse e-mail confirmée, donc personne ne pourrait être averti. Demandez de l’aide à la personne qui administre ce nœud.
error-lost-too-early = Les trois jours ne sont pas encore passés.
error-link-over = Ce lien a déjà servi, ou il est trop ancien. Demandez-en un nouveau.
