package proof

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"catchlight/library/testphoto"
)

// probes are the keywords of the protocol: plain, markup and accents, three-byte
// characters, and one that IPTC must cut at 64 bytes (here inside a character).
func probes() []string {
	return []string{"PROBE", `Käse & "Brot"`, "富士山", "long " + strings.Repeat("ä", 37) + "!"}
}

// corpus copies every JPEG and TIFF of the public corpora (or, in the short part,
// every fifth one) into a new folder under names that cannot collide.
func corpus(t testing.TB) string {
	t.Helper()
	root, dir := testphoto.Shared(t, "corpora"), t.TempDir()
	for i, path := range photosUnder(t, root) {
		if !whole() && i%5 != 0 {
			continue
		}
		copyFile(t, path, filepath.Join(dir, fmt.Sprintf("%03d-%s", i, filepath.Base(path))))
	}
	return dir
}

func photosUnder(t testing.TB, root string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch strings.ToLower(filepath.Ext(path)) {
		case ".jpg", ".jpeg", ".tif", ".tiff":
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(found)
	return found
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func copyTree(t testing.TB, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

// judge lets the independent judge compare the two folders; it fails the test when
// a photo was damaged, lost, left incomplete, or when anything was left beside it.
func judge(t testing.TB, before, after string, added ...string) {
	t.Helper()
	out, err := judgement(t, before, after, added...)
	t.Log(out)
	if err != nil {
		t.Errorf("the judge found harm: %v", err)
	}
}

func judgement(t testing.TB, before, after string, added ...string) (string, error) {
	t.Helper()
	testphoto.Needs(t, "python3", "exiftool", "exiv2")
	args := []string{testphoto.Shared(t, "tools", "keyword-judge", "keyword-judge"), before, after}
	for _, word := range added {
		args = append(args, "--added", word)
	}
	out, err := exec.Command("python3", args...).CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

// TestCorpus is points 1, 2, 3 of the protocol: nothing else changes, both judges
// read the keyword, a second run writes nothing, undo is exact to the byte.
func TestCorpus(t *testing.T) {
	for i, word := range probes() {
		if i > 0 && !whole() {
			break
		}
		t.Run(word, func(t *testing.T) { oneWord(t, word) })
	}
}

func oneWord(t *testing.T, word string) {
	before := corpus(t)
	after, h := copyTree(t, before), newHome(t)
	original := hashes(t, after)
	report(t, h.add(after, word))
	judge(t, before, after, word)
	written := hashes(t, after)
	for _, l := range h.add(after, word) {
		if l.Changed {
			t.Errorf("%s changed in the second run", l.Path)
		}
	}
	same(t, written, hashes(t, after))
	h.must([]int{0}, "undo", "--last")
	same(t, original, hashes(t, after))
}

// report logs how many photos went where, and each refusal's reason with its count.
func report(t testing.TB, lines []line) {
	t.Helper()
	places, reasons := map[string]int{}, map[string]int{}
	for _, l := range lines {
		places[strings.Join(l.To, "+")]++
		for _, why := range []string{l.Error, l.Skipped} {
			if why != "" {
				reasons[why]++
			}
		}
	}
	t.Logf("%d photos, by destination: %v", len(lines), places)
	for why, n := range reasons {
		t.Logf("%4d × %s", n, why)
	}
}

// TestRemoveUndoesAdd is the other half of point 3: what remove leaves has the keywords
// that the photo had, and no list lost a word. (Where IPTC and XMP differed, adding has
// brought them in step, and they stay so.)
func TestRemoveUndoesAdd(t *testing.T) {
	testphoto.Needs(t, "exiftool")
	before := corpus(t)
	after, h := copyTree(t, before), newHome(t)
	h.add(after, "PROBE")
	h.must([]int{0, 1}, "keywords", "remove", "--quiet", "--keyword", "PROBE", after)
	undamaged(t, before, after)
	was, is := keywordLists(t, before), keywordLists(t, after)
	for photo, lists := range was {
		if strings.Join(is[photo].all(), "|") != strings.Join(lists.all(), "|") {
			t.Errorf("%s: keywords were %q, are %q", photo, lists.all(), is[photo].all())
		}
		for i, list := range lists {
			if lost := without(strings.Split(list, "|"), strings.Split(is[photo][i], "|")); list != "-" && len(lost) > 0 {
				t.Errorf("%s: list %d lost %q", photo, i, lost)
			}
		}
	}
}

// keywordList are a photo's lists (IPTC, XMP flat, XMP hierarchy), each joined by |,
// or - where the photo has none.
type keywordList [3]string

// all are the flat keywords of either list, sorted, each once; one that IPTC had to cut
// at 64 bytes counts as the whole one.
func (k keywordList) all() []string {
	words := strings.Split(k[0]+"|"+k[1], "|")
	slices.Sort(words)
	words = slices.Compact(words)
	for i := len(words) - 2; i >= 0; i-- {
		if len(words[i]) > 60 && strings.HasPrefix(words[i+1], words[i]) {
			words = slices.Delete(words, i, i+1)
		}
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "-" || w == "" })
}

// keywordLists are the keyword lists of every photo under dir as exiftool prints them.
func keywordLists(t testing.TB, dir string) map[string]keywordList {
	t.Helper()
	out, _ := exec.Command("exiftool", "-q", "-f", "-charset", "filename=utf8", "-sep", "|", "-p",
		"$FileName\t$IPTC:Keywords\t$XMP-dc:Subject\t$XMP-lr:HierarchicalSubject", dir).Output()
	found := map[string]keywordList{}
	for _, text := range strings.Split(string(out), "\n") {
		fields := strings.Split(text, "\t")
		if len(fields) == 4 && !strings.HasSuffix(fields[0], ".xmp") {
			found[fields[0]] = keywordList(fields[1:])
		}
	}
	return found
}
