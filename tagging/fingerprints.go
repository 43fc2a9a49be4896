package tagging

import (
	"context"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// WithoutFingerprint lists the photos that can be looked at and were not yet, or whose tones are
// not known: those of libraries from before there were fingerprints, or tones, and those whose
// vectors came from another program. Does not block.
func WithoutFingerprint(lib *library.Library, photos []*library.Photo) []*library.Photo {
	var list []*library.Photo
	seen := map[picture.ID]bool{}
	for _, p := range photos {
		if f, known := lib.Fingerprint(p.Picture); !(known && f.Tones.Known) && !seen[p.Picture] && p.HasPicture() {
			seen[p.Picture] = true
			list = append(list, p)
		}
	}
	return list
}

// Fingerprints looks at photos whose vectors are known already, by their thumbnails, which are made
// where they are missing. A photo that cannot be decoded is passed over: Index has said so.
// progress may be nil; it is called by one goroutine at a time. It blocks; no goroutine outlives
// it.
func Fingerprints(ctx context.Context, lib *library.Library, thumbs *thumb.Cache, photos []*library.Photo, progress func(library.Progress)) error {
	for done := 0; done < len(photos); {
		batch := photos[done:min(len(photos), done+storedAtOnce)]
		if err := fingerprintBatch(ctx, lib, thumbs, batch); err != nil {
			return fmt.Errorf("look at photos: %w", err)
		}
		if done += len(batch); progress != nil {
			progress(library.Progress{Done: done, Total: len(photos), Path: batch[len(batch)-1].Path})
		}
	}
	return nil
}

// fingerprintBatch looks at one batch and stores what it sees.
func fingerprintBatch(ctx context.Context, lib *library.Library, thumbs *thumb.Cache, photos []*library.Photo) error {
	seen := make([]*thumb.Fingerprint, len(photos))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range photos {
		group.Go(func() error {
			img, err := thumbs.Load(ctx, thumb.Key{Picture: p.Picture, Long: thumbLong}, p.Path)
			if err == nil {
				f := thumb.NewFingerprint(img)
				known, _ := lib.Fingerprint(p.Picture)
				f.People = known.People
				seen[i] = &f
			}
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	of := map[picture.ID]thumb.Fingerprint{}
	for i, f := range seen {
		if f != nil {
			of[photos[i].Picture] = *f
		}
	}
	return lib.StoreFingerprints(of)
}
