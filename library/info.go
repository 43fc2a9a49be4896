package library

import (
	"encoding/json"
	"fmt"

	"catchlight/library/bolt"
	"catchlight/library/picture"
)

// Info is the state of the library in figures.
type Info struct {
	Photos, Vectors, Decisions int
	Bytes                      int64 // of the library file
	Format                     int   // version of the file's format
	Path                       string
	Models                     map[string]int // vectors of each model
}

// Path is where the library file lies. It does not block.
func (l *Library) Path() string { return l.store.Path() }

// Info counts. It blocks briefly on the disk.
func (l *Library) Info() Info {
	snap := l.Snapshot()
	info := Info{Photos: len(snap.photos), Bytes: l.store.Size(), Format: bolt.Format, Path: l.store.Path(), Models: l.store.VectorCounts()}
	for _, p := range snap.photos {
		info.Decisions += len(snap.Decisions(p.ID))
	}
	for _, n := range info.Models {
		info.Vectors += n
	}
	return info
}

// VectorCount is how many vectors of a model there are. It blocks briefly on the disk and reads
// none of them.
func (l *Library) VectorCount(model string) int { return l.store.VectorCount(model) }

// Compact forgets the vectors of pictures that no photo has any more, and gives unused space of the
// file back. It blocks on the disk, and everything else that stores waits.
func (l *Library) Compact() error {
	if err := l.vectors.Pack(l.usedPictures); err != nil {
		return err
	}
	return l.store.Compact()
}

// usedPictures are those of which vectors are worth keeping.
func (l *Library) usedPictures() map[picture.ID]bool {
	used := map[picture.ID]bool{}
	for _, p := range l.Snapshot().Photos() {
		used[p.Picture], used[p.was] = true, true // an edit may be taken back
	}
	return used
}

// Measured fills value with what StoreMeasured kept under the key, and reports whether there was
// anything that fits it. It blocks briefly on the disk.
func (l *Library) Measured(key string, value any) bool {
	known := false
	l.store.Measured(key, func(data []byte) { known = json.Unmarshal(data, value) == nil })
	return known
}

// StoreMeasured keeps, as JSON, what was measured: how fast a model runs on a machine and how well.
// The key names both, and what it is; the library knows neither. It blocks until it is safe on the
// disk.
func (l *Library) StoreMeasured(key string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("keep the measurement %s: %w", key, err)
	}
	return l.store.PutMeasured(key, data)
}
