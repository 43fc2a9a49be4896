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
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
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
func (en *engine) chosenModel() string {
	for _, name := range []string{en.w.deps.Model, en.w.settings.Model} {
		if name != "" {
			return name
		}
	}
	return clip.StarterName
}

// openChosen opens the chosen model. One that has not seen all photos leaves its place to the installed model that has
// seen more, so that a switch that was cut short goes on without a gap. It blocks; any goroutine may call it.
func (en *engine) openChosen(name string) opening {
	encoder, err := en.w.deps.OpenModel(name)
	switch {
	case name != clip.StarterName && (errors.Is(err, clip.ErrNotHere) || errors.Is(err, clip.ErrWrongModel)):
		if starter, starterErr := en.w.deps.OpenModel(clip.StarterName); starterErr == nil {
			return opening{name: clip.StarterName, encoder: starter, missing: name, err: err}
		}
		return opening{err: err}
	case err != nil:
		return opening{err: err}
	}
	standIn := en.standIn(name, encoder.Profile().Name)
	if standIn == "" {
		return opening{name: name, encoder: encoder}
	}
	other, err := en.w.deps.OpenModel(standIn)
	if err != nil {
		return opening{name: name, encoder: encoder}
	}
	jobs.LogError(encoder.Close())
	return opening{name: standIn, encoder: other, next: name}
}

// standIn is the installed model that has seen more photos than the chosen one, and most of all; "" where there is none.
// vectors is the key of the chosen one's vectors. It blocks.
func (en *engine) standIn(chosen, vectors string) (name string) {
	counts := en.w.deps.Library.Info().Models
	most := counts[vectors]
	for _, o := range en.w.deps.Shelf.Offers() {
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
func (en *engine) useModel(name string) {
	en.w.deps.Model = ""
	en.w.keep(func(s *library.Settings) { s.Model = name })
	en.target = ""
	if j := en.switching(); j != nil {
		en.w.jobs.Stop(j)
	}
	switch {
	case en.encoder == nil:
		en.openModel()
	case name != en.model:
		en.switchTo(name)
	}
	en.w.pages.refreshPage()
}

// useAgain opens the model in use anew, as the settings want it now; until it is ready the open one goes on.
func (en *engine) useAgain() {
	en.target = ""
	if j := en.switching(); j != nil {
		en.w.jobs.Stop(j)
	}
	en.switchTo(en.model)
	en.w.pages.refreshPage()
}

// switching is the job that gets another model ready, nil when there is none.
func (en *engine) switching() *jobs.Job {
	if in := en.w.jobs.In(jobs.Switch); len(in) > 0 {
		return in[0]
	}
	return nil
}

// successor is a model that is ready to take over: open, and with its tags.
type successor struct {
	encoder tagging.Encoder
	tags    *view.Tagset
}

// switchTo lets a model look at all photos that it has not seen, beside all else, and then take over.
func (en *engine) switchTo(name string) {
	data, vocabulary := map[string]any{"model": en.modelTitle(name), "old": en.modelTitle(en.model)}, ""
	inUse := name == en.model
	en.target = name
	en.w.jobs.Add(&jobs.Job{
		Lane: jobs.Switch,
		Says: func(done, total int) string {
			if total == 0 && inUse {
				return lang.X("job.model", "Opening the model")
			}
			if total == 0 {
				return lang.X("job.preparing", "{{.model}} gets ready; suggestions come from {{.old}} until then", data)
			}
			data["n"], data["m"] = phrase.Number(done), phrase.Number(total)
			if inUse {
				return lang.X("job.looksAgain", "{{.model}} looks at {{.n}} of {{.m}} anew; what it saw before holds until then", data)
			}
			return lang.X("job.switching", "{{.model}} looks at {{.n}} of {{.m}}; suggestions come from {{.old}} until then", data)
		},
		Begin:   func() { vocabulary = en.w.vocabularies.vocabularyName() },
		Dropped: func() { en.notSwitched(name, nil, true) },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			s, err := en.prepareSuccessor(ctx, j, name, vocabulary)
			return func(stopped bool) {
				if stopped || err != nil {
					en.retire(s.encoder)
					en.notSwitched(name, err, stopped)
					return
				}
				en.switched(name, s)
			}, err
		},
	})
}

// prepareSuccessor opens a model, computes the vectors that it lacks, and those of the tags. What it opens is closed
// again unless all went well. It blocks; any goroutine may call it.
func (en *engine) prepareSuccessor(ctx context.Context, j *jobs.Job, name, vocabulary string) (successor, error) {
	encoder, err := en.w.deps.OpenModel(name)
	for err == nil {
		var done tagging.Indexed
		if done, err = en.catchUp(ctx, j, name, encoder); err != nil || !done.ShouldSwitch && done.Indexed == 0 {
			break
		}
		if done.ShouldSwitch { // the other tower of the model is the better one
			jobs.LogError(encoder.Close())
			encoder, err = en.w.deps.OpenModel(name)
		}
	}
	if encoder == nil {
		return successor{}, err
	}
	j.Report(0, 0)
	var tags *view.Tagset
	if err == nil {
		tags, err = prepare(ctx, encoder, en.w.deps.Library, vocabulary, reportTo(j))
	}
	if err != nil {
		return successor{}, errors.Join(err, encoder.Close())
	}
	return successor{encoder, tags}, nil
}

// catchUp lets a model look at the photos that it has not seen, as they are now.
func (en *engine) catchUp(ctx context.Context, j *jobs.Job, name string, encoder tagging.Encoder) (tagging.Indexed, error) {
	lib := en.w.deps.Library
	ids := lacking(lib, encoder.Profile().Name, lib.Snapshot().Photos())
	return tagging.Index(ctx, lib, nil, encoder, ids, en.indexOptions(j, name, encoder))
}

// switched lets the new model take over.
func (en *engine) switched(name string, s successor) {
	before := en.model
	en.retire(en.encoder)
	en.model, en.target, en.encoder, en.err = name, "", s.encoder, nil
	en.setTags(s.tags)
	en.w.vocabularies.loadVocabulary()  // it may be another one by now
	if en.w.searcher.direction != nil { // of the old model's texts and photos
		en.w.searcher.direction = nil
		en.w.searcher.understand(en.w.scope)
	}
	if name == before {
		en.w.pages.refreshPage()
		return
	}
	en.w.board.Show(&message.Result{Text: lang.X("model.switched", "Suggestions come from {{.model}} now.", map[string]any{"model": en.modelTitle(name)})})
	en.w.pages.refreshPage()
}

// notSwitched keeps the old model, and says so unless the user has chosen a third one.
func (en *engine) notSwitched(name string, err error, stopped bool) {
	if en.target != name {
		return
	}
	en.target = ""
	en.w.keep(func(set *library.Settings) { set.Model = en.model })
	stays := map[string]any{"model": en.modelTitle(en.model)}
	if stopped {
		en.w.board.Show(&message.Result{Text: lang.X("model.stays", "Stopped. Suggestions still come from {{.model}}; what was computed is kept.", stays)})
	} else {
		en.w.board.Fail(lang.X("model.notSwitched", "Suggestions still come from {{.model}}", stays), err)
	}
	en.w.pages.refreshPage()
}

// retire closes an encoder once no job can be working with it.
func (en *engine) retire(encoder tagging.Encoder) {
	if encoder != nil {
		en.retired = append(en.retired, encoder)
	}
	en.closeRetired()
}

func (en *engine) closeRetired() {
	if len(en.retired) == 0 || en.modelInUse() {
		return
	}
	retired := en.retired
	en.retired = nil
	en.w.group.Go(func() {
		for _, e := range retired {
			jobs.LogError(e.Close())
		}
	})
}

// modelTitle is a model's name as the user reads it. That of a model of the user's own is known once its manifest has been read.
func (en *engine) modelTitle(name string) string {
	if m, err := clip.Offered(name); err == nil {
		return m.Title
	}
	if title := en.titles[name]; title != "" {
		return title
	}
	return filepath.Base(name)
}

// titlesOnDisk are the titles in the manifests of models of the user's own. It blocks; any goroutine may call it.
func (en *engine) titlesOnDisk(names ...string) map[string]string {
	titles := map[string]string{}
	for _, name := range names {
		if m, err := en.w.deps.Shelf.Find(name); name != "" && err == nil {
			titles[name] = m.Manifest.Title
		}
	}
	return titles
}

// refreshPage brings the open page up to date.
func (pg *pages) refreshPage() {
	if p := pg.page(); p != nil && p.Tick != nil {
		p.Tick()
	}
}
