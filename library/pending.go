package library

import (
	"strings"

	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// pendingEdit derives what a write of the photo would do from what the user decided and what its file holds.
func pendingEdit(p *Photo, decisions []Decision) keywords.Edit {
	var e keywords.Edit
	if len(decisions) == 0 {
		return e
	}
	words := heldIn(p)
	for _, d := range decisions {
		in, held := words[keywords.Fold(d.Tag)]
		switch {
		case d.Run: // stored with its write: a word that has gone since is nobody's wish
		case (d.Verdict == Accepted || d.Verdict == Typed) && !held:
			e.Add = append(e.Add, d.word(decisions))
		case d.Verdict == Removed && held && removable(p, in):
			e.Remove = append(e.Remove, d.Tag)
		}
	}
	return e
}

// Words are the keywords that a write adds for decisions, on a photo on which others stand.
func Words(ds, standing []Decision) []string {
	var all []string
	for _, d := range ds {
		all = append(all, d.word(standing))
	}
	return all
}

// word is the decision's hierarchy where it has one. Where the user has taken a step of it from the photo, the tag stands by
// itself: the hierarchy would bring that word back.
func (d Decision) word(standing []Decision) string {
	if d.Path == "" {
		return d.Tag
	}
	steps := strings.Split(d.Path, "|")
	for _, step := range steps[:len(steps)-1] {
		if i := indexTag(standing, step); i >= 0 && standing[i].IsNo() {
			return d.Tag
		}
	}
	return d.Path
}

// heldIn is where each keyword of a photo stands, by its folded name.
func heldIn(p *Photo) map[string]keywords.Source {
	words := make(map[string]keywords.Source, len(p.Keywords.All))
	for _, word := range p.Keywords.All {
		if _, twice := words[keywords.Fold(word.Name)]; !twice {
			words[keywords.Fold(word.Name)] = word.In
		}
	}
	return words
}

// removable reports whether a write can still take a word away. Files of most formats are never changed: there a sidecar
// without the word is all that can be done.
func removable(p *Photo, in keywords.Source) bool {
	written := p.Format == picture.JPEG || p.Format == picture.TIFF
	return written || in&keywords.Sidecar != 0 || len(p.Keywords.Find) == 0
}
