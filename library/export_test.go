package library

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"catchlight/library/bolt"
	"catchlight/library/keywords"
)

// TestExportOnAnotherMachine: decisions follow their pictures to another library, other paths,
// other names.
func TestExportOnAnotherMachine(t *testing.T) {
	l, dir := tree(t)
	odd := filepath.Join(dir, "a", "not\xffutf8.jpg")
	if os.WriteFile(odd, jpegOf(500), 0o644) != nil {
		t.Skip("no such names here")
	}
	imported(t, l, filepath.Join(dir, "a"))
	ids := idsByName(l)
	at := time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
	decide(t, l,
		Decision{Photo: ids["1.jpg"], Tag: "dog", Verdict: Accepted, Time: at, Model: "m", Path: "animal|dog"},
		Decision{Photo: ids["1.jpg"], Tag: "cat", Verdict: Rejected, Time: at, Bulk: true},
		Decision{Photo: ids["7.jpg"], Tag: keywords.Whole("typed|<&>"), Verdict: Typed, Time: at},
		Decision{Photo: ids["not\xffutf8.jpg"], Tag: "odd", Verdict: Removed, Time: at})
	if err := errors.Join(l.Exclude(filepath.Join(dir, "a/c")), l.SetSettings(Settings{KeepTime: true})); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := l.Export(&file, map[string]string{"mine": "red\n\tcrimson\n"}); err != nil {
		t.Fatal(err)
	}

	if err := os.Rename(dir, dir+"-of-another-machine"); err != nil {
		t.Fatal(err)
	}
	other, there := newLibrary(t), t.TempDir()
	write(t, filepath.Join(there, "renamed.jpg"), jpegOf(0)) // 1.jpg
	imported(t, other, there)
	later := Decision{Photo: idsByName(other)["renamed.jpg"], Tag: "Cat", Verdict: Accepted, Time: at.Add(time.Hour)}
	decide(t, other, later)
	merged, err := other.Merge(bytes.NewReader(file.Bytes()))
	if err != nil || merged.Photos != 3 || merged.Decisions != 3 || merged.Waiting != 2 || merged.Vocabularies["mine"] == "" {
		t.Fatalf("%+v, %v", merged, err)
	}
	ds := other.Snapshot().Decisions(later.Photo)
	if len(ds) != 2 || ds[0].Tag != "dog" || ds[0].Path != "animal|dog" || ds[1].Verdict != Accepted {
		t.Errorf("%+v", ds)
	}
	if told(other.Snapshot().Sources()) != told(l.Snapshot().Sources()) || !other.Settings().KeepTime {
		t.Errorf("%s, %+v", told(other.Snapshot().Sources()), other.Settings())
	}
	write(t, filepath.Join(there, "sub", "found.jpg"), jpegOf(6)) // 7.jpg
	write(t, filepath.Join(there, "sub", "odd.jpg"), jpegOf(500))
	if in := imported(t, other, there); in.Moved != 2 || in.New != 0 {
		t.Errorf("%v", in.counts())
	}
	for name, want := range map[string]Verdict{"found.jpg": Typed, "odd.jpg": Removed} {
		if ds := other.Snapshot().Decisions(idsByName(other)[name]); len(ds) != 1 || ds[0].Verdict != want || ds[0].Path != "" {
			t.Errorf("%s: %+v", name, ds)
		}
	}
	if again, err := other.Merge(bytes.NewReader(file.Bytes())); err != nil || again.Decisions != 0 || again.Photos != 0 {
		t.Errorf("a second time: %+v, %v", again, err)
	}
}

func TestMergeRefuses(t *testing.T) {
	l := newLibrary(t)
	for name, text := range map[string]string{
		"no export":      `{"photos":[]}`,
		"is missing":     `{}`,
		"JSON":           `words`,
		"newer":          `{"catchlight":99}`,
		"digits":         `{"catchlight":1,"photos":[{"picture":"ab","path":"/x.jpg","decisions":[]}]}`,
		"makes no sense": `{"catchlight":1,"photos":[{"picture":"` + strings.Repeat("ab", 16) + `","path":"/x.jpg","decisions":[{"tag":"dog","verdict":"perhaps","time":"2026-01-01T00:00:00Z"}]}]}`,
	} {
		_, err := l.Merge(strings.NewReader(text))
		if err == nil || name != "JSON" && !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(l.Snapshot().Photos()) != 0 {
		t.Error("something was taken over")
	}
}

// TestMergeOfAStranger: what nobody has exported is refused as a whole, or left out and said.
func TestMergeOfAStranger(t *testing.T) {
	many := func(n int, one string) string { return strings.TrimSuffix(strings.Repeat(one+",", n), ",") }
	picture := strings.Repeat("ab", 16)
	for what, text := range map[string]string{
		"too many folders":      `{"catchlight":1,"sources":[` + many(maxExportLists+1, `{"path":"/x"}`) + `]}`,
		"too much left out":     `{"catchlight":1,"sources":[{"path":"/x","excluded":[` + many(maxExportFolder+1, `"/x/y"`) + `]}]}`,
		"too deep":              `{"catchlight":1,"later":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`,
		"cut off":               `{"catchlight":1,"photos":[{"picture":"` + picture + `","path":"/x.jpg","decisions":[]}`,
		"no photo":              `{"catchlight":1,"photos":[{"picture":"` + picture + `","path":"/etc/passwd","decisions":[]}]}`,
		"a level without words": `{"catchlight":1,"photos":[{"picture":"` + picture + `","path":"/x.jpg","decisions":[{"tag":"dog","verdict":"typed","path":"a|\u0000|dog","time":"2026-01-01T00:00:00Z"}]}]}`,
		"a word too long":       `{"catchlight":1,"photos":[{"picture":"` + picture + `","path":"/x.jpg","decisions":[{"tag":"` + strings.Repeat("x", maxTag+1) + `","verdict":"typed","time":"2026-01-01T00:00:00Z"}]}]}`,
		"photos that are none":  `{"catchlight":1,"photos":{"picture":"` + picture + `"}}`,
		"a removed photo":       `{"catchlight":1,"sources":[{"path":"/x","removed":[{"path":"/x/a.jpg","picture":"zz"}]}]}`,
		"a list":                `[{"catchlight":1}]`,
	} {
		l := newLibrary(t)
		if merged, err := l.Merge(strings.NewReader(text)); err == nil {
			t.Errorf("%s: %+v", what, merged)
		}
		if snap := l.Snapshot(); len(snap.Photos())+len(snap.Sources()) > 0 {
			t.Errorf("%s: half of it was taken over", what)
		}
	}
	l := newLibrary(t)
	merged, err := l.Merge(strings.NewReader(`{"later":{"a":[1]},"catchlight":1,"sources":[{"path":"/"},{"path":"/x/../y"}],"photos":[]}`))
	if err != nil || len(merged.Folders) != 1 || len(l.Snapshot().Sources()) != 1 || l.Snapshot().Sources()[0].Path != filepath.Clean("/y") {
		t.Errorf("%+v, %v, %+v", merged, err, l.Snapshot().Sources())
	}
}

func FuzzMerge(f *testing.F) {
	f.Add([]byte(`{"catchlight":1,"sources":[{"path":"/a","excluded":["/a/b"]}],"photos":[{"picture":"` + strings.Repeat("ab", 16) +
		`","path":{"base64":"L3gvLmpwZw=="},"decisions":[{"tag":"dog","verdict":"typed","time":"2026-01-01T00:00:00Z"}]}]}`))
	l := newLibrary(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := readExport(bytes.NewReader(data))
		if err != nil {
			return
		}
		m := merging{lib: l, changes: changes{}}
		for _, same := range byPicture(in.Photos) {
			for i, p := range m.find(same) {
				m.take(p, same[i].ds)
			}
		}
		for _, s := range m.sources(in.Sources) {
			if again, sound := bolt.DecodeSource(sourceRecords([]Source{s})[0].Encode()); !sound || again.Path != s.Path {
				t.Errorf("%+v", s)
			}
		}
		for _, e := range m.changes {
			if sound := new(bolt.Photo).Decode(e.photo.ID, e.photo.record().Encode(), nil); !sound || keywords.Fold(e.decisions()[0].Tag) == "" {
				t.Errorf("%+v", e)
			}
		}
	})
}
