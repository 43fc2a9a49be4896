package bolt

import (
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"catchlight/library/picture"
	"catchlight/library/thumb"
)

func newStore(t testing.TB) *Store {
	t.Helper()
	return opened(t, filepath.Join(t.TempDir(), "library.db"))
}

// changed runs a change that must go well.
func changed(t testing.TB, s *Store, do func(*Tx) error) {
	t.Helper()
	if err := s.Change(do); err != nil {
		t.Fatal(err)
	}
}

// content is all that Load gives.
type content struct {
	photos    []Photo
	decisions []Decision
	sources   []Source
	last      ID
	damaged   int
}

func loaded(t testing.TB, s *Store) (c content) {
	t.Helper()
	var err error
	c.last, c.damaged, err = s.Load(Contents{
		Photo:    func(p *Photo) { c.photos = append(c.photos, *p) },
		Decision: func(d Decision) { c.decisions = append(c.decisions, d) },
		Source:   func(s Source) { c.sources = append(c.sources, s) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestLoadGivesWhatWasStored: also after the file was closed, compacted and opened again.
func TestLoadGivesWhatWasStored(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := opened(t, path)
	want := content{
		photos: []Photo{*samplePhoto()}, decisions: []Decision{sampleDecision()},
		sources: []Source{{Path: "/p", Excluded: []string{"/p/x"}}}, last: 9,
	}
	other := Decision{Photo: 7, Tag: "Cat", Verdict: Typed, Time: sampleDecision().Time}
	changed(t, s, func(tx *Tx) error {
		return errors.Join(
			tx.SetLastID(9), tx.PutPhoto(samplePhoto()), tx.PutPhoto(&Photo{ID: 8, Path: "/p/gone.jpg"}), tx.DropPhoto(8),
			tx.ReplaceDecisions(nil, []Decision{other, sampleDecision()}),
			tx.SetSources([]Source{{Path: "/old"}}), tx.SetSources(want.sources))
	})
	changed(t, s, func(tx *Tx) error {
		other.Verdict = Undecided
		return tx.PutDecision(other)
	})
	if got := loaded(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if err := errors.Join(s.Check(), s.Compact(), s.Close()); err != nil {
		t.Fatal(err)
	}
	if got := loaded(t, opened(t, path)); !reflect.DeepEqual(got, want) {
		t.Errorf("opened again: %+v", got)
	}
	if err := s.Read(func(*Tx) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("a closed file: %v", err)
	}
}

// TestDamageIsLeftOutAndCounted: what is sound is given.
func TestDamageIsLeftOutAndCounted(t *testing.T) {
	s := newStore(t)
	changed(t, s, func(tx *Tx) error {
		return errors.Join(
			tx.SetLastID(7), tx.PutPhoto(samplePhoto()), tx.PutDecision(sampleDecision()),
			tx.PutPhoto(&Photo{ID: 99, Path: "/beyond.jpg"}), // no such ID was ever given
			tx.bucket(photosBucket).Put(ID(3).key(), []byte{photoVersion + 1}),
			tx.bucket(photosBucket).Put([]byte("key"), samplePhoto().Encode()),
			tx.bucket(decisionsBucket).Put(append(ID(7).key(), 'x'), []byte("broken")),
			tx.bucket(sourcesBucket).Put([]byte("key"), Source{Path: "relative"}.Encode()))
	})
	got := loaded(t, s)
	if got.damaged != 5 || len(got.photos) != 1 || len(got.decisions) != 1 || len(got.sources) != 0 || got.last != 7 {
		t.Errorf("%+v", got)
	}
	if err := s.Check(); !errors.Is(err, ErrDamaged) {
		t.Errorf("%v", err)
	}
}

// TestAChangeIsAllOrNothing: what fails half way is not stored, and neither is what panics.
func TestAChangeIsAllOrNothing(t *testing.T) {
	s := newStore(t)
	reason := errors.New("a reason")
	half := func(then func() error) func(*Tx) error {
		return func(tx *Tx) error {
			run, err := tx.NewRun("half")
			r := sampleRecord()
			r.Run = run.ID
			return errors.Join(err, tx.PutPhoto(samplePhoto()), tx.PutIntent(r), then())
		}
	}
	if err := s.Change(half(func() error { return reason })); !errors.Is(err, reason) {
		t.Errorf("%v", err)
	}
	if err := s.Change(half(func() error { panic("over a broken page") })); !errors.Is(err, ErrDamaged) {
		t.Errorf("%v", err)
	}
	err := s.Read(func(tx *Tx) error {
		if _, known := tx.Run(1); known || len(tx.Intents()) > 0 {
			t.Error("half of it is stored")
		}
		return nil
	})
	if err != nil || len(loaded(t, s).photos) > 0 {
		t.Error(err, loaded(t, s))
	}
	changed(t, s, half(func() error { return nil }))
}

// TestJournal: intents become undo records, which end with their run, and with no other.
func TestJournal(t *testing.T) {
	s := newStore(t)
	record := func(run uint64, number uint32) *Record {
		r := sampleRecord()
		r.Run, r.Number, r.Files[0].State = run, number, Written
		return r
	}
	changed(t, s, func(tx *Tx) error {
		for n := range uint64(3) {
			run, err := tx.NewRun("write")
			if run.ID != n+1 || err != nil {
				t.Errorf("run %d, %v", run.ID, err)
			}
			run.Photos = int(n) // the first has changed nothing
			if err := errors.Join(tx.PutRun(run), tx.PutIntent(record(run.ID, 0)), tx.PutIntent(record(run.ID, 1))); err != nil {
				return err
			}
		}
		return nil
	})
	changed(t, s, func(tx *Tx) error {
		var failed error
		for _, r := range tx.Intents() {
			failed = errors.Join(failed, tx.DropIntent(r), tx.PutUndo(r))
		}
		return failed
	})
	numbers := func(records []*Record) (all [][2]uint64) {
		for _, r := range records {
			if r.Reverting || r.Files[0].RestoreAt != "" {
				t.Errorf("an undo record holds what its intent was about: %+v", r)
			}
			all = append(all, [2]uint64{r.Run, uint64(r.Number)})
		}
		return all
	}
	changed(t, s, func(tx *Tx) error {
		if runs := tx.Runs(); len(runs) != 2 || runs[0].ID != 2 || len(tx.Intents()) > 0 {
			t.Errorf("%+v", runs)
		}
		if got := numbers(tx.UndoSince(2)); !slices.Equal(got, [][2]uint64{{2, 0}, {2, 1}, {3, 0}, {3, 1}}) {
			t.Errorf("%v", got)
		}
		done := record(2, 0)
		done.Files[0].State = Restored
		err := errors.Join(tx.PutUndo(done), tx.UpdateUndone(2))
		if run, _ := tx.Run(2); run.Undone {
			t.Error("undone, and one photo is not")
		}
		done.Number = 1
		err = errors.Join(err, tx.PutUndo(done), tx.UpdateUndone(2), tx.UpdateUndone(99))
		if run, _ := tx.Run(2); !run.Undone {
			t.Error("all is put back, and the run is not undone")
		}
		return errors.Join(err, tx.DropRun(3))
	})
	err := s.Read(func(tx *Tx) error {
		if got := numbers(tx.UndoRecords(3)); got != nil || len(tx.UndoRecords(2)) != 2 || len(tx.UndoRecords(1)) != 2 {
			t.Errorf("%v", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	changed(t, s, func(tx *Tx) error { // a number is never given twice
		if run, err := tx.NewRun("later"); run.ID != 4 || err != nil {
			t.Errorf("run %d, %v", run.ID, err)
		}
		return nil
	})
}

// TestWhatIsMadeAgain: fingerprints, vectors of texts and measurements.
func TestWhatIsMadeAgain(t *testing.T) {
	s := newStore(t)
	one, two := picture.ID{1}, picture.ID{2}
	prints := map[picture.ID]thumb.Fingerprint{one: {Hash: 5, Sharpness: .5}, two: {Hash: 6}}
	err := errors.Join(
		s.PutFingerprints(prints), s.DropFingerprints([]picture.ID{two}), s.PutMeasured("key", []byte("7")),
		s.PutTextVectors("m", []string{"a", "b"}, [][]float32{{1, 2}, {3}}), s.PutTextVectors("n", []string{"a"}, [][]float32{{4}}),
		s.KeepTexts(map[string][]string{"m": {"b", "c"}}))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Fingerprints(); err != nil || len(got) != 1 || !reflect.DeepEqual(got[one], prints[one]) {
		t.Errorf("%v, %v", got, err)
	}
	if got := s.TextVectors("m", []string{"a", "b", "c"}); got[0] != nil || !slices.Equal(got[1], []float32{3}) || got[2] != nil {
		t.Errorf("%v", got)
	}
	if got := s.TextVectors("n", []string{"a"}); got[0] != nil {
		t.Errorf("%v", got)
	}
	var measured string
	s.Measured("key", func(data []byte) { measured = string(data) })
	s.Measured("other", func([]byte) { t.Error("something was measured") })
	if measured != "7" {
		t.Errorf("%q", measured)
	}
}

// TestVectorFile: blocks of a model are read in order, repacked and forgotten with its texts.
func TestVectorFile(t *testing.T) {
	s := newStore(t)
	f := s.VectorFile()
	err := errors.Join(
		f.Put("m", map[int][]byte{1: []byte("second"), 0: []byte("first")}),
		s.PutTextVectors("m", []string{"a"}, [][]float32{{1}}))
	var got []string
	err = errors.Join(err, f.Read("m", func(n int, value []byte) {
		if n != len(got) {
			t.Errorf("block %d is number %d", n, len(got))
		}
		got = append(got, string(value))
	}))
	if err != nil || !slices.Equal(got, []string{"first", "second"}) {
		t.Errorf("%q, %v", got, err)
	}
	if models, err := f.Models(); err != nil || !slices.Equal(models, []string{"m"}) {
		t.Errorf("%q, %v", models, err)
	}
	if f.Read("", func(int, []byte) {}) == nil {
		t.Error("a model without a name is read")
	}
	if err := f.Repack("m", func(picture.ID) bool { return true }); err != nil { // of damaged blocks nothing stays
		t.Error(err)
	}
	if models, err := f.Models(); err != nil || models != nil {
		t.Errorf("%q, %v", models, err)
	}
	for range 2 { // twice is once
		if err := f.Forget("m"); err != nil || s.TextVectors("m", []string{"a"})[0] != nil {
			t.Errorf("%v", err)
		}
	}
}

// TestByKeyKeepsTheLast: decisions come in the order of their keys, and of several on one tag, in any
// case, the last holds.
func TestByKeyKeepsTheLast(t *testing.T) {
	ds := []Decision{
		{Photo: 2, Tag: "dog", Verdict: Accepted},
		{Photo: 1, Tag: "sky", Verdict: Accepted},
		{Photo: 2, Tag: "cat", Verdict: Accepted},
		{Photo: 1, Tag: "SKY", Verdict: Rejected},
		{Photo: 1, Verdict: Finished},
		{Photo: 2, Tag: "Dog", Verdict: Typed},
	}
	want := []Decision{ds[4], ds[3], ds[2], ds[5]}
	var got []Decision
	for _, d := range byKey(ds) {
		got = append(got, d.Decision)
		if string(d.at) != string(d.key()) {
			t.Errorf("%+v stands at %x", d.Decision, d.at)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestReplaceDecisionsStoresTheDifference of any two lists, whatever stands in the file beside them.
func TestReplaceDecisionsStoresTheDifference(t *testing.T) {
	dog, cat, sky := Decision{Photo: 1, Tag: "dog", Verdict: Accepted}, Decision{Photo: 1, Tag: "cat", Verdict: Rejected}, Decision{Photo: 2, Tag: "sky", Verdict: Typed}
	no := Decision{Photo: 1, Tag: "Dog", Verdict: Rejected}
	for name, c := range map[string]struct{ old, new []Decision }{
		"nothing": {}, "new ones": {nil, []Decision{dog, cat}}, "all go": {[]Decision{cat, dog}, nil}, "another verdict": {[]Decision{dog, cat}, []Decision{cat, no}},
		"one goes, one comes": {[]Decision{dog}, []Decision{cat}}, "twice the same": {nil, []Decision{dog, no}},
	} {
		s := newStore(t)
		changed(t, s, func(tx *Tx) error { return tx.PutDecision(sky) })
		changed(t, s, func(tx *Tx) error { return tx.ReplaceDecisions(nil, c.old) })
		changed(t, s, func(tx *Tx) error { return tx.ReplaceDecisions(c.old, c.new) })
		changed(t, s, func(tx *Tx) error { return tx.SetLastID(2) })
		var got, want []Decision
		for _, d := range byKey(append(slices.Clone(c.new), sky)) {
			want = append(want, d.Decision)
		}
		_, _, err := s.Load(Contents{Photo: func(*Photo) {}, Decision: func(d Decision) { got = append(got, d) }, Source: func(Source) {}})
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %+v, want %+v (%v)", name, got, want, err)
		}
	}
}
