package clip

import (
	"context"
	"errors"
	"fmt"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// Quantised says when the 8-bit image tower of a model is used; it is library.Settings.Quantised.
type Quantised string

// The three answers.
const (
	QuantisedAuto Quantised = ""    // once it has earned it on this machine
	QuantisedOn   Quantised = "on"  // whatever a trial says
	QuantisedOff  Quantised = "off" // never
)

// ParseQuantised reads the answer as the user writes it: auto, on or off.
func ParseQuantised(text string) (Quantised, error) {
	switch q := Quantised(text); {
	case text == "auto":
		return QuantisedAuto, nil
	case q == QuantisedAuto, q == QuantisedOn, q == QuantisedOff:
		return q, nil
	}
	return "", fmt.Errorf("%q: say auto, on or off", text)
}

// Towers are the two image towers of a model, as one library on this machine sees them: the whole
// one, in which the model came, and its twin in 8 bits.
//
// Their vectors are never mixed: they are stored under two names (the model's, and the same with
// "-int8"), and who reads vectors uses the name of the tower that is open. A library goes over to
// the 8-bit tower when that has earned it here and when at least half of the photos need not be
// looked at again for it; what the whole tower saw is then computed anew, and its vectors stay.
// Nothing of this is stored: it follows from the outcome of the trial and from the vectors that
// there are, so that an interrupted change goes on where it was.
//
// Any goroutine may call the methods.
type Towers struct {
	Model   Model // with the whole tower
	Library *library.Library
	Folder  string    // where 8-bit towers are kept; each can be made again
	Use     Quantised // the user's will
	Runtime string    // as in Options
}

// QuantisedName is under which name a model's 8-bit tower stores its vectors.
func QuantisedName(model string) string { return model + quantizedName }

// StoredNames are all names under which a model may have stored vectors: those of either tower, and
// what each has seen when it looked closer.
func StoredNames(model string) []string {
	var all []string
	for _, tower := range []string{VectorsName(model), QuantisedName(model)} {
		all = append(all, tower, tower+tagging.CloserSuffix)
	}
	return all
}

// Outcome is what became of the trial of a model's 8-bit tower on a machine.
type Outcome struct {
	Trial
	Problem string `json:"problem,omitempty"` // why there was none; "" there was
}

// Earned reports whether the tower may be used from now on.
func (o Outcome) Earned() bool { return o.Problem == "" && o.Trial.earned() }

// String tells the outcome in one sentence.
func (o Outcome) String() string {
	if o.Problem != "" {
		return o.Problem
	}
	return o.Trial.String()
}

// Outcome gives the outcome of the trial on this machine; false when there was none yet. It blocks
// briefly on the disk.
func (t Towers) Outcome() (Outcome, bool) {
	var o Outcome
	known := t.Library.Measured(t.key(), &o)
	return o, known
}

func (t Towers) key() string { return tagging.Machine() + "\n" + t.Model.Manifest.Name + "\nquantised" }

// Small reports whether the library is to be worked on with the 8-bit tower, as it stands now. It
// blocks briefly on the disk.
func (t Towers) Small() bool {
	switch {
	case t.Use == QuantisedOn:
		return t.Model.hasProducts()
	case t.Use == QuantisedOff || t.Model.Manifest.Name == StarterName:
		return false // the starter is small, and its scores are held to its reference's
	}
	name := t.Model.Manifest.Name
	whole, small := t.Library.VectorCount(VectorsName(name)), t.Library.VectorCount(QuantisedName(name))
	if o, tried := t.Outcome(); !tried {
		return small > whole // it was earned on another machine
	} else if !o.Earned() {
		return false
	}
	return 2*(whole-small) <= len(t.Library.Snapshot().Photos())
}

// VectorsName is under which name the tower that the library is to be worked on with stores its
// vectors, as it stands now. It blocks briefly on the disk.
func (t Towers) VectorsName() string {
	if t.Small() {
		return QuantisedName(t.Model.Manifest.Name)
	}
	return VectorsName(t.Model.Manifest.Name)
}

// Open opens the model with the tower that the library is to be worked on with. It blocks for some
// milliseconds, and for some seconds when the 8-bit tower has to be made anew. Errors as of the
// function Open.
func (t Towers) Open(o Options) (*Encoder, error) {
	o.Runtime = t.Runtime
	if !t.Small() {
		return Open(t.Model, o)
	}
	twin, err := t.Model.Quantized(t.Folder, t.Runtime)
	if errors.Is(err, ErrNothingToQuantize) {
		return Open(t.Model, o) // it computes in 8 bits as it is, or has no transformer
	}
	if err != nil {
		return nil, err
	}
	if o.Device != CPU && o.Said != nil {
		o.Said("computing on the processor: the 8-bit tower is made for it")
	}
	o.Device = CPU
	return Open(twin, o)
}

// ShouldSwitch gives what tagging.IndexOptions.ShouldSwitch wants for an encoder that Open gave:
// whether the library has gone over to the other tower, and, when tagging.TrialPhotos are at hand and
// this machine has not seen one, a trial of the 8-bit tower. nil when there is nothing to decide.
func (t Towers) ShouldSwitch(enc tagging.Encoder) func(context.Context, [][]float32) bool {
	if t.Use != QuantisedAuto || t.Model.Manifest.Name == StarterName {
		return nil
	}
	return func(ctx context.Context, inputs [][]float32) bool {
		if _, tried := t.Outcome(); len(inputs) >= tagging.TrialPhotos && !tried {
			t.try(ctx, enc, inputs)
		}
		return ctx.Err() == nil && t.Small() != t.isSmall(enc)
	}
}

func (t Towers) isSmall(enc tagging.Encoder) bool {
	return enc.Profile().Name != VectorsName(t.Model.Manifest.Name)
}

// try makes the 8-bit tower, tries it and keeps the outcome. A failure is an outcome too: the whole
// tower goes on.
func (t Towers) try(ctx context.Context, enc tagging.Encoder, inputs [][]float32) {
	var o Outcome
	trial, err := t.trial(ctx, enc, inputs)
	switch {
	case ctx.Err() != nil:
		return
	case errors.Is(err, ErrNothingToQuantize):
		o.Problem = "the model has nothing that could be computed in 8 bits"
	case err != nil:
		o.Problem = fmt.Sprintf("the 8-bit tower could not be tried: %v", err)
	default:
		o.Trial = trial
	}
	_ = t.Library.StoreMeasured(t.key(), o) // what is not kept is tried again
}

// trial opens the tower that is not open yet beside the one that is.
func (t Towers) trial(ctx context.Context, enc tagging.Encoder, inputs [][]float32) (Trial, error) {
	if _, err := enc.Images(ctx, nil); err != nil { // two models that load at a time would take most memory
		return Trial{}, err
	}
	tags, err := t.trialTags(ctx)
	if err != nil {
		return Trial{}, err
	}
	other := t.Model
	if !t.isSmall(enc) {
		if other, err = t.Model.Quantized(t.Folder, t.Runtime); err != nil {
			return Trial{}, err
		}
	}
	second, err := Open(other, Options{Runtime: t.Runtime})
	if err != nil {
		return Trial{}, err
	}
	whole, small := enc, tagging.Encoder(second)
	if t.isSmall(enc) {
		whole, small = small, whole
	}
	trial, err := try(ctx, whole, small, inputs, tags)
	return trial, errors.Join(err, second.Close())
}

// trialWords is how many words a trial ranks: enough that neighbours compete, few enough to be
// encoded in seconds.
const trialWords = 128

// trialTags are the vectors of words spread over the essentials. The text tower is let go before
// the image towers are opened: a trial runs beside the indexing, and shares its memory.
func (t Towers) trialTags(ctx context.Context) ([][]float32, error) {
	v, err := vocabulary.Load(vocabulary.Essentials)
	if err != nil {
		return nil, err
	}
	var words []string
	for i, tag := range v.Tags {
		if !tag.Heading && i*trialWords/len(v.Tags) >= len(words) {
			words = append(words, "a photo of a "+tag.Name)
		}
	}
	enc, err := Open(t.Model, Options{Runtime: t.Runtime})
	if err != nil {
		return nil, err
	}
	enc.text.lean = true
	tags, err := enc.Texts(ctx, words)
	return tags, errors.Join(err, enc.Close())
}
