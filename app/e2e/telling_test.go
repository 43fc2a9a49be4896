package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mute makes a photo that its owner may only read.
func (h home) mute(name string, n uint64) {
	h.Helper()
	if err := os.Chmod(h.put(name, makeJPEG(h.T, n)), 0o444); err != nil {
		h.Fatal(err)
	}
}

// TestTellsWhereAndWhy: a sidecar in place of the file is told with its reason, by every command
// that writes, as text and as JSON, before and after.
func TestTellsWhereAndWhy(t *testing.T) {
	h := newHomeWithModel(t)
	h.mute("a.jpg", 1)
	h.put("b.png", makePNG(t, 2))
	const why = "it is read-only"
	tag := []string{"tag", "--threshold", "-1", "--vocabulary", h.vocabulary("cat\n"), "photos"}
	for _, mode := range []string{"--dry-run", "--yes"} {
		out := h.run(append(tag, mode)...).ends(0).out
		if !strings.Contains(out, "sidecar: "+why) || !strings.Contains(out, "sidecar: keywords are never embedded in a PNG") {
			t.Errorf("tag %s does not tell: %s", mode, out)
		}
		h.run("undo", "--last")
	}
	lines, sum := h.run(append(tag, "--yes", "--json")...).ends(0).summed()
	if lines[0].Why != why || !slices.Equal(lines[0].To, []string{"sidecar"}) || lines[1].Why == "" || sum.Sidecars != 2 {
		t.Errorf("tag --json: %+v, %+v", lines, sum)
	}
	for _, mode := range [][]string{{"--dry-run"}, nil} {
		args := append([]string{"keywords", "add", "--keyword", "dog", "photos/a.jpg"}, mode...)
		if l := h.run(append(args, "--json")...).ends(0).lines()[0]; l.Why != why && mode != nil {
			t.Errorf("keywords --json: %+v", l)
		}
		h.run("undo", "--last")
		if out := h.run(args...).ends(0).out; !strings.Contains(out, "sidecar: "+why) {
			t.Errorf("keywords %v does not tell: %s", mode, out)
		}
	}
}

// TestTellsWhatGoes: what an overwrite or a set takes away is named before and after, as text and
// as JSON.
func TestTellsWhatGoes(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.run("keywords", "add", "--library", filepath.Join(h.dir, "another.db"), "--keyword", "Oma", "photos").ends(0)
	before := h.hashes()
	tag := []string{"tag", "--mode", "overwrite", "--threshold", "-1", "--vocabulary", h.vocabulary("cat\n"), "photos"}
	if out := h.run(append(tag, "--dry-run")...).ends(0).out; !strings.Contains(out, "would write cat; would REMOVE Oma") {
		t.Errorf("dry run: %s", out)
	}
	if l, _ := h.run(append(tag, "--dry-run", "--json")...).ends(0).summed(); !slices.Equal(l[0].Removed, []string{"Oma"}) || len(l[0].Written) != 0 {
		t.Errorf("dry run: %+v", l[0])
	}
	if out := h.run("keywords", "set", "--dry-run", "--keyword", "neu", "photos").ends(0).out; !strings.Contains(out, "would change: add neu; remove Oma") {
		t.Errorf("keywords: %s", out)
	}
	h.unchanged(before)
	if l, _ := h.run(append(tag, "--yes", "--json")...).ends(0).summed(); !slices.Equal(l[0].Removed, []string{"Oma"}) || !slices.Equal(l[0].Written, []string{"cat"}) {
		t.Errorf("%+v", l[0])
	}
}

// TestTellsWhatWasNotThere: removing a word that no photo has, and adding one that it has, is said.
func TestTellsWhatWasNotThere(t *testing.T) {
	h := newHome(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.run("keywords", "add", "--keyword", "dog", "photos").ends(0)
	for _, c := range []struct{ verb, word, want string }{
		{"remove", "cat", `"cat" was not there`},
		{"remove", "animal|cat", `"animal|cat" was not there`},
		{"add", "Dog", `"Dog" was there already`},
	} {
		r := h.run("keywords", c.verb, "--keyword", c.word, "photos").ends(0)
		if !strings.Contains(r.out, c.want) || strings.Contains(r.out, "changed") {
			t.Errorf("%s %s: %s", c.verb, c.word, r.out)
		}
		if l := h.run("keywords", c.verb, "--json", "--keyword", c.word, "photos").ends(0).lines()[0]; l.Skipped != c.want || l.Changed {
			t.Errorf("%s %s: %+v", c.verb, c.word, l)
		}
	}
}

// TestTellsTheAnswer: after a no at the question nothing is new but the no.
func TestTellsTheAnswer(t *testing.T) {
	if _, err := exec.LookPath("script"); err != nil {
		t.Skip("needs script, which plays a terminal (Debian: bsdutils)")
	}
	h := newHomeWithModel(t)
	h.mute("a.jpg", 1)
	line := programPath + " tag --threshold -1 --vocabulary " + h.vocabulary("dog\n") + " photos"
	cmd := exec.Command("script", "-qec", line, filepath.Join(h.dir, "typescript"))
	cmd.Env, cmd.Dir, cmd.Stdin = h.env(), h.dir, strings.NewReader("n\n")
	said := h.finish(cmd).ends(0).out
	for _, want := range []string{"Into a sidecar beside it: 1 (1: it is read-only)", "not written: you answered no"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q: %s", want, said)
		}
	}
}

// TestFailuresSayTheRemedy: whatever stands in the way of a photo, its line names it once, says
// what to do, and names no file of ours and no folder twice; the same text stands in JSON. A
// sidecar of no bytes is filled.
func TestFailuresSayTheRemedy(t *testing.T) {
	h := newHome(t)
	for name, content := range map[string]string{"text": "words", "zeros": strings.Repeat("\x00", 700), "torn": "<x:xmpmeta"} {
		h.mute(name+".jpg", uint64(len(name)))
		h.put(name+".xmp", []byte(content))
		h.failsWith(name+".jpg", "the sidecar "+name+".xmp: ", "move it away, and write again")
	}
	h.mute("muted.jpg", 9)
	h.run("keywords", "add", "--keyword", "dog", "photos/muted.jpg").ends(0)
	if err := os.Chmod(filepath.Join(h.photos, "muted.jpg.xmp"), 0o444); err != nil {
		t.Fatal(err)
	}
	h.failsWith("muted.jpg", "the sidecar muted.jpg.xmp: it is read-only", "make that sidecar writable")
	h.put("empty.jpg", nil)
	h.failsWith("empty.jpg", "it is empty (0 bytes)", "copy it again")
	h.put("fake.jpg", []byte("no picture, only words"))
	h.failsWith("fake.jpg", "it is not a JPEG", "rename it")
	h.failsWith("gone.jpg", "it is not there", "check the name")
	h.put("filled.png", makePNG(t, 3))
	h.put("filled.png.xmp", nil)
	if l := h.run("keywords", "add", "--json", "--keyword", "dog", "photos/filled.png").ends(0).lines()[0]; !slices.Equal(l.Sidecar, []string{"dog"}) {
		t.Errorf("a sidecar of no bytes: %+v", l)
	}
}

// failsWith fails the test unless adding a keyword to a photo fails with these words.
func (h home) failsWith(name string, words ...string) {
	h.Helper()
	path := filepath.Join("photos", name)
	r := h.run("keywords", "add", "--keyword", "bee", path).ends(1, words...)
	if strings.Count(r.err, name[:strings.IndexByte(name, '.')]+".jpg:") != 1 || strings.Contains(r.err, h.photos) || strings.Contains(r.err, ".clt-") {
		h.Errorf("%s: %s", name, r.err)
	}
	l := h.run("keywords", "add", "--json", "--keyword", "bee", path).ends(1).lines()[0]
	if r.err != path+": "+l.Error+"\n" {
		h.Errorf("%s: the text says %q, the JSON %q", name, r.err, l.Error)
	}
}
