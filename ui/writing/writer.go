// Package writing is how the window writes keywords into files and takes writes back: the page that
// shows what would change before it does, the jobs, and the page of what was written. What becomes
// of a file is decided in library/safewrite.
package writing

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/safewrite"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
)

// writers is how many photos are written at a time: more only wait for the disk.
const writers = 4

// Deps is what the writer works with. All must be set.
type Deps struct {
	Library     *library.Library
	Jobs        *jobs.Queue
	Errands     *jobs.Errands
	Group       *jobs.Group // ends the plan when the window does
	Board       *message.Board
	Snapshot    func() *library.Snapshot
	Settings    func() library.Settings
	Destination func() safewrite.Destination // that the user has chosen
	Written     func()                       // files have changed, and what the library knows of them
	ShowPhotos  func()                       // leaves all pages
	Tiles       thumbnail.Tiles
	Hint        func(owner any, text string) func(inside bool) // makes what shows a hint
	Keep        func(left string)                              // keeps for the next start what is left to write, and why; "" nothing; any goroutine may call it
	OpenPage    func()                                         // opens the page of what would be written
}

// Writer writes keywords into files, and takes writes back. Its methods belong to Fyne's goroutine
// and do not block.
type Writer struct {
	deps    Deps
	refused refusals
	left    []*jobs.Job // on hold: what writes have left
	tries   int         // undos that have ended
}

// New returns a writer.
func New(d Deps) *Writer { return &Writer{deps: d, refused: refusals{}} }

// Plan is what a write is about.
type Plan struct {
	Title    string                                       // of its page
	Label    string                                       // names the run in the history; "" where it is of what was decided
	Requests func() []library.WriteRequest                // that are due now, by photo
	Decide   func(library.WriteResult) []library.Decision // as library.WriteOptions.Decide; nil: none
	To       safewrite.Destination                        // empty: as the user has chosen
	Then     func()                                       // goes on from the page once it is under way; nil: the photos are shown
}

// pending is the write of all that was decided.
func (wr *Writer) pending() Plan { return wr.PlanOf(wr.Requests) }

// PlanOf is a write of some of what was decided.
func (wr *Writer) PlanOf(requests func() []library.WriteRequest) Plan {
	return Plan{Title: lang.X("write.title", "Write"), Requests: requests}
}

// Start queues the write of photos. Pausing ends it after the photos in work; going on writes the
// rest.
func (wr *Writer) Start(reqs []library.WriteRequest) { wr.start(wr.pending(), reqs) }

// options are how files are written, to where the user has chosen if to is empty.
func (wr *Writer) options(to safewrite.Destination) safewrite.Options {
	o := wr.deps.Settings().FileOptions(library.ParentsInWindow)
	o.To = cmp.Or(to, o.To)
	return o
}

// start queues requests of a plan.
func (wr *Writer) start(p Plan, reqs []library.WriteRequest) {
	if len(reqs) > 0 {
		wr.overtake()
	}
	wr.goOn(p, reqs, &outcome{})
}

// goOn queues requests of a plan of which some were written already, as out says.
func (wr *Writer) goOn(p Plan, reqs []library.WriteRequest, out *outcome) {
	if len(reqs) == 0 {
		return
	}
	wr.deps.Keep(lang.X("write.cut", "The last write ended before all photos were written."))
	o := library.WriteOptions{Options: wr.options(p.To), Workers: writers, Each: out.add, Decide: p.Decide}
	wr.deps.Jobs.Add(&jobs.Job{
		Lane: jobs.Write, OnDisk: true,
		Says: func(done, total int) string {
			return lang.X("job.writing", "Writing {{.n}} of {{.m}}", map[string]any{"n": phrase.Number(done), "m": phrase.Number(max(total, len(reqs)))})
		},
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			o := o
			o.Progress = func(p library.Progress) { j.Report(p.Done, p.Total) }
			run, err := wr.deps.Library.Write(ctx, p.Label, reqs, o)
			if err == nil { // also where the window ends before it is said
				wr.deps.Keep("")
			}
			if run.ID != 0 {
				out.run = append(out.run, run.ID)
			}
			return func(bool) { wr.wrote(p, reqs, out, err) }, err
		},
	})
}

// tally counts what a write did.
type tally struct {
	photos, inside, sidecars int
	failed                   []library.Failure
}

func (o *outcome) tally() tally {
	o.mu.Lock()
	defer o.mu.Unlock()
	var t tally
	for _, r := range o.results {
		switch {
		case errors.Is(r.Err, context.Canceled):
		case r.Failure() != nil:
			t.failed = append(t.failed, library.Failure{Path: r.Path, Err: r.Failure()})
		case r.Changed:
			t.photos++
			t.count(r.To)
		}
	}
	return t
}

func (t *tally) count(to []safewrite.Destination) {
	for _, d := range to {
		if d == safewrite.SidecarFile {
			t.sidecars++
		} else {
			t.inside++
		}
	}
}

// wrote says how a write of requests ended, with its undo.
func (wr *Writer) wrote(p Plan, reqs []library.WriteRequest, out *outcome, err error) {
	t := out.tally()
	wr.deps.Keep("")
	wr.deps.Written()
	retry := func() {
		due, paths := again(p.Requests(), reqs)
		if len(due) == 0 { // they are away still
			wr.wrote(p, reqs, out, err)
			return
		}
		out.forget(paths)
		wr.goOn(p, due, out)
	}
	counts := map[string]any{"n": phrase.Number(len(t.failed)), "m": phrase.Number(len(t.failed) + t.photos)}
	cures := wr.retries(err, retry)
	if undo := wr.result(out, err); undo.Do != nil {
		cures = append(cures, message.Cure{Label: undo.Action, Do: func() { wr.deps.ShowPhotos(); undo.Do() }})
	}
	wr.sayEnd(ending{
		err: err, failed: t.failed, cures: cures,
		some:    lang.X("write.some", "{{.n}} of {{.m}} not written", counts),
		stopped: lang.XN("write.stopped", "Writing stopped after {{.n}} photos", t.photos, phrase.Count(t.photos)),
		done:    func(err error) *message.Result { return wr.result(out, err) },
		hold: func(left string, say func()) {
			wr.deps.Keep(left)
			wr.left = append(wr.left, wr.hold(left, retryLabel(), retry, func() {
				wr.deps.Keep("")
				say()
			}))
		},
	})
}

// ending is how a write or an undo went.
type ending struct {
	err           error
	failed        []library.Failure
	some, stopped string                          // that some of the photos failed, and that it broke off after so many
	cures         []message.Cure                  // of what failed
	done          func(err error) *message.Result // what was done, which says so where err is that it was stopped
	hold          func(left string, say func())   // holds what is left; say says what was done, where it is left so
}

// sayEnd says how a write or an undo went, with what can be done about it.
func (wr *Writer) sayEnd(e ending) {
	switch {
	case leftOut(e.err, e.failed):
		wr.offerRest(e, e.some)
	case e.err != nil && !jobs.Cancelled(e.err) && len(e.failed) == 0:
		wr.offerRest(e, e.stopped)
	case len(e.failed) > 0:
		wr.deps.Board.Failures(e.some, e.failed, e.cures...)
	default:
		wr.deps.Board.Show(e.done(e.err))
	}
}

// retries is the cure of a run that has left out a disk or folder; none of others.
func (wr *Writer) retries(err error, retry func()) []message.Cure {
	if !errors.Is(err, library.ErrStopped) {
		return nil
	}
	return []message.Cure{{Label: retryLabel(), Do: func() { wr.deps.ShowPhotos(); retry() }}}
}

// result is what a write has done, with its undo; where err says that it was stopped, so does it.
func (wr *Writer) result(out *outcome, err error) *message.Result {
	t := out.tally()
	r := &message.Result{Text: stoppedOr(err, t.photos, t.text())}
	if len(out.run) > 0 {
		r.Action, r.Do = lang.X("write.undo", "Undo this write"), func() { wr.revert(undoing{runs: out.run}) }
	}
	return r
}

// again are the requests that are due now of those that were asked for, and the paths of these:
// what else waits was left out by the user, or decided since. A photo may have another path by now.
func again(due, asked []library.WriteRequest) (rest []library.WriteRequest, paths map[string]bool) {
	at, of := map[string]library.WriteRequest{}, map[library.ID]library.WriteRequest{}
	for _, r := range due {
		at[r.Path], of[r.Photo] = r, r
	}
	paths = map[string]bool{}
	for _, r := range asked {
		now, is := at[r.Path]
		if !is && r.Photo != 0 {
			now, is = of[r.Photo]
		}
		if is {
			rest, paths[r.Path] = append(rest, now), true
		}
	}
	return rest, paths
}

// leftOut reports whether all that failed did because the run went on without a disk or folder:
// then there is one reason, and no list of the photos.
func leftOut(err error, failed []library.Failure) bool {
	other := func(f library.Failure) bool { return !errors.Is(f.Err, library.ErrStopped) }
	return errors.Is(err, library.ErrStopped) && !slices.ContainsFunc(failed, other)
}

// offerRest says what a run has left out, and why; that is on hold until the user tries it again,
// or leaves it: then it is said what was done.
func (wr *Writer) offerRest(e ending, what string) {
	left := what + ": " + phrase.OneLine(reasonOf(e.err))
	e.hold(left, func() { wr.deps.Board.Show(e.done(context.Canceled)) })
}

// reasonOf is an error without the words that a run has stopped for it, which were said already.
func reasonOf(err error) error {
	if _, reason, stopped := strings.Cut(err.Error(), library.ErrStopped.Error()+": "); stopped {
		return errors.New(reason)
	}
	return err
}

func retryLabel() string { return lang.X("write.retry", "Retry") }

// stoppedOr is what a run has done; where the user has stopped it, it says so.
func stoppedOr(err error, photos int, done string) string {
	switch {
	case !jobs.Cancelled(err):
		return done
	case photos == 0:
		return lang.X("write.haltedNone", "Stopped. No file was changed.")
	}
	return lang.X("write.halted", "Stopped. {{.done}}", map[string]any{"done": done})
}

// text is "Wrote 86 photos: 61 files, 25 sidecars. Read back and verified."
func (t tally) text() string {
	if t.photos == 0 {
		return lang.X("wrote.nothing", "Nothing had to be written.")
	}
	wrote := lang.XN("wrote.photos", "Wrote {{.n}} photos", t.photos, phrase.Count(t.photos))
	return lang.X("wrote.all", "{{.wrote}}: {{.where}}. Read back and verified.", map[string]any{"wrote": wrote, "where": whereTo(t.inside, t.sidecars)})
}

// whereTo is "61 files, 25 sidecars"; "" where it is not known.
func whereTo(inside, sidecars int) string {
	var parts []string
	if inside > 0 {
		parts = append(parts, lang.XN("count.files", "{{.n}} files", inside, phrase.Count(inside)))
	}
	if sidecars > 0 {
		parts = append(parts, lang.XN("count.sidecars", "{{.n}} sidecars", sidecars, phrase.Count(sidecars)))
	}
	return strings.Join(parts, ", ")
}

// undoing is what is to be taken back.
type undoing struct {
	runs       []uint64 // the newest last
	photos     []string // of them, by their paths at the write; nil: all
	removeOurs bool     // where another program has changed a file since, take only the words of the run out of it
}

// reverted is what an undo came to.
type reverted struct {
	restored int
	failed   []library.Failure
}

// add notes what became of a photo.
func (o *reverted) add(r library.Reverted) {
	if r.Err != nil {
		o.failed = append(o.failed, library.Failure{Path: r.Path, Err: r.Err})
		return
	}
	o.restored++
}

// revert queues an undo, the newest run first.
func (wr *Writer) revert(u undoing) {
	out := &reverted{}
	o := library.WriteOptions{Options: wr.deps.Settings().FileOptions(library.ParentsInWindow), Workers: writers, RemoveOurs: u.removeOurs, Photos: u.photos}
	wr.deps.Jobs.Add(&jobs.Job{
		Lane: jobs.Write, OnDisk: true,
		Says: func(done, _ int) string {
			return lang.XN("job.undoing", "Undoing the write of {{.n}} photos", done, phrase.Count(done))
		},
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			var err error
			o.Progress = func(p library.Progress) { j.Report(p.Done, p.Total) }
			for i := len(u.runs) - 1; i >= 0 && ctx.Err() == nil && (err == nil || errors.Is(err, library.ErrStopped)); i-- {
				err = cmp.Or(err, wr.deps.Library.Revert(ctx, u.runs[i], o, out.add)) // one may have left out a disk
			}
			return func(bool) { wr.undone(u, out, err) }, err
		},
	})
}

// undone says how an undo ended. What another program has changed since can be left alone, or lose
// our words.
func (wr *Writer) undone(u undoing, out *reverted, err error) {
	wr.refused.note(u, out)
	wr.tries++
	wr.deps.Written()
	retry := func() { wr.revert(u) }
	counts := map[string]any{"n": phrase.Number(len(out.failed)), "m": phrase.Number(len(out.failed) + out.restored)}
	wr.sayEnd(ending{
		err: err, failed: out.failed, cures: append(wr.cures(u, out.failed), wr.retries(err, retry)...),
		some:    lang.X("revert.some", "{{.n}} of {{.m}} not restored", counts),
		stopped: lang.XN("revert.stopped", "Undo stopped after {{.n}} photos", out.restored, phrase.Count(out.restored)),
		done:    func(err error) *message.Result { return out.result(u, err) },
		hold:    func(left string, say func()) { wr.hold(left, retryLabel(), retry, say) }, // the page of what was written has it at the next start
	})
}

// result is what an undo has done; where err says that it was stopped, so does it.
func (o *reverted) result(u undoing, err error) *message.Result {
	done := lang.XN("revert.done", "Restored {{.n}} photos to the byte.", o.restored, phrase.Count(o.restored))
	if u.removeOurs {
		done = lang.XN("revert.oursDone", "Took our keywords out of {{.n}} photos.", o.restored, phrase.Count(o.restored))
	}
	return &message.Result{Text: stoppedOr(err, o.restored, done)}
}

// cures are what helps against failures of an undo.
func (wr *Writer) cures(u undoing, failed []library.Failure) []message.Cure {
	if !slices.ContainsFunc(failed, func(f library.Failure) bool { return errors.Is(f.Err, library.ErrForeign) }) {
		return nil
	}
	return []message.Cure{{Label: lang.X("revert.ours", "Remove only our keywords"), Do: func() {
		wr.deps.ShowPhotos()
		u.removeOurs = true
		wr.revert(u)
	}}}
}

// refusals are why photos of runs could not be put back when that was tried last.
type refusals map[uint64]map[string]error // by run, and path now

// note takes over how an undo ended.
func (r refusals) note(u undoing, out *reverted) {
	for _, run := range u.runs {
		if r[run] == nil || u.photos == nil {
			r[run] = map[string]error{}
		}
		for _, f := range out.failed {
			r[run][f.Path] = f.Err
		}
	}
}
