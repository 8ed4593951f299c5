compose-title = Écrire une déclaration
compose-title-edit = Réviser une déclaration
compose-speaking-as = Vous parlez au nom de { $organisation }. Votre propre nom { $shown ->
    [yes] est affiché
   *[no] n’est pas affiché
}.
compose-speaking-as-choose = Qui parle
compose-errors-title = { $count ->
    [0] Il n’y a rien à corriger
    [one] Il y a un point à corriger
   *[other] Il y a { $count } points à corriger
}
compose-errors-kept = Rien n’est perdu : tout ce que vous avez écrit est encore ci-dessous. Rien n’a été publié.
compose-text-legend = Le texte
compose-language = Langue
compose-language-of-text = Texte en { $language }
compose-language-add = Ajouter une langue
compose-language-remove = Enlever cette langue
compose-language-help = Choisissez la langue dans laquelle vous écrivez.
compose-field-title = Titre
compose-field-title-help = Une ligne qui dit ce que vous demandez ou ce que vous savez.
compose-field-summary = Résumé
compose-field-summary-help = Deux ou trois phrases. Beaucoup de gens ne verront que cela.
compose-field-body = Texte
compose-field-body-help = Laissez une ligne vide entre les paragraphes. Chaque paragraphe reçoit un numéro, pour que d’autres puissent le citer. Pour insister, mettez des *étoiles* autour des mots.
compose-authentic = Ce texte fait foi
compose-authentic-legend = Quel texte fait foi ?
compose-authentic-help = Si deux langues ne disent pas la même chose, c’est ce texte qui compte.
compose-translator = Traduction par
compose-translator-help = Un nom, ou « un membre ». Il sera affiché.
compose-kind = Genre
compose-audience-legend = Qui le verra ?
compose-demands-legend = De quelles revendications parle-t-il ?
compose-demands-help = Ouvrez un thème et choisissez une ou plusieurs revendications. Vous pouvez aussi n’en choisir aucune.
compose-demands-chosen = { $count ->
    [0] aucun choix
    [one] { $count } choisie
   *[other] { $count } choisies
}
compose-image-legend = Image
compose-image-file = Fichier de l’image
compose-image-help = JPEG, PNG ou WebP, jusqu’à { $megabytes } Mo. Nous effaçons le lieu, l’heure et l’appareil que le fichier garde en mémoire.
compose-image-alt = Description de l’image
compose-image-alt-help = Dites ce que montre l’image, pour les personnes qui ne peuvent pas la voir. Une image doit avoir une description. Les personnes qu’on y voit sont-elles d’accord ?
compose-image-kept = Image gardée : { $name }
compose-image-remove = Enlever cette image
compose-revision-note = Ce qui change, et pourquoi
compose-revision-note-help = Une phrase. Elle est affichée avec la déclaration.
compose-save-draft = Enregistrer le brouillon
compose-preview = Aperçu
compose-preview-note = Voici à quoi cela ressemblera. Rien n’est encore publié.
compose-continue = Continuer à écrire
compose-publish = Publier
compose-publish-revision = Publier la révision
compose-publish-note = Quand vous publiez, le texte quitte ce nœud pour aller vers les personnes choisies ci-dessus.
compose-draft-note = Un brouillon reste sur ce nœud. Seules le voient les personnes qui peuvent écrire pour { $organisation }.
compose-draft-saved = Le brouillon est enregistré. Il n’a pas été publié.
compose-published = C’est publié. Les copies sont en route.
compose-drafts = Brouillons
compose-drafts-none = Aucun brouillon.
