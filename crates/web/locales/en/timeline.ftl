timeline-title = Timeline
timeline-intro = Statements from this node and from those it follows, newest first.
timeline-none = Nothing has arrived yet. Follow an organisation to see its statements here.
timeline-filter-label = Show
timeline-filter-all = Everything
timeline-filter-here = From this node
timeline-filter-elsewhere = From other nodes
timeline-received = Received { $when }
timeline-counts = { $count ->
    [0] No statements
    [one] { $count } statement
   *[other] { $count } statements
}, from { $nodes ->
    [one] { $nodes } node
   *[other] { $nodes } nodes
}
timeline-readers = You read as: { $names }.
timeline-none-yet = Nothing has arrived yet from those that you follow. New statements will appear here.
