compose-title = Écrire une déclaration
compose-title-edit = Réviser une déclaration
compose-speaking-as = Vous parlez au nom de { $organisation }. Votre propre nom { $shown ->
    [yes] est affiché
   *[no] n’est pas affiché
}.
compose-speaking-as-choose = Qui parle
compose-writer = Qui l’a écrite
compose-writer-name = Me nommer comme auteur du texte : { $name }
compose-writer-help = Quiconque peut lire la déclaration voit ce nom, ici et sur d’autres nœuds. C’est toujours l’organisation qui parle. Vous pouvez cesser d’être nommé ici à tout moment ; les copies sur d’autres nœuds gardent le nom.
compose-writer-hidden = Personne n’est nommé. Pour être nommé, laissez d’abord la page publique de { $organisation } vous nommer.
compose-writer-other = { $name } est nommé comme auteur du texte.
compose-writer-nobody = Personne n’est nommé.
error-writer-not-visible = La page publique de l’organisation ne vous nomme pas : vous ne pouvez pas être nommé comme auteur du texte. Rien n’a été publié.
statement-writer = Texte de
compose-errors-title = { $count ->
    [0] Il n’y a rien à corriger
    [one] Il y a un point à corriger
   *[other] Il y a { $count } points à corriger
}
compose-errors-kept = Rien n’est perdu : tout ce que vous avez écrit est encore ci-dessous. Rien n’a été publié.
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
compose-field-body-help = Laissez une ligne vide entre les paragraphes. Pour insister, mettez des *étoiles* autour des mots.
compose-authentic = Ce texte fait foi
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
compose-image-file = Fichier de l’image
compose-image-help = JPEG, PNG ou WebP, jusqu’à { $megabytes } Mo. Nous effaçons le lieu, l’heure et l’appareil que le fichier garde en mémoire.
compose-image-alt = Description de l’image
compose-image-alt-help = Dites ce que montre l’image, pour les personnes qui ne peuvent pas la voir. Une image doit avoir une description. Les personnes qu’on y voit sont-elles d’accord ?
compose-image-remove = Enlever cette image
compose-revision-note = Ce qui change, et pourquoi
compose-revision-note-help = Une phrase. Elle est affichée avec la déclaration.
compose-save-draft = Enregistrer le brouillon
compose-preview = Aperçu
compose-preview-note = Voici à quoi cela ressemblera. Rien n’est encore publié.
compose-continue = Continuer à écrire
compose-publish = Publier
compose-publish-revision = Publier la révision
compose-draft-note = Un brouillon reste sur ce nœud. Seules le voient les personnes qui peuvent écrire pour { $organisation }.
compose-draft-saved = Le brouillon est enregistré. Il n’a pas été publié.
compose-drafts = Brouillons
compose-drafts-none = Aucun brouillon.
compose-language-choose = Choisir une langue
compose-text-new = Texte dans une autre langue
compose-speak-as = Parler plutôt au nom de { $name }
compose-numbered = Numéroter les paragraphes
compose-numbered-help = Chaque paragraphe reçoit un numéro, pour que d’autres puissent le citer.
compose-copies = { $count ->
    [0] En ce moment, aucun autre nœud n’en recevrait une copie.
    [one] En ce moment, { $count } autre nœud en recevrait une copie.
   *[other] En ce moment, { $count } autres nœuds en recevraient une copie.
}
compose-audience-fixed = Ce choix a été fait à la première publication et ne change plus : une copie partie ne revient pas, et un cercle plus large trahirait ce qui a été promis.
compose-images = Images
compose-image-number = Image { $number }
compose-image-alt-of = Description de l’image { $number }
compose-image-upload = Ajouter l’image
compose-revision-leaves = La révision remplace le texte ici et part vers chaque nœud qui a reçu une copie. Les versions précédentes restent et peuvent être comparées.
compose-publish-next = Avant la publication, la page suivante montre qui le verra et qui en gardera une copie.
compose-publish-go = Continuer vers la publication
compose-read-published = Lire ce qui est publié en ce moment
compose-published-copies = { $count ->
    [0] C’est publié et enregistré sur ce nœud. Aucun autre nœud n’en reçoit une copie, car aucun ne vous suit encore.
    [one] C’est publié et enregistré sur ce nœud. L’envoi à { $count } autre nœud est en cours. Cela peut prendre du temps.
   *[other] C’est publié et enregistré sur ce nœud. L’envoi à { $count } autres nœuds est en cours. Cela peut prendre du temps.
}
compose-revised-copies = { $count ->
    [0] La révision est publiée et enregistrée sur ce nœud. Les nœuds qui ont reçu une copie plus ancienne sont prévenus.
    [one] La révision est publiée et enregistrée sur ce nœud. Elle part vers { $count } autre nœud et vers ceux qui ont reçu une copie plus ancienne.
   *[other] La révision est publiée et enregistrée sur ce nœud. Elle part vers { $count } autres nœuds et vers ceux qui ont reçu une copie plus ancienne.
}
compose-published-here = C’est publié sur ce nœud. Aucun autre nœud n’en reçoit une copie.
compose-revised-here = La révision est publiée sur ce nœud. Aucun autre nœud n’en reçoit une copie.
compose-drafts-intro = Les brouillons restent sur ce nœud jusqu’à leur publication. Les personnes qui peuvent écrire pour la même organisation les voient aussi.
compose-draft-begun = Commencé { $when }
compose-discard-open = Jeter ce brouillon
compose-discard-note = Il ne pourra pas être récupéré.
compose-discard = Le jeter définitivement
compose-discarded = Le brouillon est supprimé. Rien n’en a été publié.
compose-confirm-title = Avant de publier
compose-confirm-what = Ce que vous allez faire connaître
compose-confirm-images = { $count ->
    [0] Aucune image
    [one] { $count } image avec sa description
   *[other] { $count } images avec leurs descriptions
}
compose-confirm-holders = Qui en gardera une copie
compose-confirm-local = Aucun autre nœud n’en reçoit une copie. Cela reste ici.
compose-confirm-count = { $count ->
    [0] Encore aucun autre nœud
    [one] { $count } autre nœud
   *[other] { $count } autres nœuds
}
compose-confirm-everyone = Comme tout le monde peut le lire, n’importe qui peut aussi le copier sans vous le dire.
compose-confirm-recall = Vous pourrez le réviser ou le retirer plus tard. Nous demanderons alors à ces nœuds de changer ou d’effacer leurs copies, sans pouvoir les y obliger.
compose-confirm-later = Le garder comme brouillon
compose-confirm-changed = Le brouillon a changé pendant que cette page était ouverte. Regardez-le de nouveau, puis publiez.
