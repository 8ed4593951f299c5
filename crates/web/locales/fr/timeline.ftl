timeline-title = Fil
timeline-intro = Les déclarations de ce nœud et de ceux qu’il suit, des plus récentes aux plus anciennes.
timeline-none = Rien n’est encore arrivé. Suivez une organisation pour voir ses déclarations ici.
timeline-received = Reçu { $when }
timeline-readers = Vous lisez au nom de : { $names }.
timeline-none-yet = Rien n’est encore arrivé de celles que vous suivez. Les nouvelles déclarations apparaîtront ici.
