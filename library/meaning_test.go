package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library/bolt"
	"catchlight/library/safewrite"
)

// verdicts are the decisions on the only photo of a library, by tag.
func verdicts(l *Library) map[string]Verdict {
	all := map[string]Verdict{}
	for _, p := range l.Snapshot().Photos() {
		for _, d := range l.Snapshot().Decisions(p.ID) {
			all[d.Tag] = d.Verdict
		}
	}
	return all
}

// onePhoto is a library with one photo.
func onePhoto(t *testing.T) (*Library, string) {
	t.Helper()
	dir := photosIn(t, 1)
	l := newLibrary(t)
	imported(t, l, dir)
	return l, filepath.Join(dir, "p00000.jpg")
}

// saying is an option that gives decisions for every edit.
func saying(ds ...Decision) WriteOptions {
	return WriteOptions{Decide: func(WriteResult) []Decision { return ds }}
}

// TestWriteDecides: what a write stands for is stored with it, also where nothing has to be
// written, and not where it fails or is only planned.
func TestWriteDecides(t *testing.T) {
	l, path := onePhoto(t)
	yes := Decision{Tag: "dog", Verdict: Typed}
	planned := saying(yes)
	planned.DryRun = true
	if wrote(t, l, addition("dog"), planned); len(verdicts(l)) != 0 {
		t.Errorf("a plan decides: %v", verdicts(l))
	}
	if _, err := l.Write(t.Context(), "", []WriteRequest{{Path: path + ".gone.jpg", Edit: addition("dog")}}, saying(yes)); err != nil || len(verdicts(l)) != 0 {
		t.Errorf("a photo that is not there: %v, %v", err, verdicts(l))
	}
	wrote(t, l, addition("dog"), saying(yes))
	wrote(t, l, addition("dog"), saying(Decision{Tag: "cat", Verdict: Rejected}, Decision{Tag: "\x00"}))
	if got := verdicts(l); len(got) != 2 || got["dog"] != Typed || got["cat"] != Rejected {
		t.Errorf("%v", got)
	}
}

// TestWriteOfUnknownPhotoDecidesNothing: there is no photo to decide on.
func TestWriteOfUnknownPhotoDecidesNothing(t *testing.T) {
	dir := photosIn(t, 1)
	l := newLibrary(t)
	reqs := []WriteRequest{{Path: filepath.Join(dir, "p00000.jpg"), Edit: addition("dog")}}
	if run, err := l.Write(t.Context(), "", reqs, saying(Decision{Tag: "dog", Verdict: Typed})); err != nil || run.Photos != 1 {
		t.Errorf("%+v, %v", run, err)
	}
}

// TestRevertTakesDecisionsBack: what stood before stands again, unless the user has decided anew
// since; also where only the words of the run could be taken back.
func TestRevertTakesDecisionsBack(t *testing.T) {
	for name, foreign := range map[string]bool{"to the byte": false, "after another program": true} {
		t.Run(name, func(t *testing.T) {
			l, path := onePhoto(t)
			id := l.Snapshot().ByPath(path).ID
			decide(t, l, Decision{Photo: id, Tag: "Dog", Verdict: Rejected, Model: "m"}, Decision{Photo: id, Tag: "old", Verdict: Accepted, Run: true})
			run, _ := wrote(t, l, addition("dog", "cat", "elk"), saying(
				Decision{Tag: "dog", Verdict: Typed}, Decision{Tag: "cat", Verdict: Typed}, Decision{Tag: "elk", Verdict: Typed},
				Decision{Tag: "old", Verdict: Undecided},
			))
			if got := verdicts(l); len(got) != 3 || got["dog"] != Typed {
				t.Fatalf("%v", got)
			}
			decide(t, l, Decision{Photo: id, Tag: "cat", Verdict: Removed})
			if foreign {
				foreignEdit(t, path, "theirs")
			}
			reverted(t, l, run.ID, WriteOptions{RemoveOurs: true})
			if got := verdicts(l); len(got) != 3 || got["Dog"] != Rejected || got["cat"] != Removed || got["old"] != Accepted {
				t.Errorf("%v", got)
			}
		})
	}
}

// TestCancelledWriteDecides: of a run that ends early, each written photo is decided on and no
// other.
func TestCancelledWriteDecides(t *testing.T) {
	for name, end := range map[string]error{"cancelled": context.Canceled, "stopped": ErrStopped} {
		t.Run(name, func(t *testing.T) {
			dir, away := photosIn(t, 100), photosIn(t, 100)
			l := newLibrary(t)
			imported(t, l, dir, away)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var reqs []WriteRequest
			for _, folder := range []string{dir, away} {
				for n := range 100 {
					reqs = append(reqs, WriteRequest{Path: filepath.Join(folder, fmt.Sprintf("p%05d.jpg", n)), Edit: addition("dog")})
				}
			}
			o := WriteOptions{Decide: decideAdded, Workers: 1, Each: func(WriteResult) {
				if errors.Is(end, context.Canceled) {
					cancel()
				} else {
					_ = os.RemoveAll(away)
				}
			}}
			if _, err := l.Write(ctx, "", reqs, o); !errors.Is(err, end) {
				t.Fatalf("%v", err)
			}
			decided := 0
			for _, p := range l.Snapshot().Photos() {
				if filepath.Dir(p.Path) == away && errors.Is(end, ErrStopped) {
					continue // gone
				}
				if has := p.Keywords.Has("dog"); has != (len(l.Snapshot().Decisions(p.ID)) == 1) {
					t.Errorf("%s: holds the word: %v, decisions %v", p.Path, has, l.Snapshot().Decisions(p.ID))
				} else if has {
					decided++
				}
			}
			if decided == 0 || decided == len(reqs) {
				t.Errorf("%d of %d photos were written: the run did not end early", decided, len(reqs))
			}
		})
	}
}

// TestRunIsNoWish: what a run wrote and another program removed is not to be written again.
func TestRunIsNoWish(t *testing.T) {
	l, path := onePhoto(t)
	id := l.Snapshot().ByPath(path).ID
	decide(t, l, Decision{Photo: id, Tag: "dog", Verdict: Accepted, Run: true}, Decision{Photo: id, Tag: "cat", Verdict: Accepted, Bulk: true})
	if got := l.Snapshot().Pending(id).Add; !slices.Equal(got, []string{"cat"}) {
		t.Errorf("%q", got)
	}
}

// TestRecoveryDecides: an intent whose file was written whole becomes a decision at the next start;
// one that was not, none, and none that the user has overtaken before the end.
func TestRecoveryDecides(t *testing.T) {
	for name, whole := range map[string]bool{"written": true, "not reached": false, "overtaken": true} {
		t.Run(name, func(t *testing.T) {
			l, path := onePhoto(t)
			p := l.Snapshot().ByPath(path)
			change, err := safewrite.Prepare(path, addition("dog"), safewrite.Options{})
			if err != nil {
				t.Fatal(err)
			}
			intent := &bolt.Record{
				Photo: p.ID, Path: path, Added: change.Added, Files: intended(change.Files),
				Decisions: planned(nil, writeDecisions(p.ID, []Decision{{Tag: "dog", Verdict: Typed}})),
			}
			if whole {
				if err := change.Commit(); err != nil {
					t.Fatal(err)
				}
			}
			err = l.store.Change(func(tx *bolt.Tx) error {
				run, err := tx.NewRun("cut short")
				intent.Run = run.ID
				return errors.Join(err, tx.PutIntent(intent))
			})
			if err != nil {
				t.Fatal(err)
			}
			overtaken := name == "overtaken"
			if overtaken {
				decide(t, l, Decision{Photo: p.ID, Tag: "dog", Verdict: Removed})
			}
			file := l.Path()
			closed(t, l)
			l = opened(t, file)
			if got := verdicts(l); (got["dog"] == Typed) != (whole && !overtaken) {
				t.Errorf("%v", got)
			}
			if whole {
				reverted(t, l, intent.Run, WriteOptions{})
			}
			if got := verdicts(l); len(got) != 0 && !overtaken {
				t.Errorf("undone: %v", got)
			}
		})
	}
}
