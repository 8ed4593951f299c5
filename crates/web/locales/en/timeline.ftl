timeline-title = Timeline
timeline-intro = Statements from this node and from those it follows, newest first.
timeline-none = Nothing has arrived yet. Follow an organisation to see its statements here.
timeline-received = Received { $when }
timeline-readers = You read as: { $names }.
timeline-none-yet = Nothing has arrived yet from those that you follow. New statements will appear here.
