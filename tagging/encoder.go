package tagging

import (
	"context"
	"strings"

	"catchlight/library/thumb"
)

// Encoder turns photos and texts into vectors of one space. All methods may be called by any
// goroutine; none may be called after Close.
type Encoder interface {
	// Profile says what the model is; it does not block.
	Profile() Profile
	// Prepare scales, crops and normalises a picture to the model's input (3·Edge·Edge values,
	// channel by channel). It computes for some milliseconds. The picture's short edge should be at
	// least 1.9 times Profile().Edge where the original has that.
	Prepare(p *thumb.Picture) []float32
	// Images gives one vector of unit length and Profile().Dim values for each prepared input, in
	// order. A vector does not depend on how many inputs there are. It blocks for the time of
	// inference and returns ctx's error between batches. Without inputs it only makes the model
	// ready, which later calls then need not wait for.
	Images(ctx context.Context, inputs [][]float32) ([][]float32, error)
	// Texts gives one vector for each text, in order, as Profile().Measure says. It blocks as
	// Images does.
	Texts(ctx context.Context, texts []string) ([][]float32, error)
	// Close waits for running calls and frees the model.
	Close() error
}

// Profile describes a model to those who use it.
type Profile struct {
	Name      string   // key of the stored vectors: two models never share it, nor two image towers of a model
	TextName  string   // key of the stored vectors of texts, which those towers do share; "" is Name
	Dim       int      // values in a vector
	Edge      int      // the model's picture is Edge × Edge pixels
	Templates []string // texts with one {} for a tag's name, averaged into its vector
	Batch     int      // photos at a time that suit the model
	Workers   int      // calls of Images side by side that suit the model and this machine
	Measure   Measure  // how vectors are compared
	Rule      Rule     // which scores make a suggestion

	CloserRule *Rule // the same for who looks closer (LookCloser); nil: Rule

	Replaced []string // keys of vectors that no model makes any more, since this one has taken their place

	// Knows reports whether a model of classes knows a word as it stands, and not by likeness to
	// another one. Any goroutine; nil where nobody can tell.
	Knows func(word string) bool

	// Astray gives the classes that a model of classes has for the word of a text in another sense than
	// the usual one: what its dictionary calls "craft" are vessels. Any goroutine; nil where nobody
	// knows of any.
	Astray func(text string) []int

	Multilingual bool // reads other languages than English

	Measured *Measured // what the suggestions of Rule were worth; nil: nobody has measured it
}

// TakenKey is under which key the settings hold what the user took over or has set for a model: the
// same for all of its image towers, whose scores are alike, and another for who looks closer.
func (p Profile) TakenKey() string {
	if strings.HasSuffix(p.Name, CloserSuffix) {
		return p.texts() + CloserSuffix
	}
	return p.texts()
}

// texts is the key of the stored vectors of texts.
func (p Profile) texts() string {
	if p.TextName != "" {
		return p.TextName
	}
	return p.Name
}
