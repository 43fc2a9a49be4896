package keywords

import "catchlight/library/picture"

// Edit says what to do with the keywords of a photo. "a|b|c" means the keyword c below b below a,
// but in a Whole word.
// Clear removes every keyword first, so Clear with Add sets them. A word both removed and added is
// added.
type Edit struct {
	Add, Remove []string
	Clear       bool
}

// Rules are the user's choices about what is written into keywords. The zero value has every safety
// on.
type Rules struct {
	Ancestors bool // write the parents of "a|b|c" as flat keywords, too
	Flat      bool // begin no list of hierarchies; one that is there gets what the flat lists get
	AllowDNG  bool // embed in DNG
	AllowC2PA bool // embed in photos that carry Content Credentials, which then no longer verify
}

// Refuses says why keywords do not go into photos of a format, as a *Refusal; nil where they do, unless
// the bytes of a photo forbid it.
func (r Rules) Refuses(f picture.Format) error {
	switch {
	case f == picture.DNG && !r.AllowDNG:
		return refuse("a DNG gets a sidecar unless embedding is allowed for it")
	case f != picture.DNG && !f.Embeds():
		return refuse("keywords are never embedded in a %s", f.Name())
	}
	return nil
}
