package proof

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library/testphoto"
)

// TestEditsOfTheCorpora removes a keyword of each photo, replaces all, and tags with overwriting.
// What went is gone from every list that exiftool shows, inside the photo and beside it, or the
// line of the photo says where it stays; nothing else went, and no other tag changed.
func TestEditsOfTheCorpora(t *testing.T) {
	testphoto.Needs(t, "python3", "exiftool", "exiv2")
	t.Run("remove", func(t *testing.T) { removed(t, corpus(t)) })
	t.Run("set", func(t *testing.T) {
		replaced(t, corpus(t), "keywords", "set", "--json", "--quiet", "--keyword", "PROBE")
	})
	t.Run("overwrite", func(t *testing.T) {
		if !whole() {
			t.Skip("the same writer as set; make proof tries it")
		}
		vocabulary := filepath.Join(t.TempDir(), "v.tsv") // the prompt is one that the built-in model knows: others it never suggests
		if err := os.WriteFile(vocabulary, []byte("name\tprompts\nPROBE\ta photo of a dog\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		replaced(t, corpus(t), "tag", "--json", "--quiet", "--yes", "--mode", "overwrite", "--threshold", "-1", "--vocabulary", vocabulary)
	})
}

// removed takes the first keyword of each photo away.
func removed(t *testing.T, before string) {
	after, h := copyTree(t, before), newHome(t)
	victims := map[string][]string{} // the photos of each word
	for _, l := range parse(t, h.must([]int{0, 1}, "keywords", "list", "--json", "--quiet", after)) {
		if len(l.Keywords) > 0 {
			victims[l.Keywords[0]] = append(victims[l.Keywords[0]], l.Path)
		}
	}
	if len(victims) == 0 {
		t.Fatal("no photo has a keyword")
	}
	was, gone := shownWords(t, before), map[string]string{}
	var lines []line
	for word, photos := range victims {
		args := append([]string{"keywords", "remove", "--json", "--quiet", "--keyword", word}, photos...)
		for _, l := range parse(t, h.must([]int{0, 1}, args...)) {
			lines, gone[filepath.Base(l.Path)] = append(lines, l), word
		}
	}
	now := shownWords(t, after)
	count := judgeLines(t, lines, func(l line, photo string) {
		for _, word := range now[photo] {
			if same := strings.EqualFold(leaf(word), gone[photo]); same && !strings.Contains(l.Error, gone[photo]) {
				t.Errorf("%s: %q is still there (as %q), and %q does not say so", photo, gone[photo], word, l.Error)
			}
		}
		for _, word := range without(was[photo], now[photo]) {
			if !strings.EqualFold(leaf(word), leaf(gone[photo])) && !strings.HasPrefix(gone[photo], word) {
				t.Errorf("%s: lost %q though %q was to go", photo, word, gone[photo])
			}
		}
	})
	t.Logf("%d words removed from %d photos; %d lines name what stays", len(victims), len(lines), count)
	undamaged(t, before, after)
}

// replaced runs a command that makes PROBE the only keyword of the photos that it changes.
func replaced(t *testing.T, before string, args ...string) {
	after, h := copyTree(t, before), newHome(t)
	lines := parse(t, h.must([]int{0, 1}, append(args, after)...))
	now := shownWords(t, after)
	told := judgeLines(t, lines, func(l line, photo string) {
		if len(l.To) == 0 && l.Error != "" {
			return // it was refused
		}
		for _, word := range now[photo] {
			if word != "PROBE" && !isTold(l, word) {
				t.Errorf("%s: still shows %q, and %q does not say so", photo, word, l.Error)
			}
		}
		if len(l.To) > 0 && !slices.Contains(now[photo], "PROBE") {
			t.Errorf("%s: PROBE is not shown", photo)
		}
	})
	t.Logf("%d photos, %d lines name what stays", len(lines), told)
	undamaged(t, before, after)
}

// isTold reports whether the line names the word, or says that there is one that cannot be read, as
// exiftool shows it too.
func isTold(l line, word string) bool {
	return strings.Contains(l.Error, leaf(word)) || strings.Contains(l.Error, "cannot be read") || strings.Contains(l.Error, "character set")
}

// judgeLines visits each line, and counts those with an error.
func judgeLines(t *testing.T, lines []line, visit func(l line, photo string)) (told int) {
	t.Helper()
	for _, l := range lines {
		if l.Error != "" {
			told++
		}
		visit(l, filepath.Base(l.Path))
	}
	return told
}

// undamaged lets the judge compare all that is no keyword.
func undamaged(t *testing.T, before, after string) {
	t.Helper()
	report := filepath.Join(t.TempDir(), "report.json")
	args := []string{testphoto.Shared(t, "tools", "keyword-judge", "keyword-judge"), before, after, "--added", "PROBE", "--json", report}
	_ = exec.Command("python3", args...).Run() // it asks for what only adding gives; the report is what counts here
	var found struct {
		Files     []struct{ File, Class, Why string }
		Leftovers []string
	}
	data, err := os.ReadFile(report)
	if err == nil {
		err = json.Unmarshal(data, &found)
	}
	if err != nil || len(found.Files) == 0 {
		t.Fatalf("the judge says nothing: %v", err)
	}
	harmed := 0
	for _, f := range found.Files {
		if f.Class == "damaged" || f.Class == "missing" {
			harmed++
			t.Errorf("%s is %s: %s", f.File, f.Class, f.Why)
		}
	}
	for _, name := range found.Leftovers {
		t.Errorf("%s is left over", name)
	}
	t.Logf("%d photos, %d harmed", len(found.Files), harmed)
}

// listTags are the keyword lists as exiftool names them.
var listTags = []string{
	"-IPTC:Keywords", "-XMP-dc:Subject", "-XMP-lr:HierarchicalSubject", "-XMP-digiKam:TagsList",
	"-XMP-microsoft:LastKeywordXMP", "-XMP-mediapro:CatalogSets",
}

// divider stands in no keyword of the corpora.
const divider = "‖"

// shownWords is every keyword that exiftool shows of each photo and its sidecars.
func shownWords(t *testing.T, dir string) map[string][]string {
	t.Helper()
	args := append([]string{"-a", "-s3", "-m", "-sep", divider, "-charset", "filename=utf8", "-ext", "*"}, listTags...)
	out, _ := exec.Command("exiftool", append(args, dir)...).Output() // damaged files make its status 1
	found := map[string][]string{}
	photo := ""
	scanner := bufio.NewScanner(bytes.NewReader(out))
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		text := scanner.Text()
		if path, is := strings.CutPrefix(text, "======== "); is {
			photo = strings.TrimSuffix(filepath.Base(path), ".xmp")
			continue
		}
		if strings.HasPrefix(text, "  ") {
			continue // the count of files at the end
		}
		for word := range strings.SplitSeq(text, divider) {
			if word = strings.TrimSpace(word); word != "" {
				found[photo] = append(found[photo], word)
			}
		}
	}
	return found
}

func leaf(word string) string { return word[strings.LastIndexAny(word, "|/")+1:] }
