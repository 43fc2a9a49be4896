package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library/testphoto"
)

// animals is a vocabulary that the starter is sure about on the repository's photos.
const animals = "# what is on the photos\nanimal\n\tdog\n\tcat\n\tbird\nmountain\nbeach\nflower\nbuilding\nperson\ncar\nboat\n"

func (h home) vocabulary(text string) string {
	h.Helper()
	path := filepath.Join(h.dir, "vocabulary.txt")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		h.Fatal(err)
	}
	return path
}

// TestTagAndBack is the main job on real photos: tag, see it with another program, tag again,
// rename, undo.
func TestTagAndBack(t *testing.T) {
	h := newHomeWithModel(t)
	h.copyIn(realPhotos(t)...)
	before := h.hashes()
	h.tagAndBack(h.vocabulary(animals), len(before))
	h.unchanged(before)
}

// TestTagCollection is the same on 128 photos of everyday things.
func TestTagCollection(t *testing.T) {
	dir := testphoto.Shared(t, "photos", "coco-128")
	h := newHomeWithModel(t)
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	h.copyIn(files...)
	before := h.hashes()
	h.tagAndBack(filepath.Join(dir, "vocabulary.txt"), 128)
	h.unchanged(before)
}

// tagAndBack does what its callers promise, on a folder with n photos. At the end the photos are as
// they were.
func (h home) tagAndBack(vocabulary string, n int) {
	h.Helper()
	tag := []string{"tag", "--yes", "--json", "--suggest", "loose", "--vocabulary", vocabulary, "photos"}
	lines, sum := h.run(tag...).ends(0).summed()
	if len(lines) != n || sum.Photos != n || sum.Indexed != n || sum.Failed != 0 || sum.Written == 0 {
		h.Fatalf("first run: %d lines, %+v", len(lines), sum)
	}
	h.shownByOthers(lines)
	lines, sum = h.run(tag...).ends(0).summed()
	if len(lines) != n || sum.Indexed != 0 || sum.Written != 0 {
		h.Errorf("second run: %+v", sum)
	}
	back := h.renameAll()
	lines, sum = h.run(tag...).ends(0).summed()
	if len(lines) != n || sum.Indexed != 0 || sum.Written != 0 {
		h.Errorf("after renaming: %+v", sum)
	}
	restored := h.run("undo", "--last", "--json").ends(0).lines()
	for _, l := range restored {
		if !l.Restored || l.Error != "" {
			h.Errorf("undo: %+v", l)
		}
	}
	back()
	h.run("undo", "--last").ends(2, "no run to undo")
}

// shownByOthers fails the test unless exiftool shows what the lines say is written, in IPTC and in
// XMP.
func (h home) shownByOthers(lines []line) {
	h.Helper()
	if _, err := exec.LookPath("exiftool"); err != nil {
		h.Log("not compared with exiftool, which is not here (Debian: libimage-exiftool-perl)")
		return
	}
	wanted := map[string][]string{}
	for _, l := range lines {
		if slices.Equal(l.To, []string{"embedded"}) {
			wanted[filepath.Join(h.dir, l.Path)] = l.Written
		}
	}
	for _, shown := range exiftool(h.T, sortedKeys(wanted)...) {
		if want := wanted[shown.file]; !endsWith(shown.iptc, want) || !endsWith(shown.xmp, want) {
			h.Errorf("%s: exiftool shows IPTC %q and XMP %q, written was %q", shown.file, shown.iptc, shown.xmp, want)
		}
	}
}

// endsWith reports whether the new words stand at the end of a list, in their order.
func endsWith(all, words []string) bool {
	return len(all) >= len(words) && slices.Equal(all[len(all)-len(words):], words)
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// renameAll gives every photo another name and returns the way back.
func (h home) renameAll() (back func()) {
	h.Helper()
	move := func(from, to string) {
		if err := os.Rename(filepath.Join(h.photos, from), filepath.Join(h.photos, to)); err != nil {
			h.Fatal(err)
		}
	}
	var names []string
	for name := range h.hashes() {
		names = append(names, name)
		move(name, "renamed "+name)
	}
	return func() {
		for _, name := range names {
			move("renamed "+name, name)
		}
	}
}

// TestDryRun stores vectors, and neither a keyword nor a decision.
func TestDryRun(t *testing.T) {
	h := newHomeWithModel(t)
	h.copyIn(realPhotos(t)...)
	before := h.hashes()
	words := h.vocabulary(animals)
	lines, sum := h.run("tag", "--dry-run", "--json", "--vocabulary", words, "--threshold", "-1", "photos").ends(0).summed()
	if sum.Written != 0 || sum.Indexed != len(before) || sum.Suggested != len(before) {
		t.Errorf("%+v", sum)
	}
	for _, l := range lines {
		if len(l.Suggestions) != 10 || len(l.Written) != 0 || l.Skipped == "" { // a dog is an animal: one of the two
			t.Errorf("a threshold of -1 suggests every tag: %+v", l)
		}
		if !slices.IsSortedFunc(l.Suggestions, func(a, b suggestion,
		) int {
			return int(1e6 * (b.Score - a.Score))
		}) {
			t.Errorf("%s: the highest score is not first: %v", l.Path, l.Suggestions)
		}
	}
	_, sum = h.run("tag", "--dry-run", "--json", "-t", "-1", "--max", "3", "--tags-filepath", words, "-n", "photos").ends(0).summed()
	if sum.Indexed != 0 || sum.Suggested != len(before) {
		t.Errorf("rtag's flags: %+v", sum)
	}
	h.unchanged(before)
	info := h.run("library", "info", "--json").ends(0).lines()[0]
	if info.Photos != len(before) || info.Vectors != len(before) || info.Decisions != 0 {
		t.Errorf("%+v", info)
	}
}

// TestModes: append keeps what another program put there, overwrite replaces it where there is a
// suggestion.
func TestModes(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.run("keywords", "add", "--library", filepath.Join(h.dir, "another.db"), "--keyword", "old", "photos").ends(0)
	words := h.vocabulary("dog\ncat\n")
	tag := func(flags ...string) {
		h.run(append([]string{"tag", "--yes", "--vocabulary", words, "--threshold", "-1", "photos"}, flags...)...).ends(0)
	}
	keywords := func() []string {
		k := h.run("keywords", "list", "--json", "photos").ends(0).lines()[0].Keywords
		slices.Sort(k)
		return k
	}
	tag()
	if got := keywords(); !slices.Equal(got, []string{"cat", "dog", "old"}) {
		t.Errorf("append: %q", got)
	}
	tag("--mode", "overwrite", "--max", "1")
	if got := keywords(); len(got) != 1 || got[0] == "old" {
		t.Errorf("overwrite: %q", got)
	}
	h.run("tag", "--yes", "--mode", "overwrite", "--threshold", "1", "--vocabulary", words, "photos").ends(0)
	if got := keywords(); len(got) != 1 {
		t.Errorf("without a suggestion: %q", got)
	}
}

// TestOtherNamesGoAlong: where the list says so; a dry run names them, overwriting keeps them while
// the list says so, and undo gives back the file.
func TestOtherNamesGoAlong(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	before := h.hashes()
	const words = "animal\n\tdog\n\t\t{^=}\n\t\t{hound}\n\t\t{pooch}\n\tcat\n\t\t{feline}\n"
	if said := h.run("tag", "--dry-run", "--threshold", "-1", "--vocabulary", h.vocabulary(words), "photos").ends(0).out; !strings.Contains(said, "hound, pooch") {
		t.Errorf("a dry run says %q", said)
	}
	h.unchanged(before)
	h.allTags(words)
	h.hold("tagged", "cat", "dog", "hound", "pooch")
	h.allTags(words, "--mode", "overwrite")
	h.hold("overwritten", "cat", "dog", "hound", "pooch")
	h.run("undo", "--last").ends(0)
	h.unchanged(before)
	h.allTags(words)
	h.allTags("animal\n\tdog\n\t\t{hound}\n", "--mode", "overwrite")
	h.hold("overwritten by a list that has no sign", "dog")
}

// TestAsking: at a terminal tag says what it is about to do and takes only yes for an answer.
func TestAsking(t *testing.T) {
	if _, err := exec.LookPath("script"); err != nil {
		t.Skip("needs script, which plays a terminal (Debian: bsdutils)")
	}
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	before := h.hashes()
	ask := func(answer string) string {
		line := fmt.Sprintf("%s tag --threshold -1 --vocabulary %s photos", programPath, h.vocabulary("dog\n"))
		cmd := exec.Command("script", "-qec", line, filepath.Join(h.dir, "typescript"))
		cmd.Env, cmd.Dir, cmd.Stdin = h.env(), h.dir, strings.NewReader(answer+"\n")
		return h.finish(cmd).ends(0).out
	}
	if said := ask("n"); !strings.Contains(said, "1 photo would change: 1 keyword added") {
		t.Errorf("it says %q", said)
	}
	h.unchanged(before)
	ask("y")
	if got := h.run("keywords", "list", "--json", "photos").lines()[0].Keywords; !slices.Equal(got, []string{"dog"}) {
		t.Errorf("after yes: %q", got)
	}
}
