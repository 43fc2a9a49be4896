package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestBadPhotos: each bad photo is named with its reason, and everything else goes on.
func TestBadPhotos(t *testing.T) {
	h := newHomeWithModel(t)
	good := makeJPEG(t, 1)
	h.put("good.jpg", good)
	h.put("text.jpg", []byte("I am a shopping list.\n"))
	h.put("empty.jpg", nil)
	h.put("empty.png", nil)
	h.put("header.jpg", good[:200])
	h.put("picture.jpg", makePNG(t, 2))
	before := h.hashes()
	lines, sum := h.run("tag", "--yes", "--json", "--vocabulary", h.vocabulary("dog\n"), "--threshold", "-1", "photos", "photos/gone.jpg").
		ends(1, "text.jpg", "empty.jpg", "empty.png", "header.jpg", "picture.jpg", "gone.jpg").summed()
	if sum.Failed != 6 || sum.Indexed != 1 || sum.Written != 1 || len(lines) != 7 {
		t.Errorf("%+v, %d lines", sum, len(lines))
	}
	for _, l := range lines {
		if bad := filepath.Base(l.Path) != "good.jpg"; bad != (l.Error != "") || bad && len(l.Written) > 0 {
			t.Errorf("%+v", l)
		}
	}
	for name, hash := range h.hashes() {
		if name != "good.jpg" && before[name] != hash {
			t.Errorf("%s was touched", name)
		}
	}
}

// TestTruncatedPhoto: half a photo is either tagged by what can be seen of it or an error, and
// never harmed.
func TestTruncatedPhoto(t *testing.T) {
	h := newHomeWithModel(t)
	data, err := os.ReadFile(realPhotos(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	h.put("good.jpg", makeJPEG(t, 1))
	path := h.put("half.jpg", data[:len(data)/2])
	r := h.run("tag", "--yes", "--json", "--vocabulary", h.vocabulary("dog\n"), "--threshold", "-1", "photos")
	_, sum := r.summed()
	if r.status > 1 || sum.Photos != 2 || sum.Written+sum.Failed != 2 {
		t.Errorf("status %d, %+v\n%s", r.status, sum, r.err)
	}
	if now, _ := os.ReadFile(path); sum.Failed == 1 && !slices.Equal(now, data[:len(data)/2]) {
		t.Error("a photo that failed was changed")
	}
}

// TestReadOnlyPhoto: a photo that may not be written gets a sidecar, or an error where only
// embedding is wanted.
func TestReadOnlyPhoto(t *testing.T) {
	h := newHome(t)
	path := h.put("a.jpg", makeJPEG(t, 1))
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	before := h.hashes()
	h.run("keywords", "add", "--keyword", "dog", "--to", "embedded", "photos").ends(1, "a.jpg")
	h.unchanged(before)
	l := h.run("keywords", "add", "--json", "--keyword", "dog", "photos").ends(0).lines()[0]
	if !l.Changed || !slices.Equal(l.To, []string{"sidecar"}) {
		t.Errorf("%+v", l)
	}
	if now := h.hashes(); now["a.jpg"] != before["a.jpg"] {
		t.Error("the read-only photo was changed")
	}
}

// TestVocabularyFiles: a vocabulary without tags, or that is no text, is a sentence that names the
// file; text in the encodings of other programs is read.
func TestVocabularyFiles(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	wide := utf16.Encode([]rune("dog\ncat\n"))
	utf16le := []byte{0xFF, 0xFE}
	for _, u := range wide {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	for name, text := range map[string]string{"latin1": "dog\nK\xe4se\n", "utf16": string(utf16le)} {
		t.Run(name, func(t *testing.T) {
			h := h
			h.T = t
			show := h.run("vocabulary", "show", h.vocabulary(text)).ends(0)
			if want := map[string]string{"latin1": "Käse", "utf16": "cat"}[name]; !strings.Contains(show.out, want) {
				t.Errorf("%q is not among the tags: %s", want, show.out)
			}
		})
	}
	for name, text := range map[string]string{"none": "", "comments": "# nothing\n\n", "binary": "\x00\x01\x02\xff"} {
		t.Run(name, func(t *testing.T) {
			h := h
			h.T = t
			h.run("tag", "--yes", "--vocabulary", h.vocabulary(text), "photos").ends(2, "vocabulary.txt")
		})
	}
	h.run("tag", "--yes", "--vocabulary", "no-such-file.txt", "photos").ends(2, "no-such-file.txt")
}

// TestLargeVocabulary: 20,000 tags are read, or refused with a sentence; some hundred are used.
func TestLargeVocabulary(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	var many strings.Builder
	for i := range 20000 {
		many.WriteString("tag " + itoa(uint64(i)) + "\n")
	}
	if r := h.run("vocabulary", "show", h.vocabulary(many.String())); r.status == 0 && strings.Count(r.out, "\n") != 20000 ||
		r.status != 0 && !strings.Contains(r.err, "vocabulary.txt") {
		t.Errorf("status %d, %d lines, %s", r.status, strings.Count(r.out, "\n"), r.err)
	}
	h.run("tag", "--dry-run", "--vocabulary", h.vocabulary(many.String()[:3000]), "photos").ends(0)
}

// TestNoRuntime: without ONNX Runtime the model's commands say where they looked and how to get it;
// the others work.
func TestNoRuntime(t *testing.T) {
	h := newHome(t)
	h.runtime = filepath.Join(h.dir, "nowhere.so")
	h.put("a.jpg", makeJPEG(t, 1))
	before := h.hashes()
	for _, words := range []string{"tag --yes photos", "index photos", "search dog", "eval photos"} {
		r := h.run(strings.Fields(words)...)
		if words == "eval photos" && strings.Contains(r.err, "label") {
			continue // the labels are looked for first
		}
		r.ends(2, "ONNX Runtime", "nowhere.so")
	}
	h.unchanged(before)
	h.run("keywords", "add", "--keyword", "dog", "photos").ends(0)
	h.run("library", "info").ends(0)
}

// TestDamagedLibrary: a file that is no library is left as it is, and named.
func TestDamagedLibrary(t *testing.T) {
	h := newHome(t)
	other := h.put("other.db", []byte(strings.Repeat("not a library ", 1000)))
	before := h.hashes()
	h.run("library", "info", "--library", other).ends(2, "other.db")
	h.unchanged(before)
}

// TestNoDisplay: the window without a display is a sentence with the remedy, no crash.
func TestNoDisplay(t *testing.T) {
	h := newHome(t)
	for _, display := range []string{"", ":4093"} {
		cmd := h.command("photos")
		cmd.Env = append(cmd.Env, "DISPLAY="+display)
		h.finish(cmd).ends(2, "DISPLAY", "catchlight tag")
	}
}
