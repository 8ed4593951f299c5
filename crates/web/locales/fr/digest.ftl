# What was new in a week.
digest-title = Du nouveau, semaine après semaine
digest-link = Du nouveau cette semaine
digest-week = Semaine { $number } : du { $from } au { $to }
digest-lead = Ce qui est paru cette semaine sur ce nœud et chez ceux qu’il suit. Vous voyez ce que vous pouvez lire.
digest-running = Cette semaine n’est pas encore finie.
digest-awaits = { $count ->
    [one] { $count } chose vous attend
   *[other] { $count } choses vous attendent
}
digest-statements = Déclarations
digest-statements-none = Aucune déclaration n’est parue cette semaine.
digest-positions = Positions prises ou modifiées
digest-positions-none = Aucune position n’a été prise ni modifiée cette semaine.
digest-position-changed = Modifiée
digest-withdrawn = Positions retirées
digest-calls = Appels à prendre position
digest-calls-none = Aucun appel n’est paru cette semaine.
digest-closing = Appels bientôt clos
digest-more-positions = Les { $total } positions de la semaine
digest-organisations = Du nouveau dans l’annuaire
digest-organisations-none = Aucune organisation n’est nouvelle dans l’annuaire.
digest-more = Les { $total } déclarations de la semaine
digest-previous = La semaine d’avant
digest-next = La semaine d’après
digest-mail-title = Un message chaque semaine
digest-mail-yes = M’écrire quand une semaine est finie
digest-mail-help = Le message dit combien il y a de nouveautés, déclarations, positions et appels ensemble, et rien d’autre : ni nom, ni titre. Un lien y met fin sans se connecter. Le fournisseur de votre boîte voit que ce nœud vous écrit.
digest-mail-address = Donner une adresse
digest-mail-subject = Une semaine est finie
digest-mail-text = { $count ->
    [one] { $count } nouveauté est parue la semaine dernière : une déclaration, une position ou un appel. Ouvrez votre nœud pour la lire :
   *[other] { $count } nouveautés sont parues la semaine dernière : déclarations, positions ou appels. Ouvrez votre nœud pour les lire :
}
digest-mail-stop = Vous avez demandé ce message. Ce lien y met fin :
digest-stop-title = Fin du message hebdomadaire
digest-stop-text = Le message qui arrive quand une semaine est finie ne vous sera plus envoyé. Tout le reste demeure.
digest-stop-button = Ne plus recevoir ce message
digest-stop-done = C’est fini. Vous pouvez le redemander dans vos paramètres.
error-digest-no-address = Pour cela, votre compte a besoin d’une adresse électronique confirmée.
