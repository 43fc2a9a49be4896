package tagging

import (
	"context"
	"errors"
	"fmt"
	"image"
	"time"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
)

const (
	// thumbLong is the long edge of the thumbnail that Index makes from its decode: the grid has that
	// one or a smaller, which is made of it.
	thumbLong = thumb.Medium
	// A transaction of the library holds so many vectors, or those of so long: a kill loses no
	// more.
	storedAtOnce = 64
	storedWithin = time.Second
)

// IndexOptions tune a run of Index.
type IndexOptions struct {
	Batch    int                                          // photos in one inference; 0 is what suits the model and the machine best
	Progress func(library.Progress)                       // called by one goroutine at a time, after each photo; may be nil
	Each     func(id library.ID, indexed bool, err error) // called once for each photo, by one goroutine at a time; may be nil
	// Yield reports whether the user is at work in the program: the run then leaves a core to them.
	// Any goroutine; may be nil.
	Yield func() bool
	// Rest reports whether nothing should be computed just now. Any goroutine; may be nil.
	Rest func() bool
	// Workers is how many photos are computed at once, at most; 0 is what suits the machine.
	Workers int
	// ShouldSwitch reports whether the photos should rather be indexed with another encoder, which
	// the caller then opens. It is asked before anything is computed, with no inputs, and once more
	// with the first prepared ones, by a goroutine of its own while the run goes on. May be nil.
	// See clip.Towers.
	ShouldSwitch func(ctx context.Context, inputs [][]float32) bool
	// People looks for people on a decoded picture; what it finds is stored with the picture.
	// Several goroutines at once; nil: nobody is looked for. See people.Finder.
	People LookForPeople
}

// LookForPeople is people.Finder's Find.
type LookForPeople func(ctx context.Context, img *image.RGBA) (thumb.People, error)

// Indexed sums up a run of Index.
type Indexed struct {
	Indexed int // vectors computed; a copy of a known picture does not count
	Failed  []library.Failure
	// NoPeople is why people were not looked for on some photos, though they should; nil where they
	// were.
	NoPeople error
	// ShouldSwitch: the run ended early, because the option of that name said so. What was computed
	// is stored.
	ShouldSwitch bool
}

// Index computes and stores the vectors that the library lacks for the photos: read, decode,
// encode, store. The decoded picture's fingerprint is stored too, with the people on it. Pictures
// are the unit: copies are computed once. thumbs, when not nil, gets a thumbnail from the same
// decode. A photo that fails is reported and passed over; an error of the model or the library ends
// the run. Cancelled, it returns ctx's error, and what was computed stays stored. It starts with
// sound settings, finds better ones while it works, and keeps them for the model and the machine
// (Tuned). It blocks; no goroutine outlives it.
func Index(ctx context.Context, lib *library.Library, thumbs *thumb.Cache, enc Encoder, ids []library.ID, o IndexOptions) (Indexed, error) {
	x := &indexer{lib: lib, thumbs: thumbs, profile: enc.Profile(), o: o, total: len(ids)}
	x.plan(ids)
	err := forgetReplaced(lib, x.profile)
	if err == nil {
		err = errors.Join(x.run(ctx, enc), lib.NotePartial(true, x.partial...), lib.NotePartial(false, x.whole...))
	}
	if ctx.Err() != nil {
		return x.sum, ctx.Err()
	}
	if err != nil {
		return x.sum, fmt.Errorf("index photos: %w", err)
	}
	return x.sum, nil
}

// forgetReplaced drops what earlier versions of a model computed: nothing reads it any more, and
// Compact gives its space back.
func forgetReplaced(lib *library.Library, model Profile) error {
	for _, vectors := range model.Replaced {
		if lib.VectorCount(vectors) == 0 {
			continue
		}
		if err := lib.ForgetModel(vectors); err != nil {
			return err
		}
	}
	return nil
}

// run computes and stores what was planned.
func (x *indexer) run(ctx context.Context, enc Encoder) error {
	if len(x.jobs) == 0 {
		return ctx.Err()
	}
	trial := startTowerTrial(ctx, x.o.ShouldSwitch)
	if x.sum.ShouldSwitch = trial.wait(); x.sum.ShouldSwitch {
		return ctx.Err()
	}
	known, _ := Tuned(x.lib, x.profile.Name)
	run := pipeline{
		enc: enc, count: len(x.jobs), tune: newTuner(x.bounded(), known, x.o.Batch), memory: x.lib.Memory(), yield: x.o.Yield, rest: x.o.Rest,
		read: x.read, decode: x.decode, weigh: x.weigh, sink: x.sink, seen: trial.see, enough: trial.won,
	}
	started := time.Now()
	err := errors.Join(run.run(ctx), x.store())
	x.storeTuning(run.tune, known, time.Since(started))
	x.sum.ShouldSwitch = trial.wait()
	x.sum.NoPeople = x.noPeople.get()
	return err
}

// bounded is the model's profile with no more workers than were asked for.
func (x *indexer) bounded() Profile {
	p := x.profile
	if x.o.Workers > 0 {
		p.Workers = min(p.Workers, x.o.Workers)
	}
	return p
}

// storeTuning stores what the run has found out about the machine. A run of some length tells the
// speed, one of its own batch size or with fewer workers no more than that.
func (x *indexer) storeTuning(t *tuner, known Tuning, took time.Duration) {
	tuning, found := t.result()
	if !found || x.o.Batch > 0 || x.o.Workers > 0 {
		tuning = known
	}
	if x.sum.Indexed >= measuredImages {
		tuning.Speed = float64(x.sum.Indexed) / took.Seconds()
	}
	if tuning != known {
		_ = x.lib.StoreMeasured(tuningKey(x.profile.Name), tuning) // what is not kept is found out again
	}
}

// indexer is a run of Index. Its counts belong to the goroutine that calls sink.
type indexer struct {
	lib     *library.Library
	thumbs  *thumb.Cache
	profile Profile
	o       IndexOptions
	jobs    []*job

	noPeople firstError

	waiting []encoded // not stored yet
	since   time.Time // when the first of them came
	done    int
	total   int
	sum     Indexed
	partial []library.ID // whose pictures cannot be decoded, or only in part
	whole   []library.ID // whose pictures can be by now
}

// plan makes a job for each picture that has no vector, and reports the photos that need none.
func (x *indexer) plan(ids []library.ID) {
	snap := x.lib.Snapshot()
	of := map[picture.ID]*job{}
	for _, id := range ids {
		p := snap.Photo(id)
		switch {
		case p == nil:
			x.reportPhoto(&library.Photo{ID: id}, false, errors.New("the photo is no longer in the library"))
		case !p.Picture.IsZero() && x.lib.HasVector(x.profile.Name, p.Picture):
			x.reportPhoto(p, false, nil)
		case !p.Picture.IsZero() && of[p.Picture] != nil:
			of[p.Picture].photos = append(of[p.Picture].photos, p)
		default:
			of[p.Picture] = &job{photos: []*library.Photo{p}}
			x.jobs = append(x.jobs, of[p.Picture])
		}
	}
}

// sink keeps results until there are enough of them to store.
func (x *indexer) sink(results []encoded) error {
	if len(x.waiting) == 0 {
		x.since = time.Now()
	}
	x.waiting = append(x.waiting, results...)
	if len(x.waiting) < storedAtOnce && time.Since(x.since) < storedWithin {
		return nil
	}
	return x.store()
}

// store brings the waiting vectors to the disk, then reports their photos.
func (x *indexer) store() error {
	var vectors []library.Vector
	fingerprints := map[picture.ID]thumb.Fingerprint{}
	for _, r := range x.waiting {
		if r.err == nil {
			j := x.jobs[r.index]
			vectors = append(vectors, library.Vector{Picture: j.photos[0].Picture, Values: r.vector})
			fingerprints[j.photos[0].Picture] = j.fingerprint
		}
	}
	if err := x.lib.StoreFingerprints(fingerprints); err != nil {
		return err // they go first: a vector says that a picture is done
	}
	if err := x.lib.StoreVectors(x.profile.Name, vectors); err != nil {
		return err
	}
	for _, r := range x.waiting {
		x.reportJob(x.jobs[r.index])
	}
	x.waiting = nil
	return nil
}

// reportJob reports a job's photos: first those that could not be decoded, then the one that was,
// then its copies.
func (x *indexer) reportJob(j *job) {
	for i, p := range j.photos {
		if i < len(j.errs) {
			x.reportPhoto(p, false, j.errs[i])
		} else {
			x.reportPhoto(p, i == len(j.errs), nil)
		}
	}
}

func (x *indexer) reportPhoto(p *library.Photo, indexed bool, err error) {
	x.done++
	if indexed {
		x.sum.Indexed++
	}
	if err != nil {
		x.sum.Failed = append(x.sum.Failed, library.Failure{Path: p.Path, Err: err})
	}
	switch {
	case undecodable(err):
		x.partial = append(x.partial, p.ID)
	case err == nil && p.Partial:
		x.whole = append(x.whole, p.ID)
	}
	if x.o.Each != nil {
		x.o.Each(p.ID, indexed, err)
	}
	if x.o.Progress != nil {
		x.o.Progress(library.Progress{Done: x.done, Total: x.total, Failed: len(x.sum.Failed), Path: p.Path})
	}
}

// undecodable reports whether an error is of the picture itself, and not of the way to it: it comes
// again until the file is another one, or a decoder knows more.
func undecodable(err error) bool {
	for _, of := range []error{thumb.ErrDamaged, thumb.ErrUnsupported, thumb.ErrTooLarge, thumb.ErrTooLong} {
		if errors.Is(err, of) {
			return true
		}
	}
	return false
}
