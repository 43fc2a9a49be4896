package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library/testphoto"
)

// TestKeywords: add, list, remove, set; each is undone to the byte.
func TestKeywords(t *testing.T) {
	h := newHome(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.put("deep/b.jpg", makeJPEG(t, 2))
	h.put("c.png", makePNG(t, 3))
	before := h.hashes()
	lines := h.run("keywords", "add", "--json", "--keyword", "Käse & \"Brot\"", "photos", "--keyword", "place|富士山").ends(0).lines()
	if len(lines) != 3 || lines[0].Path != filepath.Join("photos", "a.jpg") || lines[2].Path != filepath.Join("photos", "deep", "b.jpg") {
		t.Fatalf("lines: %+v", lines)
	}
	for i, to := range []string{"embedded", "sidecar", "embedded"} {
		want := []string{"Käse & \"Brot\"", "富士山", "place|富士山"}
		if l := lines[i]; !l.Changed || !slices.Equal(l.To, []string{to}) || !sameWords(l.Keywords, want) {
			t.Errorf("%+v", l)
		}
	}
	if l := lines[1]; len(l.IPTC) != 0 || len(l.Sidecar) != 2 {
		t.Errorf("a PNG's keywords stand in a sidecar: %+v", l)
	}
	for _, l := range h.run("keywords", "add", "--json", "--keyword", "富士山", "photos").ends(0).lines() {
		if l.Changed || len(l.To) != 0 {
			t.Errorf("what is there is written again: %+v", l)
		}
	}
	h.run("keywords", "remove", "--keyword", "FUJI", "--keyword", "KÄSE & \"BROT\"", "photos").ends(0)
	h.run("keywords", "set", "--keyword", "only", "photos/a.jpg").ends(0)
	if l := h.run("keywords", "list", "--json", "photos/a.jpg").lines()[0]; !slices.Equal(l.Keywords, []string{"only"}) {
		t.Errorf("set: %+v", l)
	}
	h.run("keywords", "set", "photos/a.jpg").ends(0)
	if l := h.run("keywords", "list", "--json", "photos/a.jpg").lines()[0]; len(l.Keywords) != 0 {
		t.Errorf("set without keyword: %+v", l)
	}
	for range 4 {
		h.run("undo", "--last").ends(0)
	}
	h.unchanged(before)
}

// TestKeywordsDryRun changes nothing and makes no run.
func TestKeywordsDryRun(t *testing.T) {
	h := newHome(t)
	h.put("a.jpg", makeJPEG(t, 1))
	before := h.hashes()
	h.run("keywords", "add", "--dry-run", "--keyword", "dog", "photos").ends(0)
	h.unchanged(before)
	if runs := h.run("undo", "--list", "--json").ends(0).runs(); len(runs) != 0 {
		t.Errorf("runs: %+v", runs)
	}
}

// TestKeywordsOptions: where to, what name, which time.
func TestKeywordsOptions(t *testing.T) {
	h := newHome(t)
	path := h.put("a.jpg", makeJPEG(t, 1))
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	h.run("keywords", "add", "--keyword", "dog", "--keep-mtime", "photos").ends(0)
	if now, _ := os.Stat(path); !now.ModTime().Equal(info.ModTime()) {
		t.Errorf("--keep-mtime: %v, was %v", now.ModTime(), info.ModTime())
	}
	h.run("keywords", "add", "--keyword", "a|b", "--to", "sidecar", "--sidecar-name", "stem", "--ancestors", "photos").ends(0)
	if _, err := os.Stat(filepath.Join(h.photos, "a.xmp")); err != nil {
		t.Error(err)
	}
	l := h.run("keywords", "list", "--json", "photos").lines()[0]
	if !slices.Contains(l.Sidecar, "a") || !slices.Contains(l.Sidecar, "b") || !slices.Contains(l.Keywords, "a|b") {
		t.Errorf("--ancestors: %+v", l)
	}
}

// TestRuns: the list, one run by its number, none twice.
func TestRuns(t *testing.T) {
	h := newHome(t)
	h.put("a.jpg", makeJPEG(t, 1))
	before := h.hashes()
	h.run("keywords", "add", "--keyword", "dog", "photos").ends(0)
	h.run("keywords", "add", "--keyword", "dog", "photos").ends(0) // changes nothing: no run
	h.run("keywords", "add", "--keyword", "cat", "photos").ends(0)
	runs := h.run("undo", "--list", "--json").ends(0).runs()
	if len(runs) != 2 || runs[0].Photos != 1 || runs[0].Keywords != 1 || runs[0].Undone {
		t.Fatalf("%+v", runs)
	}
	last, first := runs[1].Run, runs[0].Run
	h.run("undo", itoa(last)).ends(0)
	h.run("undo", itoa(last)).ends(2, "undone already")
	h.run("undo", "99").ends(2, "no run 99")
	h.run("undo", itoa(first)).ends(0)
	h.unchanged(before)
}

// TestUndoAfterAnotherProgram: a file that another program changed since is left as it is, and
// named.
func TestUndoAfterAnotherProgram(t *testing.T) {
	h := newHome(t)
	h.put("a.jpg", makeJPEG(t, 1))
	b := h.put("b.jpg", makeJPEG(t, 2))
	h.run("keywords", "add", "--keyword", "dog", "photos").ends(0)
	other := makeJPEG(t, 3)
	if err := os.WriteFile(b, other, 0o644); err != nil {
		t.Fatal(err)
	}
	lines := h.run("undo", "--last", "--json").ends(1, "b.jpg").lines()
	if len(lines) != 2 || !lines[0].Restored || lines[1].Restored || lines[1].Error == "" {
		t.Errorf("%+v", lines)
	}
	if data, _ := os.ReadFile(b); string(data) != string(other) {
		t.Error("the other program's bytes are gone")
	}
}

// TestPaths: as found, each photo once, other files passed over, hidden folders too.
func TestPaths(t *testing.T) {
	h := newHome(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.put("b/B.JPG", makeJPEG(t, 2))
	h.put("notes.txt", []byte("no photo"))
	h.put(".hidden/c.jpg", makeJPEG(t, 3))
	h.put("@eaDir/a.jpg/SYNOPHOTO_THUMB_M.jpg", makeJPEG(t, 4))
	h.put("b/clip.MOV", []byte("no photo"))
	for _, c := range []struct{ args, want string }{
		{"photos", "photos/a.jpg photos/b/B.JPG"},
		{"./photos/", "photos/a.jpg photos/b/B.JPG"},
		{"photos/a.jpg photos photos/a.jpg", "photos/a.jpg photos/b/B.JPG"},
		{h.photos, h.photos + "/a.jpg " + h.photos + "/b/B.JPG"},
		{"-- photos/b", "photos/b/B.JPG"},
		{"--exclude-dir b photos", "photos/a.jpg"},
		{"photos/@eaDir", "photos/@eaDir/a.jpg/SYNOPHOTO_THUMB_M.jpg"},
	} {
		var got []string
		for _, l := range h.run(append([]string{"keywords", "list", "--json"}, strings.Fields(c.args)...)...).ends(0).lines() {
			got = append(got, l.Path)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.args, got, c.want)
		}
	}
	h.run("keywords", "list", "photos").ends(0, "@eaDir", "1 file of kinds that Catchlight does not read: .mov 1")
	h.run("keywords", "list", "photos/notes.txt").ends(1, "notes.txt")
	h.run("keywords", "list", "photos/gone.jpg").ends(1, "gone.jpg")
}

// TestIndexAndSearch: what is indexed is found, by words and by likeness.
func TestIndexAndSearch(t *testing.T) {
	h := newHomeWithModel(t)
	h.copyIn(realPhotos(t)...)
	n := len(h.hashes())
	h.makePhotos(3)
	if _, sum := h.run("index", "--json", "photos").ends(0).summed(); sum.Indexed != n+3 || sum.Failed != 0 {
		t.Fatalf("%+v", sum)
	}
	if _, sum := h.run("index", "--json", "photos").ends(0).summed(); sum.Indexed != 0 || sum.Photos != n+3 {
		t.Errorf("again: %+v", sum)
	}
	hits := h.run("search", "--json", "--looks", "kitten", "-", "car", "--top", "2").ends(0).lines()
	if len(hits) == 0 || len(hits) > 2 || filepath.Base(hits[0].Path) != "cat.jpg" {
		t.Errorf("%+v", hits)
	}
	for _, word := range []string{"rocket", "rockets", "Rakete", "roccket"} { // a file's name says it, whatever the language
		hits := h.run("search", "--json", word).ends(0).lines()
		if len(hits) != 1 || filepath.Base(hits[0].Path) != "rocket.jpg" || hits[0].Score != 1 {
			t.Errorf("%s: %+v", word, hits)
		}
	}
	if unknown := h.run("search", "--json", "xqzyw").ends(0, "xqzyw"); unknown.out != "" {
		t.Errorf("what nothing knows is found: %s", unknown.out)
	}
	hits = h.run("search", "--json", "--like", "photos/photo-0001.jpg", "--in", "photos").ends(0).lines()
	if len(hits) == 0 || hits[0].Path != filepath.Join("photos", "photo-0001.jpg") || hits[0].Score < .99 {
		t.Errorf("a photo is not most like itself: %+v", hits)
	}
}

// TestEval: the accuracy on labelled photos is that of the starter's card.
func TestEval(t *testing.T) {
	dir := testphoto.Shared(t, "photos", "coco-128")
	h := newHomeWithModel(t)
	report := h.run("eval", "--json", dir, "--vocabulary", filepath.Join(dir, "vocabulary.txt")).ends(0).lines()[0]
	if report.Photos != 128 || report.F1 < .375 || report.Top5 < report.Top1 {
		t.Errorf("%+v", report)
	}
	t.Logf("%+v", report)
}

// TestEvalOfFolders: labels may be the names of sub-folders.
func TestEvalOfFolders(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("dog/a.jpg", makeJPEG(t, 1))
	h.put("cat/b.jpg", makeJPEG(t, 2))
	if report := h.run("eval", "photos", "--json", "--prompt", "photo of a {}", "--border", "2").ends(0).lines()[0]; report.Photos != 2 {
		t.Errorf("%+v", report)
	}
}

// TestEvalOfObjectNet: a tree as ObjectNet's has folders that a file of names translates, and
// photos with a red border. The tags are all names, also those of absent folders. A report and a
// fitted rule are to be had.
func TestEvalOfObjectNet(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("air_freshener/a.jpg", makeJPEG(t, 1))
	h.put("alarm_clock/b.jpg", makeJPEG(t, 2))
	names := filepath.Join(h.dir, "folder_to_objectnet_label.json")
	if err := os.WriteFile(names, []byte(`{"air_freshener": "Air freshener", "alarm_clock": "Alarm clock", "backpack": "Backpack"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(h.dir, "report.html")
	r := h.run("eval", "photos", "--json", "--names", names, "--prompt", "photo of a {}", "--border", "2", "--fit", "--report", page).ends(0)
	if report := r.lines()[0]; report.Photos != 2 || report.Tags != 3 || !strings.Contains(r.out, `"fit":{"rule":{"gap":`) {
		t.Error(r.out)
	}
	if text, err := os.ReadFile(page); err != nil || strings.Count(string(text), "data:image/jpeg") == 0 {
		t.Errorf("the report has no picture: %v", err)
	}
}

// TestVocabularies: the built-in ones.
func TestVocabularies(t *testing.T) {
	h := newHome(t)
	if out := h.run("vocabulary", "list").ends(0).out; !strings.Contains(out, "essentials") || !strings.Contains(out, "imagenet-1k") {
		t.Error(out)
	}
	if out := h.run("vocabulary", "show", "essentials").ends(0).out; strings.Count(out, "\n") < 250 {
		t.Errorf("essentials has %d tags", strings.Count(out, "\n"))
	}
}

// TestVocabularyShowLines: vocabulary show says where the line of a tag comes from, and makes no
// library to know it.
func TestVocabularyShowLines(t *testing.T) {
	h := newHomeWithModel(t)
	words, photo := h.vocabulary("[animal]\n\tdog\n\tcat\nsky\n"), h.put("a.jpg", makeJPEG(t, 1))
	h.run("vocabulary", "show", words).ends(0)
	if _, err := os.Stat(filepath.Join(h.dir, "data", "catchlight", "library.db")); err == nil {
		t.Error("a library was made")
	}
	h.run("tag", "--dry-run", "--vocabulary", words, photo).ends(0)
	h.run("keywords", "add", "--keyword", "cat", photo).ends(0)
	settings := `{"thresholds": {"starter-2": {"dog": 0.3}}}`
	if err := os.WriteFile(filepath.Join(h.dir, "data", "catchlight", "settings.json"), []byte(settings), 0o644); err != nil {
		t.Fatal(err)
	}
	type shown struct{ Tag, Line string }
	want := []shown{{"animal", ""}, {"dog", "set"}, {"cat", "learned"}, {"sky", "rule"}}
	if got := decode[shown](h.run("vocabulary", "show", "--json", words).ends(0)); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if plain := h.run("vocabulary", "show", words).ends(0).out; !strings.Contains(plain, "dog  (threshold set by you)") ||
		!strings.Contains(plain, "cat  (learned from your decisions)") || !strings.Contains(plain, "\nsky\n") {
		t.Error(plain)
	}
}

// TestImportAsWished: what looks renamed and what looks like lines of words is said, and done when
// it is wished.
func TestImportAsWished(t *testing.T) {
	h := newHomeWithModel(t)
	list := func(name, text string) string {
		path := filepath.Join(h.dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	h.run("vocabulary", "import", list("mine.txt", "animal\n\tdog\n\t\tpug\n\tcat\n")).ends(0)
	next := list("next.txt", "animal\n\thound\n\t\tpug\n\tcat\n")
	told := h.run("vocabulary", "import", "--dry-run", "--name", "mine", next).ends(0).out
	if !strings.Contains(told, `"animal|dog" looks renamed to "hound": --renamed`) {
		t.Error(told)
	}
	h.run("vocabulary", "import", "--name", "mine", "--renamed", "cat", next).ends(2, "no tag of that name looks renamed")
	h.run("vocabulary", "import", "--name", "mine", "--renamed", "dog", next).ends(0)
	file := filepath.Join(h.dir, "data", "catchlight", "vocabularies", "mine.txt")
	if got, err := os.ReadFile(file); err != nil || string(got) != "animal\n\thound\n\t\t{dog}\n\t\tpug\n\tcat\n" {
		t.Errorf("the list says %q, %v", got, err)
	}
	lines := list("lines.txt", "beach, sand\nsea; sky\n")
	if told = h.run("vocabulary", "import", "--dry-run", lines).ends(0).out; !strings.Contains(told, "--commas makes 4 tags") {
		t.Error(told)
	}
	if told = h.run("vocabulary", "import", "--commas", lines).ends(0).out; !strings.Contains(told, "lines: 4 new") {
		t.Error(told)
	}
	h.run("vocabulary", "import", "--commas", next).ends(2, "is not made of lines of words")
}

// TestOwnVocabulary: a keyword list is looked at, imported, merged with a later one, used by its
// name, checked and exported.
func TestOwnVocabulary(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	words := filepath.Join(h.dir, "Lightroom Keywords.txt")
	write := func(text string) {
		if err := os.WriteFile(words, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("animal\n\tdog\n\t\t{hound}\n[places]\n\tbeach\n")
	if out := h.run("vocabulary", "import", "--dry-run", "--name", "mine", words).ends(0).out; !strings.Contains(out, "4 new") {
		t.Error(out)
	}
	spaces := filepath.Join(h.dir, "spaces.txt")
	if err := os.WriteFile(spaces, []byte("animal\r\n  dog\r\n  hot\tdog\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	told := h.run("vocabulary", "import", "--dry-run", spaces).ends(0).out
	for _, want := range []string{"\nnew       animal|dog\n", "\n  2 lines are indented by spaces", "\n  1 line has a tab", "\n  Lines end as on Windows"} {
		if !strings.Contains(told, want) {
			t.Errorf("no %q in %s", want, told)
		}
	}
	if out := h.run("vocabulary", "list").ends(0).out; strings.Contains(out, "mine") {
		t.Errorf("a dry run has imported: %s", out)
	}
	h.run("vocabulary", "import", "--name", "mine", words).ends(0)
	write("animal\n\tdog\n\t\t{puppy}\n\tcat\nbeach\n")
	out := h.run("vocabulary", "import", "--json", "--name", "mine", words).ends(0).out
	for _, want := range []string{`{"path":"animal|dog","change":"merged","why":""}`, `"path":"beach","change":"new"`, `"new":2,"merged":1,"same":1,"conflicts":1`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in %s", want, out)
		}
	}
	if out := h.run("vocabulary", "export", "mine").ends(0).out; out != "animal\n\tdog\n\t\t{hound}\n\t\t{puppy}\n\tcat\n[places]\n\tbeach\nbeach\n" {
		t.Errorf("%q", out)
	}
	table := filepath.Join(h.dir, "mine.tsv")
	h.run("vocabulary", "export", "mine", table).ends(0)
	h.run("vocabulary", "export", "mine", table).ends(2, "--force")
	h.run("vocabulary", "import", "--name", "essentials", table).ends(2, "built in")
	h.run("tag", "--dry-run", "--vocabulary", "mine", "photos").ends(0)
	if out := h.run("vocabulary", "check", "--json", "mine").ends(0).out; !strings.Contains(out, `"findings":`) {
		t.Error(out)
	}
}

// sameWords compares without order.
func sameWords(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

// TestOwnNamesAndCategories: a synonym on the photo stands for the tag; a category is in the
// written hierarchy and no keyword; tags of a script that neither model nor lexicon reads are named
// and not written.
func TestOwnNamesAndCategories(t *testing.T) {
	h := newHomeWithModel(t)
	photo := h.put("a.jpg", makeJPEG(t, 1))
	words := filepath.Join(h.dir, "words.txt")
	if err := os.WriteFile(words, []byte("dog\n\t{hound}\n[what]\n\tnight\n\t\tcar\nθάλασσα\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.run("keywords", "add", "--keyword", "hound", photo).ends(0)
	h.run("tag", "--yes", "--threshold", "-1", "--vocabulary", words, "photos").ends(0, "cannot read", "θάλασσα")
	out := h.run("keywords", "list", "--json", photo).ends(0).out
	for word, want := range map[string]bool{`"hound"`: true, `"dog"`: false, `"what|night|car"`: true, `"what"`: false, `"car"`: true, `θάλασσα`: false} {
		if strings.Contains(out, word) != want {
			t.Errorf("%s in %s", word, out)
		}
	}
}
