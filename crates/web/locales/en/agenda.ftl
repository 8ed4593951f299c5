agenda-title = The agenda
agenda-istanbul-name = Istanbul agenda, 2018
agenda-istanbul-intro = The International Refugee Congress met in Istanbul on 10 and 11 May 2018. Its 156 participants came from 98 institutions in 29 countries. They adopted these demands unanimously. They are given here in short form.
agenda-adopted = Adopted unanimously on { $date } in { $place }
agenda-what-next = Open a demand to read what organisations say about it, here and on other nodes.
agenda-themes = Themes
agenda-counts = { $themes ->
    [one] { $themes } theme
   *[other] { $themes } themes
}, { $demands ->
    [one] { $demands } demand
   *[other] { $demands } demands
}
agenda-demand = Demand { $code }
agenda-demand-parts = Its parts
agenda-demand-identity = Identity of this demand, the same on every node
agenda-said-here = Said on this node
agenda-said-elsewhere = Said on other nodes
agenda-said-none-here = Nobody on this node has spoken to this demand yet.
agenda-said-none-elsewhere = No statement from another node has reached us yet. That does not mean that nobody spoke.
agenda-statements-from-authors = { $statements ->
    [0] No statements yet
    [one] { $statements } statement
   *[other] { $statements } statements
}{ $authors ->
    [0] {""}
    [one] , from { $authors } author
   *[other] , from { $authors } authors
}
agenda-count-note = Only statements linked by their authors are counted. Likes, shares and silence are not support.
agenda-write-about = Write a statement about this demand
agenda-previous = Previous demand
agenda-next = Next demand
agenda-whole = The whole agenda
