# Strings shared by every page: frame, counts, dates, names of languages and of actors.
-sofra = Sofra

## The frame
common-page-title = { $page } – { $node }
common-skip-to-content = Skip to the text
common-main-navigation = Main
# Between a word and what it stands for.
common-colon = { ": " }
common-you-are-here = You are here
common-nav-home = Home
common-nav-agenda = Agenda
common-nav-timeline = Timeline
common-nav-compose = Write
common-nav-follow = Follow
common-nav-followers = Followers
common-nav-settings = Settings
common-nav-menu = Menu
common-sign-in = Sign in
common-sign-out = Sign out
common-signed-in-as = Signed in as { $name }
common-footer-language = Language of these pages
common-runs-on = Runs on { -sofra }

## Small words
common-save = Save
common-cancel = Cancel
common-optional = optional
common-saved = Saved.
common-list-separator = {", "}
common-never = never
common-not-known = not known

## Counts. A count of zero is always said in words.
common-count-statements = { $count ->
    [0] No statements yet
    [one] { $count } statement
   *[other] { $count } statements
}
common-count-demands = { $count ->
    [0] No demands
    [one] { $count } demand
   *[other] { $count } demands
}
common-count-followers = { $count ->
    [0] No followers yet
    [one] { $count } follower
   *[other] { $count } followers
}
common-shown-of = Showing { $first } to { $last } of { $total }
common-pager-label = Pages of this list
common-pager-older = Older

## Dates, in words. $month is a number from 1 to 12.
relative-now = just now
relative-minutes-ago = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
relative-hours-ago = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
relative-days-ago = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}
relative-in-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
relative-in-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
relative-in-days = { $count ->
    [one] tomorrow
   *[other] in { $count } days
}

## Who or what an actor is
actor-kind-organisation = Organisation
actor-kind-member = Person
actor-kind-network = Network
actor-kind-node = Node
actor-kind-service = Automated account

## Languages
language-en = English
language-ar = Arabic
language-fr = French
language-fa = Persian
language-prs = Dari
language-ti = Tigrinya
language-so = Somali
language-am = Amharic
language-sw = Swahili
language-ku = Kurdish
language-ps = Pashto
language-tr = Turkish
language-uk = Ukrainian
language-es = Spanish
language-el = Greek
language-de = German
language-it = Italian
language-pt = Portuguese
language-ru = Russian
language-ur = Urdu
language-ckb = Kurdish (Sorani)
language-kmr = Kurdish (Kurmanji)
language-om = Oromo
language-rw = Kinyarwanda
language-rn = Kirundi
language-ln = Lingala
language-my = Burmese
language-rhg = Rohingya
language-bn = Bengali
language-nl = Dutch
language-sv = Swedish
language-other = Other language ({ $tag })
common-pager-newest = Back to the newest
