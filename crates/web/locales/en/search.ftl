# Searching, and feeds.
search-title = Search
search-title-words = Search: { $words }
search-intro = In statements, positions and organisations, in every language that this node holds; and in calls, for those who are asked. You find what you may read.
search-words = Words to look for
search-words-help = All of them are looked for. Accents, vowel signs and the kind of keyboard make no difference; the last word may be unfinished.
search-go = Search
search-kind = What to search
search-kind-statement = Statements
search-kind-organisation = Organisations
search-theme = Theme
search-demand = Demand
search-country = Country of the organisation
search-author = Who speaks
search-author-help = The address of an organisation or person, such as @name@example.org; of this node the name is enough.
search-from = From this day
search-until = Until this day
search-found = What was found
search-tab-statements = { $count ->
    [one] { $count } statement
   *[other] { $count } statements
}
search-tab-organisations = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
search-count-statements = { $total } of { $all } statements that you may read
search-kind-position = Positions
search-kind-call = Calls for positions
search-text = Kind of text, for statements
search-stance = Stance, for positions
search-tab-positions = { $count ->
    [one] { $count } position
   *[other] { $count } positions
}
search-tab-calls = { $count ->
    [one] { $count } call
   *[other] { $count } calls
}
search-count-positions = { $total } of { $all } positions that you may read
search-count-calls = { $total } of { $all } calls that you may read
search-none = Nothing was found.
search-none-hint = Try fewer words, or only the beginning of a word. A word is found in the language it is written in.
search-none-words-only = Look for the words alone, without anything else chosen
feed-link = Follow in a feed reader (Atom)
feed-home = Statements of { $node }
feed-actor = Statements of { $name }
feed-agenda = Statements on the agenda
feed-demand = Statements on { $code }: { $title }
feed-search = Search: { $words }
feed-directory = New in the directory of { $node }
feed-digest = The weeks of { $node }
feed-positions = Positions on { $node }
feed-positions-of = Positions of { $name }
feed-positions-on = Positions on: { $title }
feed-positions-network = Positions of members of { $name }
feed-position-title = { $name }: { $stance } – { $title }
