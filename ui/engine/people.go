package engine

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// peopleKey names the jobs that look for people.
const peopleKey = "people"

// LookForPeople looks for people, after the runs that wait, on the photos that the model has seen
// but nobody has looked at for people: those that were indexed while that was switched off, or by
// an earlier version. It stops instead where the settings say that nobody is to be looked for.
func (rs *Runs) LookForPeople() {
	d := rs.en.deps
	if d.Library.Settings().PeopleOff {
		rs.stopLookingForPeople()
		return
	}
	if d.People == nil || rs.en.encoder == nil {
		return
	}
	profile, list := rs.en.encoder.Profile(), []*library.Photo(nil)
	d.Errands.Enqueue(func() error { list = withoutPeople(d.Library, profile.Name); return nil }, func(error) {
		if len(list) > 0 {
			rs.stopLookingForPeople() // one that waits knows less
			d.Queue.Add(rs.peopleJob(profile, len(list)))
		}
	})
}

func (rs *Runs) stopLookingForPeople() {
	for _, j := range rs.en.deps.Queue.In(jobs.Index) {
		if j.Key == peopleKey {
			rs.en.deps.Queue.Stop(j)
		}
	}
}

// withoutPeople lists the photos to look for people on. Any goroutine may call it.
func withoutPeople(lib *library.Library, model string) []*library.Photo {
	var seen []*library.Photo
	for _, p := range lib.Snapshot().Photos() {
		if !p.Missing && lib.HasVector(model, p.Picture) { // a run looks at the others
			seen = append(seen, p)
		}
	}
	return tagging.WithoutPeople(lib, seen)
}

func (rs *Runs) peopleJob(model tagging.Profile, total int) *jobs.Job {
	d := rs.en.deps
	return &jobs.Job{
		Lane: jobs.Index, Key: peopleKey,
		Says: func(done, _ int) string {
			return lang.X("job.people", "Looking for people on {{.n}} of {{.m}}", map[string]any{"n": phrase.Number(done), "m": phrase.Number(total)})
		},
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			o := tagging.IndexOptions{People: d.People, Progress: ProgressOf(j), Yield: d.Working, Workers: d.Library.Settings().Workers}
			err := tagging.FindPeople(ctx, d.Library, tagging.DecodeEdge(model), withoutPeople(d.Library, model.Name), o)
			return func(stopped bool) {
				switch {
				case err != nil && !stopped:
					again := message.TryAgain(rs.LookForPeople)
					d.Board.FailFor(lang.X("people.failed", "People were not looked for on all photos"), err, again)
				case !stopped && (d.Board.Latest() == nil || !d.Board.Latest().Alert):
					d.Board.Mention(&message.Result{Text: lang.XN("people.done", "Looked for people on {{.n}} photos.", total, phrase.Count(total))})
				}
				d.VectorsChanged()
			}, err
		},
	}
}
