package library

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"catchlight/library/bolt"
)

// fullLibrary has something of everything that a library keeps, on several pages each, and is
// closed.
func fullLibrary(t testing.TB) (path string, decisions int) {
	t.Helper()
	dir := photosIn(t, 150)
	l := newLibrary(t)
	in := imported(t, l, dir)
	var vs []Vector
	var ds []Decision
	for i, id := range in.Photos {
		vs = append(vs, Vector{Picture: l.Snapshot().Photo(id).Picture, Values: slices.Repeat([]float32{.1}, 100)})
		ds = append(ds, Decision{Photo: id, Tag: strings.Repeat("tag ", 10+i%7), Verdict: Typed})
	}
	decide(t, l, ds...)
	err := errors.Join(l.StoreVectors("m", vs), l.StoreVectors("n", vs), l.AddSources(dir),
		l.StoreTextVectors("m", []string{"a", "b"}, [][]float32{slices.Repeat([]float32{1}, 2000), {2}}))
	wrote(t, l, l.Snapshot().Pending(in.Photos[0]), WriteOptions{})
	if err == nil {
		err = l.Compact()
	}
	if err != nil {
		t.Fatal(err)
	}
	closed(t, l)
	return l.Path(), len(ds)
}

// kinds names the bucket that each page in use belongs to; "" for what is none's.
func kinds(t testing.TB, path string) (of map[int]string, pageSize, pages int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	p := &pageMarker{data: data, size: db.Info().PageSize, of: map[int]string{}}
	err = db.View(func(tx *bbolt.Tx) error {
		pages = int(tx.Size()) / p.size
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			p.kind = string(name)
			if root := int(b.Root()); root != 0 {
				p.mark(root)
			}
			return nil
		})
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return p.of, p.size, pages
}

// pageMarker marks the pages of a bucket in a sound file, as bbolt lays them out.
type pageMarker struct {
	data []byte
	size int
	of   map[int]string
	kind string
}

// mark marks a page, those that continue it, and all below it: of a branch, and of the buckets in a
// leaf.
func (p *pageMarker) mark(id int) {
	number := binary.NativeEndian
	page := p.data[id*p.size:]
	for n := range 1 + int(number.Uint32(page[12:])) {
		p.of[id+n] = p.kind
	}
	isBranch := number.Uint16(page[8:]) == 1
	for i := range int(number.Uint16(page[10:])) {
		e := page[16+16*i:]
		if isBranch {
			p.mark(int(number.Uint64(e[8:])))
		} else if number.Uint32(e) == 1 { // a bucket: its value begins with its first page
			value := number.Uint32(e[4:]) + number.Uint32(e[8:])
			if root := int(number.Uint64(e[value:])); root != 0 {
				p.mark(root)
			}
		}
	}
}

// TestEveryLostPage: whichever page of the file turns to zeros, a repair either cures the library,
// with every decision, or changes nothing and names a copy that is sound; and where there is no
// copy, it saves what can be read and says what was lost.
func TestEveryLostPage(t *testing.T) {
	whole, decisions := fullLibrary(t)
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	of, size, pages := kinds(t, whole)
	count := map[string]int{}
	for page := range pages {
		if testing.Short() && page%5 > 0 {
			continue
		}
		for _, copied := range []bool{true, false} {
			path := filepath.Join(t.TempDir(), "library.db")
			sound := filepath.Join(filepath.Dir(path), "backups", "library-20260101-000000.db")
			if copied {
				write(t, sound, data)
			}
			broken := slices.Clone(data)
			clear(broken[page*size : (page+1)*size])
			write(t, path, broken)
			outcome := repairOnce(t, path, copied, decisions, of[page])
			count[outcome]++
			if _, err := os.Stat(sound); copied && err != nil {
				t.Errorf("page %d of %s: the sound copy is gone", page, of[page])
			}
			if !copied && of[page] != "" && outcome == "refused" {
				t.Errorf("page %d of %s: nothing is saved", page, of[page])
			}
		}
	}
	t.Logf("%d pages: %v", pages, count)
}

// repairOnce repairs a library of which a page of a kind was lost, and says how that went.
func repairOnce(t *testing.T, path string, copied bool, decisions int, kind string) (outcome string) {
	t.Helper()
	before, _ := os.ReadFile(path)
	broken := bolt.CheckFile(path) != nil
	var cured []error
	l, err := Open(path)
	if err == nil {
		cured, err = l.Repair()
		err = errors.Join(err, l.Close())
	} else if errors.Is(err, ErrDamaged) {
		cured, err = RepairFile(path)
	}
	made := slices.Contains([]string{"vectors", "texts", "fingerprints", "measured"}, kind)
	if err != nil {
		if made {
			t.Errorf("%s, which can be made again: %v", kind, err)
		}
		if copied && (!strings.Contains(err.Error(), "restore") || !strings.Contains(err.Error(), "20260101-000000.db")) {
			t.Errorf("%s: the sound copy is not named: %v", kind, err)
		}
		if strings.Contains(err.Error(), "damaged.db") {
			t.Errorf("%s: the damaged copy is advised: %v", kind, err)
		}
		if after, _ := os.ReadFile(path); copied && string(after) != string(before) {
			t.Errorf("%s: refused, and yet changed", kind)
		}
		return "refused"
	}
	l, err = Open(path)
	if err != nil {
		t.Errorf("%s: repaired, and then: %v", kind, err)
		return "broken"
	}
	defer closed(t, l)
	if err := l.Check(); err != nil {
		t.Errorf("%s: repaired, and then: %v", kind, err)
	}
	if kept := l.Info().Decisions; kept != decisions && (copied || len(cured) == 0) {
		t.Errorf("%s: %d of %d decisions are kept, said was %v", kind, kept, decisions, cured)
	}
	if broken != (len(cured) > 0) {
		t.Errorf("%s: damaged %v, and said was %v", kind, broken, cured)
	}
	if len(cured) == 0 {
		return "sound"
	}
	return "cured"
}

// TestFailedRepairsKeepTheSoundCopy: however often a repair is tried.
func TestFailedRepairsKeepTheSoundCopy(t *testing.T) {
	path, _ := fullLibrary(t)
	data, _ := os.ReadFile(path)
	sound := filepath.Join(filepath.Dir(path), "backups", "library-20260101-000000.db")
	write(t, sound, data)
	of, size, pages := kinds(t, path)
	for page := range pages {
		if of[page] == "decisions" {
			clear(data[page*size : (page+1)*size])
		}
	}
	write(t, path, data)
	for range 5 {
		l, err := Open(path)
		if err == nil {
			_, err = l.Repair()
			err = errors.Join(err, l.Close())
		} else if errors.Is(err, ErrDamaged) {
			_, err = RepairFile(path)
		}
		if err == nil || !strings.Contains(err.Error(), sound) {
			t.Errorf("%v", err)
		}
	}
	if bolt.CheckFile(sound) != nil {
		t.Error("the sound copy is gone")
	}
	if _, err := Restore(path, ""); err != nil {
		t.Error(err)
	}
	if l := opened(t, path); l.Check() != nil || len(l.backups()) > 1+3 {
		t.Errorf("%v, %q", l.Check(), l.backups())
	}
}

// TestWeeksOfDamage: a damaged library pushes no sound copy out, and its copy is none.
func TestWeeksOfDamage(t *testing.T) {
	l := newLibrary(t)
	in := imported(t, l, photosIn(t, 3))
	if err := l.StoreVectors("m", []Vector{{Picture: l.Snapshot().Photo(in.Photos[0]).Picture, Values: []float32{1}}}); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(filepath.Dir(l.Path()), "backups")
	aged := func(weeks int) string {
		name := "library-" + time.Now().UTC().AddDate(0, 0, -8*weeks).Format("20060102-150405") + ".db"
		return filepath.Join(folder, name)
	}
	for weeks := 3; weeks > 0; weeks-- {
		path, err := l.BackUp(t.Context())
		if err == nil {
			err = os.Rename(path, aged(weeks))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	before := l.backups()
	l = harmed(t, l, func(tx *bbolt.Tx) error {
		b, first := tx.Bucket([]byte("vectors")).Bucket([]byte("m")), make([]byte, 4)
		broken := slices.Clone(b.Get(first))
		clear(broken[len(broken)-6 : len(broken)-4])
		return b.Put(first, broken)
	})
	for range 4 {
		path, err := l.BackUp(t.Context())
		if path != "" || !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "--repair") {
			t.Errorf("%q, %v", path, err)
		}
	}
	if !slices.Equal(l.backups(), before) {
		t.Errorf("%q, before %q", l.backups(), before)
	}
	if _, err := l.Repair(); err != nil {
		t.Error(err)
	}
	if path, err := l.BackUp(t.Context()); path == "" || err != nil || bolt.CheckFile(path) != nil {
		t.Errorf("after the repair: %q, %v", path, err)
	}
}
