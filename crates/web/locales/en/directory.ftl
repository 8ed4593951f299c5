# The directory and its map.
directory-title = Directory
directory-intro = Organisations that this node knows and that chose to be found. What they say about themselves is their own word.
directory-map-link = See them by country
directory-words = Search by name
directory-words-help = In any language and script, or a part of the handle.
directory-filters = More ways to choose
directory-any = Any
directory-country = Country
directory-language = Language
directory-theme = Theme they have spoken about
directory-declared = What they declare to be
directory-search = Show
directory-found = Organisations
directory-organisations = Organisations
directory-count = { $total } of { $all } in the directory
directory-count-organisations = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
directory-empty = Nobody is in the directory yet. Officers choose it at the desk of their organisation.
directory-none = No organisation of the directory fits all of this. Take something away and try again.
directory-vouched = Vouched for
directory-works-in = Works in { $country }.
directory-people-from = People from { $countries }.
directory-start = To the beginning
directory-next = Further
directory-map-title = Organisations by country
directory-map-intro = { $all ->
    [one] { $all } organisation chose to be found. A country counts where it works or where its people come from.
   *[other] { $all } organisations chose to be found. A country counts where they work or where their people come from.
}
directory-map-alt = A map of the world with a circle for each country. The table below says the same.
directory-map-note = One circle a country, never a town. The map draws no borders and loads nothing from elsewhere.
directory-map-empty = No organisation of the directory has named a country yet.
directory-choice-title = In the directory
directory-part-help = Whether others find you in directories.
directory-choice-now-yes = You can be found in the directory of this node and of others.
directory-choice-now-no = You are in no directory.
directory-choice-legend = Should others be able to find you?
directory-choice-yes = Yes, list us
directory-choice-yes-help = Your name, your words and what your profile declares, by country at most. Other nodes may list you too.
directory-choice-no = No
directory-choice-no-help = You are not listed or counted, here or on other nodes that respect it. Whoever knows your address still finds your page.
audit-directory-join = Chose to be in the directory
audit-directory-leave = Chose not to be in the directory
