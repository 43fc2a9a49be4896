package library

import "catchlight/library/metadata"

// pendingEdit derives what a write of the photo would do from what the user decided and what its file holds.
func pendingEdit(p *Photo, decisions []Decision) metadata.Edit {
	var e metadata.Edit
	if len(decisions) == 0 {
		return e
	}
	words := heldIn(p)
	for _, d := range decisions {
		in, held := words[metadata.Fold(d.Tag)]
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

// heldIn is where each keyword of a photo stands, by its folded name.
func heldIn(p *Photo) map[string]metadata.Source {
	words := make(map[string]metadata.Source, len(p.Keywords.All))
	for _, word := range p.Keywords.All {
		if _, twice := words[metadata.Fold(word.Name)]; !twice {
			words[metadata.Fold(word.Name)] = word.In
		}
	}
	return words
}

// removable tells whether a write can still take a word away. Files of most formats are never changed: there a sidecar
// without the word is all that can be done.
func removable(p *Photo, in metadata.Source) bool {
	written := p.Format == metadata.JPEG || p.Format == metadata.TIFF
	return written || in&metadata.Sidecar != 0 || len(p.Keywords.Sidecars) == 0
}
