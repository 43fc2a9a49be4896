package safewrite

import (
	"fmt"
	"os"
	"path/filepath"

	"catchlight/library/disk"
	"catchlight/library/picture"
)

// Refuses says why Prepare would not put keywords into the photo itself, by what can be known
// without reading it: its format, and whose the file is; nil where nothing is in the way. What the
// bytes of a photo forbid, as content credentials do, Prepare alone knows. It blocks on the disk for
// a moment; any goroutine may call it. The error is a *Refusal, or says why the photo is not there.
func Refuses(path string, o Options) error {
	format, known := picture.FormatOf(path)
	if !known {
		return fmt.Errorf("%s is not a photo by its name", path)
	}
	if err := o.Refuses(format); err != nil {
		return err
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(real)
	if err != nil {
		return err
	}
	return o.writable(&disk.Source{Path: real, Info: info})
}
