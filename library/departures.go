package library

// departures remember for this session from where photos went, so that what programs do in steps, and an import sees one by one,
// can be understood when it is over. The library's lock guards them.
type departures struct {
	from map[ID]origin
	to   map[string]ID // photos that became a copy of theirs, by the path that they left
}

// origin is a path that a photo had, and the first ID that a later photo can have.
type origin struct {
	path string
	next ID
}

// moved notes that a photo has followed its picture.
func (d *departures) moved(p *Photo, next ID) {
	if d.from == nil {
		d.from = map[ID]origin{}
	}
	d.from[p.ID] = origin{p.Path, next}
}

// origin is where a photo was before it moved, and the first ID of those that may have come there since.
func (d *departures) origin(id ID) (path string, since ID) {
	o := d.from[id]
	return o.path, o.next
}

// left notes that a photo has become a copy, for its own file had gone.
func (d *departures) left(p *Photo) {
	if d.to == nil {
		d.to = map[string]ID{}
	}
	d.to[p.Path] = p.ID
}

// back returns the photo that has left a path, once: 0 for none.
func (d *departures) back(path string) ID {
	id := d.to[path]
	delete(d.to, path)
	return id
}
