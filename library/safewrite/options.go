package safewrite

import (
	"catchlight/library/keywords"
	"catchlight/library/sidecar"
)

// Destination is where keywords are written.
type Destination string

// Auto embeds where that is safe and writes a sidecar elsewhere; Embedded returns a Refusal where embedding is
// not safe; SidecarFile never touches the photo.
const (
	Auto        Destination = "auto"
	Embedded    Destination = "embedded"
	SidecarFile Destination = "sidecar"
)

// Options change how keywords are written. The zero value is Auto with every safety on.
type Options struct {
	keywords.Rules
	To        Destination // empty: Auto
	Naming    sidecar.Naming
	KeepTime  bool             // keep the file's modification time
	SyncLater bool             // leave it to the caller to call SyncFolders before it forgets that a write was on its way
	Folders   *sidecar.Folders // that the caller's run asks about whose sidecars lie where; nil: each photo's folder is listed anew
	Inside    []string         // real paths of the files and folders that may be changed, with all below them; nil: wherever links lead
	NoSync    bool             // skip fsync and reading back: for benchmarks only
}
