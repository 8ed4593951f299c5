safety-exit = Quitter vite
safety-panic-title = Tout arrêter
safety-panic-lead = Pour le moment où vous, votre téléphone ou votre compte êtes en danger. Un seul geste, tout de suite.
safety-panic-pull = Tout arrêter maintenant
safety-panic-code-lead = Saisissez le code que vous avez préparé.
safety-panic-code-note = Vous quittez cette page aussitôt, que le code soit juste ou non. Qui vous observe ne peut pas faire la différence.
safety-code = Code
safety-code-help = Vingt lettres et chiffres. Les majuscules, les espaces et les tirets ne comptent pas.
safety-now-title = Maintenant
safety-what-happens = Voici ce qui se passe, au même instant :
safety-what-sessions = Toutes vos sessions sont fermées, sur tous les appareils, et plus aucun jeton d’API ne fonctionne.
safety-what-profile = Votre profil et ce que vous avez publié en votre propre nom ne sont plus montrés ici, comme s’ils n’avaient jamais existé.
safety-what-sending = Plus rien n’est envoyé à d’autres nœuds en votre nom, pas même ce qui attend déjà.
safety-what-not = Ce que d’autres nœuds possèdent déjà y reste. Ce que votre organisation a publié reste, sans votre nom. Ce navigateur garde son historique : effacez-le vous-même. Pour revenir, connectez-vous comme d’habitude.
safety-organisations = Arrêter aussi les envois des organisations dont je suis responsable
safety-organisations-help = Leurs déclarations restent lisibles ici. Les autres responsables sont prévenus que les envois sont arrêtés et peuvent les reprendre.
safety-code-title = Un code pour plus tard
safety-code-lead = Avec un code, vous ou une personne de confiance pouvez faire la même chose sans votre mot de passe et sans vous connecter. Qui le possède peut faire cela et rien d’autre. Il sert une seule fois.
safety-code-make = Créer un code
safety-code-new = Créer un nouveau code ; l’ancien ne marchera plus
safety-code-void = Rendre le code inutilisable
safety-code-voided = Le code ne fonctionne plus.
safety-code-armed = Il existe un code, créé { $when }.
safety-code-armed-organisations = Il arrête aussi les envois de vos organisations.
safety-code-made = Voici le code. Notez-le maintenant, là où un inconnu ne devinera pas ce que c’est : il n’est montré qu’une fois.
safety-code-where = Saisissez-le à la page { $path } de ce nœud, depuis n’importe quel appareil.
safety-password-wrong = Ce n’est pas votre mot de passe. Rien n’a été fait.
safety-back-title = Revenir
safety-back-since = Vous avez tout arrêté { $when }.
safety-back-text = Votre profil et ce que vous avez publié en votre propre nom seront de nouveau montrés. Vous pouvez déjà vous reconnecter partout ; les jetons d’API restent sans effet, créez-en d’autres. Si quelqu’un d’autre peut connaître votre mot de passe, changez-le d’abord.
safety-back = Revenir
safety-back-done = Vous êtes de retour.
safety-stopped-waiting = { $count ->
    [0] Rien n’attendait d’être envoyé
    [one] { $count } message attendait d’être envoyé
   *[other] { $count } messages attendaient d’être envoyés
}
safety-stopped-drop = Le jeter
safety-stopped-drop-help = Les autres nœuds ne le recevront jamais.
safety-stopped-send = L’envoyer maintenant
safety-stopped-send-help = Seulement si vous savez ce que c’est.
safety-organisation-stopped = { $organisation } n’envoie plus rien
safety-organisation-since = Une personne responsable l’a arrêté { $when }. Ce qui est écrit et publié entre-temps attend aussi.
safety-organisation-resume = Reprendre les envois
safety-organisation-resumed = Les envois ont repris.
safety-settings-title = Si vous êtes en danger
safety-settings-text = Tout arrêter d’un seul geste, et préparer un code pour cela.
error-nothing-stopped = Rien n’est arrêté : il n’y a rien à reprendre.
audit-sending-stop = Envois de l’organisation arrêtés
audit-sending-resume = Envois de l’organisation repris
audit-account-delete = Compte supprimé
audit-organisation-delete = Organisation supprimée
data-title = Vos données
data-lead = Ce que ce nœud détient sur vous vous appartient.
data-export-title = Tout emporter
data-export-text = Un fichier avec tout ce que ce nœud détient sur vous : compte, rôles, connexions, ce que vous avez écrit, décidé et dit à l’intérieur, notifications, profil. Les dates et les mots tels quels ; ni mots de passe ni clés.
data-export-help = Enregistrez le fichier là où personne d’autre ne le lit.
data-export = Télécharger le fichier
data-copies-title = Une copie de ce qu’une organisation possède
data-copies-lead = Ses responsables peuvent emporter tout ce que ce nœud garde d’elle, pour le lire et le conserver.
data-delete-title = Partir pour de bon
data-delete-lead = Ce qui part, ce qui reste et qui d’autre détient des copies vous est montré avant que rien ne se passe.
data-delete-account = Supprimer mon compte
data-delete-organisation = Supprimer cette organisation
data-organisations-title = Organisations que vous pouvez supprimer
data-organisation-deleted = L’organisation est supprimée. Les autres nœuds en sont avertis.
data-goes-title = Ce qui part
data-stays-title = Ce qui reste
data-elsewhere-title = Ce que d’autres détiennent
data-account-goes = Votre compte, votre mot de passe, vos connexions, votre second facteur, vos rôles et vos notifications ; votre profil et tout ce que vous avez publié en votre propre nom. Tout de suite et pour de bon.
data-account-stays = Ce que vous avez écrit pour des organisations leur reste, sans votre nom. Le registre garde qu’un compte portant un certain numéro a fait quelque chose, sans nom. L’adresse de votre profil n’est donnée à personne d’autre. Les anciennes sauvegardes gardent ce qu’elles contiennent jusqu’à ce que la personne qui administre le nœud les efface.
data-organisation-goes = Son profil, ses déclarations, ses brouillons, ses mandats, ses règles et les rôles en son sein ; tout ce qu’elle a dit ici. Tout de suite et pour de bon.
data-organisation-stays = Ses membres gardent leurs comptes. Le registre garde ce qui a été fait. Son adresse n’est donnée à personne d’autre. Les anciennes sauvegardes gardent ce qu’elles contiennent jusqu’à ce que la personne qui administre le nœud les efface.
data-elsewhere = Nous disons à ces nœuds que c’est parti et leur demandons d’effacer leurs copies. Nous ne pouvons pas les y obliger :
data-elsewhere-none = Aucun autre nœud n’en détient de copie, à notre connaissance. Qui l’a lu a pu le copier.
data-delete-now = Supprimer pour de bon
data-keep = Tout garder
error-hosts-the-node = Cette organisation héberge le nœud et ne peut pas être supprimée tant que le nœud existe.
safety-copy-stopped = Rien ne part pour l’instant : les envois de cette organisation sont arrêtés. Une copie partira quand une personne responsable les reprendra.
safety-copy-followers = { $count ->
    [0] Encore aucun abonné ailleurs
    [one] { $count } abonné ailleurs
   *[other] { $count } abonnés ailleurs
}
