package proof

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// scene is a computer, and a command that the power cut meets.
type scene struct {
	home
	root    string // of all that is cut: photos and the library's folder
	photos  string
	command []string
	undoing bool     // the command is an undo
	changes []string // files of the library's folder that it is to change; none: photos
	origin  disk     // what undo leads to; only the photos count
	old     disk     // before the command, and after it
	new     disk     //
	runs    int      // before the command
	log     string   // of decisions in the library, before and after
}

// disk is what the files below a scene's root hold, by path.
type disk map[string][]byte

func newScene(t *testing.T) *scene {
	t.Helper()
	root := t.TempDir()
	s := &scene{home: home{t: t, dir: filepath.Join(root, "library")}, root: root, photos: filepath.Join(root, "photos")}
	for _, dir := range []string{s.photos, s.dir} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// put writes files of the photographer's, by name.
func (s *scene) put(files map[string][]byte) {
	s.t.Helper()
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(s.photos, name), data, 0o644); err != nil {
			s.t.Fatal(err)
		}
	}
}

func sidecarOf(words string) []byte {
	return []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>` + words +
		`</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`)
}

// scenes are the commands that are cut, by what they do.
func scenes(t *testing.T) map[string]func(*testing.T) *scene {
	one := map[string][]byte{"photo.jpg": readAll(t, freePhoto(t))}
	two := map[string][]byte{"photo.jpg": one["photo.jpg"], "photo.jpg.xmp": sidecarOf("from before")}
	write := func(files map[string][]byte, more ...string) func(*testing.T) *scene {
		return func(t *testing.T) *scene { return written(t, files, more...) }
	}
	undo := func(files map[string][]byte, more ...string) func(*testing.T) *scene {
		return func(t *testing.T) *scene { return undone(t, files, more...) }
	}
	return map[string]func(*testing.T) *scene{
		"write into a photo":        write(one),
		"write a new sidecar":       write(one, "--to", "sidecar"),
		"write photo and sidecar":   write(two, "--keep-mtime"),
		"undo of a photo":           undo(one),
		"undo of a new sidecar":     undo(one, "--to", "sidecar"),
		"undo of photo and sidecar": undo(two),
		"save settings and library": func(t *testing.T) *scene { return tookOver(t, one) },
		"compact the library":       func(t *testing.T) *scene { return compacted(t, one) },
	}
}

func readAll(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// written adds a keyword to photos that the library knows.
func written(t *testing.T, files map[string][]byte, more ...string) *scene {
	t.Helper()
	s := newScene(t)
	s.put(files)
	s.command = append(append([]string{"keywords", "add", "--quiet", "--keyword", "PROBE"}, more...), s.photos)
	s.must([]int{0}, s.command...) // the first run keeps a backup, too
	s.must([]int{0}, "undo", "--last")
	return s
}

// undone takes that back.
func undone(t *testing.T, files map[string][]byte, more ...string) *scene {
	t.Helper()
	s := written(t, files, more...)
	s.origin = treeOf(t, s.photos)
	s.must([]int{0}, s.command...)
	s.command, s.undoing = []string{"undo", "--last"}, true
	return s
}

// tookOver takes over settings and decisions.
func tookOver(t *testing.T, files map[string][]byte) *scene {
	t.Helper()
	s := written(t, files)
	s.must([]int{0}, s.command...)
	export := filepath.Join(t.TempDir(), "export.json")
	s.must([]int{0}, "library", "export", export)
	s.must([]int{0}, "undo", "--last")
	otherSettings(t, export)
	if err := os.WriteFile(filepath.Join(s.dir, "settings.json"), []byte(`{"max": 3}`), 0o644); err != nil {
		t.Fatal(err)
	}
	s.command = []string{"library", "import", export}
	s.changes = []string{"settings.json", "library.db"}
	return s
}

// otherSettings gives an export settings of its own.
func otherSettings(t *testing.T, export string) {
	t.Helper()
	var all map[string]any
	err := json.Unmarshal(readAll(t, export), &all)
	all["settings"] = map[string]any{"textSize": 150}
	changed, encoded := json.Marshal(all)
	if err := errors.Join(err, encoded, os.WriteFile(export, changed, 0o644)); err != nil {
		t.Fatal(err)
	}
}

func compacted(t *testing.T, files map[string][]byte) *scene {
	t.Helper()
	s := written(t, files)
	s.command = []string{"library", "compact"}
	s.changes = []string{"library.db"}
	return s
}

// recorded runs the command once, and notes what there is before and after.
func (s *scene) recorded(t *testing.T) recording {
	t.Helper()
	s.old, s.runs = treeOf(t, s.root), len(s.listed(t))
	before := s.decisions(t)
	r := record(t, s.home, s.root, s.command...)
	s.new = treeOf(t, s.root)
	s.log = before + s.decisions(t)
	idle := s.changes == nil && s.changesNothing()
	for _, name := range s.changes {
		path := filepath.Join(s.dir, name)
		idle = idle || bytes.Equal(s.old[path], s.new[path])
	}
	if idle {
		t.Fatalf("%v does not change what it is to change: the trial would prove nothing", s.command)
	}
	if s.origin == nil {
		s.origin = s.old
	}
	return r
}

// runLine is a line of "undo --list".
type runLine struct {
	Run    uint64 `json:"run"`
	Photos int    `json:"photos"`
	Undone bool   `json:"undone"`
}

func (s *scene) listed(t testing.TB) []runLine {
	t.Helper()
	runs, err := runsOf(s.must([]int{0}, "undo", "--list", "--json"))
	if err != nil {
		t.Fatal(err)
	}
	return runs
}

func runsOf(stdout string) ([]runLine, error) {
	var runs []runLine
	for text := range strings.Lines(stdout) {
		var r runLine
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			return nil, fmt.Errorf("not a JSON line: %q: %w", text, err)
		}
		runs = append(runs, r)
	}
	return runs, nil
}

// decisions is the sentence that counts them.
func (s *scene) decisions(t testing.TB) string {
	t.Helper()
	var info struct {
		Decisions int `json:"decisions"`
	}
	if err := json.Unmarshal([]byte(s.must([]int{0}, "library", "info", "--json")), &info); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("<%d decisions>", info.Decisions)
}

// TestPowerCut cuts the power at every call of every scene, and starts the program on every state
// that the disk may be in then: each photo is the old one or the new one, to the byte, the report
// is true, nothing is left beside it, the library opens and is sound, the settings are the old or
// the new ones, and what is left can be undone to the byte.
func TestPowerCut(t *testing.T) {
	total := 0
	for name, set := range scenes(t) {
		t.Run(name, func(t *testing.T) {
			s := set(t)
			r, n, tried := s.recorded(t), 0, 0
			r.states(func(now state) bool {
				if n++; whole() || n%4 == 0 || now.ended {
					tried++
					if err := s.judge(t, now); err != nil {
						t.Errorf("after %d of %d steps, %v: %v", now.after, len(r.steps), now, err)
					}
				}
				return !t.Failed()
			})
			t.Logf("%d states after a power cut, %d of them tried", n, tried)
			total += tried
		})
	}
	if !t.Failed() {
		t.Logf("%d states after a power cut: all whole", total)
	}
}

// TestPowerCutFindsHarm lets the judge look at programs that leave out a sync: of the new photo, of
// the photo's folder, of the library. It has to find a state in which each of them does harm.
func TestPowerCutFindsHarm(t *testing.T) {
	s := written(t, map[string][]byte{"photo.jpg": readAll(t, freePhoto(t))})
	r := s.recorded(t)
	library := r.names[filepath.Join(s.dir, "library.db")]
	for name, leftOut := range map[string]func(step) bool{
		"the photo is not synced":   func(x step) bool { return x.what == syncFile && x.file != library },
		"its folder is not synced":  func(x step) bool { return x.what == syncFolder },
		"the library is not synced": func(x step) bool { return x.file == library && x.what == syncFile },
	} {
		t.Run(name, func(t *testing.T) {
			unsafe := recording{r.names, slices.DeleteFunc(slices.Clone(r.steps), leftOut)}
			for n := range unsafe.steps { // what began after a sync that is not there began after nothing
				unsafe.steps[n].since = min(unsafe.steps[n].since, n)
			}
			var harm error
			unsafe.states(func(now state) bool {
				if now.after > len(unsafe.steps)/3 { // before that nothing is in its place yet
					harm = s.judge(t, now)
				}
				return harm == nil
			})
			if harm == nil {
				t.Fatal("no state does harm: the judge sees nothing")
			}
			t.Logf("found: %v", harm)
		})
	}
}
