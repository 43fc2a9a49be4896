package library

import (
	"slices"
	"testing"

	"catchlight/library/keywords"
)

func holdsAll(all, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(word string) bool { return !slices.Contains(all, word) })
}

// TestUndoAfterAWrite: a step that took words off a photo, or put others in their place, was written
// since. Undo and the next write bring the photo the words that it had, redo and the next write those
// that it got; whatever its file had before stays.
func TestUndoAfterAWrite(t *testing.T) {
	yes := func(tag, path string) Decision { return Decision{Tag: tag, Path: path, Verdict: Accepted} }
	for _, c := range []struct {
		name                  string
		file                  []string
		begin, step           []Decision
		before, after         []string // what the photo holds once all is written
		hierarchy, afterwards []string
	}{
		{"another name", []string{"old"}, []Decision{yes("dog", "")}, []Decision{{Tag: "dog"}, yes("hound", "")}, []string{"old", "dog"}, []string{"old", "hound"}, nil, nil},
		{
			"another name and place", nil,
			[]Decision{yes("dog", "pet|dog")},
			[]Decision{{Tag: "dog"}, yes("hound", "pet|hound")},
			[]string{"dog"},
			[]string{"hound"},
			[]string{"pet|dog"},
			[]string{"pet|hound"},
		},
		{"a name that the file had", []string{"hound"}, []Decision{yes("dog", "")}, []Decision{{Tag: "dog"}, yes("hound", "")}, []string{"hound", "dog"}, []string{"hound"}, nil, nil},
		{"merged with another", nil, []Decision{yes("dog", ""), yes("hound", "")}, []Decision{{Tag: "dog"}}, []string{"dog", "hound"}, []string{"hound"}, nil, nil},
		{"a removal", []string{"old", "animal|fox"}, nil, []Decision{{Tag: "fox", Verdict: Removed}}, []string{"old", "fox"}, []string{"old"}, []string{"animal|fox"}, nil},
		{"a removal opened again", []string{"animal|fox"}, []Decision{{Tag: "fox", Verdict: Removed}}, []Decision{{Tag: "fox"}}, nil, []string{"fox"}, nil, []string{"animal|fox"}},
		{"a word with a bar", []string{keywords.Whole("Smith|Jones")}, nil, []Decision{{Tag: "Smith|Jones", Verdict: Removed}}, []string{"Smith|Jones"}, nil, nil, nil},
		{"a yes alone", []string{"old"}, nil, []Decision{yes("dog", "")}, []string{"old", "dog"}, []string{"old", "dog"}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := photosIn(t, 1)
			l := newLibrary(t)
			imported(t, l, dir)
			wrote(t, l, keywords.Edit{Add: c.file}, WriteOptions{})
			photo := func() *Photo { return l.Snapshot().Photos()[0] }
			text := ""
			say := func(ds []Decision) {
				t.Helper()
				ds = slices.Clone(ds)
				for i := range ds {
					ds[i].Photo = photo().ID
				}
				if _, err := l.EditVocabulary("edit", VocabularyChange{Name: "mine", Before: text, After: text + "x\n"}, ds...); err != nil {
					t.Fatal(err)
				}
				text += "x\n"
			}
			holds := func(when string, want, hierarchy []string) {
				t.Helper()
				wrote(t, l, l.Snapshot().Pending(photo().ID), WriteOptions{})
				var words []string
				for _, w := range photo().Keywords.All {
					words = append(words, w.Name)
				}
				slices.Sort(words)
				want = slices.Sorted(slices.Values(want))
				if !slices.Equal(words, want) || !holdsAll(photo().Keywords.Hierarchy, hierarchy) {
					t.Errorf("%s the photo holds %q and %q, want %q and %q", when, words, photo().Keywords.Hierarchy, want, hierarchy)
				}
			}
			for _, d := range c.begin {
				say([]Decision{d})
			}
			say(c.step)
			holds("written", c.after, c.afterwards)
			for range 2 {
				if _, ok, err := l.Undo(); !ok || err != nil {
					t.Fatal(ok, err)
				}
				holds("undone", c.before, c.hierarchy)
				if _, ok, err := l.Redo(); !ok || err != nil {
					t.Fatal(ok, err)
				}
				holds("made again", c.after, c.afterwards)
			}
		})
	}
}
