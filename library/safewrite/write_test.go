package safewrite

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/sidecar"
	"catchlight/library/testphoto"
)

// photoFile makes a photo in a folder of its own, of which holdsAfter checks what must always hold.
func photoFile(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := contestedFile(t, name, data)
	holdsAfter(t, path, data)
	return path
}

// contestedFile makes a photo that the test changes, moves or deletes as other programs do, or
// beside which it leaves files: what must hold of it the test says itself.
func contestedFile(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	writeFile(t, path, data)
	return path
}

func writeFile(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// folder lists what is in the photo's folder.
func folder(t testing.TB, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func adding(words ...string) keywords.Edit { return keywords.Edit{Add: words} }

// namesOf returns the names of the keywords.
func namesOf(k keywords.Keywords) []string {
	names := []string{}
	for _, word := range k.All {
		names = append(names, word.Name)
	}
	return names
}

// embeddedIn is a JPEG with the edit.
func embeddedIn(t testing.TB, photo []byte, e keywords.Edit) []byte {
	t.Helper()
	done, _, err := keywords.NewPlan(photo, picture.JPEG, nil, e, keywords.Rules{}).Embed()
	if err != nil {
		t.Fatal(err)
	}
	return done.Pieces(photo).Joined()
}

func write(t testing.TB, path string, e keywords.Edit, o Options) *Change {
	t.Helper()
	c, err := Prepare(path, e, o)
	if err == nil {
		err = c.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// stored sends the records through JSON, as a journal does.
func stored(t testing.TB, c *Change) []FileChange {
	t.Helper()
	var files []FileChange
	text, err := json.Marshal(c.Files)
	if err == nil {
		err = json.Unmarshal(text, &files)
	}
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWriteAndRevertEveryLayout(t *testing.T) {
	photos := map[string][]byte{"tiff.tif": testphoto.TIFF(), "raw.cr2": testphoto.TIFF(), "png.png": []byte("\x89PNG\r\n\x1a\n")}
	for name, data := range testphoto.Layouts(t) {
		photos[name+".jpg"] = data
	}
	for name, data := range photos {
		path := photoFile(t, name, data)
		before := folder(t, path)
		c := write(t, path, adding("dog", "animal|cat"), Options{})
		if k, err := new(sidecar.Folders).ReadKeywords(path); (err != nil && filepath.Ext(name) != ".png") || !k.Has("dog") || !k.Has("cat") {
			t.Errorf("%s: %v, %q", name, err, namesOf(k))
		}
		if k, _ := new(sidecar.Folders).ReadKeywords(path); !reflect.DeepEqual(k, c.Keywords) {
			t.Errorf("%s: foretold %v, read %v", name, c.Keywords, k)
		}
		if !reflect.DeepEqual(c.Added, []string{"dog", "cat"}) || len(c.Removed) > 0 {
			t.Errorf("%s: added %q, removed %q", name, c.Added, c.Removed)
		}
		again, err := Prepare(path, adding("dog", "animal|cat"), Options{})
		if err != nil || len(again.Files) > 0 || len(again.Added) > 0 {
			t.Errorf("%s: a second run: %v", name, err)
		}
		for _, fc := range stored(t, c) {
			if found, err := Inspect(fc); found.State != StateNew || err != nil {
				t.Errorf("%s: %+v, %v", name, found, err)
			}
			if _, err := Revert(fc, Options{}); err != nil {
				t.Error(err)
			}
			if _, err := Revert(fc, Options{}); err != nil {
				t.Errorf("%s: a second revert: %v", name, err)
			}
		}
		if got := readFile(t, path); sha256.Sum256(got) != sha256.Sum256(data) || !slices.Equal(folder(t, path), before) {
			t.Errorf("%s: not as before, in the folder: %q", name, folder(t, path))
		}
	}
}

func TestOptions(t *testing.T) {
	path := photoFile(t, "a.jpg", testphoto.JPEG(t))
	past := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	if err := os.Chtimes(path, past, past); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	c := write(t, path, adding("animal|dog"), Options{KeepTime: true, Rules: keywords.Rules{Ancestors: true}})
	info, _ := os.Stat(path)
	if !info.ModTime().Equal(past) || info.Mode().Perm() != 0o640 && runtime.GOOS != "windows" {
		t.Errorf("time %v, mode %v", info.ModTime(), info.Mode())
	}
	if k, _ := new(sidecar.Folders).ReadKeywords(path); !reflect.DeepEqual(namesOf(k), []string{"animal", "dog"}) || !reflect.DeepEqual(k.Hierarchy, []string{"animal|dog"}) {
		t.Errorf("%q, %q", namesOf(k), k.Hierarchy)
	}
	flat := photoFile(t, "flat.jpg", testphoto.JPEG(t))
	write(t, flat, adding("animal|dog"), Options{Rules: keywords.Rules{Flat: true}})
	if k, _ := new(sidecar.Folders).ReadKeywords(flat); !reflect.DeepEqual(namesOf(k), []string{"dog"}) || len(k.Hierarchy) != 0 {
		t.Errorf("flat: %q, %q", namesOf(k), k.Hierarchy)
	}
	if !c.Files[0].After.ModTime.Equal(past) || c.Files[0].After.Size != info.Size() {
		t.Errorf("stamp %v", c.Files[0].After)
	}
	if c := write(t, path, adding("cat"), Options{}); !c.Files[0].After.ModTime.After(past) {
		t.Error("without KeepTime the time is kept")
	}
	if _, err := Revert(c.Files[0], Options{}); !errors.Is(err, ErrChanged) {
		t.Errorf("reverting an older change: %v", err)
	}
}

func TestSet(t *testing.T) {
	path := photoFile(t, "a.jpg", testphoto.JPEG(t))
	write(t, path, adding("dog", "cat"), Options{})
	c := write(t, path, keywords.Edit{Clear: true, Add: []string{"Cat", "bird"}}, Options{})
	if k, _ := new(sidecar.Folders).ReadKeywords(path); !reflect.DeepEqual(namesOf(k), []string{"cat", "bird"}) {
		t.Errorf("%q", namesOf(k))
	}
	if !reflect.DeepEqual(c.Added, []string{"bird"}) || !reflect.DeepEqual(c.Removed, []string{"dog"}) {
		t.Errorf("added %q, removed %q", c.Added, c.Removed)
	}
	write(t, path, keywords.Edit{Clear: true}, Options{})
	if k, _ := new(sidecar.Folders).ReadKeywords(path); len(k.All) > 0 {
		t.Errorf("%q", namesOf(k))
	}
}

func TestSidecarNames(t *testing.T) {
	raw := testphoto.TIFF()
	for name, c := range map[string]struct {
		photo  string
		others []string
		naming sidecar.Naming
		want   string
	}{
		"RAW":                     {"a.CR2", nil, "", "a.xmp"},
		"RAW and JPEG":            {"a.cr2", []string{"a.jpg"}, "", "a.xmp"},
		"two RAWs":                {"a.cr2", []string{"a.nef"}, "", "a.cr2.xmp"},
		"PNG":                     {"a.png", nil, "", "a.png.xmp"},
		"PNG with stem":           {"a.png", nil, sidecar.Stem, "a.xmp"},
		"PNG with stem, and RAW":  {"a.png", []string{"a.nef"}, sidecar.Stem, "a.png.xmp"},
		"RAW appended":            {"a.cr2", nil, sidecar.Append, "a.cr2.xmp"},
		"existing, capitals":      {"a.cr2", []string{"a.XMP"}, "", "a.XMP"},
		"existing, other form":    {"a.cr2", []string{"a.cr2.xmp"}, "", "a.cr2.xmp"},
		"the RAW's is not ours":   {"a.png", []string{"a.nef", "a.xmp"}, "", "a.png.xmp"},
		"a name of 251 bytes":     {strings.Repeat("n", 247) + ".png", nil, "", strings.Repeat("n", 247) + ".png.xmp"},
		"a name of 255 bytes":     {strings.Repeat("n", 251) + ".png", nil, "", strings.Repeat("n", 251) + ".xmp"},
		"newlines and odd bytes":  {"a\n\xff b.png", nil, "", "a\n\xff b.png.xmp"},
		"a dot in the photo name": {"a.b.png", nil, "", "a.b.png.xmp"},
	} {
		if strings.Contains(name, "odd bytes") && runtime.GOOS != "linux" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			data := raw
			if strings.HasSuffix(c.photo, "png") {
				data = []byte("\x89PNG\r\n\x1a\n")
			}
			path := photoFile(t, c.photo, data)
			for _, other := range c.others {
				text := data
				if strings.EqualFold(filepath.Ext(other), ".xmp") {
					text = []byte(testphoto.Packet(""))
				}
				writeFile(t, filepath.Join(filepath.Dir(path), other), text)
			}
			change := write(t, path, adding("dog"), Options{Naming: c.naming})
			if len(change.Files) != 1 || filepath.Base(change.Files[0].Path) != c.want {
				t.Fatalf("wrote %+v", change.Files)
			}
			if got := new(sidecar.Folders).Beside(path); len(got) != 1 || filepath.Base(got[0].Path) != c.want {
				t.Errorf("sidecars %+v", got)
			}
		})
	}
}

// A new sidecar starts from what the photo holds; existing ones of any program are spliced, all of
// them.
func TestSidecars(t *testing.T) {
	stream := testphoto.Concat(testphoto.UTF8Dataset(), testphoto.Dataset(2, 25, "embedded"))
	path := photoFile(t, "a.nef", testphoto.TIFF(testphoto.Value{Tag: 33723, Kind: 7, Value: string(stream)}))
	write(t, path, adding("dog"), Options{})
	k, err := new(sidecar.Folders).ReadKeywords(path)
	if err != nil || !reflect.DeepEqual(k.Sidecar, []string{"embedded", "dog"}) {
		t.Errorf("%v, %q", err, k.Sidecar)
	}
	if want := []keywords.Keyword{{Name: "embedded", In: keywords.IPTC | keywords.Sidecar}, {Name: "dog", In: keywords.Sidecar}}; !reflect.DeepEqual(k.All, want) {
		t.Errorf("%v", k.All)
	}
	darktable := testphoto.Packet(`<rdf:Description rdf:about="" xmlns:darktable="http://darktable.sf.net/" darktable:history_end="3"/>`)
	writeFile(t, path+".xmp", []byte(darktable))
	c := write(t, path, adding("cat"), Options{})
	if len(c.Files) != 2 || !strings.Contains(string(readFile(t, path+".xmp")), `darktable:history_end="3"`) {
		t.Errorf("wrote %d sidecars", len(c.Files))
	}
	for _, fc := range c.Files {
		if _, err := Revert(fc, Options{}); err != nil {
			t.Error(err)
		}
	}
	if string(readFile(t, path+".xmp")) != darktable {
		t.Error("darktable's sidecar is not as it was")
	}
}

// What cannot be embedded safely gets a sidecar under auto, and is an error when only embedding was
// asked for.
func TestWhyASidecar(t *testing.T) {
	picture := testphoto.JPEG(t)
	for name, prepare := range map[string]func(path string) error{
		"read-only": func(path string) error { return os.Chmod(path, 0o444) },
		"hard link": func(path string) error { return os.Link(path, path+".second") },
		"two packets": func(path string) error {
			p := testphoto.XMPSegment(testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", "old"))))
			return os.WriteFile(path, testphoto.WithSegments(picture, p, p), 0o644)
		},
	} {
		path := photoFile(t, "a.jpg", picture)
		if err := prepare(path); err != nil {
			t.Skip(err)
		}
		before := readFile(t, path)
		var refusal *keywords.Refusal
		if _, err := Prepare(path, adding("dog"), Options{To: Embedded}); !errors.As(err, &refusal) || refusal.Path != path {
			t.Errorf("%s: embedding gives %v", name, err)
		}
		told := Refuses(path, Options{})
		c := write(t, path, adding("dog"), Options{To: Auto})
		if outside := name != "two packets"; outside != (told != nil) || outside && told.Error() != c.Why {
			t.Errorf("%s: before it is read %v, then %q", name, told, c.Why)
		}
		if c.Why == "" || !reflect.DeepEqual(c.To, []Destination{SidecarFile}) || !slices.Equal(readFile(t, path), before) {
			t.Errorf("%s: %q, %v", name, c.Why, c.To)
		}
		if k, _ := new(sidecar.Folders).ReadKeywords(path); !k.Has("dog") {
			t.Errorf("%s: %q", name, namesOf(k))
		}
	}
}

// TestAFormatIsRefusedBeforeItIsRead: in the words of the write, whatever the user allows.
func TestAFormatIsRefusedBeforeItIsRead(t *testing.T) {
	for name, data := range map[string][]byte{"a.jpg": testphoto.JPEG(t), "a.tif": testphoto.TIFF(), "a.dng": testphoto.TIFF(), "a.cr2": testphoto.TIFF(), "a.png": []byte("\x89PNG\r\n\x1a\n")} {
		for _, allow := range []bool{false, true} {
			path, o := photoFile(t, name, data), Options{Rules: keywords.Rules{AllowDNG: allow}}
			told := Refuses(path, o)
			c, err := Prepare(path, adding("dog"), o)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if inside := slices.Contains(c.To, Embedded); inside != (told == nil) || !inside && told.Error() != c.Why {
				t.Errorf("%s, DNG allowed %v: before it is read %v, then %v, %q", name, allow, told, c.To, c.Why)
			}
		}
	}
}

func TestPrepareNamesWhatIsWrong(t *testing.T) {
	for name, data := range map[string]string{"a.txt": "hello", "text.jpg": "hello, world", "empty.png": "", "png.jpg": "\x89PNG\r\n\x1a\n"} {
		path := photoFile(t, name, []byte(data))
		if _, err := Prepare(path, adding("dog"), Options{}); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Prepare(filepath.Join(t.TempDir(), "gone.jpg"), adding("dog"), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing photo: %v", err)
	}
}
