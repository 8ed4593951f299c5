# Les personnes, les organisations de ce nœud, et le cadre de leurs pages.

## L’intérieur d’une organisation
desk-nav-one = Votre organisation
desk-nav-several = Vos organisations
desk-inside = Vous êtes à l’intérieur de l’organisation. Seules les personnes qui y ont un rôle voient ces pages.
desk-your-seat = Votre rôle dans l’organisation : { $seat }.
desk-public-page = Page publique
desk-parts = Parties
desk-open = Ouvrir
desk-list-intro = Vous avez un rôle dans ces organisations.
desk-none = Vous n’avez de rôle dans aucune organisation de ce nœud. Une personne responsable peut vous en donner un par une invitation.
desk-seat-officer = responsable
desk-seat-editor = rédaction
desk-seat-member = membre
desk-seat-officer-help = Décide pour l’organisation : des personnes, de l’approbation des textes, de qui parle en son nom.
desk-seat-editor-help = Écrit pour l’organisation.
desk-seat-member-help = Fait partie de l’organisation et lit ce qui s’écrit à l’intérieur.
desk-part-profile = Présentation
desk-part-profile-help = Le nom de l’organisation et quelques mots sur elle, tels que tout le monde les voit.
desk-part-followers = Abonnés
desk-part-followers-help = Qui suit, qui le demande, et qui vous acceptez.

## Les pages de celles et ceux qui prennent soin du nœud
admin-nav = Ce nœud
admin-title = Prendre soin de ce nœud
admin-intro-host = Vous administrez ce nœud. Ce que vous décidez ici est inscrit dans un registre que peuvent lire les autres personnes qui en prennent soin.
admin-intro-moderator = Vous aidez à prendre soin de ce nœud. Ce que vous décidez ici est inscrit dans un registre.
admin-part-federation = Autres nœuds
admin-part-federation-help = Avec quels nœuds celui-ci échange, ce qui attend d’être envoyé, ce qui a été refusé.

## Le registre : ce qui a été fait au sujet des personnes
audit-account-role = Rôle modifié sur le nœud
audit-account-disable = Compte désactivé
audit-account-enable = Compte réactivé
audit-node-joining = Choix de la façon d’entrer
audit-organisation-create = Organisation créée sur ce nœud
audit-invitation-create = Invitation créée
audit-invitation-revoke = Invitation retirée
audit-invitation-use = Entrée par une invitation
audit-request-accept = Demande acceptée
audit-request-refuse = Demande refusée
audit-seat-change = Rôle modifié dans l’organisation
audit-seat-remove = Rôle retiré dans l’organisation
audit-seat-leave = Rôle quitté dans l’organisation
audit-seat-appoint = Responsable nommé là où il n’en restait plus

## Les personnes et leurs rôles
desk-part-members-help = Qui a un rôle, qui est invité, qui demande à entrer.
people-members-title = Personnes et rôles
people-members-intro = Seules les personnes qui ont un rôle dans cette organisation voient cette liste. Les noms peuvent être des pseudonymes.
people-members = Personnes
people-count = { $count ->
    [0] Personne pour l’instant
    [one] { $count } personne
   *[other] { $count } personnes
}
people-accounts-count = { $count ->
    [0] Aucun compte
    [one] { $count } compte
   *[other] { $count } comptes
}
people-since = depuis le
people-you = vous
people-disabled = désactivé
people-shown = La page publique de l’organisation nomme cette personne, qui l’a choisi.
people-change = Modifier
people-seat = Rôle dans l’organisation
people-seat-in = { $seat }, { $name }
people-no-seat = Aucun rôle dans une organisation
people-remove = Retirer le rôle
people-remove-title = Retirer un rôle
people-remove-what = La personne ne voit plus l’intérieur de l’organisation et n’écrit plus pour elle. L’effet est immédiat. Elle apprend que son rôle a changé.
people-remove-stays = Ce qu’elle a écrit et publié au nom de l’organisation reste.
people-removed-done = Le rôle est retiré.
people-seat-changed-done = Le rôle est modifié.
people-reason = Pourquoi
people-reason-help = Quelques mots pour le registre. Ne nommez personne.
people-leave = Quitter mon rôle
people-leave-title = Quitter votre rôle dans l’organisation
people-leave-what = Vous ne verrez plus l’intérieur de cette organisation et n’écrirez plus pour elle. Pour revenir, il vous faudra une nouvelle invitation.
people-left-done = Vous avez quitté votre rôle.
people-name = Nom à l’intérieur
people-name-help = Les personnes qui ont un rôle dans l’organisation le voient. Ce n’est pas forcément votre vrai nom.
people-login = Nom de connexion
people-login-help = De 2 à 30 lettres latines minuscules, chiffres ou _. Choisissez un nom que vous n’utilisez nulle part ailleurs. Il n’est pas montré aux autres.
people-invite = Créer une invitation
people-invite-title = Inviter quelqu’un
people-invite-intro = Vous obtenez un lien à transmettre. Il vaut pour une seule personne. Quiconque l’a peut s’en servir : envoyez-le par un moyen sûr.
people-invite-days = Durée de validité
people-invite-days-help = Plus c’est court, plus c’est sûr.
people-invite-account = Un compte, sans rôle dans une organisation
people-invite-made = Voici l’invitation. Copiez le lien maintenant : il n’est montré qu’une fois.
people-invite-link = Lien
people-invite-until = Valable jusqu’au
people-invite-revoke = Retirer
people-invite-revoked-done = L’invitation ne fonctionne plus.
people-invited-by = Créée par { $name }
people-invitations-open = Invitations ouvertes
people-requests = Demandes d’entrée
people-requests-count = { $count ->
    [one] { $count } en attente
   *[other] { $count } en attente
}
people-requests-intro = Ces personnes demandent à entrer. Savez-vous qui elles sont ? Vérifiez par un autre moyen avant d’accepter.
people-wished-login = Nom de connexion souhaité :
people-accept = Accepter
people-refuse = Refuser
people-accepted-done = Demande acceptée. La personne peut maintenant se connecter.
people-welcome-done = Demande acceptée. Le nom souhaité est pris : la personne en choisit un autre sous son lien, puis elle peut se connecter.
people-refused-done = Demande refusée. Ce que la personne a écrit est effacé.
people-role = Rôle sur le nœud
people-role-host = administration
people-role-moderator = modération
people-role-member = aucun rôle
people-role-host-help = S’occupe du nœud : comptes, organisations, autres nœuds.
people-role-moderator-help = Lit les signalements et décide des suites.
people-role-member-help = Ce que la personne peut faire dépend seulement de ses rôles dans les organisations.
people-role-changed-done = Le rôle est modifié.
people-disable = Désactiver
people-disable-title = Désactiver un compte
people-disable-what = Le compte ne peut plus se connecter. Ses sessions et ses jetons d’API prennent fin aussitôt, et les invitations qu’il a créées ne fonctionnent plus. Vous pourrez le réactiver.
people-disabled-done = Le compte est désactivé.
people-enable = Réactiver
people-enabled-done = Le compte est réactivé.
people-shown-title = Personnes
people-shown-note = Ces personnes ont choisi d’être nommées ici. L’organisation peut en compter d’autres.

## Pour qui administre le nœud
admin-people-title = Comptes
admin-part-people-help = Comment on entre, les rôles, la désactivation de comptes.
admin-people-intro = Vous voyez qui a un compte et dans quelles organisations. Vous ne voyez pas ici ce qui s’écrit à l’intérieur.
admin-accounts = Comptes
admin-joining-title = Comment on entre
admin-joining-invitation = Sur invitation seulement
admin-joining-invitation-help = Les responsables invitent dans leur organisation, vous invitez sur le nœud. Personne d’autre ne peut entrer.
admin-joining-request = Aussi sur demande
admin-joining-request-help = Chacun peut demander à une organisation de l’accueillir. Ses responsables décident. D’ici là, aucun compte n’existe.
admin-requests-intro = Les organisations sollicitées n’ont pas de responsable : la décision vous revient.
admin-invite-intro = Pour un compte sur le nœud, avec ou sans rôle. Dans une organisation, ce sont ses responsables qui invitent.
admin-organisations-title = Organisations de ce nœud
admin-part-organisations-help = Créer une organisation, et trouver une personne responsable là où il n’en reste plus.
admin-organisations-intro = Chaque organisation décide pour elle-même. Vous ne pouvez lui donner une personne responsable que s’il n’en reste plus.
admin-organisation-orphaned = Personne ne peut décider pour cette organisation. Vous pouvez inviter une première personne responsable, ou en nommer une qui a un compte. Toutes les personnes de l’organisation en sont averties.
admin-appoint = Nommer responsable
admin-appointed-done = L’organisation a maintenant une personne responsable.
admin-invite-officer = Inviter une personne responsable
admin-organisation-new = Une nouvelle organisation
admin-organisation-new-intro = Vous obtenez un lien à transmettre. La personne qui l’utilise devient la première responsable, puis invite les autres.
admin-organisation-username = Nom d’utilisateur de l’organisation
admin-organisation-username-help = La première partie de son identifiant, devant @{ $domain }. On ne peut pas le changer.
admin-organisation-make = Créer

## Entrer avec une invitation
invitation-title = Une invitation pour vous
invitation-from-organisation = Cette organisation vous invite :
invitation-from-node = { $node } vous invite.
invitation-seat = Votre rôle dans l’organisation : { $seat }.
invitation-role = Votre rôle sur le nœud : { $role }.
invitation-once = Cette invitation vaut pour une personne, une seule fois.
invitation-account-title = Créez votre compte
invitation-account-intro = Nous ne demandons ni adresse électronique ni numéro de téléphone. Personne à l’extérieur ne voit que vous avez un compte.
invitation-come-in = Entrer
invitation-have-account = Vous avez déjà un compte ici
invitation-have-account-help = Connectez-vous d’abord. Vous reviendrez à cette page.
invitation-accept-title = L’utiliser pour votre compte
invitation-accept = Accepter l’invitation
invitation-accept-help = Si l’invitation est destinée à quelqu’un d’autre, ne l’acceptez pas : transmettez le lien.
invitation-joined-done = Bienvenue. L’invitation est utilisée.
invitation-gone-title = Cette invitation n’ouvre rien
invitation-gone = Elle est peut-être mal recopiée, déjà utilisée, retirée ou trop ancienne. Demandez-en une nouvelle à la personne qui l’a envoyée.

## Demander à entrer
join-title = Demander à entrer
join-intro = Choisissez une organisation et présentez-vous. Ses responsables décident. Nous ne demandons ni adresse électronique ni numéro de téléphone.
join-closed = On entre sur ce nœud par invitation. Demandez-en une à quelqu’un de l’organisation.
join-kept = Ce que personne n’a décidé, ou ce qui a été refusé, est effacé après { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}.
join-organisation = Organisation
join-organisation-help = Ses responsables voient ce que vous écrivez ici.
join-organisation-choose = Choisissez une organisation
join-words = Quelques mots
join-words-help = Qui vous y connaît ? N’écrivez rien qui puisse vous nuire si d’autres le lisent.
join-send = Envoyer la demande
join-sent-title = Votre demande est envoyée
join-sent = Gardez ce lien et ne le montrez à personne : c’est lui qui vous dira si vous pouvez entrer.
join-link = Votre lien
join-sent-next = Les responsables de l’organisation décident. Ouvrez le lien dans quelques jours.
join-status-title = Votre demande
join-waiting = Personne n’a encore décidé. Revenez dans quelques jours.
join-refused = L’organisation a dit non.
join-admitted = Vous pouvez entrer. Connectez-vous sous le nom { $login } avec le mot de passe que vous avez choisi.
join-welcome = Vous pouvez entrer. Le nom que vous souhaitiez est pris ici, ou ressemble à un autre. Choisissez-en un autre, puis connectez-vous avec votre mot de passe.

## Qui vous voit
visibility-title = Qui vous voit
visibility-link = Choisir qui vous voit
visibility-link-help = Hors de vos organisations, personne ne sait que vous avez un compte, sauf si vous en décidez autrement.
visibility-intro = Hors de vos organisations, personne ne sait que vous avez un compte. Ce que vous changez ici, vous en décidez vous-même, pour chaque organisation séparément.
visibility-inside-title = À l’intérieur
visibility-inside-help = Les personnes qui ont un rôle dans vos organisations voient ce nom. Ce n’est pas forcément votre vrai nom, et ce n’est pas votre nom de connexion.
visibility-organisations-title = Sur les pages de vos organisations
visibility-organisations-intro = La page publique d’une organisation peut vous nommer parmi ses membres.
visibility-shown = Sa page publique vous nomme.
visibility-not-shown = Sa page publique ne vous nomme pas.
visibility-show = M’y nommer…
visibility-hide = Ne plus m’y nommer
visibility-show-title = Apparaître sur la page de votre organisation
visibility-show-yes = Me nommer
visibility-show-who = Tout le monde sur internet peut voir que vous faites partie de cette organisation, et quel rôle vous y avez : les autorités aussi, et les personnes que vous avez fuies.
visibility-show-back = Vous pouvez revenir en arrière à tout moment. La page ne vous nommera plus. Les copies que d’autres en ont faites peuvent rester, et personne ne peut les rappeler.
visibility-show-link = La ligne mène à votre profil public.
visibility-profile-title = Un profil public à vous
visibility-public-none = Vous n’avez pas de profil public. Il n’en faut pas pour écrire au nom de votre organisation.
visibility-public-now = Tout le monde peut voir ce profil et demander à le suivre.
visibility-public-make = Créer un profil public
visibility-public-next = Continuer…
visibility-public-title = Créer un profil public
visibility-public-yes = Le rendre public
visibility-public-who = Tout le monde sur internet peut trouver ce nom, lire ce que vous publiez sous ce nom et demander à le suivre. Les organisations dont vous faites partie n’y sont pas montrées.
visibility-public-copies = D’autres serveurs gardent des copies de ce qui est public. Vous pourrez retirer le profil, mais personne ne peut rappeler ces copies.
visibility-public-back = Le nom de l’identifiant ne peut pas être changé, et personne ne l’aura jamais après vous.
visibility-handle = Nom d’utilisateur public
visibility-handle-help = La première partie de votre identifiant, devant @{ $domain }. Ce ne doit pas être votre nom de connexion.
visibility-name = Nom public
visibility-name-help = Ce n’est forcément ni votre vrai nom, ni votre nom à l’intérieur.
visibility-rename-help = Vous pouvez le changer à tout moment. Ceux qui vous suivent en sont avertis. Des copies ailleurs peuvent garder l’ancien nom. L’identifiant reste.
visibility-withdraw = Retirer le profil
visibility-withdraw-title = Retirer votre profil public
visibility-withdraw-what = Le profil disparaît d’ici aussitôt. Ce que vous avez publié sous ce nom est retiré. Plus personne ne peut le suivre.
visibility-withdraw-copies = Nous demandons à tous les serveurs qui peuvent en avoir une copie de l’effacer. La plupart le font. Certains peut-être pas, et ce que des personnes ont enregistré leur reste.
visibility-withdraw-name = Personne n’aura plus jamais ce nom, pas même vous.
visibility-appeared-done = Vous avez maintenant un profil public.
visibility-disappeared-done = Votre profil public a disparu. Les autres serveurs en sont avertis.

## Qui est responsable, décidé selon la règle de l’organisation
people-seat-proposals = Propositions sur les responsables
people-seat-proposals-intro = C’est la règle d’approbation de l’organisation qui décide qui devient responsable et qui cesse de l’être. La personne qui perdrait ce rôle n’a pas de voix.
people-seat-own = Il s’agit de votre propre rôle : vous n’avez pas de voix.
people-seat-appoint = { $name } devient responsable
people-seat-lower = { $name } n’est plus responsable ; nouveau rôle : { $seat }
people-seat-remove = { $name } ne serait plus responsable
people-seat-remove-because = { $name } ne serait plus responsable. Raison : { $reason }
people-seat-invite = L’invitation à devenir responsable devient valable
people-seat-admit = { $name }, qui demande à entrer, devient responsable
people-seat-proposed-done = C’est proposé. Cela se fera quand les autres responsables auront approuvé.
people-remove-officer = Cette personne est responsable. Ce rôle n’est retiré que si la règle de l’organisation est remplie, sans sa voix. Elle l’apprend dès maintenant.
people-invite-waits = En attente d’approbation
people-invite-waits-note = Le lien ne fonctionne pas encore : d’autres responsables doivent d’abord l’approuver. Il n’est montré que cette fois, gardez-le jusque-là.
people-invite-officer-note = Pour que quelqu’un devienne responsable, la règle d’approbation de l’organisation doit être remplie.
people-prove-text = Rien n’a encore été changé. Prouvez d’abord une nouvelle fois qui vous êtes : une page restée ouverte est vite utilisée par quelqu’un d’autre. Ce que vous avez saisi est toujours là.
people-prove-link = Prouver qui je suis dans un nouvel onglet. Ensuite, appuyez de nouveau sur le bouton ici.
people-awaits-answer = À répondre
people-awaits-vouches = Offres de se porter garant pour vous
people-awaits-reports = Signalements
people-awaits-appeals = Recours
people-holders-held = Ces nœuds détiennent peut-être le texte d’avant :
people-holders-profile-closed = Qui en aura une copie : personne pour l’instant, car personne ne suit ce profil. { $count ->
    [0] Aucun autre nœud n’a le droit de le demander.
    [one] { $count } autre nœud a le droit de le demander et peut en garder une copie.
   *[other] { $count } autres nœuds ont le droit de le demander et peuvent en garder une copie.
}
people-holders-profile-open = Qui en aura une copie : personne pour l’instant, car personne ne suit ce profil. Tout autre nœud qui n’est pas bloqué peut le demander et en garder une copie.
audit-officer-disable = Compte d’un responsable désactivé
audit-officer-enable = Compte d’un responsable réactivé
error-officers-too-few = Sans la personne concernée, ceux qui pourraient décider de ce rôle sont trop peu nombreux pour la règle de votre organisation. Nommez d’abord un autre responsable. Rien n’a été changé.
error-officer-off-lately = Un responsable de cette organisation a été désactivé il y a moins de 30 jours et compte encore. Réactivez son compte et donnez-lui un lien pour un nouveau mot de passe. Rien n’a été changé.
