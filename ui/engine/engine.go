// Package engine is the model in use, with the tags that it knows: what opens it, lets it see the
// photos, lets another one take over, and closes it. It knows no window.
//
// One encoder is in use. It and the tags made with it change together, so that scores never mix two
// models. Another model is got ready by a job of its own lane, which opens it, lets it see the
// photos and makes its tags; then it takes over in one step. Nothing of this is stored but the
// chosen name: at a start the installed model that has seen most photos stands in for a chosen one
// that has seen less. Encoders that were replaced are closed when no job can be using them.
//
// All of it belongs to the window's goroutine, but for what says otherwise. What has changed is
// told through [Hooks].
package engine

import (
	"context"
	"errors"
	"maps"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// Deps is what an engine works with. All must be set but where it says otherwise.
type Deps struct {
	Library *library.Library
	Thumbs  *thumb.Cache
	// OpenModel opens the model of that name. It may block for seconds, is called on any goroutine
	// and once at a time.
	OpenModel func(name string) (tagging.Encoder, error)
	// ShouldSwitch is tagging.IndexOptions.ShouldSwitch for an encoder that OpenModel gave under
	// that name; it may be nil. It is called on any goroutine, and may block briefly on the disk.
	ShouldSwitch func(name string, encoder tagging.Encoder) func(context.Context, [][]float32) bool
	// People looks for people on photos that are indexed; nil: nobody is looked for.
	People tagging.LookForPeople
	// Devices lists what photos can be computed on beside the processor; nil is nothing. It may
	// block for a moment.
	Devices func() ([]clip.Device, error)
	// Shelf is where the user's models lie; Download says how they are brought there.
	Shelf    clip.Shelf
	Download clip.Download
	// Named is the model to use in place of the one in the settings, until the user chooses
	// another; "" is none.
	Named string

	Group    *jobs.Group
	Queue    *jobs.Queue
	Errands  *jobs.Errands
	Board    *message.Board
	Post     func(func())                             // runs a function on the window's goroutine, later; any goroutine may call it
	Keep     func(change func(set *library.Settings)) // changes the settings, which hold at once
	Working  func() bool                              // reports whether the user has just done something; any goroutine may call it
	Resting  func() bool                              // reports whether nothing should be computed, for the user is at work; any goroutine; may be nil
	Photos   func() *library.Snapshot                 // what the window knows of the library
	InView   func() []library.ID                      // the photos of the scope, those on the screen first
	Chosen   func() []string                          // vocabulary files that the user has chosen so far
	Remember func(files []string)                     // keeps them
	Hooks
}

// Hooks are what an engine calls when something has changed, on the window's goroutine. All must be
// set.
type Hooks struct {
	TagsChanged      func()            // suggestions come from other tags
	VectorsChanged   func()            // the model has seen more photos
	ModelChanged     func()            // another model has taken over: what was computed by the old one is of no use
	ListChanged      func()            // the list of vocabularies may be another
	StateChanged     func()            // what a page shows of the models may be out of date
	ChooseModel      func()            // the user wants to choose another model
	CompareModel     func(name string) // the user wants to see what a model says beside the one in use
	ChooseVocabulary func()            // the user wants to choose another vocabulary

	Follow      func(label string, ds []library.Decision)                        // makes decisions that follow from what another program did, and says so
	ChangeWords func(name, instead string, store func() error, done func(error)) // as Vocabularies.Change; a page that shows the list shows the change
	Edited      func(library.Step)                                               // a list was changed with decisions, and it is to be said
}

// Engine is the model in use.
type Engine struct {
	Models       *Models
	Vocabularies *Vocabularies
	Runs         *Runs

	deps      Deps
	encoder   tagging.Encoder // nil until it is open
	model     string          // the name of the model that is open
	tags      *view.Tagset    // nil until a vocabulary is read; its vectors need the encoder
	target    string          // the model that takes over when it has seen the photos, "" none
	retired   []tagging.Encoder
	err       error         // why there is no encoder
	devices   []clip.Device // beside the processor; nil: not looked for yet
	worth     map[tagging.Strength]tagging.Worth
	computing string // which device computes, where another than the processor was asked for
}

// New returns an engine without a model, which Open opens.
func New(d Deps) *Engine {
	en := &Engine{deps: d}
	if d.Devices == nil {
		en.devices = []clip.Device{}
	}
	en.Models = &Models{en: en, titles: map[string]string{}}
	en.Vocabularies = &Vocabularies{en: en}
	en.Runs = &Runs{en: en}
	en.Vocabularies.nameTags()
	return en
}

// Encoder is the model in use, nil while none is open.
func (en *Engine) Encoder() tagging.Encoder { return en.encoder }

// Model is the name of the model in use, "" while none has been opened.
func (en *Engine) Model() string { return en.model }

// Tags are the tags in use, nil until a vocabulary has been read. They have vectors when there is a
// model.
func (en *Engine) Tags() *view.Tagset { return en.tags }

// Target is the name of the model that takes over when it has seen the photos, "" for none.
func (en *Engine) Target() string { return en.target }

// Err is why there is no model, nil where there is one or it is still being opened.
func (en *Engine) Err() error { return en.err }

// Ready reports whether there are suggestions to be had.
func (en *Engine) Ready() bool { return en.tags != nil && en.tags.Vectors != nil }

// VectorsName is the key of the vectors of the model in use, "" without one.
func (en *Engine) VectorsName() string {
	if en.encoder == nil {
		return ""
	}
	return en.encoder.Profile().Name
}

// Open opens the chosen model in the background, then the vocabulary, then indexes what has no
// vector yet.
func (en *Engine) Open() {
	name := en.chosen()
	en.Vocabularies.Load() // its tags are of use before, and without, a model
	en.deps.Queue.Add(&jobs.Job{
		Lane: jobs.Model, Quiet: true, Says: saysOpening,
		Work: func(context.Context, *jobs.Job) (func(bool), error) {
			o := en.openChosen(name)
			bare := en.Runs.withoutFingerprint(o.encoder)
			titles := en.Models.titlesOnDisk(o.name, o.next, o.missing)
			return func(bool) {
				maps.Copy(en.Models.titles, titles)
				en.opened(o, bare)
			}, nil
		},
	})
}

func saysOpening(int, int) string { return lang.X("job.model", "Opening the model") }

// chosen is the name of the model that the user wants.
func (en *Engine) chosen() string {
	return clip.Chosen(en.deps.Named, en.deps.Library.Settings().Model)
}

// opened takes over the model. Without one the window works on: grid, keywords by hand and writing
// need none.
func (en *Engine) opened(o opening, bare []*library.Photo) {
	if o.encoder == nil {
		en.err = o.err
		en.SayWhy()
		return
	}
	en.retire(en.encoder)
	en.model, en.encoder, en.err = o.name, o.encoder, nil
	en.sayOpened(o)
	en.Vocabularies.Load()
	en.Runs.IndexLacking(en.deps.Photos().Photos(), true, func(int) {})
	en.Runs.compare(bare)
	en.Runs.LookForPeople()
	en.Models.lookForBetter()
	if o.next != "" {
		en.switchTo(o.next)
	}
	en.deps.StateChanged()
}

// SayWhy says why there is no model.
func (en *Engine) SayWhy() {
	again := message.TryAgain(en.Retry)
	en.deps.Board.Show(&message.Result{Text: phrase.OneLine(en.err), Alert: true, Action: again.Label, Do: again.Do})
}

// Retry tries again to open the model.
func (en *Engine) Retry() {
	en.deps.Board.Show(nil)
	en.Open()
}

// sayOpened says which model is there now, unless something else was said before.
func (en *Engine) sayOpened(o opening) {
	switch board := en.deps.Board; {
	case o.missing != "":
		en.sayMissing(o)
	case board.Latest() != nil:
	case o.name == clip.StarterName:
		board.Mention(&message.Result{Text: lang.X("model.ready", "Starter model ready, works offline")})
	default:
		board.Mention(&message.Result{Text: lang.X("model.readyOther", "{{.model}} model ready, works offline", map[string]any{"model": en.Models.Title(o.name)})})
	}
}

// sayMissing tells that the starter stands in for a model that is missing or damaged, with the way
// to get it.
func (en *Engine) sayMissing(o opening) {
	data := map[string]any{"model": en.Models.Title(o.missing), "why": phrase.OneLine(o.err)}
	r := &message.Result{Text: lang.X("model.missing", "The {{.model}} model is missing. Using Starter", data), Alert: true}
	if !errors.Is(o.err, clip.ErrNotHere) {
		r.Text = lang.X("model.damaged", "The {{.model}} model cannot be used. Using Starter. {{.why}}", data)
	}
	if _, err := clip.Offered(o.missing); err == nil {
		r.Action, r.Do = lang.X("model.download", "Download"), func() { en.Models.DownloadToUse(o.missing) }
	} else {
		r.Action, r.Opens, r.Do = lang.X("model.choose", "Choose another"), true, en.deps.ChooseModel
	}
	en.deps.Board.Show(r)
}

// setTags makes suggestions come from tags.
func (en *Engine) setTags(tags *view.Tagset) {
	if tags != nil {
		en.tags, en.worth = tags, nil
		en.deps.TagsChanged()
		en.FindWorth(func() {})
	}
}
