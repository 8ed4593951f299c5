# Who vouches for whom, and whom this node trusts.
vouch-title = Attestations
vouch-part-help = Qui atteste pour vous, pour qui vous attestez, et les propositions en attente.
vouch-intro = Une attestation dit en public, au nom de votre organisation : nous les connaissons, et ils sont bien ce qu’ils disent être. Personne n’en reçoit sans son accord. Chaque partie peut y mettre fin à tout moment.
vouch-how-to-offer = Pour attester pour une autre organisation, ouvrez sa page et choisissez « Attester ».
vouch-find = Chercher une organisation
vouch-standing = Qui atteste pour elle
vouch-standing-here = Hébergée sur ce nœud
vouch-standing-here-help = Cette organisation vit sur ce nœud. La personne qui l’administre lui permet de parler d’ici.
vouch-standing-trusted = De confiance pour la personne qui administre ce nœud
vouch-standing-trusted-help = La personne qui administre ce nœud connaît cette organisation.
vouch-standing-vouched = { $count ->
    [one] { $count } organisation atteste pour elle
   *[other] { $count } organisations attestent pour elle
}
vouch-standing-vouched-help = La chaîne commence par une organisation à laquelle ce nœud fait confiance. Chaque attestation a été confirmée par le nœud de qui l’a donnée.
vouch-standing-unverified = Non vérifiée
vouch-standing-unverified-help = Personne en qui ce nœud a confiance n’atteste pour elle. Cela ne veut pas dire que quelque chose ne va pas : elle est peut-être seulement nouvelle ici.
vouch-chain = La chaîne
vouch-since = Depuis le { $date }.
vouch-until = Jusqu’au { $date }.
vouch-checked = Confirmée le { $date }.
vouch-all = { $count ->
    [one] { $count } attestation, avec sa raison
   *[other] Les { $count } attestations, avec leurs raisons
}
vouch-offer-as = Attester au nom de { $name }
vouch-offers = Propositions qui attendent votre réponse
vouch-count-offers = { $count ->
    [0] Aucune proposition en attente
    [one] { $count } proposition en attente
   *[other] { $count } propositions en attente
}
vouch-accept-help = Si vous acceptez, votre page publique montre cette attestation avec sa raison, et les nœuds qui vous suivent en sont avertis.
vouch-accept = Accepter
vouch-refuse = Refuser
vouch-had = Qui atteste pour vous
vouch-given = Pour qui vous attestez
vouch-count = { $count ->
    [0] Aucune
    [one] { $count }
   *[other] { $count }
}
vouch-state-offered = Proposée
vouch-state-accepted = Acceptée
vouch-state-refused = Refusée
vouch-state-revoked = Retirée par qui l’a donnée
vouch-state-declined = Abandonnée par qui l’a reçue
vouch-state-over = Terminée à sa date
vouch-give-up = Renoncer à cette attestation
vouch-take-back = La retirer
vouch-new-title = Attester pour { $name }
vouch-new-intro = Vous le faites au nom de { $name }. L’autre organisation doit donner son accord. Ensuite tout le monde voit que vous attestez pour elle, et pourquoi.
vouch-reason = Pourquoi vous attestez pour elle
vouch-reason-help = Comment vous vous connaissez : ce que vous avez fait ensemble, depuis quand. Tout le monde peut le lire. Ne nommez personne à qui cela pourrait nuire.
vouch-until-label = Jusqu’au
vouch-until-help = Le dernier jour où elle compte. Laissé vide, elle compte jusqu’à ce qu’une partie y mette fin.
vouch-offer = Proposer l’attestation
vouch-end-title = Mettre fin à cette attestation
vouch-end-given = { $name } n’atteste plus pour { $other }. L’autre nœud est averti tout de suite ; les nœuds tiers le remarquent en une semaine. Rien ne change à ce qui a été dit avant.
vouch-end-had = { $name } ne veut plus de l’attestation de { $other }. L’autre nœud est averti. Votre page publique ne la montre plus.
vouch-end-reason = Une note pour votre propre registre
vouch-end-reason-help = Seules les personnes de votre organisation peuvent la lire.
vouch-end = Y mettre fin
vouch-offered-done = La proposition est en route. L’attestation comptera une fois acceptée.
vouch-accepted-done = Acceptée. Votre page publique montre maintenant l’attestation.
vouch-refused-done = Refusée. Pendant un mois vous ne verrez pas d’autre proposition de leur part.
vouch-ended-done = L’attestation est terminée.
vouch-trust = Faire confiance à cette organisation
vouch-trust-title = À qui ce nœud fait confiance
vouch-trust-part-help = Des organisations d’ailleurs par lesquelles une chaîne d’attestations peut commencer.
vouch-trust-intro = Les chaînes d’attestations commencent par les organisations de ce nœud et par celles que vous nommez ici. Ne nommez que des organisations que vous connaissez vous-même : les lecteurs s’y fient.
vouch-trust-one = Faire confiance à { $name }
vouch-trust-reason = Comment vous la connaissez
vouch-trust-reason-help = C’est écrit dans le registre de ce nœud.
vouch-trusted = Organisations de confiance
vouch-trust-none = Vous n’en avez nommé aucune. Les chaînes ne commencent que par les organisations de ce nœud. Pour en nommer une, ouvrez sa page.
vouch-trust-end = Ne plus lui faire confiance
error-vouch-reason-required = Dites pourquoi : comment vous vous connaissez.
error-vouch-until = Choisissez un jour à venir, dans les dix ans.
error-vouch-already = Vous attestez déjà pour cette organisation, ou votre proposition attend encore.
error-vouch-self = Une organisation ne peut pas attester pour elle-même.
error-vouch-too-many = Trop de vos propositions attendent une réponse. Retirez-en d’abord quelques-unes.
error-vouch-over = Cette proposition n’existe plus : elle a été retirée, ou a reçu sa réponse.
audit-vouch-offer = Attestation proposée à une organisation
audit-vouch-accept = Attestation acceptée
audit-vouch-refuse = Attestation refusée
audit-vouch-decline = Attestation abandonnée
audit-vouch-withdraw = Proposition d’attestation retirée
audit-vouch-revoke = Attestation retirée
audit-vouch-trust = Confiance donnée à une organisation d’ailleurs
audit-vouch-distrust = Confiance retirée à une organisation d’ailleurs
