package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// allTags makes tag suggest and write every tag of a vocabulary.
func (h home) allTags(text string, flags ...string) result {
	h.Helper()
	args := append([]string{"tag", "--yes", "--json", "--threshold", "-1", "--vocabulary", h.vocabulary(text), "photos"}, flags...)
	return h.run(args...).ends(0)
}

// words are the flat keywords of the only photo, in order of the alphabet.
func (h home) words() []string {
	h.Helper()
	var flat []string
	for _, k := range h.run("keywords", "list", "--json", "photos").ends(0).lines()[0].Keywords {
		if !strings.Contains(k, "|") {
			flat = append(flat, k)
		}
	}
	slices.Sort(flat)
	return flat
}

func (h home) hold(what string, want ...string) {
	h.Helper()
	if got := h.words(); !slices.Equal(got, want) {
		h.Errorf("%s: the photo holds %q, want %q", what, got, want)
	}
}

// TestRemovedStaysAway: what the user took from a photo, or refused before it was there, no run of
// tag brings back, in whatever form the vocabulary has it, wherever the photo is by then, and
// whether or not the library knew it.
func TestRemovedStaysAway(t *testing.T) {
	for name, c := range map[string]struct {
		first, removed, vocabulary string
		want                       []string
	}{
		"the same word":          {"cat\n", "cat", "cat\nsky\n", []string{"sky"}},
		"not there, not indexed": {"", "cat", "cat\nsky\n", []string{"sky"}},
		"another case":           {"Cat\n", "CAT", "cat\nsky\n", []string{"sky"}},
		"another form":           {"caf\u00e9\n", "cafe\u0301", "Caf\u00e9\nsky\n", []string{"sky"}},
		"by a synonym":           {"puss\n", "puss", "cat\n\t{puss}\nsky\n", []string{"sky"}},
		"a hierarchy":            {"cat\n", "cat", "animal\n\tcat\nsky\n", []string{"animal", "sky"}},
		"by its path":            {"animal\n\tcat\n", "animal|cat", "pet\n\tcat\nsky\n", []string{"pet", "sky"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHomeWithModel(t)
			path := h.put("a.jpg", makeJPEG(t, 1))
			if c.first != "" {
				h.allTags(c.first)
			}
			h.run("keywords", "remove", "--keyword", c.removed, "photos").ends(0)
			if err := os.Rename(path, filepath.Join(h.photos, "b.jpg")); err != nil {
				t.Fatal(err)
			}
			h.allTags(c.vocabulary)
			h.hold("tagged again", c.want...)
			h.allTags(c.vocabulary, "--mode", "overwrite")
			h.hold("overwritten", c.want...)
		})
	}
}

// TestSetIsANo: what set replaced stays away; what it gave is the user's.
func TestSetIsANo(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.allTags("cat\nsky\n")
	h.run("keywords", "set", "--keyword", "mine", "photos").ends(0)
	h.allTags("cat\nsky\nsea\n", "--mode", "overwrite")
	h.hold("set, then overwritten", "mine", "sea")
}

// TestTypedStays: what the user gave to a photo no overwrite takes away, also where it stood there
// before; what only a run has put there goes, and is nobody's wish afterwards.
func TestTypedStays(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.allTags("run\ntree\n")
	h.run("keywords", "add", "--keyword", "Ferien", "--keyword", "Tree", "--keyword", "place|beach", "photos").ends(0)
	h.hold("added", "Ferien", "beach", "run", "tree")
	h.allTags("sky\n", "--mode", "overwrite")
	h.hold("overwritten", "Ferien", "beach", "sky", "tree")
	h.run("undo", "--last").ends(0)
	h.hold("undone", "Ferien", "beach", "run", "tree")
}

// TestNewWordWins: of a no and a later yes the yes holds, and the other way round; a dry run says
// neither.
func TestNewWordWins(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.run("keywords", "remove", "--keyword", "cat", "photos").ends(0)
	h.run("keywords", "add", "--keyword", "cat", "photos").ends(0)
	h.run("keywords", "remove", "--dry-run", "--keyword", "cat", "photos").ends(0)
	h.allTags("sky\n", "--mode", "overwrite")
	h.hold("a yes after a no", "cat", "sky")
	h.run("keywords", "remove", "--keyword", "cat", "photos").ends(0)
	h.allTags("cat\nsky\n", "--mode", "overwrite")
	h.hold("a no after a yes", "sky")
}

// TestUndoTakesTheWordBack: the undo of an edit is the undo of what it meant.
func TestUndoTakesTheWordBack(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.allTags("cat\n")
	h.run("keywords", "remove", "--keyword", "cat", "photos").ends(0)
	h.run("keywords", "add", "--keyword", "dog", "photos").ends(0)
	h.run("undo", "--last").ends(0)
	h.run("undo", "--last").ends(0)
	h.run("undo", "--last").ends(0)
	if info := h.run("library", "info", "--json").ends(0).lines()[0]; info.Decisions != 0 {
		t.Errorf("%d decisions are left", info.Decisions)
	}
	h.allTags("cat\ndog\n")
	h.hold("after undo", "cat", "dog")
	h.allTags("sky\n", "--mode", "overwrite")
	h.hold("after undo, overwritten", "sky")
}

// TestFinishedStaysFinished: what is suggested for a photo that the user is done with is listed
// apart and written by a wish alone; what it has stays among the suggestions, also by a synonym.
func TestFinishedStaysFinished(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.allTags("cat\n")
	out := filepath.Join(h.dir, "decisions.json")
	h.run("library", "export", out).ends(0)
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	done := strings.Replace(string(data), `"decisions":`, `"finished": "2026-11-29T12:00:00Z", "decisions":`, 1)
	if err := os.WriteFile(out, []byte(done), 0o600); err != nil || done == string(data) {
		t.Fatal("the photo could not be finished", err)
	}
	h.run("library", "import", out).ends(0)

	const more = "pet\n\t{cat}\nsky\nsea\n"
	l := h.allTags(more).lines()[0]
	if got := tagsOf(l.Later); len(l.Written) != 0 || !slices.Equal(got, []string{"sea", "sky"}) || !slices.Equal(tagsOf(l.Suggestions), []string{"pet"}) {
		t.Errorf("%+v; want sea and sky for later, and nothing written but what it has", l)
	}
	h.hold("finished", "cat")
	plain := h.run("tag", "--dry-run", "--threshold", "-1", "--vocabulary", h.vocabulary(more), "photos").ends(0)
	if !strings.Contains(plain.out, "new since you looked: ") {
		t.Errorf("nothing says what is new: %s", plain.out)
	}
	if l := h.allTags(more, "--finished").lines()[0]; len(l.Later) != 0 || len(l.Suggestions) != 3 {
		t.Errorf("with --finished: %+v", l)
	}
	if !slices.Contains(h.words(), "sea") {
		t.Error("--finished wrote nothing")
	}
}

// tagsOf are the names of suggestions, in order of the alphabet.
func tagsOf(all []suggestion) []string {
	var names []string
	for _, s := range all {
		names = append(names, s.Tag)
	}
	slices.Sort(names)
	return names
}
