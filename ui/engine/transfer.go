package engine

import (
	"cmp"
	"context"
	"maps"

	"fyne.io/fyne/v2/lang"

	"catchlight/tagging/clip"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// Download brings a model of the ladder to this computer, because the user asked for it. What is
// here of it stays when it is stopped, and is not asked for again.
func (ms *Models) Download(name string) { ms.download(name, ms.sayHere) }

// DownloadToUse is Download, and goes over to the model then.
func (ms *Models) DownloadToUse(name string) { ms.download(name, ms.en.Use) }

func (ms *Models) download(name string, then func(name string)) {
	m, err := clip.Offered(name)
	if err != nil || ms.Downloading(name) != nil {
		return
	}
	ms.transfer(name, func(ctx context.Context, d clip.Download) (string, error) {
		_, err := ms.en.deps.Shelf.Get(ctx, m, d)
		return name, err
	}, lang.X("job.downloading", "Downloading {{.model}}", map[string]any{"model": m.Title}), then)
}

// Add copies a model of the user's own from a folder.
func (ms *Models) Add(folder string) {
	ms.transfer(folder, func(ctx context.Context, d clip.Download) (string, error) {
		added, err := ms.en.deps.Shelf.Add(ctx, folder, d)
		return added.Manifest.Name, err
	}, lang.X("job.copying", "Copying the model"), ms.sayHere)
}

// getModel brings a model to the shelf and gives its name there. It blocks; any goroutine.
type getModel func(context.Context, clip.Download) (string, error)

func (ms *Models) transfer(key string, get getModel, title string, then func(name string)) {
	t := &transfer{ms: ms, key: key, title: title, get: get, then: then}
	t.start()
}

// transfer is a job that brings a model to the shelf.
type transfer struct {
	ms         *Models
	key, title string // of the job
	get        getModel
	then       func(name string) // goes on when the model is here
}

func (t *transfer) start() {
	t.ms.en.deps.Queue.Add(&jobs.Job{Lane: jobs.Download, Of: jobs.Bytes, Key: t.key, Says: t.line, Work: t.work})
	t.ms.en.deps.StateChanged()
}

// work blocks until the model is here.
func (t *transfer) work(ctx context.Context, j *jobs.Job) (func(bool), error) {
	d, first := t.ms.en.deps.Download, true
	d.Progress = func(done, total int64) {
		if first {
			j.HadBefore(int(done))
		}
		first = false
		j.Stall(false)
		j.Report(int(done), int(total))
	}
	d.Again = func(error) { j.Stall(true) } // until the next try: without a network that takes half a minute
	name, err := t.get(ctx, d)
	titles := t.ms.titlesOnDisk(name)
	return func(stopped bool) {
		maps.Copy(t.ms.titles, titles)
		t.ended(cmp.Or(name, t.key), stopped, err)
	}, err
}

// line says how far a model has come, in bytes.
func (t *transfer) line(done, total int) string {
	line := t.title
	if total > 0 {
		line += " · " + phrase.MegabytesOf(int64(done), int64(total))
	}
	return line
}

// ended goes on with a model that is here, or says why it is not.
func (t *transfer) ended(name string, stopped bool, err error) {
	switch board := t.ms.en.deps.Board; {
	case stopped:
		board.Show(&message.Result{Text: lang.X("model.downloadStopped", "Stopped. What is here of the model stays, a new download goes on from there.")})
	case err != nil:
		board.FailFor(lang.X("model.notHere", "The model was not downloaded"), err, message.TryAgain(func() {
			t.start()
			t.ms.en.deps.ChooseModel() // where it shows how far it is
		}))
	default:
		t.then(name)
	}
	t.ms.lookForBetter()
	t.ms.en.deps.StateChanged()
}
