## Pages
error-way-out = Que faire maintenant
error-go-home = Aller à l’accueil
error-go-back-form = Revenir au formulaire
error-read-agenda = Lire les revendications
error-page-404-title = Il n’y a rien à cette adresse
error-page-404-text = L’adresse est peut-être mal écrite, ou le texte s’adresse à d’autres. Rien n’est perdu.
error-page-403-title = Vous n’avez pas ce droit
error-page-403-text = Votre compte n’a pas le droit de faire cela ici. Rien n’a changé. Si vous pensez que vous devriez l’avoir, demandez à la personne qui administre ce nœud.
error-page-403-form = La page est restée ouverte trop longtemps ou venait d’ailleurs : nous n’avons pas accepté le formulaire. Rien n’a changé. Revenez en arrière, rechargez la page et renvoyez-le.
error-page-410-title = C’était ici, et cela n’y est plus
error-page-410-text = Le texte a été retiré par son auteur.
error-page-500-title = Une panne est survenue chez nous
error-page-500-text = Ce n’est pas votre faute. Ce qui était enregistré est en sûreté. Le dernier envoi ne l’est peut-être pas : revenez et vérifiez avant de renvoyer.
error-page-500-reference = Si vous signalez la panne, donnez ce numéro : { $reference }
error-page-503-title = Le nœud est occupé
error-page-503-text = Rien n’est perdu. Réessayez dans une minute.
error-page-400-title = Nous n’avons pas pu lire l’envoi
error-page-400-text = Le formulaire est arrivé incomplet, peut-être à cause d’une coupure. Rien n’a changé. Revenez en arrière : la plupart des navigateurs gardent ce que vous avez écrit.
error-page-413-title = L’envoi est trop lourd
error-page-413-text = Rien n’a changé. Revenez en arrière, choisissez une image plus petite et réessayez.
error-page-429-title = Trop de demandes
error-page-429-text = Rien n’est perdu. Attendez un peu, puis réessayez.
error-page-405-title = Cette adresse ne s’utilise pas ainsi
error-page-405-text = Rien n’a changé. Veuillez repartir de l’accueil.

## Formulaires
error-prefix = Erreur :
error-summary-title = { $count ->
    [0] Il n’y a rien à corriger
    [one] Veuillez corriger un point
   *[other] Veuillez corriger { $count } points
}
error-summary-kept = Rien n’est perdu. Ce que vous avez écrit est encore ici.
error-field-required = Ce champ est vide. Veuillez le remplir.
error-title-too-long = Le titre est trop long. Il peut avoir { $limit } caractères au plus.
error-language-invalid = Nous ne connaissons pas cette langue. Veuillez choisir dans la liste.
error-language-twice = Cette langue apparaît deux fois. Gardez un seul texte par langue.
error-audience-required = Veuillez choisir qui le verra.
error-demand-unknown = L’une des revendications ne figure pas dans le programme de ce nœud.
error-revision-note-required = Veuillez dire en une phrase ce qui a changé.
error-revision-conflict = Quelqu’un d’autre a révisé cette déclaration pendant que vous écriviez. Votre texte est ci-dessous. Comparez-le avec le nouveau, puis publiez.
error-alt-required = Veuillez décrire l’image, pour les personnes qui ne peuvent pas la voir.
error-image-kind = Ce n’est pas une image que nous pouvons prendre. Veuillez choisir un fichier JPEG, PNG ou WebP.
error-image-unreadable = Nous n’avons pas pu lire cette image. Veuillez choisir un fichier JPEG, PNG ou WebP.
error-image-too-large = L’image est trop lourde. Elle peut faire { $megabytes } Mo au plus.
error-image-too-many-pixels = L’image a trop de pixels. Veuillez la réduire.
error-image-choose-again = Veuillez choisir l’image encore une fois : les navigateurs ne gardent pas les fichiers quand un formulaire revient.
error-password-too-short = Le mot de passe a moins de { $limit } caractères. Veuillez en choisir un plus long.
error-password-too-long = Le mot de passe dépasse { $limit } octets. Veuillez en choisir un plus court.
error-passwords-differ = Les deux mots de passe ne sont pas identiques.
error-password-wrong = Le mot de passe actuel n’est pas le bon.
error-handle-invalid = Ce n’est ni un identifiant ni une adresse. Un identifiant ressemble à @table@beirut-women.example
error-host-invalid = Ce n’est pas un domaine. Un domaine ressemble à beirut-women.example
error-not-found-remote = Nous avons interrogé { $host }, qui ne connaît personne de ce nom. Vérifiez l’orthographe.
error-remote-unreachable = { $host } ne répond pas en ce moment. Réessayez plus tard.
error-remote-refused = { $host } ne nous a pas permis de lire cela.
error-remote-unreadable = { $host } a répondu, mais nous n’avons pas compris sa réponse.
error-remote-not-an-actor = Cette adresse n’est pas la page d’une organisation ou d’une personne.
error-remote-blocked = Ce nœud n’échange pas avec { $host }.
error-remote-not-allowed = Ce nœud est fermé, et { $host } n’est pas sur sa liste. La personne qui administre le nœud peut l’autoriser.
error-follow-self = C’est votre propre organisation.
error-follow-already = Vous suivez déjà { $name }.
error-sign-in-failed = Le nom d’utilisateur ou le mot de passe n’est pas le bon. Vérifiez les deux et réessayez.
error-rate-limited = Trop d’essais. Veuillez attendre { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}, puis réessayer.
error-setup-link-invalid = Ce lien n’est pas valable.
error-not-permitted = Vous n’avez pas le droit de publier pour { $organisation }.
error-page-409-title = C’est impossible pour le moment
error-page-422-text = Quelque chose ne va pas dans le formulaire. Rien n’a été changé. Revenez en arrière : la plupart des navigateurs gardent ce que vous avez écrit.
error-page-502-title = L’autre nœud n’a pas pu être interrogé
error-page-502-text = Rien n’a été perdu. Réessayez plus tard.
error-too-long = C’est trop long. Il peut y avoir { $limit } caractères au plus.
error-username-invalid = Veuillez utiliser de 2 à 30 petites lettres latines, chiffres ou _, en commençant par une lettre.
error-username-taken = Ce nom est déjà pris, ou ressemble à un nom déjà pris. Veuillez en choisir un autre.
error-password-too-easy = Ce mot de passe est facile à deviner. Veuillez en choisir un autre. Le mieux : quatre ou cinq mots sans lien entre eux.
error-authentic-missing = Veuillez indiquer quel texte fait foi.
error-translator-required = Veuillez indiquer qui a traduit ce texte. « Un membre » suffit.
error-too-many-languages = Une déclaration peut avoir { $limit } langues au plus.
error-too-many-images = Une déclaration peut avoir { $limit } images au plus.
error-image-unknown = Nous n’avons plus cette image. Veuillez la choisir à nouveau.
error-days-invalid = Veuillez donner un nombre de jours de 1 à { $limit }.
error-too-many-tokens = Vous avez trop de jetons. Révoquez-en un qui ne sert plus, puis créez le nouveau. Rien n’a été changé.
error-not-published = Cette déclaration n’est pas publiée : ce n’est pas possible. Rien n’a été changé.
error-not-a-draft = Ce texte n’est plus un brouillon. Rien n’a été changé. Pour changer ce qui est publié, révisez-le.
error-withdrawn = Cette déclaration a été retirée et ne peut pas revenir. Rien n’a été changé. Vous pouvez en écrire une nouvelle.
error-already-set-up = Ce nœud est déjà configuré. Connectez-vous pour continuer.
error-domain-changed = Le domaine dans les réglages du serveur n’est pas celui avec lequel ce nœud a été créé. Toutes les adresses déjà données contiennent le premier. Veuillez le rétablir.
error-host-own = C’est le domaine de ce nœud lui-même.
error-sign-in-too-often = Il y a eu trop d’essais avec ce nom d’utilisateur. Attendez dix minutes, puis réessayez.
error-image-none = Choisissez d’abord un fichier d’image.
error-name-mixed = Un des mots mêle des lettres de plusieurs écritures ; on pourrait le prendre pour un autre nom. Écrivez chaque mot dans une seule écriture.
error-name-check-mark = Un nom ne peut contenir ni coche ni signe semblable : on y verrait une confirmation.
error-name-taken = Quelqu’un dans cette organisation porte ce nom, ou un nom qui lui ressemble. Choisissez-en un autre.
error-last-host = C’est le seul compte qui administre le nœud. Confiez d’abord l’administration à quelqu’un d’autre. Rien n’a été changé.
error-last-officer = C’est le seul siège de responsable de l’organisation. Confiez d’abord la responsabilité à quelqu’un d’autre. Rien n’a été changé.
error-officer-left = Cette organisation a des responsables, qui seuls décident de ses sièges. Rien n’a été changé.
error-disable-self = Vous ne pouvez pas désactiver votre propre compte ; une autre personne qui administre le nœud le peut. Rien n’a été changé.
error-account-disabled = Ce compte est désactivé. Réactivez-le d’abord. Rien n’a été changé.
error-too-many-invitations = Trop d’invitations sont ouvertes. Retirez celles qui ne servent plus, puis créez la nouvelle. Rien n’a été changé.
error-too-many-keys = Ce compte a déjà eu trop de clés. Rien n’a été changé.
error-invitation-nothing-new = Cette invitation ne vous donne rien que vous n’ayez déjà. Elle n’a pas été utilisée.
error-already-public = Vous avez déjà un profil public. Rien n’a été changé.
error-handle-is-login = C’est le nom avec lequel vous vous connectez. Choisissez-en un autre : qui le connaît pourrait essayer des mots de passe.
error-organisation-name-taken = Une organisation de ce nœud porte ce nom, ou un nom qui lui ressemble. Choisissez-en un autre.
error-rule-needs-others = La règle de cette organisation demande plus d’une personne responsable, et cette démarche se fait seul. Rien n’a été changé. Adoptez d’abord la règle « une personne responsable », puis rétablissez l’ancienne.
