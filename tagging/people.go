package tagging

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// look is what a decoded picture looks like, with the people on it where they are looked for or
// known. That this fails is no fault of the photo: it goes on without, and the run says so.
func (x *indexer) look(ctx context.Context, id picture.ID, p *thumb.Picture) thumb.Fingerprint {
	seen := thumb.NewFingerprint(p.Image)
	known, _ := x.lib.Fingerprint(id)
	if seen.People = known.People; x.o.People == nil || known.People.Looked {
		return seen // another model sees the picture now, and the same people are on it
	}
	found, err := x.o.People(ctx, p.Image)
	if err != nil {
		x.noPeople.note(err)
		return seen
	}
	seen.People = found
	return seen
}

// firstError keeps the first of the errors that several goroutines meet.
type firstError struct {
	mu  sync.Mutex
	err error
}

func (f *firstError) note(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = err
	}
}

func (f *firstError) get() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

// WithoutPeople lists the photos that can be looked at and on which people were not looked for yet,
// each picture once: those that have their vectors from an earlier run, or from another program.
// Does not block.
func WithoutPeople(lib *library.Library, photos []*library.Photo) []*library.Photo {
	var list []*library.Photo
	seen := map[picture.ID]bool{}
	for _, p := range photos {
		if f, _ := lib.Fingerprint(p.Picture); !f.People.Looked && !seen[p.Picture] && p.HasPicture() {
			seen[p.Picture] = true
			list = append(list, p)
		}
	}
	return list
}

// peopleAtOnce is on how many photos people are looked for before that is stored: so few that a
// window shows it soon, and that a run which has the cores for itself gives one to a user quickly.
const peopleAtOnce = 16

// FindPeople looks for people on photos and stores them. Photos are decoded for it, with so many
// pixels at the short edge; one that cannot be is passed over: Index has said so. Of o count
// Progress, which is called by one goroutine, and Yield. An error of the detectors, o.People, ends
// the run, and what was found stays stored. It blocks; no goroutine outlives it.
func FindPeople(ctx context.Context, lib *library.Library, shortEdge int, photos []*library.Photo, o IndexOptions) error {
	for done := 0; done < len(photos); {
		batch := photos[done:min(len(photos), done+peopleAtOnce)]
		if err := findPeopleOn(ctx, lib, shortEdge, batch, o); err != nil {
			return fmt.Errorf("look for people: %w", err)
		}
		if done += len(batch); o.Progress != nil {
			o.Progress(library.Progress{Done: done, Total: len(photos), Path: batch[len(batch)-1].Path})
		}
	}
	return nil
}

func findPeopleOn(ctx context.Context, lib *library.Library, shortEdge int, photos []*library.Photo, o IndexOptions) error {
	var mu sync.Mutex
	seen := map[picture.ID]thumb.Fingerprint{}
	group, ctx := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	if o.Workers > 0 {
		workers = min(workers, o.Workers)
	}
	if o.Yield != nil && o.Yield() {
		workers = max(workers-1, 1)
	}
	group.SetLimit(workers)
	for _, p := range photos {
		group.Go(func() error {
			decoded, err := decodeNoted(ctx, lib, p, shortEdge)
			if err != nil {
				return ctx.Err()
			}
			looks := thumb.NewFingerprint(decoded.Image)
			if looks.People, err = o.People(ctx, decoded.Image); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			seen[p.Picture] = looks
			return nil
		})
	}
	return errors.Join(group.Wait(), lib.StoreFingerprints(seen))
}

// decodeNoted decodes a photo once there is memory for it, while the library knows of it, should it
// hang or end the program.
func decodeNoted(ctx context.Context, lib *library.Library, p *library.Photo, shortEdge int) (*thumb.Picture, error) {
	done, err := lib.BeginDecoding(ctx, p.Path, shortEdge)
	if err != nil {
		return nil, err
	}
	defer done()
	f, err := readUnchanged(ctx, p)
	if err != nil {
		return nil, err
	}
	return f.Decode(ctx, shortEdge)
}
