package library

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"catchlight/library/keywords"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// withSettings opens a library beside a settings file.
func withSettings(t testing.TB, text string) (l *Library, file string) {
	t.Helper()
	dir := t.TempDir()
	file = filepath.Join(dir, "settings.json")
	write(t, file, []byte(text))
	return opened(t, filepath.Join(dir, "library.db")), file
}

// TestDamagedSettingsNeverWriteIntoOriginals: whatever is wrong with a file that asks for sidecars,
// either it is understood or nothing is written.
func TestDamagedSettingsNeverWriteIntoOriginals(t *testing.T) {
	for what, text := range map[string]string{
		"comma at the end":   `{"to":"sidecar",}`,
		"comma missing":      "{\"max\":5\n\"to\":\"sidecar\"}",
		"other kind":         `{"max":"5","to":"sidecar"}`,
		"other case":         `{"to":"Sidecar"}`,
		"name in other case": `{"TO":"sidecar"}`,
		"misspelt":           `{"to":"sidecars"}`,
		"number":             `{"to":5}`,
		"list":               `{"to":["sidecar"]}`,
		"bare word":          `{"to":sidecar}`,
		"comment":            "{ // where?\n\"to\":\"sidecar\"}",
		"cut in the value":   `{"look":"dark","to":"side`,
		"cut before it":      `{"look":"dark","t`,
		"empty":              ``,
		"zeros":              "{\"look\":\"dark\"\x00\x00\x00\x00\x00\x00",
		"only zeros":         strings.Repeat("\x00", 60),
		"quotes of scripts":  `{'to':'sidecar'}`,
		"bracket too many":   `{"look":"dark"},"to":"sidecar"}`,
		"object in between":  `{"later":{a:1},"to":"sidecar"}`,
		"byte order mark":    "\xef\xbb\xbf{\"to\":\"sidecar\"}",
		"a list":             `[{"to":"sidecar"}]`,
	} {
		t.Run(what, func(t *testing.T) {
			l, _ := withSettings(t, text)
			dir := photosIn(t, 1)
			photo := filepath.Join(dir, "p00000.jpg")
			before, _ := os.ReadFile(photo)
			o := WriteOptions{Options: safewrite.Options{To: l.Settings().To, Naming: l.Settings().Naming, KeepTime: l.Settings().KeepTime}}
			_, err := l.Write(t.Context(), "", []WriteRequest{{Path: photo, Edit: keywords.Edit{Add: []string{"dog"}}}}, o)
			after, _ := os.ReadFile(photo)
			_, beside := os.Stat(photo + ".xmp")
			if string(before) != string(after) || (err == nil) == (beside != nil) {
				t.Errorf("original changed: %v, sidecar: %v, error: %v", string(before) != string(after), beside == nil, err)
			}
			if err != nil && !strings.Contains(err.Error(), "settings.json") {
				t.Errorf("the remedy is not said: %v", err)
			}
		})
	}
}

// TestUnclearGuardsRefuse: each setting that says how originals are treated refuses where it cannot
// be read, and an option that settles it goes before.
func TestUnclearGuardsRefuse(t *testing.T) {
	for _, test := range []struct {
		text    string
		o       safewrite.Options
		refused bool
	}{
		{`{}`, safewrite.Options{}, false},
		{`{"to":7}`, safewrite.Options{}, true},
		{`{"to":7}`, safewrite.Options{To: safewrite.SidecarFile}, false},
		{`{"naming":{}}`, safewrite.Options{}, true},
		{`{"naming":{}}`, safewrite.Options{Naming: sidecar.Stem}, false},
		{`{"keepTime":"yes"}`, safewrite.Options{}, true},
		{`{"keepTime":"yes"}`, safewrite.Options{KeepTime: true}, false},
		{`{"max":"5","look":7,"allowDNG":"yes","allowC2PA":1}`, safewrite.Options{}, false}, // their defaults are the safe ones
		{`{}`, safewrite.Options{To: "Sidecar"}, true},
		{`{}`, safewrite.Options{Naming: "adobe"}, true},
	} {
		l, _ := withSettings(t, test.text)
		if err := l.checkOptions(test.o); (err != nil) != test.refused {
			t.Errorf("%s with %+v: %v", test.text, test.o, err)
		}
		if s := l.Settings(); s.AllowDNG || s.AllowC2PA {
			t.Errorf("%s allows more than was said", test.text)
		}
	}
}

// TestSettingsKeepWhatTheyCannotRead: a change keeps what stands in the file, and a copy of one
// that was no JSON; a choice settles what it chooses.
func TestSettingsKeepWhatTheyCannotRead(t *testing.T) {
	broken := `{"max":"5","look":"dark","later":{"a":[1,2]},"keepTime":"yes","to":"sidecar",}`
	l, file := withSettings(t, broken)
	s := l.Settings()
	if s.Look != "dark" || s.To != safewrite.SidecarFile || len(l.Recovered()) != 1 {
		t.Errorf("%+v, %q", s, l.Recovered())
	}
	s.TextSize = 125
	if err := l.SetSettings(s); err != nil {
		t.Fatal(err)
	}
	kept := map[string]any{}
	data, _ := os.ReadFile(file)
	if err := json.Unmarshal(data, &kept); err != nil || kept["max"] != "5" || kept["keepTime"] != "yes" || kept["later"] == nil || kept["to"] != "sidecar" {
		t.Errorf("%v: %s", err, data)
	}
	copies, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "settings-unreadable-*.json"))
	if len(copies) != 1 {
		t.Fatalf("%q", copies)
	}
	if data, _ := os.ReadFile(copies[0]); string(data) != broken {
		t.Errorf("the copy is %s", data)
	}
	s.KeepTime = true
	if err := l.SetSettings(s); err != nil || l.Unclear("keepTime") || !l.Unclear("max") {
		t.Errorf("%v, unclear: %v", err, l.settings.unread)
	}
	closed(t, l)
	l = opened(t, l.Path())
	if !reflect.DeepEqual(l.Settings(), s) || l.checkOptions(safewrite.Options{To: s.To, KeepTime: true}) != nil {
		t.Errorf("%+v, %q", l.Settings(), l.Recovered())
	}
}

// TestLostGuardsStayUnclear: a change of something else does not make a cut file look as if it had
// said nothing.
func TestLostGuardsStayUnclear(t *testing.T) {
	l, _ := withSettings(t, `{"look":"dark","t`)
	s := l.Settings()
	s.TextSize = 150
	if err := l.SetSettings(s); err != nil {
		t.Fatal(err)
	}
	closed(t, l)
	l = opened(t, l.Path())
	if l.checkOptions(safewrite.Options{}) == nil || l.Settings().TextSize != 150 {
		t.Errorf("%+v", l.Settings())
	}
	s = l.Settings()
	s.To = safewrite.Auto
	if err := l.SetSettings(s); err != nil || l.checkOptions(safewrite.Options{To: s.To}) != nil {
		t.Errorf("the user has chosen, and still: %v, %v", err, l.checkOptions(safewrite.Options{To: s.To}))
	}
}

// TestSettingsThatCannotBeOpened are not replaced: a folder stands for a file without the right to
// read it.
func TestSettingsThatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "settings.json", "x"), []byte("x"))
	l := opened(t, filepath.Join(dir, "library.db"))
	if l.checkOptions(safewrite.Options{}) == nil || l.SetSettings(Settings{Look: "dark"}) == nil {
		t.Error("defaults hold in place of what cannot be read")
	}
}

func FuzzReadFields(f *testing.F) {
	f.Add([]byte(`{"to":"sidecar", // "x"` + "\n" + `"max":5,}`))
	f.Add([]byte(`{"a":{b},"to":sidecar} /* `))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s settings
		s.read(data)
		proper := map[string]json.RawMessage{}
		if json.Unmarshal(data, &proper) == nil && proper != nil && (len(s.unread)+len(s.others)+len(fieldsOf(s.now)) == 0) != (len(proper) == 0) {
			for name, value := range proper { // false, 0 and "" are the defaults
				if one := (settings{}); setField(&one.now, name, value) != nil || len(fieldsOf(one.now)) > 0 {
					t.Errorf("%q is lost of %s", name, data)
				}
			}
		}
	})
}

// TestSettingsThatAreNoFile: a device in the place of the settings is not read, which the user is
// told, and nothing is written into photos.
func TestSettingsThatAreNoFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "settings.json")
	if _, err := os.Stat("/dev/zero"); err != nil {
		t.Skip("no such device here")
	}
	if err := os.Symlink("/dev/zero", file); err != nil {
		t.Skip("no symbolic links here")
	}
	l := opened(t, filepath.Join(dir, "library.db"))
	if said := strings.Join(l.Recovered(), " "); !strings.Contains(said, file) || !strings.Contains(said, "a device") {
		t.Errorf("%q", said)
	}
}

// TestSettingsDoNotWaitForTheDisk: while they are being stored they can be read and changed, and
// the newest are stored in the end.
func TestSettingsDoNotWaitForTheDisk(t *testing.T) {
	dir := t.TempDir()
	l := opened(t, filepath.Join(dir, "library.db"))
	l.settings.saving.Lock() // the disk is at it
	l.UseSettings(Settings{Look: "dark"})
	kept := make(chan error)
	go func() { kept <- l.KeepSettings() }()
	if got := l.Settings().Look; got != "dark" {
		t.Errorf("look %q", got)
	}
	l.UseSettings(Settings{Look: "light"})
	l.settings.saving.Unlock()
	if err := <-kept; err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if got := opened(t, filepath.Join(dir, "library.db")).Settings().Look; got != "light" {
		t.Errorf("kept %q", got)
	}
}

// TestParentsAreWrittenAsTheUserSays: and where they have said nothing, as is usual for who asks.
func TestParentsAreWrittenAsTheUserSays(t *testing.T) {
	for _, c := range []struct {
		file             string
		window, commands bool
	}{{`{}`, true, false}, {`{"ancestors": true}`, true, true}, {`{"ancestors": false}`, false, false}} {
		var s settings
		s.read([]byte(c.file))
		if got := s.now.FileOptions(ParentsInWindow).Ancestors; got != c.window {
			t.Errorf("%s: the window writes them: %v", c.file, got)
		}
		if got := s.now.FileOptions(ParentsOnCommand).Ancestors; got != c.commands {
			t.Errorf("%s: the command line writes them: %v", c.file, got)
		}
	}
}
