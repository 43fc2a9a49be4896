package metadata

import "catchlight/library/picture"

// Edit says what to do with the keywords of a photo. "a|b|c" means the keyword c below b below a. Clear removes
// every keyword first, so Clear with Add sets them. A word both removed and added is added.
type Edit struct {
	Add, Remove []string
	Clear       bool
}

// Destination is where keywords are written.
type Destination string

// Auto embeds where that is safe and writes a sidecar elsewhere; Embedded returns a Refusal where embedding is
// not safe; SidecarFile never touches the photo.
const (
	Auto        Destination = "auto"
	Embedded    Destination = "embedded"
	SidecarFile Destination = "sidecar"
)

// Naming is how a new sidecar is named. The default (empty) is Stem for RAW and Append for all other formats.
type Naming string

// Stem is IMG_1.xmp, Append is IMG_1.JPG.xmp.
const (
	Stem   Naming = "stem"
	Append Naming = "append"
)

// Options change how keywords are written. The zero value is Auto with every safety on.
type Options struct {
	To        Destination // empty: Auto
	Naming    Naming
	KeepTime  bool     // keep the file's modification time
	Ancestors bool     // write the parents of "a|b|c" as flat keywords, too
	AllowDNG  bool     // embed in DNG
	AllowC2PA bool     // embed in photos that carry Content Credentials, which then no longer verify
	SyncLater bool     // leave it to the caller to call SyncFolders before it forgets that a write was on its way
	Folders   *Folders // that the caller's run asks about whose sidecars lie where; nil: each photo's folder is listed anew
	Inside    []string // real paths of the files and folders that may be changed, with all below them; nil: wherever links lead
	NoSync    bool     // skip fsync and reading back: for benchmarks only
}

// Apply returns data with the edit embedded, or data itself when there is nothing to do. It is pure, keeps every
// byte that the edit does not need to touch, and checks its result. A layout that cannot be edited safely, and a
// format that is never written, give a *Refusal.
func Apply(data []byte, f picture.Format, e Edit, o Options) ([]byte, error) {
	done, err := parse(data, f).embed(newRequest(e, o), o)
	if err != nil || len(done.splices) == 0 {
		return data, err
	}
	return done.splices.apply(data), nil
}
