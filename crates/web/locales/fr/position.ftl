# Ce que pensent les organisations et les personnes d’une revendication, d’une déclaration ou d’un paragraphe.
position-title = Positions
position-nav = Positions
position-intro = Ce que pensent les organisations et les personnes, chacune selon sa propre règle. Les mentions « j’aime », les partages, les réponses et le silence ne comptent pas.
position-stance-support = Soutien
position-stance-reservations = Soutien avec réserves
position-stance-abstain = Abstention
position-stance-oppose = Opposition
position-stance-support-help = Pour, tel quel.
position-stance-reservations-help = Pour, mais quelque chose doit être entendu. Dites quoi.
position-stance-abstain-help = Ni pour ni contre, pour l’instant ou par principe.
position-stance-oppose-help = Contre.
position-of = Position de { $holder } : { $stance }
position-subject = Ce dont il s’agit
position-paragraph = Paragraphe { $number }
position-count = { $count ->
    [0] Aucune position pour l’instant
    [one] { $count } position
   *[other] { $count } positions
}
position-link = { $count ->
    [0] Positions
   *[other] Positions ({ $count })
}
position-say = Dire ce que nous pensons
position-paragraphs = Positions sur un seul paragraphe
position-filter = Afficher
position-filter-stance = Position
position-filter-all-stances = Toutes
position-filter-which = Lesquelles
position-which-standing = Celles qui comptent aujourd’hui
position-which-stale = Celles dont l’objet a changé depuis
position-which-past = Celles qui ne comptent plus
position-filter-show = Afficher
position-filter-clear = Afficher toutes les positions
position-filter-subject = Seulement sur :
position-filter-holder = Seulement de :
position-none = Il n’y en a aucune ici que vous puissiez lire. Cela ne veut pas dire que personne n’en a.
position-stale = objet modifié depuis
position-stale-note = Ce dont il s’agit a changé depuis que la position a été prise. Elle compte toujours, et si son auteur est sur ce nœud, la question lui est posée à nouveau.
position-withdrawn = retirée
position-withdrawn-note = Retirée le { $date }. Elle ne compte plus, et ses raisons ont disparu de ce nœud.
position-superseded = remplacée par une plus récente
position-superseded-note = Son auteur a pris une position plus récente sur le même objet. C’est celle-là qui compte.
position-reasons = Raisons
position-reasons-none = Aucune raison n’a été donnée.
position-rule = Comment elle a été prise
position-rule-person = Par une personne, en son propre nom
position-rule-untold = Son auteur ne dit pas selon quelle règle.
position-decided = Décidée
position-changed = Dernière modification
position-bound = Liée à cette version précise
position-audience = Qui peut la voir
position-audience-public = Tout le monde
position-audience-network = Nos réseaux et les organisations qui nous suivent
position-told-to = Communiquée à
position-origin = Provenance
position-origin-here = Ce nœud
position-origin-open = L’ouvrir là-bas
position-call = Répond à un appel
position-history = Ce qu’elle a été
position-history-line = { $stance }, décidée le { $date }
position-totals = Ce que pensent ses membres
position-totals-members = { $count ->
    [one] { $count } personne y a un rôle.
   *[other] { $count } personnes y ont un rôle.
}
position-totals-spoken = { $count ->
    [one] { $count } d’entre elles a dit ce qu’elle pense.
   *[other] { $count } d’entre elles ont dit ce qu’elles pensent.
}
position-totals-hidden = Les nombres inférieurs à cinq, et ceux qui permettraient de les calculer, ne sont pas communiqués.
position-totals-cell = { $stance } : { $number }
position-totals-cell-hidden = { $stance } : non communiqué
position-change = La modifier
position-withdraw = La retirer
position-withdraw-title = Retirer la position
position-withdraw-note = Elle ne compte plus dès ce moment. Les nœuds qui en ont une copie sont priés de l’effacer ; personne ne peut les y forcer. Les raisons disparaissent ici aussi.
position-withdraw-rule = La règle de { $organisation } décide : { $rule }
position-withdraw-reason = Pourquoi elle est retirée
position-withdraw-reason-help = Les personnes de l’intérieur le lisent. Cela ne sort jamais.
position-hide = La masquer sur ce nœud
position-hide-title = Masquer cette position
position-hide-note = Personne ne la voit plus sur ce nœud, et elle n’y est plus comptée. Sur son propre nœud, elle reste telle quelle.
position-desk = Nos positions
position-desk-help = Ce que nous pensons, ce que pensent les membres, et ce qu’il faut revoir.
position-desk-standing = Ce que nous avons dit
position-desk-standing-none = { $organisation } n’a pas encore pris de position. Ouvrez une revendication ou une déclaration et choisissez « Dire ce que nous pensons ».
position-desk-stale = À revoir
position-desk-stale-note = Ce dont il s’agit a changé depuis. Reprenez chaque position, modifiez-la ou retirez-la ; d’ici là elle compte telle quelle, signalée comme plus ancienne que son objet.
position-desk-waits = Ce qui attend d’être approuvé
position-desk-inside = Ce que pensent les membres
position-desk-inside-note = Seules les personnes ayant un rôle dans { $organisation } voient ceci. Cela ne sort jamais, sauf si l’organisation communique des totaux avec une position.
position-desk-inside-none = Aucun membre ne s’est encore exprimé.
position-turnout = { $spoken } sur { $members } personnes ayant un rôle ont dit ce qu’elles pensent.
position-turnout-stale = { $count ->
    [one] { $count } sur une version plus ancienne.
   *[other] { $count } sur une version plus ancienne.
}
position-inside-title = Ce que pensent les membres
position-inside-own = Ce que vous pensez
position-inside-own-note = Toutes les personnes ayant un rôle dans { $organisation } le voient avec votre nom. Personne d’autre, et cela ne quitte jamais ce nœud.
position-inside-reasons = Vos raisons
position-inside-save = Le dire
position-inside-take-back = Le reprendre
position-inside-said = Ce que disent les autres
position-inside-said-none = Personne n’a encore rien dit.
position-inside-line = { $name } : { $stance }
position-inside-saved = À l’intérieur, on peut voir ce que vous pensez.
position-inside-gone = Ce que vous aviez dit est repris.
position-propose = Proposer ce que pense l’organisation
position-new-title = Ce que pense { $organisation }
position-own-title = Ce que je pense
position-own-note = Ceci est publié sous votre nom public, { $name }. C’est votre avis, pas celui de votre organisation.
position-stance = Que pensons-nous ?
position-stance-own = Qu’est-ce que je pense ?
position-reasons-in = Raisons, { $number }
position-reasons-language = Langue
position-reasons-help = Avec vos propres mots. Les réserves et l’opposition sont toujours montrées à côté des totaux.
position-audience-choose = Qui la verra ?
position-audience-public-help = Tout le monde sur internet peut la lire et la compter. Chaque nœud qui suit reçoit une copie, et nous ne pouvons pas garantir que ces copies soient effacées plus tard.
position-audience-network-help = Seuls les membres de nos réseaux et les organisations qui nous suivent peuvent la lire. Leurs nœuds en gardent une copie, que les responsables de ces nœuds peuvent lire.
position-networks = Nos réseaux :
position-networks-none = Vous n’êtes encore dans aucun réseau. Seules les organisations qui vous suivent la recevront.
position-copies = { $count ->
    [0] Aucun autre nœud n’en aurait de copie aujourd’hui.
    [one] { $count } autre nœud en aurait une copie aujourd’hui :
   *[other] { $count } autres nœuds en auraient une copie aujourd’hui :
}
position-tell-totals = Dire ce que pensent nos membres
position-tell-totals-help = Des totaux seulement, jamais de noms. Les nombres inférieurs à cinq ne sont pas communiqués, ni ceux qui permettraient de les calculer.
position-tell-totals-preview = Voici ce qui serait communiqué :
position-tell-totals-few = Moins de cinq personnes ont un rôle : on ne peut rien dire sans montrer ce que pense quelqu’un.
position-send = La proposer
position-send-alone = La publier
position-send-rule = La règle de { $organisation } : { $rule }
position-now = Aujourd’hui : { $stance }
position-taken-done = La position est prise. Celles et ceux qui suivent sont prévenus.
position-proposed-done = La position est proposée. Les personnes qui décident sont prévenues.
position-withdrawn-done = La position est retirée.
position-withdrawal-proposed-done = Le retrait est proposé. La position compte jusqu’à ce qu’il soit approuvé.
position-hidden-done = Elle est masquée sur ce nœud.
position-proposal-title = Une position en attente
position-proposal-withdrawal = La position à retirer
position-proposal-changed = Ce dont il s’agit a changé, ou une autre position a été prise entre-temps. On ne peut plus l’approuver : proposez-la de nouveau.
position-proposal-tells = Totaux des membres qui seraient communiqués
position-choose-title = Dire ce que nous pensons
position-choose-organisation = Proposer ce que pense { $organisation }
position-choose-organisation-help = Un·e responsable propose ; votre règle décide. Pour tout le monde ou pour vos réseaux.
position-choose-inside = Dire à l’intérieur de { $organisation } ce que vous pensez
position-choose-inside-help = Seules les personnes ayant un rôle le voient. Cela ne sort jamais.
position-choose-own = Dire ce que vous pensez sous votre nom public
position-choose-own-help = Tout le monde, ou les organisations qui vous suivent, peut le lire.
position-choose-nothing = Vous n’avez ni rôle dans une organisation ni profil public : il n’y a personne au nom de qui parler.
position-awaits = Positions dont l’objet a changé
approval-subject-position = Prendre une position
approval-subject-position-withdrawal = Retirer une position
notification-position-stale = L’objet d’une position a changé
audit-position-take = A pris une position
audit-position-withdraw = A retiré une position
audit-position-hide = A masqué une position
audit-position-remove = A supprimé une position
audit-position-show = A affiché de nouveau une position
error-stance-required = Choisissez ce que vous pensez.
error-reservations-required = Dites quelles sont les réserves.
error-totals-too-few = Moins de cinq personnes ont un rôle. On ne peut rien dire de ce qu’elles pensent.
error-position-wider = La déclaration n’est pas pour tout le monde ; cette position ne peut donc pas l’être non plus.
error-position-not-visible = Il faut pour cela un profil public. Ce que vous pensez à l’intérieur de votre organisation n’en demande pas.
error-position-superseded = Une position plus récente compte déjà. Rien n’a été changé.
error-position-own-node = Cette position a été prise sur ce nœud. Seul son auteur peut la retirer.
error-call-unknown = Ce nœud ne connaît aucun appel de cette adresse qui pose cette question.
