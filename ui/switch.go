package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui/jobs"
)

// opening is what became of opening the chosen model.
type opening struct {
	name    string // of the model that is open
	encoder tagging.Encoder
	next    string // the chosen model, where another stands in until this one has seen the photos
	missing string // the chosen model, where it cannot be opened and the starter is in its place
	err     error  // why nothing is open, or why the chosen one is missing
}

// chosenModel is the name of the model that the user wants: the one named at the start, else that of the settings.
func (w *Window) chosenModel() string {
	for _, name := range []string{w.deps.Model, w.settings.Model} {
		if name != "" {
			return name
		}
	}
	return clip.StarterName
}

// openChosen opens the chosen model. One that has not seen all photos leaves its place to the installed model that has
// seen more, so that a switch that was cut short goes on without a gap. It blocks; any goroutine may call it.
func (w *Window) openChosen(name string) opening {
	encoder, err := w.deps.OpenModel(name)
	switch {
	case name != clip.StarterName && (errors.Is(err, clip.ErrNotHere) || errors.Is(err, clip.ErrWrongModel)):
		if starter, starterErr := w.deps.OpenModel(clip.StarterName); starterErr == nil {
			return opening{name: clip.StarterName, encoder: starter, missing: name, err: err}
		}
		return opening{err: err}
	case err != nil:
		return opening{err: err}
	}
	standIn := w.standIn(name, encoder.Profile().Name)
	if standIn == "" {
		return opening{name: name, encoder: encoder}
	}
	other, err := w.deps.OpenModel(standIn)
	if err != nil {
		return opening{name: name, encoder: encoder}
	}
	logged(encoder.Close())
	return opening{name: standIn, encoder: other, next: name}
}

// standIn is the installed model that has seen more photos than the chosen one, and most of all; "" where there is none.
// vectors is the key of the chosen one's vectors. It blocks.
func (w *Window) standIn(chosen, vectors string) (name string) {
	counts := w.deps.Library.Info().Models
	most := counts[vectors]
	for _, o := range w.deps.Shelf.Offers() {
		n := seenBy(counts, o.Manifest.Name)
		if n > most && o.Installed && o.Problem == nil && o.Manifest.Name != chosen {
			name, most = o.Manifest.Name, n
		}
	}
	return name
}

// seenBy is how many photos a model has seen with either of its image towers.
func seenBy(counts map[string]int, model string) int {
	return max(counts[clip.VectorsName(model)], counts[clip.QuantisedName(model)])
}

// useModel makes a model the chosen one. The model in use goes on until the new one has seen all photos.
func (w *Window) useModel(name string) {
	w.deps.Model = ""
	w.keep(func(s *library.Settings) { s.Model = name })
	w.target = ""
	if j := w.switching(); j != nil {
		w.jobs.Stop(j)
	}
	switch {
	case w.encoder == nil:
		w.openModel()
	case name != w.model:
		w.switchTo(name)
	}
	w.refreshPage()
}

// useAgain opens the model in use anew, as the settings want it now; until it is ready the open one goes on.
func (w *Window) useAgain() {
	w.target = ""
	if j := w.switching(); j != nil {
		w.jobs.Stop(j)
	}
	w.switchTo(w.model)
	w.refreshPage()
}

// switching is the job that gets another model ready, nil when there is none.
func (w *Window) switching() *jobs.Job {
	if in := w.jobs.In(jobs.Switch); len(in) > 0 {
		return in[0]
	}
	return nil
}

// successor is a model that is ready to take over: open, and with its tags.
type successor struct {
	encoder tagging.Encoder
	tags    *tagset
}

// switchTo lets a model look at all photos that it has not seen, beside all else, and then take over.
func (w *Window) switchTo(name string) {
	data, vocabulary := map[string]any{"model": w.modelTitle(name), "old": w.modelTitle(w.model)}, ""
	inUse := name == w.model
	w.target = name
	w.jobs.Add(&jobs.Job{
		Lane: jobs.Switch,
		Says: func(done, total int) string {
			if total == 0 && inUse {
				return lang.X("job.model", "Opening the model")
			}
			if total == 0 {
				return lang.X("job.preparing", "{{.model}} gets ready; suggestions come from {{.old}} until then", data)
			}
			data["n"], data["m"] = number(done), number(total)
			if inUse {
				return lang.X("job.looksAgain", "{{.model}} looks at {{.n}} of {{.m}} anew; what it saw before holds until then", data)
			}
			return lang.X("job.switching", "{{.model}} looks at {{.n}} of {{.m}}; suggestions come from {{.old}} until then", data)
		},
		Begin:   func() { vocabulary = w.vocabularyName() },
		Dropped: func() { w.notSwitched(name, nil, true) },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			s, err := w.prepareSuccessor(ctx, j, name, vocabulary)
			return func(stopped bool) {
				if stopped || err != nil {
					w.retire(s.encoder)
					w.notSwitched(name, err, stopped)
					return
				}
				w.switched(name, s)
			}, err
		},
	})
}

// prepareSuccessor opens a model, computes the vectors that it lacks, and those of the tags. What it opens is closed
// again unless all went well. It blocks; any goroutine may call it.
func (w *Window) prepareSuccessor(ctx context.Context, j *jobs.Job, name, vocabulary string) (successor, error) {
	encoder, err := w.deps.OpenModel(name)
	for err == nil {
		var done tagging.Indexed
		if done, err = w.catchUp(ctx, j, name, encoder); err != nil || !done.ShouldSwitch && done.Indexed == 0 {
			break
		}
		if done.ShouldSwitch { // the other tower of the model is the better one
			logged(encoder.Close())
			encoder, err = w.deps.OpenModel(name)
		}
	}
	if encoder == nil {
		return successor{}, err
	}
	j.Report(0, 0)
	var tags *tagset
	if err == nil {
		tags, err = prepare(ctx, encoder, w.deps.Library, vocabulary, reportTo(j))
	}
	if err != nil {
		return successor{}, errors.Join(err, encoder.Close())
	}
	return successor{encoder, tags}, nil
}

// catchUp lets a model look at the photos that it has not seen, as they are now.
func (w *Window) catchUp(ctx context.Context, j *jobs.Job, name string, encoder tagging.Encoder) (tagging.Indexed, error) {
	lib := w.deps.Library
	ids := lacking(lib, encoder.Profile().Name, lib.Snapshot().Photos())
	return tagging.Index(ctx, lib, nil, encoder, ids, w.indexOptions(j, name, encoder))
}

// switched lets the new model take over.
func (w *Window) switched(name string, s successor) {
	before := w.model
	w.retire(w.encoder)
	w.model, w.target, w.encoder, w.modelError = name, "", s.encoder, nil
	w.setTags(s.tags)
	w.loadVocabulary()      // it may be another one by now
	if w.direction != nil { // of the old model's texts and photos
		w.direction = nil
		w.understand(w.scope)
	}
	if name == before {
		w.refreshPage()
		return
	}
	w.bar.show(&result{text: lang.X("model.switched", "Suggestions come from {{.model}} now.", map[string]any{"model": w.modelTitle(name)})})
	w.refreshPage()
}

// notSwitched keeps the old model, and says so unless the user has chosen a third one.
func (w *Window) notSwitched(name string, err error, stopped bool) {
	if w.target != name {
		return
	}
	w.target = ""
	w.keep(func(set *library.Settings) { set.Model = w.model })
	stays := map[string]any{"model": w.modelTitle(w.model)}
	if stopped {
		w.bar.show(&result{text: lang.X("model.stays", "Stopped. Suggestions still come from {{.model}}; what was computed is kept.", stays)})
	} else {
		w.bar.fail(lang.X("model.notSwitched", "Suggestions still come from {{.model}}", stays), err)
	}
	w.refreshPage()
}

// retire closes an encoder once no job can be working with it.
func (w *Window) retire(encoder tagging.Encoder) {
	if encoder != nil {
		w.retired = append(w.retired, encoder)
	}
	w.closeRetired()
}

func (w *Window) closeRetired() {
	if len(w.retired) == 0 || w.modelInUse() {
		return
	}
	retired := w.retired
	w.retired = nil
	w.group.Go(func() {
		for _, e := range retired {
			logged(e.Close())
		}
	})
}

// modelTitle is a model's name as the user reads it. That of a model of the user's own is known once its manifest has been read.
func (w *Window) modelTitle(name string) string {
	if m, err := clip.Offered(name); err == nil {
		return m.Title
	}
	if title := w.titles[name]; title != "" {
		return title
	}
	return filepath.Base(name)
}

// titlesOnDisk are the titles in the manifests of models of the user's own. It blocks; any goroutine may call it.
func (w *Window) titlesOnDisk(names ...string) map[string]string {
	titles := map[string]string{}
	for _, name := range names {
		if m, err := w.deps.Shelf.Find(name); name != "" && err == nil {
			titles[name] = m.Manifest.Title
		}
	}
	return titles
}

// refreshPage brings the open page up to date.
func (w *Window) refreshPage() {
	if p := w.page(); p != nil && p.tick != nil {
		p.tick()
	}
}
