package clip

import (
	"fmt"
	"path/filepath"

	"catchlight/library/disk"
)

// spareRoom stays free on a disk that a model is brought to: a system without any is in trouble.
const spareRoom = 64 << 20

// room refuses a model that the disk cannot hold, before any of it is brought. What an earlier try
// left counts as there.
func room(m Manifest, part string) error {
	free, _, ok := disk.FreeSpace(part)
	if !ok {
		return nil // a full disk stops the download when it is met
	}
	missing := int64(spareRoom)
	for _, f := range m.Files {
		missing += max(f.Bytes-disk.Size(filepath.Join(part, filepath.FromSlash(f.Path))), 0)
	}
	if uint64(missing) <= free {
		return nil
	}
	return fmt.Errorf("the %s model needs %d MB more, the disk of %s has %d MB free: make room and try again",
		m.Title, (missing+1e6-1)/1e6, filepath.Dir(part), free/1e6)
}
