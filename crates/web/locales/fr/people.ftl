# Les personnes, les organisations de ce nœud, et le cadre de leurs pages.

## L’intérieur d’une organisation
desk-nav-one = Votre organisation
desk-nav-several = Vos organisations
desk-inside = Vous êtes à l’intérieur de l’organisation. Seules les personnes qui y ont un siège voient ces pages.
desk-your-seat = Votre siège : { $seat }.
desk-public-page = Page publique
desk-parts = Parties
desk-open = Ouvrir
desk-list-intro = Vous avez un siège dans ces organisations.
desk-none = Vous n’avez de siège dans aucune organisation de ce nœud. Une personne responsable peut vous en donner un par une invitation.
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
audit-seat-change = Siège modifié
audit-seat-remove = Siège retiré
audit-seat-leave = Siège quitté
audit-seat-appoint = Responsable nommé là où il n’en restait plus
