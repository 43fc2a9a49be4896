package ui

import (
	"cmp"
	"context"
	"maps"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/clip"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// download brings a model of the ladder to this computer, because the user asked for it; use says to go over to it then.
// What is here of it stays when it is stopped, and is not asked for again.
func (en *engine) download(name string, use bool) {
	m, err := clip.Offered(name)
	if err != nil || en.downloading(name) != nil {
		return
	}
	en.transfer(name, func(ctx context.Context, d clip.Download) (string, error) {
		_, err := en.w.deps.Shelf.Get(ctx, m, d)
		return name, err
	}, use, lang.X("job.downloading", "Downloading {{.model}}", map[string]any{"model": m.Title}))
}

// addModel copies a model of the user's own from a folder.
func (en *engine) addModel(folder string) {
	en.transfer(folder, func(ctx context.Context, d clip.Download) (string, error) {
		added, err := en.w.deps.Shelf.Add(ctx, folder, d)
		return added.Manifest.Name, err
	}, false, lang.X("job.copying", "Copying the model"))
}

// transfer brings a model to the shelf by get, which gives its name there.
func (en *engine) transfer(key string, get func(context.Context, clip.Download) (string, error), use bool, title string) {
	en.w.jobs.Add(&jobs.Job{
		Lane: jobs.Download, Bytes: true, Key: key,
		Says: func(done, total int) string {
			if total == 0 {
				return title
			}
			return title + " · " + lang.X("job.megabytes", "{{.n}} of {{.m}} MB", map[string]any{"n": phrase.Megabytes(int64(done)), "m": phrase.Megabytes(int64(total))})
		},
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			d := en.w.deps.Download
			first := true
			d.Progress = func(done, total int64) {
				if first {
					j.HadBefore(int(done))
				}
				first = false
				j.Report(int(done), int(total))
			}
			name, err := get(ctx, d)
			titles := en.titlesOnDisk(name)
			return func(stopped bool) {
				maps.Copy(en.titles, titles)
				en.got(cmp.Or(name, key), err, stopped, use)
			}, err
		},
	})
	en.w.pages.refreshPage()
}

// downloading is the job that brings a model, nil when there is none.
func (en *engine) downloading(key string) *jobs.Job {
	for _, j := range en.w.jobs.In(jobs.Download) {
		if j.Key == key {
			return j
		}
	}
	return nil
}

// got says how a download ended.
func (en *engine) got(name string, err error, stopped, use bool) {
	title := map[string]any{"model": en.modelTitle(name)}
	switch {
	case stopped:
		en.w.board.Show(&message.Result{Text: lang.X("model.downloadStopped", "Stopped. What is here of the model stays, a new download goes on from there.")})
	case err != nil:
		en.w.board.Failures(lang.X("model.notHere", "The model was not downloaded"), []library.Failure{{Path: en.modelTitle(name), Err: err}})
	case use:
		en.useModel(name)
	default:
		en.w.board.Show(&message.Result{Text: lang.X("model.here", "The {{.model}} model is here.", title), Action: lang.X("model.use", "Use"), Do: func() { en.useModel(name) }})
	}
	en.w.pages.refreshPage()
}
