package engine

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// Models are the models that are, or can be brought, to this computer.
type Models struct {
	en     *Engine
	titles map[string]string // of models of the user's own, by name
	better *clip.Manifest    // that may be offered; nil: none, or not known yet
}

// Better is the model that may be offered to the user beside the built-in one; none where they have
// another one, one is on its way, or they want no offer.
func (ms *Models) Better() (clip.Manifest, bool) {
	en := ms.en
	if ms.better == nil || en.encoder == nil || en.chosen() != clip.StarterName || en.deps.Library.Settings().NoOffer || ms.Downloading(ms.better.Name) != nil {
		return clip.Manifest{}, false
	}
	return *ms.better, true
}

// DismissBetter offers no model any more.
func (ms *Models) DismissBetter() {
	ms.en.deps.Keep(func(s *library.Settings) { s.NoOffer = true })
	ms.en.deps.StateChanged()
}

// lookForBetter asks the disk in the background whether a model may be offered.
func (ms *Models) lookForBetter() {
	d := ms.en.deps
	d.Group.Go(func() {
		m, found := clip.Better(d.Shelf.Offers())
		d.Post(func() {
			if ms.better = &m; !found {
				ms.better = nil
			}
			d.StateChanged()
		})
	})
}

// Title is a model's name as the user reads it. That of a model of the user's own is known once its
// manifest has been read.
func (ms *Models) Title(name string) string {
	if m, err := clip.Offered(name); err == nil {
		return m.Title
	}
	if title := ms.titles[name]; title != "" {
		return title
	}
	return filepath.Base(name)
}

// titlesOnDisk are the titles in the manifests of models of the user's own. It blocks; any
// goroutine may call it.
func (ms *Models) titlesOnDisk(names ...string) map[string]string {
	titles := map[string]string{}
	for _, name := range names {
		if m, err := ms.en.deps.Shelf.Find(name); name != "" && err == nil {
			titles[name] = m.Manifest.Title
		}
	}
	return titles
}

// Look asks the disk and the library in the background what models there are, and calls then with
// it. It reads all blocks of vectors.
func (ms *Models) Look(then func([]clip.Offer, map[string]Facts)) {
	d, inUse := ms.en.deps, ""
	if ms.en.encoder != nil {
		inUse = ms.en.model
	}
	d.Group.Go(func() {
		offers := offersNow(d.Shelf, inUse)
		known := factsOf(d.Library, d.Shelf, offers)
		d.Post(func() {
			for _, o := range offers {
				ms.titles[o.Manifest.Name] = o.Manifest.Title
			}
			then(offers, known)
		})
	})
}

// offersNow are the shelf's offers, and the model in use, "" for none, where that is another one: a
// folder that was named at the start. It blocks on the disk; any goroutine may call it.
func offersNow(shelf clip.Shelf, inUse string) []clip.Offer {
	offers := shelf.Offers()
	if inUse == "" || slices.ContainsFunc(offers, func(o clip.Offer) bool { return o.Manifest.Name == inUse }) {
		return offers
	}
	m, err := shelf.Find(inUse)
	if err != nil {
		return offers
	}
	named := m.Manifest
	named.Name = inUse
	return append(offers, clip.Offer{Manifest: named, Installed: true})
}

// Downloading is the job that brings a model, nil when there is none.
func (ms *Models) Downloading(key string) *jobs.Job {
	for _, j := range ms.en.deps.Queue.In(jobs.Download) {
		if j.Key == key {
			return j
		}
	}
	return nil
}

// sayHere says that a model is here, with the way to see what it says, or where that cannot be
// seen, to use it.
func (ms *Models) sayHere(name string) {
	r := &message.Result{
		Text:   lang.X("model.here", "The {{.model}} model is here.", map[string]any{"model": ms.Title(name)}),
		Action: lang.X("models.compare", "Compare on ten photos"), Opens: true, Do: func() { ms.en.deps.CompareModel(name) },
	}
	if ms.en.encoder == nil || len(ms.en.deps.Photos().Photos()) == 0 {
		r.Action, r.Opens, r.Do = lang.X("model.use", "Use"), false, func() { ms.en.Use(name) }
	}
	ms.en.deps.Board.Show(r)
}

// AskRemove deletes a model's files when the user says so once more, and calls then.
func (ms *Models) AskRemove(name string, then func()) {
	title := map[string]any{"model": ms.Title(name)}
	ms.ask(lang.X("model.askRemove", "Remove the files of {{.model}}? What it saw of your photos stays.", title), lang.X("model.remove", "Remove"), func() {
		ms.en.deps.Errands.Enqueue(func() error { return ms.en.deps.Shelf.Remove(name) }, func(err error) {
			if err != nil {
				ms.en.deps.Board.Fail(lang.X("model.notRemoved", "The model was not removed"), err)
			} else {
				ms.en.deps.Board.Show(&message.Result{Text: lang.X("model.removed", "Removed the files of {{.model}}.", title)})
				ms.lookForBetter()
			}
			then()
		})
	})
}

// AskForget drops a model's vectors when the user says so once more, and calls then.
func (ms *Models) AskForget(name string, then func()) {
	title := map[string]any{"model": ms.Title(name)}
	text := lang.X("model.askForget", "Forget what {{.model}} saw? Decisions stay; it would have to look at all photos again.", title)
	ms.ask(text, lang.X("model.forget", "Forget what it saw"), func() {
		lib := ms.en.deps.Library
		ms.en.deps.Errands.Enqueue(func() error {
			var all error
			for _, stored := range clip.StoredNames(name) {
				all = errors.Join(all, lib.ForgetModel(stored))
			}
			return all
		}, func(err error) {
			if err != nil {
				ms.en.deps.Board.Fail(lang.X("model.notForgotten", "The library is as it was"), err)
				return
			}
			ms.Compact(then)
		})
	})
}

// ask asks the user whether to do something.
func (ms *Models) ask(text, action string, do func()) {
	ms.en.deps.Board.Show(&message.Result{Text: text, Ask: true, Action: action, Do: do})
}

// Compact gives the library file's unused space back, with all that the chosen model does not need,
// and calls done when that went well.
func (ms *Models) Compact(done func()) {
	lib, model := ms.en.deps.Library, ms.en.chosen()
	ms.en.deps.Queue.Add(&jobs.Job{
		Lane: jobs.Model, Quiet: true,
		Says: func(int, int) string { return lang.X("job.compact", "Giving unused space back") },
		Work: func(context.Context, *jobs.Job) (func(bool), error) {
			before := lib.Info().Bytes
			err := tagging.Compact(lib, ms.en.deps.Shelf.Profiles(model))
			now := lib.Info().Bytes
			return func(bool) {
				if err != nil {
					ms.en.deps.Board.Fail(lang.X("compact.failed", "The library is as it was"), err)
					return
				}
				ms.en.deps.Board.Show(&message.Result{Text: lang.X("compact.done", "The library takes {{.n}} MB, it took {{.m}} MB.", map[string]any{"n": phrase.Megabytes(now), "m": phrase.Megabytes(before)})})
				done()
			}, err
		},
	})
}
