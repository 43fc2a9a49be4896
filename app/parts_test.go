package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"catchlight/library"
	"catchlight/library/safewrite"
	"catchlight/tagging"
	"catchlight/tagging/evaluate"
)

func TestStatus(t *testing.T) {
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range map[string]struct {
		ctx  context.Context
		err  error
		want int
	}{
		"done":                      {context.Background(), nil, 0},
		"some failed":               {context.Background(), fmt.Errorf("x: %w", errSomeFailed), 1},
		"set-up":                    {context.Background(), errors.New("no model"), 2},
		"interrupted":               {stopped, context.Canceled, 130},
		"window closed by a signal": {stopped, nil, 0},
		"interrupted, failed":       {stopped, errSomeFailed, 130},
	} {
		if got := status(c.ctx, c.err); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// TestEndingSaysEachErrorOnce: what was said photo by photo is left out, however deep it was joined;
// errors that share a sentence stay together.
func TestEndingSaysEachErrorOnce(t *testing.T) {
	full, closed := errors.New("the disk is full"), errors.New("the library does not close")
	for want, err := range map[string]error{
		"the disk is full": errors.Join(errSomeFailed, full),
		"the disk is full; the library does not close":         errors.Join(errors.Join(full, errSomeFailed), closed),
		"write: the disk is full":                              fmt.Errorf("write: %w", full),
		"write: the disk is full (the library does not close)": fmt.Errorf("write: %w (%w)", full, closed),
	} {
		if got := ending(err); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestProgressText(t *testing.T) {
	for _, c := range []struct {
		done, total int
		took        time.Duration
		want        string
	}{
		{0, 0, 0, "Reading 0"},
		{5, 0, 2 * time.Second, "Reading 5 · 2.5/s"},
		{5, 10, 500 * time.Millisecond, "Reading 5 of 10"},
		{50, 150, 5 * time.Second, "Reading 50 of 150 · 10/s · 10s left"},
		{10, 10, 5 * time.Second, "Reading 10 of 10 · 2/s"},
	} {
		if got := progressText("Reading", c.done, c.total, c.took); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestFitting: a line of progress never reaches the last column, however narrow the terminal.
func TestFitting(t *testing.T) {
	const text = "Indexing 312 of 1024 · 84/s · 9s left"
	for columns, want := range map[int]string{200: text, 38: text, 37: "Indexing 312 of 1024 · 84/s · 9s le…", 10: "Indexing…", 2: "…", 1: "…", 0: "…"} {
		if got := fitting(text, columns); got != want {
			t.Errorf("%d columns: %q, want %q", columns, got, want)
		}
	}
}

func TestDisplay(t *testing.T) {
	t.Setenv("WAYLAND_DISPLAY", "")
	for display, want := range map[string]bool{"": false, ":4093": false, "localhost:4093.0": false, "odd": true} {
		t.Setenv("DISPLAY", display)
		if err := checkDisplay(); (err == nil) != want {
			t.Errorf("%q: %v", display, err)
		}
	}
}

// TestMerge: every photo once, failures among them, in order of path.
func TestMerge(t *testing.T) {
	unreadable := errors.New("is empty")
	got := merge(library.Imported{
		Photos: []library.ID{2, 1, 2}, Paths: []string{"b.jpg", "a.jpg", "./b.jpg"},
		Failed: []library.Failure{{Path: "aa.jpg", Err: unreadable}, {Path: "b.jpg", Err: unreadable}},
	}, func(library.ID) *library.Photo { return nil })
	var paths []string
	for _, p := range got {
		paths = append(paths, p.path)
	}
	if !slices.Equal(paths, []string{"a.jpg", "aa.jpg", "b.jpg"}) || got[2].err == nil || got[2].id != 2 || got[0].err != nil {
		t.Errorf("%+v", got)
	}
}

// TestReason: what stands beside a photo's name does not name it again, however the error does.
func TestReason(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.jpg"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	t.Chdir(dir)
	real, err := filepath.EvalSymlinks(filepath.Join(dir, "a.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"a.jpg", "./a.jpg", filepath.Join("link", "a.jpg"), real} {
		for _, named := range []string{path, real} {
			p := photo{path: path, stored: &library.Photo{Path: real}}
			if got := p.reason(fmt.Errorf("%s cannot be read (no permission)", named)); got != "it cannot be read (no permission)" {
				t.Errorf("%s, named %s: %s", path, named, got)
			}
		}
	}
}

// TestPlan: what the question before a write says.
func TestPlan(t *testing.T) {
	var w writePlan
	w.add(library.WriteResult{Changed: true, Added: []string{"dog", "animal|dog"}, To: []safewrite.Destination{safewrite.Embedded}})
	w.add(library.WriteResult{
		Changed: true, Removed: []string{"old", "Oma"}, To: []safewrite.Destination{safewrite.SidecarFile}, Why: "it is read-only",
	})
	w.add(library.WriteResult{Changed: true, Added: []string{"cat", "Dog"}, To: []safewrite.Destination{safewrite.Embedded}})
	w.add(library.WriteResult{})
	w.add(library.WriteResult{Err: errors.New("read-only")})
	want := `3 photos would change: 3 keywords added (dog ×2, cat), 2 keywords REMOVED from 1 photo (old, Oma). Into the file itself: 2. ` +
		`Into a sidecar beside it: 1 (1: it is read-only). Cannot be written: 1. "catchlight undo --last" takes it back.`
	if got := w.sentence(); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	var many tally
	for i := range 20 {
		many.add([]string{"often", fmt.Sprintf("word%d", i)})
	}
	if got := many.String(); !strings.HasPrefix(got, "often ×20, word0, word1,") || !strings.HasSuffix(got, "word10 and 9 more") {
		t.Errorf("of many words it names %s", got)
	}
}

// TestLines: no list of a line is ever null.
func TestLines(t *testing.T) {
	r := &tagRun{flags: &tagFlags{dryRun: true}}
	line := tagLine{place: at("a.jpg")}
	r.settle(&line, nil)
	data, err := json.Marshal(line)
	want := `{"path":"a.jpg","suggestions":[],"written":[],"removed":[],"to":[],"why":"","skipped":"no suggestion","error":""}`
	if err != nil || string(data) != want {
		t.Errorf("%s, want %s", data, want)
	}
	data, _ = json.Marshal(summaryLine{tagSummary{Photos: 1}})
	want = `{"summary":{"photos":1,"indexed":0,"suggested":0,"written":0,"sidecars":0,"failed":0,"seconds":0}}`
	if string(data) != want {
		t.Errorf("%s, want %s", data, want)
	}
}

// TestQuietLog: harmless complaints go with their explanations, everything else stays.
func TestQuietLog(t *testing.T) {
	var out strings.Builder
	l := log.New(&quietLog{to: &out}, "", 0)
	for _, line := range []string{
		"Fyne error:  failed to watch theme settings", "  Cause: no dbus-launch", "  At: app_xdg.go:152",
		"Fyne error:  the driver broke", "  Cause: no GL", "  At: driver.go:1",
	} {
		l.Println(line)
	}
	if want := "Fyne error:  the driver broke\n  Cause: no GL\n  At: driver.go:1\n"; out.String() != want {
		t.Errorf("%q", out.String())
	}
}

// TestReportFile: the page holds the figures, and names from outside as text.
func TestReportFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.html")
	photo := filepath.Join("..", "library", "thumb", "testdata", "cat.jpg")
	r := &reportFile{ctx: t.Context(), Dir: "<b>photos</b>", Model: "starter", Report: evaluate.Report{
		Top1: .4839, Confusions: []evaluate.Confusion{{Label: "dog", Best: "cat", Count: 3, Photos: []string{photo, "gone.jpg"}}},
		ByTag: []evaluate.TagReport{{Tag: "<i>", Photos: 1, Missed: []string{photo}}}, Fit: &evaluate.Fit{Rule: tagging.Rule{Gap: .75}, F1: .4},
	}}
	if err := r.write(path); err != nil {
		t.Fatal(err)
	}
	data, _ := os.ReadFile(path)
	for _, want := range []string{"0.484", "<td>dog<td>cat", "&lt;b&gt;photos", "&lt;i&gt;", `"rule": {"gap":0.75`, `src="data:image/jpeg;base64,`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %q in %s", want, data)
		}
	}
	if err := r.write(filepath.Join(path, "no", "folder")); err == nil {
		t.Error("a report that cannot be written is no error")
	}
}

// TestAReportThatFailsLeavesTheOneBefore: a page that cannot be made to its end takes nobody's place.
func TestAReportThatFailsLeavesTheOneBefore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.html")
	r := &reportFile{ctx: t.Context(), Report: evaluate.Report{Fit: &evaluate.Fit{}}}
	if err := r.write(path); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	r.Fit.Rule.Gap = float32(math.NaN()) // which JSON does not have
	if err := r.write(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("it does not fail, or does not say where: %v", err)
	}
	if after, _ := os.ReadFile(path); len(before) == 0 || !bytes.Equal(after, before) {
		t.Errorf("the report before had %d bytes, there are %d now", len(before), len(after))
	}
}

// TestReportShowsNamesAsText: whatever in a report comes from elsewhere, labels, tags, names of
// photos, models and lists, and what is said of a photo, is text: none of it is an element, an
// attribute or a script.
func TestReportShowsNamesAsText(t *testing.T) {
	const evil = `"'><img src=x onerror=alert(1)><script>alert(2)</script>{{.}}`
	dir := t.TempDir()
	photo := filepath.Join(dir, `"'><img src=x onerror=alert(3)>.jpg`)
	data, err := os.ReadFile(filepath.Join("..", "library", "thumb", "testdata", "cat.jpg"))
	if err == nil {
		err = os.WriteFile(photo, data, 0o600)
	}
	if err != nil {
		t.Skip("no such names here:", err)
	}
	photos := []string{photo, filepath.Join(dir, evil)}
	page := filepath.Join(t.TempDir(), "r.html")
	r := &reportFile{ctx: t.Context(), Dir: evil, Model: evil, Vocabulary: evil, Report: evaluate.Report{
		Confusions: []evaluate.Confusion{{Label: evil, Best: evil, Count: 1, Photos: photos}},
		ByTag:      []evaluate.TagReport{{Tag: evil, Wrong: photos, Missed: photos}},
		Failed:     []library.Failure{{Path: evil, Err: errors.New(evil)}},
	}}
	if err := r.write(page); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	shown := string(text)
	for _, never := range []string{"<script", "<img src=x", `"'`, "onerror=alert(1)>", "onerror=alert(3)>"} {
		if strings.Contains(shown, never) {
			t.Errorf("the page holds %q", never)
		}
	}
	if n := strings.Count(shown, "&lt;script&gt;"); n < 8 {
		t.Errorf("%d names are shown", n)
	}
	if n := strings.Count(shown, "<img "); n != 3 { // the photo that is there, in each of its places
		t.Errorf("%d pictures", n)
	}
}
