# Organisations that move to another node.
moving-title = Déménager vers un autre nœud
moving-part-help = Emmener l’organisation ailleurs, en accueillir une ici, ou garder une archive de tout ce qu’elle a dit.
moving-intro = Une organisation s’appartient, elle n’appartient pas à un nœud. Vous pouvez l’emmener ailleurs avec ses abonnés et son histoire.
moving-moved-to = { $name } vit maintenant sur un autre nœud :
moving-read-only = Ici, tout reste lisible, mais plus rien ne s’écrit.
moving-came-from = Venue ici de
moving-archive = Une archive
moving-archive-what = Elle contient vos déclarations avec toutes leurs versions ({ $statements }), les images, les mandats, le profil, la règle d’approbation, vos abonnés ({ $followers }) et ceux que vous suivez, les attestations, les blocages et le registre. Elle ne contient ni clé privée ni nom de membre, sauf les noms des mandats que tout le monde voit.
moving-archive-not = Les positions et les places dans les réseaux ne suivent pas, ni le nom de qui a voulu signer une déclaration. Depuis sa nouvelle maison, l’organisation prend à nouveau ses positions et demande à ses réseaux de l’accueillir. Les mots de toutes ses positions sont dans la copie pour vous.
moving-archive-help = Gardez-la en lieu sûr : les brouillons et ce que vous avez écrit pour peu de gens y sont aussi. Le registre note que vous l’avez prise.
moving-archive-button = Enregistrer l’archive
moving-come = Accueillir une organisation ici
moving-come-help = Sur l’ancien nœud, enregistrez l’archive. Apportez-la ici. Retournez ensuite à l’ancien nœud et saisissez-y l’identifiant de cette organisation.
moving-known-as = Cette organisation dit avoir été connue comme :
moving-import-label = Archive
moving-import-help = Le fichier .tar de l’ancien nœud. Nous demandons sa clé à l’ancien nœud pour voir que personne ne l’a changée. Rien n’est annoncé comme nouveau.
moving-import-button = Apporter l’archive
moving-name-old = Sans archive
moving-old-label = Identifiant ou adresse de l’ancienne organisation
moving-old-help = Les abonnés suivent, les déclarations non.
moving-old-button = Nommer l’ancienne organisation
moving-leave = Partir d’ici
moving-leave-help = Créez d’abord l’organisation sur l’autre nœud et apportez-y l’archive. Saisissez ensuite son identifiant ici. Vous verrez ce qui se passera avant que cela se passe.
moving-leave-label = Identifiant sur le nouveau nœud
moving-leave-label-help = Par exemple @table@beirut-women.example
moving-leave-button = Voir ce qui va se passer
moving-confirm-title = Déménager l’organisation
moving-confirm-to = Désormais elle vit ici :
moving-confirm-followers = { $count ->
    [one] { $count } abonné est averti et suit de lui-même la nouvelle adresse.
   *[other] { $count } abonnés sont avertis et suivent d’eux-mêmes la nouvelle adresse.
}
moving-confirm-private = Ce que d’autres ne laissent lire qu’à vous ne suit pas : redemandez-le-leur depuis la nouvelle adresse.
moving-confirm-read-only = Plus personne ne peut écrire au nom de l’organisation sur ce nœud. Ce qui a été dit reste ici à lire.
moving-confirm-vouches = Les attestations ne viennent pas. Les organisations qui attestent pour vous le proposent à nouveau.
moving-confirm-pause = Pendant sept jours, aucun autre déménagement n’est pris en compte.
moving-confirm-button = Déménager maintenant
moving-named-done = C’est nommé. Saisissez maintenant l’identifiant de cette organisation sur l’ancien nœud.
moving-moved-done = C’est fait. Les abonnés sont en train d’être avertis.
moving-report = Ce qui a été apporté
moving-report-brought = { $count ->
    [0] Aucune déclaration publiée
    [one] { $count } déclaration publiée avec son histoire
   *[other] { $count } déclarations publiées avec leur histoire
}
moving-report-drafts = { $count ->
    [one] { $count } brouillon. Ce qui était pour les gens de l’ancien nœud seulement est maintenant un brouillon.
   *[other] { $count } brouillons. Ce qui était pour les gens de l’ancien nœud seulement est maintenant un brouillon.
}
moving-report-known = { $count ->
    [one] { $count } était déjà ici
   *[other] { $count } étaient déjà ici
}
moving-report-withdrawn = { $count ->
    [one] { $count } déclaration retirée, dont rien n’est gardé
   *[other] { $count } déclarations retirées, dont rien n’est gardé
}
moving-report-refused = { $count ->
    [one] { $count } laissée de côté, car ses mots ne sont pas ceux de sa publication
   *[other] { $count } laissées de côté, car leurs mots ne sont pas ceux de leur publication
}
moving-statement-there = Trouver cette déclaration à sa nouvelle adresse
moving-first-at = Publiée d’abord à
error-move-not-named = L’organisation là-bas ne dit pas qu’elle était celle-ci. Apportez-y d’abord l’archive, ou nommez-y celle-ci.
error-move-not-an-organisation = Ce n’est pas une organisation d’un autre nœud.
error-move-not-found = Nous ne l’avons pas trouvée, ou son nœud ne répond pas. Vérifiez l’orthographe et réessayez.
error-move-peer = Ce nœud n’échange pas avec celui-là. Demandez à la personne qui administre le vôtre.
error-move-too-soon = Elle a déménagé il y a moins de sept jours.
error-move-onwards = L’organisation là-bas a elle-même déménagé. Saisissez son dernier identifiant.
error-move-too-many-names = Elle en nomme déjà cinq autres.
error-move-archive-missing = Choisissez l’archive de l’ancien nœud.
error-move-archive-damaged = Ce fichier n’est pas une archive de Sofra, ou il est incomplet. Enregistrez-le à nouveau sur l’ancien nœud.
error-move-archive-format = L’archive vient d’une autre version. Mettez un des deux nœuds à jour.
error-move-archive-too-large = L’archive est trop grande. Demandez à la personne qui administre le nœud de l’apporter sur la machine même.
error-move-archive-unsigned = L’archive n’est pas signée par l’organisation qu’elle nomme. Enregistrez-la à nouveau sur l’ancien nœud.
error-move-old-node-silent = L’ancien nœud ne répond pas : nous ne pouvons pas vérifier que l’archive est intacte. Réessayez plus tard.
audit-organisation-move = Organisation déménagée vers un autre nœud
audit-organisation-name-old = Ancienne adresse de l’organisation nommée
audit-organisation-export = Archive de l’organisation enregistrée
audit-organisation-import = Archive apportée
moving-arrivals = Ce qui est venu avec elle
moving-from = De
moving-arrival-waits = Apportée le { $when }. Personne à l’extérieur n’en voit rien avant que l’ancien nœud confirme le déménagement.
moving-arrived = L’ancien nœud a confirmé le déménagement le { $when }.
moving-waits-statements = { $count ->
    [one] { $count } déclaration publiée, parmi les brouillons jusque-là
   *[other] { $count } déclarations publiées, parmi les brouillons jusque-là
}
moving-waits-mandates = { $count ->
    [0] Aucun mandat
    [one] { $count } mandat
   *[other] { $count } mandats
}
moving-waits-profile = Ce qu’est l’organisation : cela remplit le profil s’il est vide
moving-waits-rule = La règle d’approbation : { $rule } Elle vaut ici si aucune règle n’a été choisie ici et s’il y a assez de responsables.
moving-followers-came = { $expected ->
    [one] { $came } abonné sur { $expected } est venu.
   *[other] { $came } abonnés sur { $expected } sont venus.
}
moving-followers-came-help = Leurs nœuds les abonnent à la nouvelle adresse. Personne n’y est forcé. Après 90 jours nous ne comptons plus.
moving-record-title = Registre de l’ancien nœud
moving-record-link = Lire le registre de l’ancien nœud
moving-record-intro = Ce que l’ancien nœud a noté, tel que l’archive l’a apporté. Cela ne fait pas partie du registre de ce nœud, qui ne peut pas s’en porter garant. Une personne est un numéro, toujours le même.
moving-record-person = Personne { $number }
moving-proposals = Ce qui attend les responsables
moving-needs-others = La règle de votre organisation demande d’autres voix. La vôtre compte ; cela se fera dès qu’assez de responsables seront d’accord.
moving-propose-button = Proposer de déménager
moving-report-mandates = { $count ->
    [one] { $count } mandat. Son titulaire acceptera le prochain ici.
   *[other] { $count } mandats. Leurs titulaires accepteront les prochains ici.
}
moving-report-blocks = { $count ->
    [one] { $count } blocage vaut maintenant ici
   *[other] { $count } blocages valent maintenant ici
}
moving-report-blocks-unknown = { $count ->
    [one] { $count } blocage n’a pas pu venir, car le nœud de la personne bloquée ne répond pas
   *[other] { $count } blocages n’ont pas pu venir, car les nœuds des personnes bloquées ne répondent pas
}
moving-report-acts = { $count ->
    [one] { $count } ligne du registre
   *[other] { $count } lignes du registre
}
moving-report-waits = Personne à l’extérieur n’en voit rien avant que l’ancien nœud confirme le déménagement.
moving-report-needs-others = Avant de déménager, d’autres responsables doivent accepter que cette organisation soit la nouvelle adresse. Ils sont avertis.
moving-held = Attend le déménagement
moving-held-note = Ce texte a été publié sur l’ancien nœud. Il paraîtra ici tel quel une fois le déménagement confirmé. Pour le changer, attendez ce moment.
moving-copy-title = Une copie pour vous
moving-copy-help = Tout ce que le nœud garde de l’organisation, à lire et à conserver.
moving-copy-intro = Un seul fichier avec tout ce que ce nœud garde de votre organisation : déclarations avec toutes leurs versions, brouillons et ce qui en a été dit, mandats, approbations et qui a décidé, personnes qui ont un rôle, abonnés, blocages, registre.
moving-copy-careful = Elle contient les noms que vos membres utilisent entre eux, et des brouillons. Gardez-la en lieu sûr. Le registre note que vous l’avez prise.
moving-copy-archive = Les images n’y sont pas. Pour déménager vers un autre nœud, ou pour garder aussi les images, enregistrez l’archive.
moving-copy-button = Enregistrer la copie
error-held-until-moved = Ce texte a été publié sur un autre nœud et attend le déménagement. Jusque-là il reste tel quel. Vous pouvez le jeter.
audit-organisation-arrive = L’ancien nœud a confirmé le déménagement
audit-organisation-copy = A enregistré une copie de tout ce que le nœud garde de l’organisation
