retention-title = Ce qui est conservé ici
retention-lead = Une donnée conservée est une donnée qui peut être saisie. Nous en gardons donc peu, et pas longtemps.
retention-intro = Ce tableau est celui que suit le programme : chaque heure, il oublie ce dont le temps est passé. La personne qui héberge ce nœud peut raccourcir ces durées, pas les allonger.
retention-what = Quoi
retention-how-long = Combien de temps
retention-by = Qui y veille
retention-never = jamais
retention-memory = en mémoire, un jour au plus
retention-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
retention-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
retention-until-account = aussi longtemps que le compte existe
retention-until-author = jusqu’à son retrait par son auteur
retention-until-node = aussi longtemps que ce nœud existe
retention-by-schedule = le programme, chaque heure
retention-by-design = le programme, qui ne l’écrit nulle part
retention-by-owner = vous
retention-by-host = la personne qui héberge ce nœud
retention-addresses = Les adresses réseau des visiteurs et ce que leur navigateur dit de lui-même
retention-addresses-why = Rien de cela n’est enregistré ni journalisé.
retention-reading = Qui a lu quoi
retention-reading-why = Nous ne le savons pas.
retention-attempts = Combien de fois quelqu’un a essayé de se connecter
retention-attempts-why = Contre les essais de mots de passe. Sous une clé qui change chaque jour, sans le nom de personne.
retention-sessions = Les connexions
retention-sessions-why = Depuis quand, et la dernière utilisation à l’heure près. Vous pouvez y mettre fin à tout moment.
retention-tokens = Les jetons d’API terminés
retention-tokens-why = Pour que vous voyiez encore ce qui avait accès.
retention-seen-notifications = Les notifications que vous avez vues
retention-seen-notifications-why = Elles disent que quelque chose attendait, pas quoi.
retention-notifications = Les autres notifications
retention-notifications-why = Ce que personne n’a regardé si longtemps ne sert plus.
retention-images = Les images envoyées qu’aucune déclaration ne montre
retention-images-why = Elles appartiennent peut-être à un brouillon en cours.
retention-request-keys = Les marques des demandes faites par des programmes
retention-request-keys-why = Pour qu’une demande répétée ne publie pas deux fois.
retention-received = Qu’un message d’un autre nœud est arrivé
retention-received-why = Son numéro et son expéditeur, pour qu’une répétition reste sans effet. Son contenu est effacé une fois traité ; les « j’aime » et les partages ne sont pas conservés du tout.
retention-set-aside = Les messages d’autres nœuds qui n’ont pas pu être traités
retention-set-aside-why = Avec leur contenu, pour pouvoir réessayer.
retention-strangers = Ce que l’on sait de personnes et d’organisations ailleurs
retention-strangers-why = Nom, adresse de l’image et clé, dès que personne ici ne les suit et que rien d’elles n’est ici.
retention-refusals = Combien de fois quel serveur a été refusé
retention-refusals-why = Un nombre par jour, pour que les ennuis se voient.
retention-deliveries = Qu’un message a été remis à un autre nœud
retention-deliveries-why = Plus longtemps tant qu’une déclaration est publiée : un retrait doit trouver ceux qui en ont une copie.
retention-dead-letters = Les messages qui n’ont pas pu être remis
retention-dead-letters-why = Pour pouvoir les renvoyer. Plus longtemps tant qu’une déclaration est publiée.
retention-stopped = Les messages que quelqu’un a arrêtés en urgence
retention-stopped-why = Ensuite ils sont abandonnés.
retention-tombstones = Les numéros de ce qui a été retiré
retention-tombstones-why = Pour qu’une copie tardive ne le fasse pas revenir. Les mots sont effacés aussitôt.
retention-account = Votre nom d’utilisateur, l’empreinte de votre mot de passe, vos places et vos rôles
retention-account-why = Dans les réglages, vous pouvez tout emporter et supprimer le compte.
retention-statements = Les déclarations et leurs révisions
retention-statements-why = Ce qui est retiré perd aussitôt ses mots ici ; les autres nœuds sont priés de faire de même.
retention-record = Le registre de ce qu’ont fait hôtes, modérateurs et responsables
retention-record-why = Pour que le pouvoir puisse être contrôlé. Aucun lecteur n’y figure. Chaque ligne est liée à la précédente.
retention-elsewhere-title = Ce que d’autres conservent
retention-elsewhere = Ce qui est parti vers d’autres nœuds y est conservé selon leurs règles. Nous leur demandons de le changer ou de l’effacer, sans pouvoir les y obliger.
retention-browser-title = Ce que votre navigateur conserve
retention-browser = Tant que vous êtes connecté, nous lui demandons de ne garder aucune page. Son historique lui appartient : effacez-le là, ou utilisez une fenêtre privée. « Quitter vite » met fin à votre connexion et demande au navigateur d’oublier nos pages et nos cookies, pas son historique.
retention-link = Ce qui est conservé ici
