package view

import (
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/safewrite"
	"catchlight/tagging/vocabulary"
)

// walk decides on words, edits lists, switches them, undoes and writes, as it comes.
type walk struct {
	t      *testing.T
	lib    *library.Library
	random *rand.Rand
	on     []string // the lists in use
	done   []string
}

// newWalk begins with three photos and two lists, in which words are names of several tags, headings,
// private and other names of one another.
func newWalk(t *testing.T, seed uint64) *walk {
	dir := t.TempDir()
	lib, err := library.Open(filepath.Join(dir, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	var reqs []library.WriteRequest
	for i, words := range [][]string{{"hound", keywords.Whole("Smith|Jones")}, {"old|dog", "cur"}, {"animal|cat", "dog"}} {
		path := filepath.Join(dir, fmt.Sprint(i, ".jpg"))
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := jpeg.Encode(f, image.NewGray(image.Rect(0, 0, 8+i, 8)), nil); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		reqs = append(reqs, library.WriteRequest{Path: path, Edit: keywords.Edit{Add: words}})
	}
	if _, err := lib.Import(t.Context(), []string{dir}, library.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Write(t.Context(), "", reqs, library.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"mine": "animal\n\tdog\n\t\t{cur}\n\tcat\nhound\n[pet]\n", "two": "pet\n\tdog\n\thound\n[fox]\n[thing]\n\tcur\n"} {
		if err := lib.Vocabularies().Keep(name, text); err != nil {
			t.Fatal(err)
		}
	}
	return &walk{t: t, lib: lib, random: rand.New(rand.NewPCG(seed, 1)), on: []string{"mine"}}
}

func (w *walk) fail(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf("%s, after\n%s", fmt.Sprintf(format, args...), strings.Join(w.done, "\n"))
}

func (w *walk) did(format string, args ...any) { w.done = append(w.done, fmt.Sprintf(format, args...)) }

// word is one that lists and files may have.
func (w *walk) word() string {
	words := []string{"dog", "hound", "cat", "pet", "animal", "fox", "cur", "a|b"}
	return words[w.random.IntN(len(words))]
}

// read is what a list says.
func (w *walk) read(name string) *vocabulary.Draft {
	text, err := w.lib.Vocabularies().Text(name)
	if err != nil {
		w.t.Fatal(err)
	}
	d, err := vocabulary.NewDraft(name, []byte(text))
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

func (w *walk) lists() (all []*vocabulary.Vocabulary) {
	for _, name := range w.on {
		all = append(all, w.read(name).Vocabulary)
	}
	return all
}

// decide decides about a word on a photo as the window does.
func (w *walk) decide() {
	snap, v := w.lib.Snapshot(), vocabulary.Unite(w.lists()...)
	p := snap.Photos()[w.random.IntN(3)]
	words := WordsOf(p, snap.Decisions(p.ID), nil, nil, Shown{Parents: true})
	name := w.word()
	if all := words.Keywords(); len(all) > 0 && w.random.IntN(2) == 0 {
		name = keywords.Whole(all[w.random.IntN(len(all))].Name)
	}
	acts := []Answer{Types, Types, Strikes, Restores, Reopens}
	verdict, ok := acts[w.random.IntN(len(acts))](words.State(name))
	if !ok {
		return
	}
	d := library.Decision{Photo: p.ID, Tag: name, Verdict: verdict}
	i, known := v.Find(keywords.Clean(name))
	taken := verdict == library.Removed || verdict == library.Undecided
	if known && !(taken && p.Keywords.Has(name)) {
		d.Tag, d.Path = v.Tags[i].Name, v.HierarchyOn(p, i, snap.Hierarchy(d))
	}
	if err := w.lib.Decide("decide", snap.WithOtherNames([]library.Decision{d})...); err != nil {
		w.fail("%v", err)
	}
	w.did("%s: %s %d %s", filepath.Base(p.Path), d.Tag, d.Verdict, d.Path)
}

// edit edits one of the lists, and what was decided follows.
func (w *walk) edit() {
	name := []string{"mine", "two"}[w.random.IntN(2)]
	d := w.read(name)
	v := d.Vocabulary
	tag, other := w.random.IntN(len(v.Tags)), w.random.IntN(len(v.Tags))
	after, moves, err := w.changed(d, tag, other)
	if err != nil || after.Text() == d.Text() {
		return // it cannot be
	}
	lists, edited := w.lists(), slices.Index(w.on, name)
	if edited < 0 {
		edited, lists = len(lists), append(lists, v)
	}
	ds := vocabulary.FollowTogether(w.lib.Snapshot(), lists, edited, after.Vocabulary, moves)
	change := library.VocabularyChange{Name: name, Before: d.Text(), After: after.Text()}
	if _, err := w.lib.EditVocabulary("edit", change, ds...); err != nil {
		w.fail("%v", err)
	}
	w.did("%s: %q", name, after.Text())
}

func (w *walk) changed(d *vocabulary.Draft, tag, other int) (*vocabulary.Draft, vocabulary.Moves, error) {
	t := d.Vocabulary.Tags[tag]
	switch w.random.IntN(9) {
	case 0, 1:
		return d.Rename(tag, w.word())
	case 2:
		return d.Move(tag, other, -1)
	case 3:
		return d.Merge(tag, other)
	case 4:
		return d.Delete(tag)
	case 5:
		after, moves, _, err := d.Add(tag, -1, w.word())
		return after, moves, err
	case 6:
		t.Unsaid = !t.Unsaid
		t.Heading = t.Unsaid
	case 7:
		t.ByAll = !t.ByAll
	default:
		t.Synonyms = append(slices.Clone(t.Synonyms), w.word())
	}
	return d.Set(tag, t)
}

// write writes what waits. Then no word waits, each that is wanted is in its file, none that was taken
// off or is private and was not there, and no other word has come or gone.
func (w *walk) write() {
	before := w.lib.Snapshot()
	var reqs []library.WriteRequest
	for _, id := range before.ToWrite() {
		reqs = append(reqs, library.WriteRequest{Photo: id, Path: before.Photo(id).Path, Edit: before.Pending(id), Decided: true})
	}
	w.did("write %d", len(reqs))
	o := library.WriteOptions{Options: safewrite.Options{Rules: keywords.Rules{Ancestors: true}}}
	if _, err := w.lib.Write(w.t.Context(), "", reqs, o); err != nil {
		w.fail("%v", err)
	}
	now := w.lib.Snapshot()
	if n := len(now.ToWrite()); n > 0 {
		w.fail("%d photos wait still", n)
	}
	for _, p := range now.Photos() {
		w.compare(before.Photo(p.ID).Keywords, p.Keywords, before.Decisions(p.ID))
	}
}

func (w *walk) compare(was, is keywords.Keywords, said []library.Decision) {
	wanted, gone := map[string]bool{}, map[string]bool{}
	for _, d := range said {
		key := keywords.Fold(d.Tag)
		switch {
		case d.IsYes() && !d.IsPrivate():
			wanted[key] = true
			for _, word := range library.Along(d, said, true) {
				wanted[keywords.Fold(word)] = true
			}
			if !is.Has(d.Tag) {
				w.fail("%s was not written", d.Tag)
			}
		case d.Verdict == library.Removed:
			gone[key] = true
		}
	}
	for _, word := range is.All {
		if key := keywords.Fold(word.Name); gone[key] || !wanted[key] && !was.Has(word.Name) {
			w.fail("%s is in the file", word.Name)
		}
	}
	for _, word := range was.All {
		if !gone[keywords.Fold(word.Name)] && !is.Has(word.Name) {
			w.fail("%s is lost", word.Name)
		}
	}
}

// TestFilesGetWhatWasSaid whatever was decided, edited, switched and undone before.
func TestFilesGetWhatWasSaid(t *testing.T) {
	for seed := range uint64(30) {
		w := newWalk(t, seed)
		for range 40 {
			switch w.random.IntN(10) {
			case 0, 1, 2:
				w.edit()
			case 3, 4, 5, 6:
				w.decide()
			case 7:
				w.write()
			case 8:
				if _, _, err := w.lib.Undo(); err != nil {
					t.Fatal(err)
				}
				w.did("undo")
			default:
				w.on = [][]string{{"mine"}, {"mine", "two"}, {"two", "mine"}, {"two"}}[w.random.IntN(4)]
				w.did("on are %q", w.on)
			}
		}
		w.write()
	}
}
