package engine

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/ui/jobs"
	"catchlight/ui/phrase"
)

// Comparison is what two models say of the same photos with the vocabulary in use, balanced, before
// any of the user's decisions has taught them.
type Comparison struct {
	Photos []*library.Photo
	Now    Said // the model in use
	Other  Said
}

// Said is what a model says.
type Said struct {
	Model string                 // its name
	Words [][]tagging.Suggestion // of each photo, best first; nil where it could not look
}

// Compare lets another model look at photos beside the one in use, as a job, and calls then with
// what both say, on the window's goroutine; with an error where they could not be asked, and with
// stopped where the user has stopped the job. What the models see is kept as ever, under the name of
// each; neither a decision nor the model in use changes. It returns the job, nil while no model is
// open.
func (ms *Models) Compare(name string, photos []*library.Photo, then func(c Comparison, stopped bool, err error)) *jobs.Job {
	en := ms.en
	if en.encoder == nil {
		return nil
	}
	var now tagging.Encoder
	var model string
	var vocabularies []string
	title := map[string]any{"model": en.Models.Title(name)}
	job := &jobs.Job{
		Lane: jobs.Try,
		Says: func(done, total int) string {
			if total == 0 {
				return lang.X("job.compareModels", "Comparing {{.model}} with the model in use", title)
			}
			return lang.X("job.compareModelsAt", "Comparing {{.model}} with the model in use: {{.n}} of {{.m}}", map[string]any{"model": title["model"], "n": phrase.Number(done), "m": phrase.Number(total)})
		},
		Begin: func() { now, model, vocabularies = en.encoder, en.model, en.Vocabularies.On() },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			c := Comparison{Photos: photos, Now: Said{Model: model}, Other: Said{Model: name}}
			a := &asking{en, j, vocabularies, photos}
			err := a.tell(ctx, now, &c.Now)
			if err == nil {
				err = a.askOther(ctx, &c.Other)
			}
			return func(stopped bool) { then(c, stopped, err) }, err
		},
		Dropped: func() { then(Comparison{}, true, nil) },
	}
	en.deps.Queue.Add(job)
	return job
}

// asking is what two models are asked: what they would suggest for the same photos. Its methods
// block, on any goroutine.
type asking struct {
	en           *Engine
	job          *jobs.Job // that shows how far it is
	vocabularies []string
	photos       []*library.Photo
}

// askOther opens the model that is to say something, lets it tell and closes it again.
func (a *asking) askOther(ctx context.Context, said *Said) error {
	encoder, err := a.en.open(said.Model, false)
	if err != nil {
		return err
	}
	return errors.Join(a.tell(ctx, encoder, said), encoder.Close())
}

// tell lets a model look at those of the photos that it has not seen, and notes what it says of all.
func (a *asking) tell(ctx context.Context, encoder tagging.Encoder, said *Said) error {
	lib, model, progress := a.en.deps.Library, encoder.Profile().Name, ProgressOf(a.job)
	if _, err := tagging.Index(ctx, lib, nil, encoder, lacking(lib, model, a.photos, true), tagging.IndexOptions{Progress: progress, Yield: a.en.deps.Working}); err != nil {
		return err
	}
	tags, err := prepare(ctx, encoder, lib, a.vocabularies, progress)
	if tags == nil {
		return err
	}
	for _, p := range a.photos {
		var words []tagging.Suggestion
		if vector, ok := lib.Vector(model, p.Picture); ok {
			words = append([]tagging.Suggestion{}, tags.Vectors.Suggest(vector, tagging.SuggestOptions{Strength: tagging.Balanced})...)
		}
		said.Words = append(said.Words, words)
	}
	return nil
}
