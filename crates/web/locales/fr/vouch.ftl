# Who vouches for whom, and whom this node trusts.
vouch-title = Cautions
vouch-part-help = Qui se porte garant de vous, de qui vous vous portez garants, et les offres en attente.
vouch-intro = Se porter garant, c’est dire en public, au nom de votre organisation : nous les connaissons, et elles sont bien ce qu’elles disent être. Personne n’est cautionné sans son accord. Chaque partie peut y mettre fin à tout moment.
vouch-how-to-offer = Pour vous porter garants d’une autre organisation, ouvrez sa page et choisissez « Se porter garant ».
vouch-find = Chercher une organisation
vouch-standing = Qui s’en porte garant
vouch-standing-here = Hébergée sur ce nœud
vouch-standing-here-help = Cette organisation vit sur ce nœud. La personne qui l’héberge lui permet de parler d’ici.
vouch-standing-trusted = De confiance pour l’hôte de ce nœud
vouch-standing-trusted-help = L’hôte de ce nœud connaît cette organisation.
vouch-standing-vouched = { $count ->
    [one] { $count } organisation s’en porte garante
   *[other] { $count } organisations s’en portent garantes
}
vouch-standing-vouched-help = La chaîne commence par une organisation à laquelle ce nœud fait confiance. Chaque caution a été confirmée par le nœud de qui l’a donnée.
vouch-standing-unverified = Non vérifiée
vouch-standing-unverified-help = Personne en qui ce nœud a confiance ne s’en porte garant. Cela ne veut pas dire que quelque chose ne va pas : elle est peut-être seulement nouvelle ici.
vouch-chain = La chaîne
vouch-since = Depuis le { $date }.
vouch-until = Jusqu’au { $date }.
vouch-checked = Confirmée le { $date }.
vouch-all = { $count ->
    [one] { $count } caution, avec sa raison
   *[other] Les { $count } cautions, avec leurs raisons
}
vouch-offer-as = Se porter garant au nom de { $name }
vouch-offers = Offres qui attendent votre réponse
vouch-count-offers = { $count ->
    [0] Aucune offre en attente
    [one] { $count } offre en attente
   *[other] { $count } offres en attente
}
vouch-accept-help = Si vous acceptez, votre page publique montre cette caution avec sa raison, et les nœuds qui vous suivent en sont avertis.
vouch-accept = Accepter
vouch-refuse = Refuser
vouch-had = Qui se porte garant de vous
vouch-given = De qui vous vous portez garants
vouch-count = { $count ->
    [0] Aucune
    [one] { $count }
   *[other] { $count }
}
vouch-state-offered = Offerte
vouch-state-accepted = Acceptée
vouch-state-refused = Refusée
vouch-state-revoked = Retirée par qui l’a donnée
vouch-state-declined = Abandonnée par qui l’a reçue
vouch-state-over = Terminée à sa date
vouch-give-up = Renoncer à cette caution
vouch-take-back = La retirer
vouch-new-title = Se porter garant de { $name }
vouch-new-intro = Vous le faites au nom de { $name }. On leur demande leur accord. Ensuite tout le monde voit que vous vous portez garants, et pourquoi.
vouch-reason = Pourquoi vous vous portez garants
vouch-reason-help = Comment vous vous connaissez : ce que vous avez fait ensemble, depuis quand. Tout le monde peut le lire. Ne nommez personne à qui cela pourrait nuire.
vouch-until-label = Jusqu’au
vouch-until-help = Le dernier jour où elle compte. Laissé vide, elle compte jusqu’à ce qu’une partie y mette fin.
vouch-offer = Offrir la caution
vouch-end-title = Mettre fin à cette caution
vouch-end-given = { $name } ne se porte plus garante de { $other }. Leur nœud est averti tout de suite ; les autres nœuds le remarquent en une semaine. Rien ne change à ce qui a été dit avant.
vouch-end-had = { $name } ne veut plus de la caution de { $other }. Leur nœud est averti. Votre page publique ne la montre plus.
vouch-end-reason = Une note pour votre propre registre
vouch-end-reason-help = Seules les personnes de votre organisation peuvent la lire.
vouch-end = Y mettre fin
vouch-offered-done = L’offre est en route. Elle comptera une fois acceptée.
vouch-accepted-done = Acceptée. Votre page publique montre maintenant la caution.
vouch-refused-done = Refusée. Pendant un mois vous ne verrez pas d’autre offre de leur part.
vouch-ended-done = La caution est terminée.
vouch-trust = Faire confiance à cette organisation
vouch-trust-title = À qui ce nœud fait confiance
vouch-trust-part-help = Des organisations d’ailleurs par lesquelles une chaîne de cautions peut commencer.
vouch-trust-intro = Les chaînes de cautions commencent par les organisations de ce nœud et par celles que vous nommez ici. Ne nommez que des organisations que vous connaissez vous-même : les lecteurs s’y fient.
vouch-trust-one = Faire confiance à { $name }
vouch-trust-reason = Comment vous la connaissez
vouch-trust-reason-help = C’est écrit dans le registre de ce nœud.
vouch-trusted = Organisations de confiance
vouch-trust-none = Vous n’en avez nommé aucune. Les chaînes ne commencent que par les organisations de ce nœud. Pour en nommer une, ouvrez sa page.
vouch-trust-end = Ne plus lui faire confiance
error-vouch-reason-required = Dites pourquoi : comment vous vous connaissez.
error-vouch-until = Choisissez un jour à venir, dans les dix ans.
error-vouch-already = Vous vous portez déjà garants de cette organisation, ou votre offre attend encore.
error-vouch-self = Une organisation ne peut pas se porter garante d’elle-même.
error-vouch-too-many = Trop de vos offres attendent une réponse. Retirez-en d’abord quelques-unes.
error-vouch-over = Cette offre n’existe plus : elle a été retirée, ou a reçu sa réponse.
audit-vouch-offer = A offert de se porter garant d’une organisation
audit-vouch-accept = A accepté une caution
audit-vouch-refuse = A refusé une caution
audit-vouch-decline = A renoncé à une caution
audit-vouch-withdraw = A retiré une offre de caution
audit-vouch-revoke = A retiré une caution
audit-vouch-trust = A fait confiance à une organisation d’ailleurs
audit-vouch-distrust = Ne fait plus confiance à une organisation d’ailleurs
