package vocabulary

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/library/keywords"
)

// wordsOn are the words of all photos once all that waits is written.
func wordsOn(lib *library.Library) (all []string) {
	snap := lib.Snapshot()
	for _, p := range snap.Photos() {
		words, waits := map[string]bool{}, snap.Pending(p.ID)
		for _, w := range p.Keywords.All {
			words[keywords.Fold(w.Name)] = true
		}
		for _, w := range waits.Remove {
			delete(words, keywords.Fold(keywords.Leaf(w)))
		}
		for _, w := range waits.Add {
			words[keywords.Fold(keywords.Leaf(w))] = true
		}
		for w := range words {
			all = append(all, fmt.Sprint(filepath.Base(p.Path), " ", w))
		}
	}
	slices.Sort(all)
	return all
}

// listWalk edits a list at random, the decisions following, and writes at random.
type listWalk struct {
	t      *testing.T
	lib    *library.Library
	random *rand.Rand
	names  []string
	done   []string
}

func (w *listWalk) edit() (did bool) {
	text, err := w.lib.Vocabularies().Text("mine")
	if err != nil {
		w.t.Fatal(err)
	}
	d := draft(w.t, text)
	if len(d.Vocabulary.Tags) < 2 {
		return false
	}
	tag, other := w.random.IntN(len(d.Vocabulary.Tags)), w.random.IntN(len(d.Vocabulary.Tags))
	var after *Draft
	var moves Moves
	var ds []library.Decision
	does := w.random.IntN(5)
	switch does {
	case 0:
		after, moves, err = d.Rename(tag, w.names[w.random.IntN(len(w.names))])
	case 1:
		after, moves, err = d.Move(tag, other, -1)
	case 2:
		after, moves, err = d.Merge(tag, other)
	case 3:
		after, moves, err = d.Delete(tag)
	default:
		ds = d.Vocabulary.FromPhotos(w.lib.Snapshot(), tag)
		after, moves, err = d.Delete(tag)
	}
	if err != nil || after.Text() == text {
		return false
	}
	if does < 4 {
		ds = d.Vocabulary.Follow(w.lib.Snapshot(), after.Vocabulary, moves)
	}
	if _, err := w.lib.EditVocabulary("edit", library.VocabularyChange{Name: "mine", Before: text, After: after.Text()}, ds...); err != nil {
		w.t.Fatal(err)
	}
	w.done = append(w.done, fmt.Sprintf("edit %d of %s, %d decisions: %q", does, d.Vocabulary.Tags[tag].Name, len(ds), after.Text()))
	return true
}

func (w *listWalk) write() {
	snap := w.lib.Snapshot()
	var reqs []library.WriteRequest
	for _, id := range snap.ToWrite() {
		reqs = append(reqs, library.WriteRequest{Photo: id, Path: snap.Photo(id).Path, Edit: snap.Pending(id), Decided: true})
	}
	if _, err := w.lib.Write(w.t.Context(), "", reqs, library.WriteOptions{}); err != nil {
		w.t.Fatal(err)
	}
	w.done = append(w.done, fmt.Sprintf("write %d", len(reqs)))
}

// TestEditsOfAListAreTakenBackAfterWrites makes edits of a list at random, writes what follows from
// some of them, and takes back and makes again at random: each time the photos have the words that
// they had then, in their files or waiting.
func TestEditsOfAListAreTakenBackAfterWrites(t *testing.T) {
	for seed := range uint64(20) {
		w := &listWalk{
			t: t, random: rand.New(rand.NewPCG(seed, 2)), names: []string{"dog", "hound", "cat", "pet", "animal", "fox"},
			lib: album(t, map[string][]string{"a.jpg": {"hound"}, "b.jpg": nil, "c.jpg": {"animal|cat", "dog"}}),
		}
		if err := w.lib.Vocabularies().Keep("mine", "animal\n\tdog\n\t\t{cur}\n\tcat\nhound\npet\n"); err != nil {
			t.Fatal(err)
		}
		for _, tag := range []string{"dog", "hound", "cat"} {
			say(t, w.lib, "b.jpg", tag, "", library.Accepted)
		}
		say(t, w.lib, "a.jpg", "cat", "animal|cat", library.Accepted)
		words, at := [][]string{wordsOn(w.lib)}, 0
		for range 25 {
			switch w.random.IntN(6) {
			case 0, 1:
				if w.edit() {
					at++
					words = append(words[:at], wordsOn(w.lib))
				}
			case 2, 3:
				w.write()
			case 4:
				if at == 0 {
					continue
				}
				if _, ok, err := w.lib.Undo(); !ok || err != nil {
					t.Fatal(ok, err)
				}
				at--
				w.done = append(w.done, "undo")
			default:
				if at == len(words)-1 {
					continue
				}
				if _, ok, err := w.lib.Redo(); !ok || err != nil {
					t.Fatal(ok, err)
				}
				at++
				w.done = append(w.done, "redo")
			}
			if now := wordsOn(w.lib); !slices.Equal(now, words[at]) {
				t.Fatalf("seed %d: the photos have\n%q, and had\n%q, after\n%q\n%q", seed, now, words[at], w.done, said(w.lib))
			}
		}
	}
}
