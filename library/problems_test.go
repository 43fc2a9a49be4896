package library

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library/keywords"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// edited writes an edit with our own writer, outside the library, as another program would.
func edited(t *testing.T, path string, e keywords.Edit, to safewrite.Destination, naming sidecar.Naming) {
	t.Helper()
	c, err := safewrite.Prepare(path, e, safewrite.Options{To: to, Naming: naming})
	if err == nil {
		err = c.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// problemsOf are the problems of the one photo of a library.
func problemsOf(l *Library) []Problem { return l.Snapshot().Problems(l.Snapshot().Photos()[0].ID) }

func TestProblems(t *testing.T) {
	for name, c := range map[string]struct {
		make func(t *testing.T, l *Library, path string)
		want []Problem
	}{
		"none": {func(*testing.T, *Library, string) {}, nil},
		"another program took out a word of ours": {func(t *testing.T, l *Library, path string) {
			decide(t, l, Decision{Photo: 1, Tag: "dog", Verdict: Accepted}, Decision{Photo: 1, Tag: "cat", Verdict: Typed})
			wrote(t, l, addition("dog", "cat"), WriteOptions{})
			edited(t, path, keywords.Edit{Remove: []string{"dog"}, Add: []string{"theirs"}}, safewrite.Embedded, "")
		}, []Problem{ProblemOverruled}},
		"another program put back a word that we had removed": {func(t *testing.T, l *Library, path string) {
			edited(t, path, addition("dog"), safewrite.Embedded, "")
			imported(t, l, filepath.Dir(path))
			decide(t, l, Decision{Photo: 1, Tag: "dog", Verdict: Removed}, Decision{Photo: 1, Tag: "cat", Verdict: Rejected})
			wrote(t, l, keywords.Edit{Remove: []string{"dog"}}, WriteOptions{})
			edited(t, path, addition("dog", "cat", "theirs"), safewrite.Embedded, "")
		}, []Problem{ProblemOverruled}},
		"a removal that was never written": {func(t *testing.T, l *Library, path string) {
			edited(t, path, addition("dog"), safewrite.Embedded, "")
			imported(t, l, filepath.Dir(path))
			decide(t, l, Decision{Photo: 1, Tag: "dog", Verdict: Removed})
			edited(t, path, addition("theirs"), safewrite.Embedded, "")
		}, nil},
		"we took a removal back ourselves": {func(t *testing.T, l *Library, path string) {
			edited(t, path, addition("dog"), safewrite.Embedded, "")
			imported(t, l, filepath.Dir(path))
			decide(t, l, Decision{Photo: 1, Tag: "dog", Verdict: Removed})
			run, _ := wrote(t, l, keywords.Edit{Remove: []string{"dog"}}, WriteOptions{})
			reverted(t, l, run.ID, WriteOptions{})
		}, nil},
		"another program added a word": {func(t *testing.T, l *Library, path string) {
			decide(t, l, Decision{Photo: 1, Tag: "dog", Verdict: Accepted})
			wrote(t, l, addition("dog"), WriteOptions{})
			edited(t, path, addition("theirs"), safewrite.Embedded, "")
		}, nil},
		"we took it back ourselves": {func(t *testing.T, l *Library, _ string) {
			decide(t, l, Decision{Photo: 1, Tag: "dog", Verdict: Accepted})
			run, _ := wrote(t, l, addition("dog"), WriteOptions{})
			reverted(t, l, run.ID, WriteOptions{})
		}, nil},
		"a word that was never written": {func(t *testing.T, l *Library, path string) {
			decide(t, l, Decision{Photo: 1, Tag: "dog", Verdict: Accepted})
			edited(t, path, addition("theirs"), safewrite.Embedded, "")
		}, nil},
		"the photo has what its sidecar lacks": {func(t *testing.T, _ *Library, path string) {
			edited(t, path, addition("both"), safewrite.SidecarFile, sidecar.Append)
			data, err := os.ReadFile(path + ".xmp")
			if err == nil {
				edited(t, path, addition("photo"), safewrite.Embedded, "")
				err = os.WriteFile(path+".xmp", data, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}, []Problem{ProblemDisagree}},
		"only the sidecar was written": {func(t *testing.T, _ *Library, path string) {
			edited(t, path, addition("dog"), safewrite.SidecarFile, sidecar.Append)
		}, nil},
		"two sidecars alike": {func(t *testing.T, _ *Library, path string) { twoSidecars(t, path, "dog", "dog") }, nil},
		"two sidecars":       {func(t *testing.T, _ *Library, path string) { twoSidecars(t, path, "dog", "cat") }, []Problem{ProblemTwoSidecars}},
		"away": {func(t *testing.T, _ *Library, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}, []Problem{ProblemMissing}},
		"in part": {func(t *testing.T, l *Library, _ string) {
			if err := l.NotePartial(true, 1, 99); err != nil {
				t.Fatal(err)
			}
		}, []Problem{ProblemPartial}},
	} {
		t.Run(name, func(t *testing.T) {
			dir, l := photosIn(t, 1), newLibrary(t)
			imported(t, l, dir)
			c.make(t, l, filepath.Join(dir, "p00000.jpg"))
			imported(t, l, dir)
			if got := problemsOf(l); !slices.Equal(got, c.want) {
				t.Fatalf("problems %v, want %v", got, c.want)
			}
			overruled := slices.Contains(c.want, ProblemOverruled)
			if again := reopened(t, l); !slices.Equal(problemsOf(again), c.want) {
				t.Errorf("after a start %v", problemsOf(again))
			} else if p := again.Snapshot().Photos()[0]; (p.TakenOut("Dog") || p.PutBack("Dog")) != overruled || p.PutBack("Dog") && p.TakenOut("Dog") {
				t.Errorf("dog was taken out: %v, put back: %v", p.TakenOut("Dog"), p.PutBack("Dog"))
			} else if p.TakenOut("cat") || p.TakenOut("theirs") || p.PutBack("cat") || p.PutBack("theirs") {
				t.Error("cat or theirs is against what the user said")
			} else if found := again.Snapshot().Find(Query{Where: HasProblem()}).Photos; len(found) != len(c.want) {
				t.Errorf("%d photos have a problem", len(found))
			}
		})
	}
}

// twoSidecars puts two sidecars beside a photo, with a word each.
func twoSidecars(t *testing.T, path, one, other string) {
	t.Helper()
	edited(t, path, addition(one), safewrite.SidecarFile, sidecar.Stem)
	stem := path[:len(path)-len(filepath.Ext(path))] + ".xmp"
	if err := os.Rename(stem, stem+".aside"); err != nil {
		t.Fatal(err)
	}
	edited(t, path, addition(other), safewrite.SidecarFile, sidecar.Append)
	if err := os.Rename(stem+".aside", stem); err != nil {
		t.Fatal(err)
	}
}

// TestIgnoredProblems stay so over a start and an import, and come back when the file changes or the
// user says so.
func TestIgnoredProblems(t *testing.T) {
	dir, l := photosIn(t, 1), newLibrary(t)
	imported(t, l, dir)
	path := filepath.Join(dir, "p00000.jpg")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(l.NotePartial(true, 1))
	must(l.Ignore(ProblemPartial, 1))
	l = reopened(t, l)
	imported(t, l, dir)
	if got := problemsOf(l); len(got) > 0 {
		t.Fatalf("ignored, but %v", got)
	}
	must(l.TellAgain(ProblemPartial, 1))
	if got := problemsOf(l); !slices.Equal(got, []Problem{ProblemPartial}) {
		t.Fatalf("told again: %v", got)
	}
	must(l.Ignore(ProblemPartial, 1))
	must(os.WriteFile(path, jpegOf(77), 0o600)) // a sound copy
	imported(t, l, dir)
	must(l.NotePartial(true, 1))
	if got := problemsOf(l); !slices.Equal(got, []Problem{ProblemPartial, ProblemPicture}) {
		t.Errorf("of another file: %v", got)
	}
}

// reopened closes a library and opens it again.
func reopened(t *testing.T, l *Library) *Library {
	t.Helper()
	path := l.Path()
	closed(t, l)
	return opened(t, path)
}
