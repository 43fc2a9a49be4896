// Package message holds what the window says of what happened. It knows how to word it, and not how
// it is shown.
package message

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/phrase"
)

// Result is what the job bar says when no job runs: what happened last, with at most one thing to
// do about it.
type Result struct {
	Text   string
	Alert  bool
	Action string // label of the button, "" for none
	Key    string // shown on the button
	Do     func()
	Ask    bool // a question: it stands before jobs and other results until it is answered or closed
	Opens  bool // the button only shows something: it stays, and may be pressed again
	Aside  bool // it says how something stands, and not what was done: no job makes room for it

	Close  string // label of the button that closes it, "" for a ×
	Closed func() // called when that was pressed; may be nil
}

// Cure is what the user can do about failures.
type Cure struct {
	Label string
	Do    func()
}

// TryAgain is the cure of what may work another time.
func TryAgain(do func()) Cure { return Cure{lang.X("model.retry", "Try again"), do} }

// Undone says that a deed was taken back; what is the sentence that said that it was done.
func Undone(what string) *Result {
	return &Result{Text: UndoneText(what)}
}

// UndoneText is the text of Undone.
func UndoneText(what string) string {
	return lang.X("undo.done", "Undone: {{.what}}", map[string]any{"what": what})
}

// Hooks are what a board calls. All must be set.
type Hooks struct {
	Changed func()                                                     // another result stands
	Note    func(text string)                                          // something is said in passing, beside the result that stands
	Read    func(title string, sentences []string, cures []Cure)       // the user wants to read all that there is to say
	List    func(title string, failed []library.Failure, cures []Cure) // the user wants to see what failed
}

// Board is what is said now. It belongs to the window's goroutine.
type Board struct {
	latest   *Result // what happened last
	question *Result // stands before the result
	hooks    Hooks
}

// NewBoard returns a board that says nothing.
func NewBoard(hooks Hooks) *Board { return &Board{hooks: hooks} }

// Latest is what happened last, nil when nothing has or it was closed.
func (b *Board) Latest() *Result { return b.latest }

// Question is what waits for the user's answer, nil for none.
func (b *Board) Question() *Result { return b.question }

// Show says a result in place of the last one, with a full stop as all of them; nil says nothing. What
// its button does is done once: before that the result has gone, so that a second click, while the
// first is still at work, does nothing.
func (b *Board) Show(r *Result) {
	if r != nil {
		r.Text = phrase.Ended(r.Text)
	}
	if r != nil && r.Do != nil && !r.Opens {
		r.Do = b.once(r, r.Do)
	}
	if r != nil && r.Ask {
		b.question = r
	} else {
		b.latest = r
	}
	b.hooks.Changed()
}

func (b *Board) once(r *Result, do func()) func() {
	used := false
	return func() {
		if used {
			return
		}
		used = true
		if b.question == r {
			b.question = nil
		}
		if b.latest == r {
			b.latest = nil
		}
		b.hooks.Changed()
		do()
	}
}

// Note says in passing why nothing has happened: that is no result, has no sign of one, and takes the
// place of none.
func (b *Board) Note(text string) { b.hooks.Note(text) }

// Mention says how something stands. It takes no place of a result that can still be acted on: beside
// such a one it is only said in passing, without its button.
func (b *Board) Mention(r *Result) {
	if b.latest != nil && b.latest.Action != "" {
		b.hooks.Note(r.Text)
		return
	}
	r.Aside = r.Action == ""
	b.Show(r)
}

// Dismiss closes the question, or else the result.
func (b *Board) Dismiss() {
	closed := b.question
	if closed == nil {
		closed, b.latest = b.latest, nil
	}
	b.question = nil
	b.hooks.Changed()
	if closed != nil && closed.Closed != nil {
		closed.Closed()
	}
}

// Fail says that something did not work, and why. An error ends in its remedy, which a strip may
// have no room for: it can be read whole.
func (b *Board) Fail(what string, err error) { b.FailFor(what, err) }

// FailFor is Fail with what can be done about it; what alone can be done is offered at once.
func (b *Board) FailFor(what string, err error, cures ...Cure) {
	b.tell(&Result{Text: what + ": " + phrase.OneLine(err), Alert: true}, what, []string{phrase.Sentence(err)}, cures)
}

// Tell shows a result with the way to all that there is to say about it.
func (b *Board) Tell(r *Result, title string, sentences ...string) {
	b.tell(r, title, sentences, nil)
}

func (b *Board) tell(r *Result, title string, sentences []string, cures []Cure) {
	label, read := lang.X("result.show", "Show"), func() { b.hooks.Read(title, sentences, cures) }
	if len(cures) == 1 {
		r.Action, r.Do, r.Close, r.Closed = cures[0].Label, cures[0].Do, label, read
	} else {
		r.Action, r.Do, r.Opens = label, read, true
	}
	b.Show(r)
}

// Failures says what a run could not do, with the way to the list and to what cures it.
func (b *Board) Failures(text string, failed []library.Failure, cures ...Cure) {
	b.Show(&Result{
		Text: text, Alert: true, Opens: true,
		Action: lang.X("result.show", "Show"), Do: func() { b.hooks.List(text, failed, cures) },
	})
}
