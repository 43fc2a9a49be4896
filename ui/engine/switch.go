package engine

import (
	"context"
	"errors"

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

// openChosen opens the chosen model. One that has not seen all photos leaves its place to the
// installed model that has seen more, so that a switch that was cut short goes on without a gap. It
// blocks; any goroutine may call it.
func (en *Engine) openChosen(name string) opening {
	encoder, err := en.deps.OpenModel(name)
	switch {
	case name != clip.StarterName && (errors.Is(err, clip.ErrNotHere) || errors.Is(err, clip.ErrWrongModel)):
		if starter, starterErr := en.deps.OpenModel(clip.StarterName); starterErr == nil {
			return opening{name: clip.StarterName, encoder: starter, missing: name, err: err}
		}
		return opening{err: err}
	case err != nil:
		return opening{err: err}
	}
	standIn := en.standIn(name, encoder.Profile().Name)
	if standIn == "" {
		return en.lookingAsWanted(name, encoder)
	}
	other, err := en.deps.OpenModel(standIn)
	if err != nil {
		return opening{name: name, encoder: encoder}
	}
	jobs.LogError(encoder.Close())
	return opening{name: standIn, encoder: other, next: name}
}

// lookingAsWanted is an open model that looks closer where the user wants that. Until it has seen
// as many photos so as it has by a single look, it goes on with that, and switches over. It blocks.
func (en *Engine) lookingAsWanted(name string, encoder tagging.Encoder) opening {
	if !en.deps.Library.Settings().Closer {
		return opening{name: name, encoder: encoder}
	}
	closer, counts := tagging.LookCloser(encoder), en.deps.Library.Info().Models
	if counts[closer.Profile().Name] < counts[encoder.Profile().Name] {
		return opening{name: name, encoder: encoder, next: name}
	}
	return opening{name: name, encoder: closer}
}

// open opens a model, to look closer or not. Any goroutine may call it; it may block for seconds.
func (en *Engine) open(name string, closer bool) (tagging.Encoder, error) {
	encoder, err := en.deps.OpenModel(name)
	if err != nil || !closer {
		return encoder, err
	}
	return tagging.LookCloser(encoder), nil
}

// standIn is the installed model that has seen more photos than the chosen one, and most of all; ""
// where there is none. vectors is the key of the chosen one's vectors. It blocks.
func (en *Engine) standIn(chosen, vectors string) (name string) {
	counts := en.deps.Library.Info().Models
	most := counts[vectors]
	for _, o := range en.deps.Shelf.Offers() {
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

// Use makes a model the chosen one. The model in use goes on until the new one has seen all photos.
func (en *Engine) Use(name string) {
	en.deps.Named = ""
	en.deps.Keep(func(s *library.Settings) { s.Model = name })
	en.stopSwitching()
	switch {
	case en.encoder == nil:
		en.Open()
	case name != en.model:
		en.switchTo(name)
	}
	en.deps.StateChanged()
}

// UseAgain opens the model in use anew, as the settings want it now; until it is ready the open one
// goes on. It does nothing while none is open.
func (en *Engine) UseAgain() {
	if en.encoder == nil {
		return
	}
	en.stopSwitching()
	en.switchTo(en.model)
	en.deps.StateChanged()
}

// stopSwitching lets no other model take over.
func (en *Engine) stopSwitching() {
	en.target = ""
	if j := en.Switching(); j != nil {
		en.deps.Queue.Stop(j)
	}
}

// Switching is the job that gets another model ready, nil when there is none.
func (en *Engine) Switching() *jobs.Job {
	if in := en.deps.Queue.In(jobs.Switch, jobs.Spare); len(in) > 0 {
		return in[0]
	}
	return nil
}

// successor is a model that is ready to take over: open, and with its tags.
type successor struct {
	encoder tagging.Encoder
	tags    *view.Tagset
}

// wantsCloser reports whether the model of a name is to look closer: another model than the one in
// use looks once at first, so that it can soon take over.
func (en *Engine) wantsCloser(name string) bool {
	return en.deps.Library.Settings().Closer && name == en.model
}

// switchTo lets a model look at all photos that it has not seen, beside all else, and then take
// over. To look closer it takes the time that nothing else needs.
func (en *Engine) switchTo(name string) {
	en.bringUp(successorOf{name: name, closer: en.wantsCloser(name)})
}

// lookOnce lets the model in use go back to a single look, as many new photos wait for it, which
// it would look at five times. Then it looks closer at them when there is time.
func (en *Engine) lookOnce() {
	if en.Switching() == nil {
		en.bringUp(successorOf{name: en.model})
	}
}

// bringUp gets a successor ready and lets it take over.
func (en *Engine) bringUp(of successorOf) {
	lane := jobs.Switch
	if of.closer {
		lane = jobs.Spare
	}
	en.target = of.name
	en.deps.Queue.Add(&jobs.Job{
		Lane:    lane,
		Says:    en.saysSwitching(of),
		Begin:   func() { of.vocabularies, of.inView = en.Vocabularies.On(), en.deps.InView() },
		Dropped: func() { en.notSwitched(of.name, nil, true) },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			s, err := en.prepareSuccessor(ctx, j, of)
			return func(stopped bool) {
				if stopped || err != nil {
					en.retire(s.encoder)
					en.notSwitched(of.name, err, stopped)
					return
				}
				en.switched(of.name, s)
			}, err
		},
	})
}

// saysSwitching is the line of the job that gets a model ready.
func (en *Engine) saysSwitching(of successorOf) func(done, total int) string {
	data := map[string]any{"model": en.Models.Title(of.name), "old": en.Models.Title(en.model)}
	again := of.name == en.model
	return func(done, total int) string {
		switch {
		case total == 0 && again:
			return saysOpening(done, total)
		case total == 0:
			return lang.X("job.preparing", "{{.model}} gets ready; suggestions come from {{.old}} until then", data)
		}
		data["n"], data["m"] = phrase.Number(done), phrase.Number(total)
		if of.closer {
			return lang.X("job.looksCloser", "{{.model}} looks closer at {{.n}} of {{.m}}, while nothing else is to be done", data)
		}
		if again {
			return lang.X("job.looksAgain", "{{.model}} looks at {{.n}} of {{.m}} anew; what it saw before holds until then", data)
		}
		return lang.X("job.switching", "{{.model}} looks at {{.n}} of {{.m}}; suggestions come from {{.old}} until then", data)
	}
}

// successorOf is what a successor is made of.
type successorOf struct {
	name         string // of the model
	closer       bool   // it looks closer
	vocabularies []string
	inView       []library.ID // photos to look at before the others
}

// prepareSuccessor opens a model, computes the vectors that it lacks, and those of the tags. What
// it opens is closed again unless all went well. It blocks; any goroutine may call it.
func (en *Engine) prepareSuccessor(ctx context.Context, j *jobs.Job, of successorOf) (successor, error) {
	encoder, err := en.open(of.name, of.closer)
	for err == nil {
		var done tagging.Indexed
		if done, err = en.Runs.catchUp(ctx, j, of, encoder); err != nil || !done.ShouldSwitch && done.Indexed == 0 {
			break
		}
		if done.ShouldSwitch { // the other tower of the model is the better one
			jobs.LogError(encoder.Close())
			encoder, err = en.open(of.name, of.closer)
		}
	}
	if encoder == nil {
		return successor{}, err
	}
	j.Report(0, 0)
	var tags *view.Tagset
	if err == nil {
		tags, err = prepare(ctx, encoder, en.deps.Library, of.vocabularies, nil) // the job counts photos
	}
	if tags == nil {
		return successor{}, errors.Join(err, encoder.Close())
	}
	return successor{encoder, tags}, nil
}

// switched lets the new model take over.
func (en *Engine) switched(name string, s successor) {
	before := en.model
	en.retire(en.encoder)
	en.model, en.target, en.encoder, en.err = name, "", s.encoder, nil
	en.setTags(s.tags)
	en.Vocabularies.Load() // it may be another one by now
	en.deps.ModelChanged()
	if name != before {
		en.deps.Board.Show(&message.Result{Text: lang.X("model.switched", "Suggestions come from {{.model}} now.", map[string]any{"model": en.Models.Title(name)})})
	}
	if en.wantsCloser(name) && !tagging.LooksCloser(s.encoder) {
		en.switchTo(name)
	}
	en.deps.StateChanged()
}

// notSwitched keeps the old model, and says so unless the user has chosen a third one.
func (en *Engine) notSwitched(name string, err error, stopped bool) {
	if en.target != name {
		return
	}
	en.target = ""
	en.deps.Keep(func(set *library.Settings) {
		if set.Model = en.model; name == en.model {
			set.Closer = tagging.LooksCloser(en.encoder)
		}
	})
	stays := map[string]any{"model": en.Models.Title(en.model)}
	if stopped {
		en.deps.Board.Show(&message.Result{Text: lang.X("model.stays", "Stopped. Suggestions still come from {{.model}}; what was computed is kept.", stays)})
	} else {
		en.deps.Board.Fail(lang.X("model.notSwitched", "Suggestions still come from {{.model}}", stays), err)
	}
	en.deps.StateChanged()
}
