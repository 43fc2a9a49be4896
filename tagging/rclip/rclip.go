// Package rclip takes over the vectors that the program rclip has computed, so that nobody computes
// them again. It only reads rclip's index, a SQLite database, and believes it no further than a
// sample of its vectors agrees with the model.
package rclip

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging"
)

// Reasons why an entry of rclip's index is not taken over.
var (
	errGone     = errors.New("the file is not there")
	errChanged  = errors.New("the file has changed since rclip saw it")
	errNoVector = errors.New("the index holds no vector of this model's length")
)

// How a group of photos earns its vectors: so many of them, spread over the group, are computed
// anew, and none of them may agree less. Two ways of decoding and scaling a photo for the same
// model agree to .98 and more (see DecodeFile), two models not at all.
const (
	sampleSize     = 16
	leastAgreement = 0.98
)

// stored at once when vectors are taken over.
const storedAtOnce = 512

// Reused says what became of rclip's index.
type Reused struct {
	Photos int // entries of the index
	Reused int // vectors taken over
	Known  int // of photos whose vector the library had already, or got for the sample
	Groups []Group
}

// Group is how photos of one kind were judged.
type Group struct {
	Format  picture.Format
	Turned  bool // by their EXIF orientation, which rclip ignores
	Photos  int
	Checked int     // of the sample, computed anew
	Mean    float64 // cosine of the two vectors of a photo of the sample
	Least   float64
	Taken   bool
}

// Options tune Reuse.
type Options struct {
	Progress func(library.Progress)                    // of the import; may be nil
	Each     func(path string, reused bool, why error) // called once for each entry, by path; may be nil
}

// Reuse takes the vectors of rclip's index over that enc would make too. The photos of the index
// that are there, of the same size and time as rclip saw them, are imported. They fall into groups
// by their format and by whether they are turned, which rclip ignores; of each group a sample is
// computed with enc and compared. The index is only read. It blocks; cancelled, it returns ctx's
// error, and what was taken over stays.
func Reuse(ctx context.Context, lib *library.Library, enc tagging.Encoder, file string, o Options) (Reused, error) {
	r := &reuse{lib: lib, enc: enc, o: o}
	err := library.Guard(file, func() error { return r.read(ctx, file) })
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return r.sum, err
}

// reuse is one run.
type reuse struct {
	lib     *library.Library
	enc     tagging.Encoder
	index   *index
	o       Options
	entries []entry
	why     []error // of each entry; nil: not judged yet, or taken
	taken   []bool
	of      map[int64]int // entry of a row
	sum     Reused
}

// read opens the index, takes its vectors over and closes it.
func (r *reuse) read(ctx context.Context, file string) (err error) {
	if r.index, err = open(ctx, file); err != nil {
		return err
	}
	return errors.Join(r.run(ctx), r.index.close())
}

func (r *reuse) run(ctx context.Context) (err error) {
	if r.entries, err = r.index.entries(); err != nil {
		return err
	}
	r.why, r.taken, r.of = make([]error, len(r.entries)), make([]bool, len(r.entries)), map[int64]int{}
	r.sum.Photos = len(r.entries)
	for i, e := range r.entries {
		r.of[e.row] = i
		r.why[i] = e.check()
	}
	if err := r.checkLength(); err != nil {
		return err
	}
	if err := r.importPhotos(ctx); err != nil {
		return err
	}
	for _, members := range r.groups() {
		if err := r.judge(ctx, members); err != nil {
			return err
		}
	}
	r.report()
	return nil
}

// checkLength refuses another model's index before anything is imported.
func (r *reuse) checkLength() error {
	p := r.enc.Profile()
	values, err := r.index.length()
	if err == nil && values > 0 && values != p.Dim {
		err = fmt.Errorf("rclip's vectors have %d values, those of the model %s have %d: choose rclip's model", values, p.Name, p.Dim)
	}
	return err
}

// check compares an entry with the file.
func (e entry) check() error {
	info, err := os.Stat(e.path)
	switch {
	case err != nil:
		return errGone
	case info.Size() != e.size || !e.sameTime(info.ModTime()):
		return errChanged
	}
	return nil
}

// importPhotos brings the photos into the library that rclip's vectors may fit.
func (r *reuse) importPhotos(ctx context.Context) error {
	var paths []string
	for i, e := range r.entries {
		if r.why[i] == nil {
			paths = append(paths, e.path)
		}
	}
	if len(paths) == 0 {
		return nil
	}
	in, err := r.lib.Import(ctx, paths, library.ImportOptions{Progress: r.o.Progress})
	failed := map[string]error{}
	for _, f := range in.Failed {
		failed[f.Path] = f.Err
	}
	for i, e := range r.entries {
		if r.why[i] == nil {
			r.why[i] = failed[e.path]
		}
	}
	return err
}

// groups sorts the entries whose photos the library knows by format, and by whether they are
// turned. The numbers are those of entries, by path.
func (r *reuse) groups() [][]int {
	groups := map[string][]int{}
	snap := r.lib.Snapshot()
	for i, e := range r.entries {
		if r.why[i] != nil {
			continue
		}
		p := snap.ByPath(e.path)
		if p == nil || p.Picture.IsZero() {
			r.why[i] = errGone
			continue
		}
		key := fmt.Sprintf("%s %v", p.Format, p.Orientation > 1)
		groups[key] = append(groups[key], i)
	}
	var list [][]int
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		list = append(list, groups[key])
	}
	return list
}

// judge compares a group's sample and takes over its vectors, or says why not.
func (r *reuse) judge(ctx context.Context, members []int) error {
	sample := spread(members, sampleSize)
	if _, err := tagging.Index(ctx, r.lib, nil, r.enc, r.ids(sample), tagging.IndexOptions{}); err != nil {
		return err
	}
	g, err := r.compare(sample)
	if err != nil {
		return err
	}
	g.Photos, g.Taken = len(members), g.Checked > 0 && g.Least >= leastAgreement
	r.sum.Groups = append(r.sum.Groups, g)
	if g.Taken {
		return r.take(ctx, members)
	}
	for _, i := range members {
		r.why[i] = fmt.Errorf("rclip's vectors of photos like this one differ from the model's (cosine %.2f)", g.Least)
		if g.Checked == 0 {
			r.why[i] = errNoVector
		}
	}
	return nil
}

// spread picks up to n of all, evenly.
func spread(all []int, n int) []int {
	n = min(n, len(all))
	picked := make([]int, n)
	for i := range picked {
		picked[i] = all[i*len(all)/n]
	}
	return picked
}

func (r *reuse) photo(i int) *library.Photo { return r.lib.Snapshot().ByPath(r.entries[i].path) }

func (r *reuse) ids(members []int) []library.ID {
	ids := make([]library.ID, len(members))
	for n, i := range members {
		ids[n] = r.photo(i).ID
	}
	return ids
}

// compare says how rclip's and the library's vectors of a sample agree.
func (r *reuse) compare(sample []int) (Group, error) {
	first := r.photo(sample[0])
	g := Group{Format: first.Format, Turned: first.Orientation > 1, Least: 1}
	err := r.vectors(sample, func(i int, vector []float32) error {
		ours, ok := r.lib.Vector(r.enc.Profile().Name, r.photo(i).Picture)
		if !ok || vector == nil {
			return nil // a photo that cannot be decoded tells nothing
		}
		agreement := min(cosine(ours, vector), 1) // the library rounds
		g.Checked++
		g.Mean += (agreement - g.Mean) / float64(g.Checked)
		g.Least = min(g.Least, agreement)
		return nil
	})
	return g, err
}

// cosine is that of two vectors of unit length.
func cosine(a, b []float32) (product float64) {
	for i := range a {
		product += float64(a[i]) * float64(b[i])
	}
	return product
}

// vectors calls take with the index's vector of each of the entries, nil where there is none.
func (r *reuse) vectors(members []int, take func(i int, vector []float32) error) error {
	wanted := map[int64]bool{}
	for _, i := range members {
		wanted[r.entries[i].row] = true
	}
	return r.index.vectors(wanted, r.enc.Profile().Dim, func(row int64, vector []float32) error { return take(r.of[row], vector) })
}

// take stores the vectors that the library lacks.
func (r *reuse) take(ctx context.Context, members []int) error {
	model := r.enc.Profile().Name
	var batch []library.Vector
	var waiting []int
	store := func() error {
		if err := errors.Join(ctx.Err(), r.lib.StoreVectors(model, batch)); err != nil {
			return err
		}
		for _, i := range waiting {
			r.taken[i] = true
		}
		batch, waiting = nil, nil
		return nil
	}
	err := r.vectors(members, func(i int, vector []float32) error {
		picture := r.photo(i).Picture
		switch {
		case r.lib.HasVector(model, picture):
			r.sum.Known++
		case vector == nil:
			r.why[i] = errNoVector
		default:
			batch, waiting = append(batch, library.Vector{Picture: picture, Values: vector}), append(waiting, i)
		}
		if len(batch) < storedAtOnce {
			return nil
		}
		return store()
	})
	return errors.Join(err, store())
}

func (r *reuse) report() {
	for i, e := range r.entries {
		if r.taken[i] {
			r.sum.Reused++
		}
		if r.o.Each != nil {
			r.o.Each(e.path, r.taken[i], r.why[i])
		}
	}
}
