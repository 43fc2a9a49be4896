package library

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// exportedFrom is what a library exports, read again.
func exportedFrom(t testing.TB, l *Library, vocabularies map[string]string) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := l.Export(&file, vocabularies); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// made is all that the user has made in a library, as text: decisions by the path of their photo
// below dir with every field, sources with what is left out, and settings.
func made(l *Library, dir string) []string {
	var all []string
	snap := l.Snapshot()
	below := func(path string) string { return strings.TrimPrefix(path, dir) }
	for _, p := range snap.Photos() {
		for _, d := range snap.Decisions(p.ID) {
			d.Photo = 0
			all = append(all, fmt.Sprintf("%s %+v", below(p.Path), d))
		}
	}
	for _, s := range snap.Sources() {
		all = append(all, "source "+below(s.Path))
		for _, path := range s.Excluded {
			all = append(all, "left out "+below(path))
		}
		for _, r := range s.removed {
			all = append(all, "removed "+below(r.path)+" "+r.picture.String())
		}
	}
	for name, value := range l.Settings().Chosen() {
		all = append(all, name+" "+value)
	}
	slices.Sort(all)
	return all
}

// everySetting has no field at its default.
func everySetting(t testing.TB) Settings {
	t.Helper()
	var s Settings
	fields := reflect.ValueOf(&s).Elem()
	for i := range fields.NumField() {
		switch f := fields.Field(i); f.Kind() {
		case reflect.String:
			f.SetString("x" + fields.Type().Field(i).Name)
		case reflect.Int:
			f.SetInt(int64(i + 1))
		case reflect.Bool:
			f.SetBool(true)
		case reflect.Pointer:
			f.Set(reflect.New(f.Type().Elem()))
		case reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
		case reflect.Map:
			f.Set(reflect.MakeMap(f.Type()))
			f.SetMapIndex(reflect.ValueOf("starter"), everyValue(f.Type().Elem()))
		default:
			t.Fatalf("a setting of kind %s: fill it in here", f.Kind())
		}
	}
	s.To, s.Naming = safewrite.SidecarFile, sidecar.Stem
	return s
}

// everyValue is a value of a map of the settings.
func everyValue(of reflect.Type) reflect.Value {
	if of == reflect.TypeFor[json.RawMessage]() {
		return reflect.ValueOf(json.RawMessage(`{"later":1}`))
	}
	return reflect.ValueOf(map[string]float32{"dog": .25})
}

// TestExportAndImportAreEqual: whatever the user has made stands in another library after an
// import, every field of it.
func TestExportAndImportAreEqual(t *testing.T) {
	l, dir := newLibrary(t), photosIn(t, 20)
	for i := range 3 { // copies of one name and picture
		write(t, filepath.Join(dir, fmt.Sprint("copies", i), "IMG_1.jpg"), jpegOf(100))
	}
	in := imported(t, l, dir)
	verdicts := []Verdict{Accepted, Rejected, Typed, Removed}
	var ds []Decision
	for i, id := range in.Photos {
		for j := range 1 + i%5 {
			ds = append(ds, Decision{
				Photo: id, Tag: fmt.Sprintf("tag %d %d", i, j), Verdict: verdicts[(i+j)%4], Bulk: j > 0, Line: j == 2, Run: j == 3,
				Time: time.Date(2026, 1, 2, 3, i, j, 12345, time.UTC), Model: []string{"", "starter"}[i%2], Path: []string{"", fmt.Sprintf("a|tag %d %d", i, j)}[j%2],
			})
		}
	}
	decide(t, l, ds...)
	gone := in.Photos[7]
	if err := errors.Join(l.AddSources(dir), l.Remove(gone), l.SetSettings(everySetting(t))); err != nil {
		t.Fatal(err)
	}
	before, document := made(l, dir), exportedFrom(t, l, nil)

	other := newLibrary(t)
	imported(t, other, dir)
	there := other.Snapshot().ByPath(in.Paths[7])
	if err := other.Remove(there.ID); err != nil { // not of a source there: it is left out by the import of its sources
		t.Fatal(err)
	}
	merged, err := other.Merge(bytes.NewReader(document))
	if err == nil {
		err = other.Allow(merged.Asked)
	}
	if err != nil {
		t.Fatal(err)
	}
	if after := made(other, dir); !slices.Equal(before, after) {
		t.Errorf("before:\n%s\nafter:\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
	}

	first := newLibrary(t) // the import comes first, the photos later
	if merged, err = first.Merge(bytes.NewReader(document)); err == nil {
		err = first.Allow(merged.Asked)
	}
	if err != nil || merged.Waiting == 0 {
		t.Fatal(merged, err)
	}
	imported(t, first, dir)
	if after := made(first, dir); !slices.Equal(before, after) {
		t.Errorf("before:\n%s\nwith photos later:\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
	}
}

// TestEachSettingIsMergedByItself: what was chosen here stays, all others come, and what loosens is
// asked for.
func TestEachSettingIsMergedByItself(t *testing.T) {
	from := newLibrary(t)
	all := everySetting(t)
	all.To, all.Model, all.Vocabulary = safewrite.Embedded, "/home/stranger/model", "birds"
	if err := from.SetSettings(all); err != nil {
		t.Fatal(err)
	}
	document := exportedFrom(t, from, nil)
	here := newLibrary(t)
	if err := here.SetSettings(Settings{Look: "light"}); err != nil {
		t.Fatal(err)
	}
	merged, err := here.Merge(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	asked := slices.Sorted(maps.Keys(merged.Asked.Chosen()))
	if want := []string{"allowC2PA", "allowDNG", "device", "keepUndo", "memory", "model", "to"}; !slices.Equal(asked, want) {
		t.Errorf("asked: %q, want %q", asked, want)
	}
	now := here.Settings().Chosen()
	for name, value := range all.Chosen() {
		switch {
		case name == "look":
			value = `"light"`
		case slices.Contains(asked, name):
			value = ""
		}
		if now[name] != value {
			t.Errorf("%s is %s, want %q", name, now[name], value)
		}
	}
}

// TestCopiesOfOneNameKeepTheirOwn: copies lie in folders of the same names on another disk, in an
// order that misleads.
func TestCopiesOfOneNameKeepTheirOwn(t *testing.T) {
	folders := []string{"z/2024", "a/2025", "m/2024", "b/x/2025"}
	place := func(dir string) {
		for _, folder := range folders {
			write(t, filepath.Join(dir, folder, "IMG_1.jpg"), jpegOf(7))
		}
	}
	l, dir := newLibrary(t), t.TempDir()
	place(dir)
	imported(t, l, dir)
	for _, folder := range folders {
		decide(t, l, Decision{Photo: l.Snapshot().ByPath(filepath.Join(dir, folder, "IMG_1.jpg")).ID, Tag: "in " + folder, Verdict: Typed})
	}
	document := exportedFrom(t, l, nil)
	if err := os.Rename(dir, dir+"-gone"); err != nil {
		t.Fatal(err)
	}
	there := filepath.Join(t.TempDir(), "mnt", "disk")
	place(there)
	write(t, filepath.Join(there, "a", "2026", "IMG_1.jpg"), jpegOf(7)) // one copy more
	for _, photosFirst := range []bool{true, false} {
		other := newLibrary(t)
		if photosFirst {
			imported(t, other, there)
		}
		if _, err := other.Merge(bytes.NewReader(document)); err != nil {
			t.Fatal(err)
		}
		imported(t, other, there)
		for _, folder := range folders {
			p := other.Snapshot().ByPath(filepath.Join(there, folder, "IMG_1.jpg"))
			if ds := other.Snapshot().Decisions(p.ID); len(ds) != 1 || ds[0].Tag != "in "+folder {
				t.Errorf("photos first %v: the copy in %s has %+v", photosFirst, folder, ds)
			}
		}
	}
}

func TestPairUp(t *testing.T) {
	for _, test := range []struct {
		wanted, offered []string
		want            []int
	}{
		{[]string{"/a/1.jpg"}, []string{"/b/2.jpg", "/c/1.jpg"}, []int{1}},
		{[]string{"/a/b/1.jpg", "/a/c/1.jpg"}, []string{"/x/c/1.jpg", "/x/b/1.jpg"}, []int{1, 0}},
		{[]string{`C:\photos\b\1.jpg`, `C:\photos\c\1.jpg`}, []string{"/mnt/c/1.jpg", "/mnt/b/1.jpg"}, []int{1, 0}},
		{[]string{"/q/1.jpg", "/a/b/1.jpg"}, []string{"/x/b/1.jpg"}, []int{-1, 0}},
		{[]string{"/a/1.jpg", "/b/1.jpg"}, nil, []int{-1, -1}},
		{nil, []string{"/a"}, []int{}},
		{[]string{"1.jpg"}, []string{"/a/1.jpg"}, []int{0}},
	} {
		if got := pairUp(test.wanted, test.offered); !slices.Equal(got, test.want) {
			t.Errorf("%q of %q: %v, want %v", test.wanted, test.offered, got, test.want)
		}
	}
}

// FuzzPairUp: nothing is given twice, none stays without while one is left, and the same path
// always goes first.
func FuzzPairUp(f *testing.F) {
	f.Add(uint64(1), 3, 4)
	f.Fuzz(func(t *testing.T, seed uint64, n, m int) {
		r := rand.New(rand.NewPCG(seed, 1))
		paths := func(n int) []string {
			all := make([]string, min(max(n, 0), 50))
			for i := range all {
				all[i] = fmt.Sprintf("/%d/%d/%d.jpg", r.IntN(3), r.IntN(3), r.IntN(3))
			}
			return all
		}
		wanted, offered := paths(n), paths(m)
		taken, none, same := map[int]bool{}, 0, 0
		for i, at := range pairUp(wanted, offered) {
			switch {
			case at < 0:
				none++
			case taken[at]:
				t.Fatalf("%d is given twice", at)
			case wanted[i] == offered[at]:
				same++
			}
			taken[at] = at >= 0
		}
		if none != max(0, len(wanted)-len(offered)) {
			t.Errorf("%d of %d have none of %d", none, len(wanted), len(offered))
		}
		count := map[string][2]int{}
		for _, path := range wanted {
			count[path] = [2]int{count[path][0] + 1, count[path][1]}
		}
		for _, path := range offered {
			count[path] = [2]int{count[path][0], count[path][1] + 1}
		}
		for _, both := range count {
			same -= min(both[0], both[1])
		}
		if same < 0 {
			t.Errorf("%d paths that are the same were not paired", -same)
		}
	})
}

// BenchmarkMerge: an export of many photos, and one of many decisions on one photo. Ten times as
// many must take about ten times as long.
func BenchmarkMerge(b *testing.B) {
	document := func(photos, decisions int) []byte {
		var text strings.Builder
		text.WriteString(`{"catchlight":1,"photos":[`)
		for i := range photos {
			fmt.Fprintf(&text, `%s{"picture":"%s","path":"/p/%07d.jpg","decisions":[`, strings.Repeat(",", min(i, 1)), pictureOf(i), i)
			for j := range decisions {
				fmt.Fprintf(&text, `%s{"tag":"tag %d","verdict":"typed","time":"2026-01-01T00:00:00Z"}`, strings.Repeat(",", min(j, 1)), j)
			}
			text.WriteString("]}")
		}
		return []byte(text.String() + "]}")
	}
	for _, size := range [][2]int{{20_000, 1}, {200_000, 1}, {1, 2_000}, {1, 20_000}} {
		data := document(size[0], size[1])
		b.Run(fmt.Sprintf("%d×%d", size[0], size[1]), func(b *testing.B) {
			for range b.N {
				l := newLibrary(b)
				if merged, err := l.Merge(bytes.NewReader(data)); err != nil || merged.Decisions != size[0]*size[1] {
					b.Fatal(merged, err)
				}
			}
		})
	}
}
