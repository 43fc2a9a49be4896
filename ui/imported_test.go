package ui

import (
	"bytes"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// dropMore drops a folder with two photos and what is none, and waits until they are read.
func (r *rig) dropMore() (dir string) {
	r.t.Helper()
	dir = filepath.Join(r.dir, "more")
	if err := os.MkdirAll(filepath.Join(dir, "@eaDir"), 0o700); err != nil {
		r.t.Fatal(err)
	}
	paint(r.t, filepath.Join(dir, "d.jpg"), color.RGBA{200, 10, 0, 255})
	paint(r.t, filepath.Join(dir, "e.jpg"), color.RGBA{0, 200, 10, 255})
	writeFile(r.t, filepath.Join(dir, "clip.mov"), "moving")
	writeFile(r.t, filepath.Join(dir, "notes.doc"), "text")
	writeFile(r.t, filepath.Join(dir, "broken.jpg"), "no picture")
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(dir)})
	r.until("they are read", func() bool {
		return r.jobs.Idle() && r.view.Request.Scope == r.scope && r.view.Unindexed == 0 && len(r.list.ids) == 3
	})
	return dir
}

// names are the files of the photos that are listed.
func (r *rig) names() string {
	var all []string
	for _, id := range r.list.ids {
		all = append(all, filepath.Base(r.snap.Photo(id).Path))
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// TestADropIsShown from wherever the user is: its photos alone, with what was skipped and why, and
// a row of their own under Library.
func TestADropIsShown(t *testing.T) {
	for name, before := range map[string]func(*rig){
		"photos":   func(*rig) {},
		"problems": func(r *rig) { r.menus.call(r.menus.command("problems")) },
		"write":    func(r *rig) { r.pages.openWrite() },
		"loupe":    func(r *rig) { r.list.goTo(0); r.pages.toggleLoupe() },
		"review":   func(r *rig) { r.pages.reviewTag("red") },
		"filtered": func(r *rig) { r.filters.Choose(library.FacetKeyword, library.Value{Name: "nothing"}, false) },
		"search":   func(r *rig) { r.enter(view.Scope{Kind: view.ScopeSearch, Name: "nothing"}) },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			before(r)
			r.dropMore()
			if r.pages.page() != nil || r.names() != "broken.jpg d.jpg e.jpg" {
				t.Errorf("shown are %s, on %v", r.names(), r.pages.page())
			}
			r.says(r.scopeLine.Object, "Last import", "3 photos", "1 file cannot be read. Skipped: 1 .mov, 1 not a photo, …", "[Show]")
			r.says(r.sidebar.Object, "Last import 3", "All photos 6")
			if text := texts(r.sidebar.Object); strings.Index(text, "Last import") > strings.Index(text, "All photos") {
				t.Error("Last import is not first")
			}
			test.Tap(buttonOf(t, r.scopeLine.Object, "Show"))
			r.says(r.pages.page().Body, "clip.mov", "1 .mov", "notes.doc", "broken.jpg", "1 folder of other programs", "@eaDir")
		})
	}
}

// TestTheLastImportIsClosed: what other programs put there later is none of it, and a new window
// shows it still.
func TestTheLastImportIsClosed(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	dir := r.dropMore()
	paint(t, filepath.Join(dir, "later.jpg"), color.RGBA{9, 9, 200, 255})
	r.intake.rescan([]string{dir})
	r.until("it is read", func() bool { return r.view.All == 7 })
	if r.view.Import != 3 {
		t.Errorf("the last import has %d photos", r.view.Import)
	}
	again := keptImport(r.app.Preferences(), r.deps.Library.Path())
	n := 0
	for _, p := range r.snap.Photos() {
		if again.photos.Holds(p) {
			n++
		}
	}
	if n != 3 {
		t.Errorf("after a restart it has %d", n)
	}
}

// TestADropWithoutPhotos says what is there instead, and leaves the last import and what is shown;
// where there was none before, there is none then.
func TestADropWithoutPhotos(t *testing.T) {
	for _, before := range []bool{false, true} {
		r := newRig(t, nil)
		want := 0
		if before {
			r.full()
			r.dropMore()
			want = 3
		}
		for _, from := range []view.Scope{{}, {Kind: view.ScopeProblems}} {
			r.enter(from)
			dir := filepath.Join(r.dir, "papers")
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			writeFile(t, filepath.Join(dir, "clip.mov"), "moving")
			writeFile(t, filepath.Join(dir, "notes.doc"), "text")
			r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(dir)})
			r.until("it is said", func() bool {
				return r.jobs.Idle() && strings.Contains(texts(r.bar.Object), "No photos in papers. Skipped: ") && r.view.Request.Scope == r.scope
			})
			if r.scope != from || r.view.Import != want {
				t.Errorf("shown is %v, and the last import has %d photos, want %v and %d", r.scope, r.view.Import, from, want)
			}
			test.Tap(buttonOf(t, r.bar.Object, "Show"))
			r.says(r.pages.page().Body, "clip.mov", "notes.doc")
			if again := keptImport(r.app.Preferences(), r.deps.Library.Path()); (again.photos != nil) != before {
				t.Errorf("a restart has a last import: %v", again.photos != nil)
			}
		}
	}
}

// TestADropIsTakenBack: Undo takes out what came and nothing else, and it can be added again.
func TestADropIsTakenBack(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	sources := len(r.snap.Sources())
	dir := filepath.Join(r.dir, "sound")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	paint(t, filepath.Join(dir, "d.jpg"), color.RGBA{200, 10, 0, 255})
	for range 2 {
		r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(dir)})
		r.until("it is read and tagged", func() bool {
			return r.view.All == 4 && r.jobs.Idle() && r.view.Unindexed == 0 && len(r.list.ids) == 1 && r.board.Latest() != nil
		})
		r.says(r.bar.Object, "Added 1 photo.", "[Undo]")
		r.board.Latest().Do()
		r.until("it is out again", func() bool { return r.jobs.Idle() && r.view.All == 3 && r.view.Import == 0 && r.scope == view.Scope{} })
		if len(r.snap.Sources()) != sources {
			t.Errorf("followed are %v", r.snap.Sources())
		}
		r.says(r.bar.Object, "Took 1 photo out", "[Add again]")
	}
	r.board.Latest().Do()
	r.until("it is there again", func() bool { return r.view.All == 4 && r.view.Import == 1 && r.jobs.Idle() })
}

// TestADropThatLacksSomeIsTakenBack: its sentence is of what could not be read, and the way to that
// has the undo; the run of the model after it keeps both.
func TestADropThatLacksSomeIsTakenBack(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.dropMore()
	r.says(r.bar.Object, "1 file cannot be read", "[Show]")
	test.Tap(buttonOf(t, r.bar.Object, "Show"))
	r.says(r.pages.page().Body, "broken.jpg")
	var undo *kit.Button
	for _, o := range r.pages.page().Actions {
		undo = o.(*kit.Button)
	}
	if undo == nil || undo.Label != "Take 3 photos out again" {
		t.Fatalf("the page has %v", r.pages.page().Actions)
	}
	test.Tap(undo)
	r.until("they are out again", func() bool { return r.jobs.Idle() && r.view.All == 3 && r.scope == view.Scope{} })
	r.says(r.bar.Object, "Took 3 photos out", "[Add again]")
}

// TestTakingADropBackAsksForDecisions: what was decided meanwhile, on what was dropped or on what came
// into its folder since, is not forgotten without a question; by the line, and from the list of what
// could not be read.
func TestTakingADropBackAsksForDecisions(t *testing.T) {
	for name, late := range map[string]bool{"dropped": false, "came since": true} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			dir, decided := r.dropMore(), "d.jpg"
			test.Tap(buttonOf(t, r.bar.Object, "Show"))
			undo := r.pages.page().Actions[0].(*kit.Button)
			if late {
				decided = "later.jpg"
				paint(t, filepath.Join(dir, decided), color.RGBA{9, 9, 200, 255})
				r.intake.rescan([]string{dir})
				r.until("it is read", func() bool { return r.view.All == 7 && r.jobs.Idle() })
			}
			id := r.snap.ByPath(filepath.Join(dir, decided)).ID
			if err := r.deps.Library.Decide("say", library.Decision{Photo: id, Tag: "red", Verdict: library.Accepted}); err != nil {
				t.Fatal(err)
			}
			r.until("it shows", func() bool { return len(r.snap.Decisions(id)) == 1 })
			test.Tap(undo)
			r.says(r.bar.Object, "1 decision is forgotten", "[Remove]")
			if r.until("nothing is under way", r.jobs.Idle); len(r.snap.Decisions(id)) != 1 {
				t.Fatal("it is forgotten before the answer")
			}
			test.Tap(buttonOf(t, r.bar.Object, "Remove"))
			r.until("they are out", func() bool { return r.view.All == 3 && r.jobs.Idle() })
		})
	}
}

// TestAKnownFileIsSelected: dropped again, a photo is shown where it is in the list, else among all
// photos; the last import stays what it was.
func TestAKnownFileIsSelected(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	path := filepath.Join(r.dir, "photos", "b-green.jpg")
	shown := func() bool { s := r.list.selected(); return len(s) == 1 && s[0].Path == path && r.onPhotos() }
	r.menus.call(r.menus.command("history"))
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(path)})
	if !shown() || r.scope != (view.Scope{}) {
		t.Fatalf("selected is %v", r.list.selectedIDs())
	}
	r.dropMore()
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(path)})
	r.until("it is shown among all", shown)
	if r.until("the counts are there", func() bool { return r.view.All == 6 }); r.view.Import != 3 || r.scope != (view.Scope{}) {
		t.Errorf("the last import has %d photos", r.view.Import)
	}
	r.says(r.bar.Object, "1 photo, known already.")
}

// TestAnImportIsTakenBackAlsoWhereThePicturesFail: what the model could not see is said in place of
// what was added, and the undo is there all the same.
func TestAnImportIsTakenBackAlsoWhereThePicturesFail(t *testing.T) {
	r := newRig(t, nil)
	r.until("the model is there", func() bool { return r.engine.Ready() && r.jobs.Idle() })
	dir := r.photos()
	path := filepath.Join(dir, "d.jpg")
	paint(t, path, color.RGBA{200, 10, 0, 255})
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data[:bytes.Index(data, []byte("\xff\xda"))], 0o600); err != nil {
		t.Fatal(err)
	}
	r.intake.add([]string{dir})
	r.until("all are read, and three are tagged", func() bool { return r.jobs.Idle() && r.view != nil && r.view.Review == 3 })
	r.says(r.bar.Object, "1 of 4 not indexed", "[Show]")
	r.board.Latest().Do()
	r.says(r.centre.object, "d.jpg", "is damaged or cut short", "[Take 4 photos out again]")
	buttonOf(t, r.centre.object, "Take 4 photos out again").OnTapped()
	r.until("the library is as before", func() bool { return r.jobs.Idle() && len(r.snap.Photos()) == 0 })
}
