package ui

import (
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/view"
)

// labels are the labels of a menu.
func labels(items []*fyne.MenuItem) string {
	var all []string
	for _, i := range items {
		if !i.IsSeparator {
			all = append(all, i.Label)
		}
	}
	return strings.Join(all, ", ")
}

// choose runs an item of a menu.
func chooseItem(t *testing.T, items []*fyne.MenuItem, label string) {
	t.Helper()
	for _, i := range items {
		if i.Label == label {
			i.Action()
			return
		}
	}
	t.Fatalf("there is no %q in %s", label, labels(items))
}

func (r *rig) node(path string) *view.Folder {
	r.t.Helper()
	var find func([]*view.Folder) *view.Folder
	find = func(list []*view.Folder) *view.Folder {
		for _, f := range list {
			if f.Path == path {
				return f
			}
			if found := find(f.Below); found != nil {
				return found
			}
		}
		return nil
	}
	f := find(r.view.Folders)
	if f == nil {
		r.t.Fatalf("%s is no row of the Folders tree", path)
	}
	return f
}

func TestChangesOnDiskShow(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	dir := filepath.Join(r.dir, "photos")
	paint(t, filepath.Join(dir, "d-new.jpg"), color.RGBA{0, 90, 90, 255})
	if err := os.MkdirAll(filepath.Join(dir, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	paint(t, filepath.Join(dir, "sub", "e-red.jpg"), color.RGBA{200, 10, 0, 255})
	r.until("two photos appear and are tagged", func() bool {
		return r.view.All == 5 && r.view.Unindexed == 0 && r.jobs.Idle()
	})
	if len(r.list.ids) != 5 {
		t.Errorf("%d photos in the grid", len(r.list.ids))
	}
	away := filepath.Join(r.dir, "away")
	if err := os.Rename(dir, away); err != nil {
		t.Fatal(err)
	}
	r.until("the folder is offline", func() bool { return r.node(dir).Offline() })
	if got := labels(folders{r.intake}.menu(r.node(dir))); got != "Read again, Find folder…, Remove folder from library…" {
		t.Error(got)
	}
	r.pages.open(newProblems(r.Window))
	if head, _, _ := strings.Cut(texts(r.pages.page().Body), "a-red.jpg"); !strings.Contains(head, "Missing: 5 photos") || !strings.Contains(head, "[Find folder…]\n[Ignore]") {
		t.Errorf("for all photos of the folder stands first: %s", head)
	}
	folders{r.intake}.found(dir, away)
	r.until("it is found", func() bool { f := r.view.Folders; return len(f) == 1 && f[0].Path == away && !f[0].Offline() })
	r.until("that is said", func() bool { return strings.Contains(texts(r.bar.Object), "Found 5 photos again.") })
	if r.view.All != 5 {
		t.Errorf("%d photos after it was found", r.view.All)
	}
}

func TestFoldersAreLeftOutAndRemoved(t *testing.T) {
	r := newRig(t, nil)
	dir := r.photos()
	sub := filepath.Join(dir, "sub")
	if err := os.MkdirAll(sub, 0o700); err != nil {
		t.Fatal(err)
	}
	paint(t, filepath.Join(sub, "e-red.jpg"), color.RGBA{200, 10, 0, 255})
	r.intake.add([]string{dir})
	r.until("four photos", func() bool {
		return r.view != nil && r.view.All == 4 && r.jobs.Idle() && r.view.Unindexed == 0
	})
	p := r.snap.ByPath(filepath.Join(sub, "e-red.jpg"))
	if err := r.deps.Library.Decide("test", library.Decision{Photo: p.ID, Tag: "red", Verdict: library.Accepted}); err != nil {
		t.Fatal(err)
	}
	r.until("the decision is known", func() bool { return len(r.snap.Decisions(p.ID)) == 1 })
	chooseItem(t, folders{r.intake}.menu(r.node(sub)), "Leave out this folder…")
	r.says(r.bar.Object, "Leave out sub with 1 photo? 1 decision", "The files stay as they are.", "[Leave out]")
	buttonOf(t, r.bar.Object, "Leave out").OnTapped()
	r.until("its photo has left", func() bool { return r.view.All == 3 })
	r.addAgain(4)
	chooseItem(t, folders{r.intake}.menu(r.node(sub)), "Leave out this folder…")
	buttonOf(t, r.bar.Object, "Leave out").OnTapped()
	r.until("its photo has left again", func() bool { return r.view.All == 3 })
	if !slices.EqualFunc(r.snap.Sources(), []library.Source{{Path: dir, Excluded: []string{sub}}}, func(a, b library.Source) bool {
		return a.Path == b.Path && slices.Equal(a.Excluded, b.Excluded)
	}) {
		t.Errorf("%v", r.snap.Sources())
	}
	chooseItem(t, folders{r.intake}.menu(r.node(dir)), "Take in again what was left out")
	r.until("it is back", func() bool { return r.view.All == 4 && r.jobs.Idle() })
	chooseItem(t, folders{r.intake}.menu(r.node(dir)), "Remove folder from library…")
	buttonOf(t, r.bar.Object, "Remove").OnTapped()
	r.until("nothing is left", func() bool { return r.view.All == 0 })
	if _, err := os.Stat(p.Path); err != nil || len(r.snap.Sources()) != 0 {
		t.Errorf("%v, %v", err, r.snap.Sources())
	}
	if r.addAgain(4); len(r.snap.Sources()) != 1 {
		t.Errorf("followed are %v", r.snap.Sources())
	}
}

// addAgain takes back, by the button of its result, that photos have left the library.
func (r *rig) addAgain(photos int) {
	r.t.Helper()
	r.shows(r.bar.Object, "[Add again]")
	buttonOf(r.t, r.bar.Object, "Add again").OnTapped()
	r.until("they are there again", func() bool { return r.view.All == photos && r.jobs.Idle() })
}

func TestRemoveSaysWhatIsForgotten(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	if err := r.deps.Library.Decide("test", library.Decision{Photo: r.list.ids[0], Tag: "red", Verdict: library.Accepted}); err != nil {
		t.Fatal(err)
	}
	r.until("the decision is known", func() bool { return len(r.snap.Decisions(r.list.ids[0])) == 1 })
	r.list.selectAll()
	r.intake.askRemove(r.list.selectedIDs())
	r.says(r.bar.Object, "Remove 3 photos from the library? 1 decision")
	buttonOf(t, r.bar.Object, "Remove").OnTapped()
	r.until("they have left", func() bool { return r.view.All == 0 })
	r.intake.rescan([]string{filepath.Join(r.dir, "photos")})
	r.until("the folder is read again", func() bool { return r.jobs.Idle() })
	if len(r.snap.Photos()) != 0 {
		t.Error("photos that were removed came back")
	}
	r.addAgain(3)
}

// TestAQuestionKnowsWhatIsForgottenByNow: it waits while the user goes on deciding, and asks again
// where its yes would forget more than it has said.
func TestAQuestionKnowsWhatIsForgottenByNow(t *testing.T) {
	for name, ask := range map[string]func(*rig){
		"photos": func(r *rig) { r.intake.askRemove(r.list.ids) },
		"a folder": func(r *rig) {
			folders{r.intake}.askRemove(&view.Folder{Name: "photos", Path: filepath.Join(r.dir, "photos"), Count: len(r.list.ids)})
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			first, second := r.list.ids[0], r.list.ids[1]
			decide := func(id library.ID) {
				r.decider.commit("say", []library.Decision{{Photo: id, Tag: "red", Verdict: library.Accepted}})
			}
			decide(first)
			ask(r)
			r.says(r.bar.Object, "1 decision is forgotten")
			decide(second)
			buttonOf(t, r.bar.Object, "Remove").OnTapped()
			r.says(r.bar.Object, "2 decisions are forgotten")
			if r.until("nothing is under way", r.jobs.Idle); len(r.snap.Decisions(first)) != 1 {
				t.Fatal("they are forgotten before the answer")
			}
			buttonOf(t, r.bar.Object, "Remove").OnTapped()
			r.until("they have left", func() bool { return len(r.snap.Decisions(first))+len(r.snap.Decisions(second)) == 0 })
		})
	}
}

func TestChangedPicturesAreMarkedUntilSeen(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	one := filepath.Join(r.dir, "photos", "a-red.jpg")
	id := r.snap.ByPath(one).ID
	paint(t, one, color.RGBA{10, 10, 200, 255})
	r.until("the edit is noticed and tagged anew", func() bool {
		return r.snap.Photo(id).PictureChanged && r.view.Unindexed == 0 && r.jobs.Idle() && strings.Contains(texts(r.bar.Object), "Tagged 1 photo.")
	})
	r.list.selectAll()
	if !r.changedSelected() {
		t.Error("the command is not offered")
	}
	r.pages.open(newProblems(r.Window))
	r.says(r.centre.object, "Picture changed", "a-red.jpg")
	buttonOf(t, r.centre.object, "Keep the decisions").OnTapped()
	r.shows(r.centre.object, "No problems")
	r.shows(r.bar.Object, "1 changed picture checked.")
	if r.changedSelected() || r.snap.Photo(id).PictureChanged {
		t.Error("the mark stays")
	}
	buttonOf(t, r.bar.Object, "Undo").OnTapped()
	r.shows(r.centre.object, "Picture changed", "a-red.jpg")
	r.shows(r.bar.Object, "Undone: 1 changed picture checked.")
}
