package library

import "catchlight/library/picture"

// owners tells which photos have a picture. It is nil until the first use, and made of a snapshot then.
type owners map[picture.ID][]ID

// of lists the photos with a picture.
func (o *owners) of(snap *Snapshot, p picture.ID) []ID {
	if *o == nil {
		*o = make(owners, len(snap.photos))
		for _, photo := range snap.photos {
			o.add(photo)
		}
	}
	return (*o)[p]
}

func (o owners) add(p *Photo) {
	if !p.Picture.IsZero() {
		o[p.Picture] = append(o[p.Picture], p.ID)
	}
}

func (o owners) drop(p *Photo) {
	var rest []ID
	for _, id := range o[p.Picture] {
		if id != p.ID {
			rest = append(rest, id)
		}
	}
	if rest == nil {
		delete(o, p.Picture)
		return
	}
	o[p.Picture] = rest
}

// update follows changes of a snapshot.
func (o owners) update(old *Snapshot, c changes) {
	if o == nil {
		return
	}
	for id, e := range c {
		if p := old.Photo(id); p != nil {
			o.drop(p)
		}
		if e != nil {
			o.add(e.photo)
		}
	}
}

// orphans lists the pictures of photos that changes forget and that no other photo has. l.mu is held.
func (l *Library) orphans(old *Snapshot, c changes) []picture.ID {
	var orphans []picture.ID
	for id := range c {
		p := old.Photo(id).Picture
		if !p.IsZero() && len(l.images.of(l.Snapshot(), p)) == 0 {
			orphans = append(orphans, p)
		}
	}
	return orphans
}
