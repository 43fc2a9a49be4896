package find

import (
	"context"
	"fmt"
	"slices"

	"catchlight/library"
	"catchlight/tagging"
)

// Note says of a word of a search that it was not taken as it was typed.
type Note struct {
	Typed string
	Text  string // what was searched for in its place; the same where it was left out
}

// LeftOut reports whether nothing was searched for in place of the word: no photo has it, and the
// model does not know it.
func (n Note) LeftOut() bool { return n.Text == n.Typed }

// String is the note as the command line says it.
func (n Note) String() string {
	if n.LeftOut() {
		return fmt.Sprintf("No photo has the word %q, and the model does not know it: it was left out.", n.Text)
	}
	return fmt.Sprintf("Searched for %q instead of %q, which no word is.", n.Text, n.Typed)
}

// notesOf are the notes on phrases. said has, by phrase, the photos whose words say it.
func notesOf(phrases []tagging.Phrase, said []map[library.ID]bool) []Note {
	var notes []Note
	for i, p := range phrases {
		if p.Text != p.Typed {
			notes = append(notes, Note{p.Typed, p.Text})
		}
		if !p.Known && len(said[i]) == 0 {
			notes = append(notes, Note{p.Text, p.Text})
		}
	}
	return notes
}

// Aim reads a search as Photos does, for a caller that looks for the words on photos itself, in the
// texts of the aim's phrases. The words of photos are only read where something was typed that is
// strange without them. It blocks while texts are encoded. Errors are those of the model, and
// tagging.ErrNoWords.
func Aim(ctx context.Context, enc tagging.Encoder, lib *library.Library, r Request) (*tagging.Aim, []Note, error) {
	aim, err := tagging.Direction(ctx, enc, lib, r.Query)
	strange := func(p tagging.Phrase) bool { return p.Strange || !p.Known }
	if err != nil || !slices.ContainsFunc(aim.Phrases(), strange) {
		return aim, nil, err
	}
	read := newReading(lib.Snapshot(), r)
	r.Query.Words = read.known()
	if aim, err = tagging.Direction(ctx, enc, lib, r.Query); err != nil {
		return nil, nil, err
	}
	return aim, notesOf(aim.Phrases(), read.saidBy(aim.Phrases())), nil
}
