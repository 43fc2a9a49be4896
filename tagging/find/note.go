package find

import (
	"context"
	"fmt"
	"strings"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// Note says of a word of a search that it was not taken as it was typed.
type Note struct {
	Typed string
	Text  string // what was searched for in its place; the same where it was left out
	Model string // that cannot read its language, and finds by chance; "" where that is not why
}

// LeftOut reports whether nothing was searched for in place of the word: no photo has it, and the
// model does not know it.
func (n Note) LeftOut() bool { return n.Text == n.Typed && n.Model == "" }

// String is the note as the command line says it.
func (n Note) String() string {
	switch {
	case n.Model != "":
		return fmt.Sprintf("The model %s cannot read the language of %s: search in English, or use the multilingual model (best).",
			n.Model, vocabulary.Quote([]string{n.Text}))
	case n.LeftOut():
		return fmt.Sprintf("No photo has the word %q, and the model does not know it: it was left out.", n.Text)
	}
	return fmt.Sprintf("Searched for %q instead of %q, which no word is.", n.Text, n.Typed)
}

// notesOf are the notes on phrases that were asked of a model. said has, by phrase, the photos whose
// words say it.
func notesOf(model tagging.Profile, phrases []tagging.Phrase, said []map[library.ID]bool) []Note {
	var notes []Note
	var unread []string
	for i, p := range phrases {
		if p.Text != p.Typed {
			notes = append(notes, Note{Typed: p.Typed, Text: p.Text})
		}
		switch {
		case len(said[i]) > 0:
		case !p.Known:
			notes = append(notes, Note{Typed: p.Text, Text: p.Text})
		case model.Unread(p):
			unread = append(unread, p.Text)
		}
	}
	if text := strings.Join(unread, " "); text != "" {
		notes = append(notes, Note{Typed: text, Text: text, Model: model.Name})
	}
	return notes
}

// Aim reads a search as Photos does, for a caller that looks for the words on photos itself, in the
// texts of the aim's phrases. The words of photos are only read where something was typed that is
// strange without them. It blocks while texts are encoded, and notes, which go over all these words,
// does as well. Errors are those of the model, and tagging.ErrNoWords.
func Aim(ctx context.Context, enc tagging.Encoder, lib *library.Library, r Request) (aim *tagging.Aim, notes func() []Note, err error) {
	var read *reading
	aim, err = tagging.Direction(ctx, enc, lib, r.Query, func() []string {
		read = r.words(lib)
		return read.known
	})
	return aim, func() []Note {
		if err != nil || read == nil {
			return nil
		}
		return notesOf(enc.Profile(), aim.Phrases(), read.saidBy(aim.Phrases()))
	}, err
}
