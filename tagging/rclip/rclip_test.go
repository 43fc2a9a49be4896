package rclip

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/tagging"
)

// tables are those of rclip 3.3 (its db.py).
const tables = `
CREATE TABLE images (id INTEGER PRIMARY KEY, deleted BOOLEAN, filepath TEXT NOT NULL UNIQUE, modified_at DATETIME NOT NULL,
	size INTEGER NOT NULL, vector BLOB NOT NULL, indexing BOOLEAN, hash TEXT);
CREATE UNIQUE INDEX existing_images ON images(filepath) WHERE deleted IS NULL;
CREATE INDEX hash_index ON images(hash) WHERE deleted IS NULL;
CREATE TABLE db_version (version INTEGER);
INSERT INTO db_version VALUES (4);`

// fixture is an index and its photos.
type fixture struct {
	*testing.T
	db   *sqlite3.Conn
	dir  string
	file string
}

// painter is a model that sees a picture's colour.
type painter struct{}

func (painter) Profile() tagging.Profile {
	return tagging.Profile{Name: "painter", Dim: 3, Edge: 1, Batch: 4, Workers: 2}
}

func (painter) Prepare(p *thumb.Picture) []float32 {
	c := p.Image.RGBAAt(0, 0)
	return unitLength(float32(c.R), float32(c.G), float32(c.B))
}

func (painter) Images(ctx context.Context, inputs [][]float32) ([][]float32, error) {
	return inputs, ctx.Err()
}

func (painter) Texts(context.Context, []string) ([][]float32, error) {
	return nil, errors.New("reads nothing")
}

func (painter) Close() error { return nil }

func unitLength(v ...float32) []float32 {
	length := float32(math.Sqrt(cosine(v, v)))
	for i := range v {
		v[i] /= length
	}
	return v
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{T: t, dir: t.TempDir(), file: filepath.Join(t.TempDir(), "db.sqlite3")}
	var err error
	if f.db, err = sqlite3.Open(f.file); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.db.Close() })
	f.exec(tables)
	return f
}

func (f *fixture) exec(sql string) {
	f.Helper()
	if err := f.db.Exec(sql); err != nil {
		f.Fatal(err)
	}
}

// photo saves a photo of one colour and notes it in the index as rclip would, with that vector.
func (f *fixture) photo(name string, c color.RGBA, vector ...float32) string {
	f.Helper()
	path := filepath.Join(f.dir, name)
	img := image.NewPaletted(image.Rect(0, 0, 4, 4), color.Palette{c})
	file, err := os.Create(path)
	switch {
	case err != nil:
	case strings.HasSuffix(name, ".gif"):
		err = errors.Join(gif.Encode(file, img, nil), file.Close())
	default:
		err = errors.Join(png.Encode(file, img), file.Close())
	}
	info, statErr := os.Stat(path)
	if err := errors.Join(err, statErr); err != nil {
		f.Fatal(err)
	}
	var blob strings.Builder
	for _, v := range vector {
		fmt.Fprintf(&blob, "%x", binary.LittleEndian.AppendUint32(nil, math.Float32bits(v)))
	}
	seconds := float64(info.ModTime().UnixNano()) / 1e9
	f.exec(fmt.Sprintf("INSERT INTO images (filepath, modified_at, size, vector) VALUES ('%s', %.9f, %d, x'%s')", path, seconds, info.Size(), blob.String()))
	return path
}

func newLibrary(t *testing.T) *library.Library {
	t.Helper()
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	return lib
}

func TestReuse(t *testing.T) {
	f := newFixture(t)
	for i := range 40 { // more than a sample
		f.photo(fmt.Sprintf("p%02d.png", i), color.RGBA{200, uint8(2 * i), 50, 255}, unitLength(200, float32(2*i), 50)...)
	}
	f.photo("q1.gif", color.RGBA{255, 0, 0, 255}, 0, 1, 0) // rclip saw another colour
	f.photo("q2.gif", color.RGBA{0, 0, 255, 255}, 0, 0, 1)
	gone := f.photo("r-gone.png", color.RGBA{1, 2, 3, 255}, 1, 0, 0)
	changed := f.photo("r-changed.png", color.RGBA{3, 2, 1, 255}, 1, 0, 0)
	deleted := f.photo("r-deleted.png", color.RGBA{9, 2, 1, 255}, 1, 0, 0)
	short := f.photo("p40.png", color.RGBA{200, 90, 50, 255}, 1, 0)
	broken := f.photo("p41.png", color.RGBA{200, 91, 50, 255}, float32(math.NaN()), 0, 1)
	f.exec("UPDATE images SET deleted = 1 WHERE filepath = '" + deleted + "'")
	if err := errors.Join(os.Remove(gone), os.WriteFile(changed, []byte("longer than it was, this is certain: "+strings.Repeat(".", 500)), 0o600)); err != nil {
		t.Fatal(err)
	}
	lib := newLibrary(t)
	whys, reused, last := map[string]error{}, 0, ""
	sum, err := Reuse(t.Context(), lib, painter{}, f.file, Options{Each: func(path string, taken bool, why error) {
		if path <= last {
			t.Errorf("%s comes after %s", path, last)
		}
		last = path
		if taken {
			reused++
		} else if why != nil {
			whys[path] = why
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if sum.Photos != 46 || sum.Known != 16 || sum.Reused != 24 || reused != 24 || len(sum.Groups) != 2 {
		t.Errorf("%+v, %d reported", sum, reused)
	}
	for path, want := range map[string]error{gone: errGone, changed: errChanged, short: errNoVector, broken: errNoVector} {
		if !errors.Is(whys[path], want) {
			t.Errorf("%s: %v, want %v", filepath.Base(path), whys[path], want)
		}
	}
	if why := whys[filepath.Join(f.dir, "q2.gif")]; why == nil || !strings.Contains(why.Error(), "cosine") || len(whys) != 6 {
		t.Errorf("a group whose sample differs: %v; %d reasons", why, len(whys))
	}
	f.agree(lib)
	again, err := Reuse(t.Context(), lib, painter{}, f.file, Options{})
	if err != nil || again.Reused != 0 || again.Known != 40 {
		t.Errorf("the second time: %+v, %v", again, err)
	}
}

// agree checks that every vector in the library is the one that the model makes.
func (f *fixture) agree(lib *library.Library) {
	f.Helper()
	n := 0
	for _, p := range lib.Snapshot().Photos() {
		v, ok := lib.Vector("painter", p.Picture)
		if !ok {
			continue
		}
		n++
		var i int
		if _, err := fmt.Sscanf(filepath.Base(p.Path), "p%02d.png", &i); err == nil && cosine(v, unitLength(200, float32(2*i), 50)) < .999 {
			f.Errorf("%s has the vector %v", p.Path, v)
		}
	}
	if n != 42 { // the sample of the GIFs was computed
		f.Errorf("%d vectors", n)
	}
}

func TestReuseRefuses(t *testing.T) {
	old, other, foreign := newFixture(t), newFixture(t), newFixture(t)
	old.exec("UPDATE db_version SET version = 2")
	other.photo("a.png", color.RGBA{1, 1, 1, 255}, 1, 0, 0, 0)
	foreign.exec("DROP TABLE images; DROP TABLE db_version; CREATE TABLE songs (title TEXT)")
	text := filepath.Join(t.TempDir(), "db.sqlite3")
	if err := os.WriteFile(text, []byte(strings.Repeat("no database", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, says := range map[string]string{
		old.file: "before version 3", other.file: "4 values", foreign.file: "no index of rclip", text: "no index of rclip",
		filepath.Join(t.TempDir(), "absent"): "db.sqlite3",
	} {
		lib := newLibrary(t)
		if _, err := Reuse(t.Context(), lib, painter{}, file, Options{}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v does not say %q", err, says)
		}
		if n := len(lib.Snapshot().Photos()); n != 0 {
			t.Errorf("%s: %d photos were imported all the same", says, n)
		}
	}
}

// TestReuseOnlyReads: the index is as it was, to the byte, and nothing lies beside it.
func TestReuseOnlyReads(t *testing.T) {
	f := newFixture(t)
	f.photo("a.png", color.RGBA{1, 1, 1, 255}, .577, .577, .577)
	before, err := os.ReadFile(f.file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Reuse(t.Context(), newLibrary(t), painter{}, f.file, Options{}); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(f.file)
	beside, listErr := os.ReadDir(filepath.Dir(f.file))
	if err := errors.Join(err, listErr); err != nil || string(after) != string(before) || len(beside) != 1 {
		t.Errorf("%v, %d files", err, len(beside))
	}
}

// TestIndexOfAStranger: values that no index of rclip has are passed over, or end the reading with
// a sentence, and take no memory; what is no file is not opened.
func TestIndexOfAStranger(t *testing.T) {
	f := newFixture(t)
	for i, row := range []string{"'a.jpg', zeroblob(9000000)", "hex(zeroblob(1000000)), zeroblob(12)", "'b.jpg', hex(zeroblob(1000000))", "'c.jpg', zeroblob(12)"} {
		f.exec(fmt.Sprintf("INSERT INTO images (id, filepath, modified_at, size, vector) SELECT %d, f, 0, 1, v FROM (SELECT %s AS f, %s AS v)",
			i, row[:strings.LastIndex(row, ", ")], row[strings.LastIndex(row, ", ")+2:]))
	}
	index, err := open(t.Context(), f.file)
	if err != nil {
		t.Fatal(err)
	}
	defer index.close()
	entries, err := index.entries()
	if err != nil || len(entries) != 3 {
		t.Errorf("%d entries, %v", len(entries), err)
	}
	none := 0
	err = index.vectors(map[int64]bool{0: true, 1: true, 2: true, 3: true}, 3, func(_ int64, v []float32) error {
		if v == nil {
			none++
		}
		return nil
	})
	if err != nil || none != 4 { // those of zeros are no vectors either
		t.Errorf("%d rows without a vector, %v", none, err)
	}
	if _, err := open(t.Context(), t.TempDir()); err == nil || !strings.Contains(err.Error(), "db.sqlite3") {
		t.Errorf("a folder is opened: %v", err)
	}
}
