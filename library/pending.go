package library

import "catchlight/library/metadata"

// pendingEdit derives what a write of the photo would do from what the user decided and what its file holds.
func pendingEdit(p *Photo, decisions []Decision) metadata.Edit {
	var e metadata.Edit
	for _, d := range decisions {
		in, held := heldIn(p, d.Tag)
		switch {
		case d.Run: // stored with its write: a word that has gone since is nobody's wish
		case (d.Verdict == Accepted || d.Verdict == Typed) && !held:
			e.Add = append(e.Add, d.word())
		case d.Verdict == Removed && held && removable(p, in):
			e.Remove = append(e.Remove, d.Tag)
		}
	}
	return e
}

// word is what a write adds for a decision.
func (d Decision) word() string {
	if d.Path != "" {
		return d.Path
	}
	return d.Tag
}

func heldIn(p *Photo, tag string) (metadata.Source, bool) {
	key := metadata.Fold(tag)
	for _, word := range p.Keywords.All {
		if metadata.Fold(word.Name) == key {
			return word.In, true
		}
	}
	return 0, false
}

// removable tells whether a write can still take a word away. Files of most formats are never changed: there a sidecar
// without the word is all that can be done.
func removable(p *Photo, in metadata.Source) bool {
	written := p.Format == metadata.JPEG || p.Format == metadata.TIFF
	return written || in&metadata.Sidecar != 0 || len(p.Keywords.Sidecars) == 0
}
