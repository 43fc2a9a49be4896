package library

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"catchlight/library/bolt"
	"catchlight/library/vectors"
)

// TestRepair damages a record of each kind, and cures them all.
func TestRepair(t *testing.T) {
	dir := photosIn(t, 200)
	l := newLibrary(t)
	in := imported(t, l, dir)
	decide(t, l, Decision{Photo: in.Photos[7], Tag: "stray", Verdict: Typed}, Decision{Photo: in.Photos[0], Tag: "kept", Verdict: Typed}, Decision{Photo: in.Photos[5], Tag: "kept too", Verdict: Typed})
	var vs []Vector
	for _, id := range in.Photos {
		vs = append(vs, Vector{Picture: l.Snapshot().Photo(id).Picture, Values: []float32{1, 0, 0}})
	}
	if err := errors.Join(l.StoreVectors("m", vs), l.AddSources(dir)); err != nil {
		t.Fatal(err)
	}
	l = harmed(t, l, func(tx *bbolt.Tx) error {
		photos, decisions := tx.Bucket([]byte("photos")), tx.Bucket([]byte("decisions"))
		cut, twin := slices.Clone(photos.Get(keyOf(in.Photos[0]))), bolt.Photo{Path: in.Paths[2]}
		stray := slices.Clone(decisions.Get(append(keyOf(in.Photos[7]), "stray"...)))
		return errors.Join(
			photos.Put(keyOf(in.Photos[0]), cut[:len(cut)-20]),
			photos.Put(keyOf(in.Photos[1]), []byte{2, 7}),
			photos.Put(keyOf(in.Photos[3]), twin.Encode()),
			decisions.Put(append(keyOf(99_999), "stray"...), stray),
			decisions.Put(append(keyOf(in.Photos[4]), 'x'), []byte("broken")),
			tx.Bucket([]byte("vectors")).Bucket([]byte("m")).Put([]byte{0, 0, 0, 1}, []byte("broken")),
			tx.Bucket([]byte("sources")).Put([]byte("key"), []byte("broken")),
			tx.Bucket([]byte("undo")).Put([]byte("key"), []byte("broken")),
		)
	})
	err := l.Check()
	for _, want := range []string{"is damaged", `"stray"`, "block 00000001", "is there twice", "source", "undo", "--repair"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not said: %v", want, err)
		}
	}
	cured, err := l.Repair()
	if err != nil || len(cured) != 8 {
		t.Errorf("%v: %v", err, cured)
	}
	if err := l.Check(); err != nil {
		t.Error(err)
	}
	if all := l.backups(); len(all) != 1 || !strings.HasSuffix(all[0], "-damaged.db") {
		t.Errorf("%q", all)
	}
	if again, err := l.Repair(); again != nil || err != nil || len(l.backups()) != 1 {
		t.Errorf("%v, %v", again, err)
	}
	imported(t, l, dir)
	snap := l.Snapshot()
	p := snap.Photo(in.Photos[0])
	if p == nil || p.Path != in.Paths[0] || p.Picture.IsZero() || len(snap.Decisions(p.ID)) != 1 || len(snap.Decisions(in.Photos[5])) != 1 {
		t.Errorf("a decision is lost: %+v", p)
	}
	if len(snap.Photos()) != 201 || l.Info().Vectors != 200-vectors.BlockRows || !l.HasVector("m", p.Picture) { // one photo is missing: it was there twice
		t.Errorf("%d photos, %+v", len(snap.Photos()), l.Info())
	}
}

// TestARunSurvivesItsRecord: where the record of a run is damaged, what it wrote can be undone after
// the repair, to the byte; a run of no photo goes, and so does one with no number.
func TestARunSurvivesItsRecord(t *testing.T) {
	dir := photosIn(t, 3)
	l := newLibrary(t)
	imported(t, l, dir)
	before := hashes(t, dir)
	run, _ := wrote(t, l, addition("dog", "cat"), WriteOptions{})
	l = harmed(t, l, func(tx *bbolt.Tx) error {
		runs := tx.Bucket([]byte("runs"))
		return errors.Join(runs.Put(keyOf(ID(run.ID)), []byte("broken")), runs.Put(keyOf(77), []byte("broken")), runs.Put([]byte("key"), []byte("broken")))
	})
	if runs, err := l.Runs(); err != nil || len(runs) != 0 {
		t.Errorf("%+v, %v", runs, err)
	}
	err := l.Check()
	for _, want := range []string{fmt.Sprintf("run %d: the record is damaged", run.ID), "run 77", "run 6b6579"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not said: %v", want, err)
		}
	}
	if cured, err := l.Repair(); err != nil || len(cured) != 3 || l.Check() != nil {
		t.Fatalf("%v: %v, then %v", err, cured, l.Check())
	}
	runs, err := l.Runs()
	if err != nil || len(runs) != 1 || runs[0].ID != run.ID || runs[0].Photos != run.Photos || runs[0].Keywords != run.Keywords || runs[0].Undone {
		t.Fatalf("%+v, %v; it was %+v", runs, err, run)
	}
	reverted(t, l, run.ID, WriteOptions{})
	sameFiles(t, "undo", hashes(t, dir), before)
	if runs, err := l.Runs(); err != nil || len(runs) != 1 || !runs[0].Undone {
		t.Errorf("%+v, %v", runs, err)
	}
}

// TestDamagedFileNeverPanics flips bytes anywhere in the file, and cuts it.
func TestDamagedFileNeverPanics(t *testing.T) {
	l := newLibrary(t)
	in := imported(t, l, photosIn(t, 300))
	for _, id := range in.Photos {
		decide(t, l, Decision{Photo: id, Tag: "tag", Verdict: Typed})
	}
	sound := l.Path()
	closed(t, l)
	data, err := os.ReadFile(sound)
	if err != nil {
		t.Fatal(err)
	}
	opens, repairs := 0, 0
	for round := range 100 {
		r := rand.New(rand.NewPCG(1, uint64(round)))
		broken := append([]byte(nil), data...)
		if round%10 == 9 {
			broken = broken[:r.IntN(len(broken))]
		}
		for range 1 + r.IntN(40) {
			if len(broken) > 0 {
				broken[r.IntN(len(broken))] ^= byte(1 + r.IntN(255))
			}
		}
		path := filepath.Join(t.TempDir(), "damaged.db") // the lock of a file over which bbolt has panicked stays
		write(t, path, broken)
		l, err := Open(path)
		if err != nil {
			continue
		}
		opens++
		if _, err := l.Repair(); err == nil {
			repairs++
			if err := l.Check(); err != nil {
				t.Errorf("round %d: repaired, and then: %v", round, err)
			}
		}
		_ = l.Close()
	}
	t.Logf("%d of 100 were opened, %d of them repaired or sound", opens, repairs)
}

func TestCompactDropsVectorsOfNoPhoto(t *testing.T) {
	dir := photosIn(t, 100)
	l := newLibrary(t)
	in := imported(t, l, dir)
	var vs []Vector
	for i, id := range in.Photos {
		vs = append(vs, Vector{Picture: l.Snapshot().Photo(id).Picture, Values: []float32{float32(i), 1}})
	}
	for i := range 100 {
		vs = append(vs, Vector{Picture: pictureOf(i), Values: []float32{2, 2}})
	}
	if err := l.StoreVectors("m", vs); err != nil {
		t.Fatal(err)
	}
	if err := l.Compact(); err != nil || l.Info().Vectors != 100 {
		t.Fatalf("%v, %+v", err, l.Info())
	}
	for i, id := range in.Photos {
		if v, ok := l.Vector("m", l.Snapshot().Photo(id).Picture); !ok || v[0] != float32(i) {
			t.Errorf("vector %d: %v", i, v)
		}
	}
}
