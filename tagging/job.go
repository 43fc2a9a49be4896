package tagging

import (
	"context"
	"errors"
	"fmt"
	"os"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// job is one picture to compute, and the photos that show it.
type job struct {
	photos      []*library.Photo
	errs        []error           // of the first photos, which could not be decoded; filled by the loader
	fingerprint thumb.Fingerprint // of the one that could; filled by the loader
}

// weigh estimates the memory that a job takes, in bytes.
func (x *indexer) weigh(_ context.Context, index int) int64 {
	p := x.jobs[index].photos[0]
	return thumb.Weight(p.Format, p.Size, p.Width, p.Height, x.shortEdge(p))
}

// read reads the first of a job's photos.
func (x *indexer) read(ctx context.Context, index int) (f *thumb.File, err error) {
	p := x.jobs[index].photos[0]
	err = x.noted(p, func() (err error) { f, err = readUnchanged(ctx, p); return err })
	return f, err
}

// noted does something to a photo's file while the library knows of it, should it hang or end the
// program.
func (x *indexer) noted(p *library.Photo, do func() error) error {
	done, err := x.lib.BeginReading(p.Path)
	if err != nil {
		return err
	}
	defer done()
	return do()
}

// decode decodes the first of a job's photos, whose file is there already, or else the first that
// can be.
func (x *indexer) decode(ctx context.Context, index int, f *thumb.File, err error) (*thumb.Picture, error) {
	j := x.jobs[index]
	for i, p := range j.photos {
		var picture *thumb.Picture
		if i > 0 || err == nil {
			err = x.noted(p, func() (err error) {
				if i > 0 {
					f, err = readUnchanged(ctx, p)
				}
				if err == nil {
					picture, err = x.picture(ctx, p, f)
				}
				return err
			})
		}
		if err == nil {
			j.fingerprint = x.look(ctx, p.Picture, picture)
			return picture, nil
		}
		j.errs = append(j.errs, err)
	}
	return nil, errors.Join(j.errs...)
}

// readUnchanged reads a photo's file and makes sure that it still shows the picture that the
// library knows: a vector must never be stored under another picture's name. Changed metadata do
// not matter.
func readUnchanged(ctx context.Context, p *library.Photo) (*thumb.File, error) {
	info, err := os.Stat(p.Path)
	if err != nil {
		return nil, fmt.Errorf("the photo has gone, or its disk: %w", err)
	}
	f, err := thumb.ReadFile(ctx, p.Path)
	if err != nil || p.Picture.IsZero() || info.Size() == p.Size && info.ModTime().Equal(p.ModTime) {
		return f, err
	}
	if picture.Identify(f.Data, p.Format, picture.ReadDetails(f.Data, p.Format).Orientation) != p.Picture {
		return nil, fmt.Errorf("%s was edited since it was added: add it again", p.Path)
	}
	return f, nil
}

func (x *indexer) picture(ctx context.Context, p *library.Photo, f *thumb.File) (*thumb.Picture, error) {
	picture, err := f.Decode(ctx, x.shortEdge(p))
	if err != nil {
		return nil, err
	}
	if p.Picture.IsZero() {
		return nil, fmt.Errorf("%s can be read now but could not when it was added: add it again", p.Path)
	}
	if x.thumbs != nil {
		x.thumbs.Put(thumb.Key{Picture: p.Picture, Long: thumbLong}, picture)
	}
	return picture, nil
}

// shortEdge is how many pixels the short edge of the photo should have for the model, and for the
// thumbnail.
func (x *indexer) shortEdge(p *library.Photo) int {
	short := DecodeEdge(x.profile)
	long := max(p.Width, p.Height)
	if x.thumbs == nil || long == 0 {
		return short
	}
	return max(short, (thumbLong*min(p.Width, p.Height)+long-1)/long)
}
