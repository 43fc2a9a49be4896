package library

import (
	"errors"
	"fmt"
	"sync"

	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// fingerprints are what pictures look like, read from the file at their first use.
type fingerprints struct {
	reading sync.Mutex                       // held while they are read into memory
	mu      sync.RWMutex                     // guards what follows; held for moments only, never for the disk
	known   map[picture.ID]thumb.Fingerprint // nil: not read yet
}

// StoreFingerprints keeps what pictures look like. It blocks until that is safe on the disk.
func (l *Library) StoreFingerprints(of map[picture.ID]thumb.Fingerprint) error {
	if len(of) == 0 {
		return nil
	}
	known, err := l.fingerprintMap()
	if err != nil {
		return err
	}
	if err := l.store.PutFingerprints(of); err != nil {
		return fmt.Errorf("store fingerprints: %w", err)
	}
	l.fingerprints.mu.Lock()
	defer l.fingerprints.mu.Unlock()
	for id, f := range of {
		known[id] = f
	}
	return nil
}

// Fingerprint returns what a picture looks like, false where it was not looked at yet. It does not block but for the first
// use, which reads all fingerprints from the disk.
func (l *Library) Fingerprint(p picture.ID) (thumb.Fingerprint, bool) {
	known, err := l.fingerprintMap()
	if err != nil {
		return thumb.Fingerprint{}, false
	}
	l.fingerprints.mu.RLock()
	defer l.fingerprints.mu.RUnlock()
	f, ok := known[p]
	return f, ok
}

// Fingerprints counts the pictures that were looked at. It does not block but for the first use, as Fingerprint.
func (l *Library) Fingerprints() int {
	known, _ := l.fingerprintMap()
	l.fingerprints.mu.RLock()
	defer l.fingerprints.mu.RUnlock()
	return len(known)
}

// fingerprintMap reads the fingerprints at their first use. l.fingerprints.mu guards what is in it.
func (l *Library) fingerprintMap() (map[picture.ID]thumb.Fingerprint, error) {
	if known := l.fingerprintsInMemory(); known != nil {
		return known, nil
	}
	l.fingerprints.reading.Lock()
	defer l.fingerprints.reading.Unlock()
	if known := l.fingerprintsInMemory(); known != nil {
		return known, nil
	}
	all, err := l.store.Fingerprints()
	if err != nil {
		return nil, err
	}
	l.fingerprints.mu.Lock()
	defer l.fingerprints.mu.Unlock()
	l.fingerprints.known = all
	return all, nil
}

func (l *Library) fingerprintsInMemory() map[picture.ID]thumb.Fingerprint {
	l.fingerprints.mu.RLock()
	defer l.fingerprints.mu.RUnlock()
	return l.fingerprints.known
}

// dropPictures forgets what was computed of pictures that no photo has any more.
func (l *Library) dropPictures(pictures []picture.ID) error {
	return errors.Join(l.vectors.Drop(pictures), l.dropFingerprints(pictures))
}

func (l *Library) dropFingerprints(pictures []picture.ID) error {
	if len(pictures) == 0 {
		return nil
	}
	if err := l.store.DropFingerprints(pictures); err != nil {
		return err
	}
	l.fingerprints.mu.Lock()
	defer l.fingerprints.mu.Unlock()
	for _, id := range pictures {
		delete(l.fingerprints.known, id)
	}
	return nil
}
