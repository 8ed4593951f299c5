agenda-title = Les revendications
agenda-istanbul-name = Programme d’Istanbul, 2018
agenda-istanbul-intro = Le Congrès international des réfugiés s’est tenu à Istanbul les 10 et 11 mai 2018. Ses 156 participants venaient de 98 institutions de 29 pays. Ils ont adopté ces revendications à l’unanimité. Elles sont présentées ici sous une forme courte.
agenda-adopted = Adopté à l’unanimité le { $date } à { $place }
agenda-what-next = Ouvrez une revendication pour lire ce que les organisations en disent, ici et sur d’autres nœuds.
agenda-themes = Thèmes
agenda-counts = { $themes ->
    [one] { $themes } thème
   *[other] { $themes } thèmes
}, { $demands ->
    [one] { $demands } revendication
   *[other] { $demands } revendications
}
agenda-demand = Revendication { $code }
agenda-demand-parts = Ses parties
agenda-demand-identity = Identité de cette revendication, la même sur chaque nœud
agenda-said-here = Ce qui est dit sur ce nœud
agenda-said-elsewhere = Ce qui est dit sur d’autres nœuds
agenda-said-none-here = Personne sur ce nœud n’a encore parlé de cette revendication.
agenda-said-none-elsewhere = Aucune déclaration d’un autre nœud ne nous est encore parvenue. Cela ne veut pas dire que personne n’a parlé.
agenda-statements-from-authors = { $statements ->
    [0] Aucune déclaration pour l’instant
    [one] { $statements } déclaration
   *[other] { $statements } déclarations
}{ $authors ->
    [0] {""}
    [one] , de { $authors } auteur
   *[other] , de { $authors } auteurs
}
agenda-count-note = Seules comptent les déclarations que leurs auteurs ont liées à la revendication. Une mention « j’aime », un partage ou un silence ne sont pas un soutien.
agenda-write-about = Écrire une déclaration sur cette revendication
agenda-previous = Revendication précédente
agenda-next = Revendication suivante
agenda-whole = Toutes les revendications
