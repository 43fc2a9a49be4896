package preferences

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/kittest"
	"catchlight/ui/message"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/testwindow"
)

// newDeps are preferences of a fresh library, without a window and without a model.
func newDeps(t *testing.T) Deps {
	t.Helper()
	return newDepsOn(t, &testwindow.Goroutine{})
}

// newDepsOn is newDeps for a test that waits for what comes later.
func newDepsOn(t *testing.T, window *testwindow.Goroutine) Deps {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	phrase.Speak("en")
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	group, nothing := jobs.NewGroup(t.Context()), func() {}
	d := Deps{
		Library: lib, Errands: jobs.NewErrands(group, window.Post), Photos: lib.Snapshot,
		Queue: jobs.NewQueue(group, window.Post, jobs.Hooks{Ring: nothing, Changed: nothing, Broke: func(err error) { t.Error(err) }}),
		Keep: func(change func(*library.Settings)) {
			set := lib.Settings()
			change(&set)
			lib.UseSettings(set)
		},
		AskFolder: func(func(string)) {}, FindFolder: func(string) {}, Keys: func() []fyne.CanvasObject { return nil },
		Hint:     func(any, string) func(bool) { return func(bool) {} },
		NavShown: func() bool { return true }, Open: func(*page.Page) bool { return true }, LookAgain: nothing,
		Done: func(string, func()) {},
	}
	d.Apply = d.Keep
	d.Engine = engine.New(engine.Deps{
		Library: lib, Shelf: clip.Shelf(t.TempDir()), OpenModel: func(string) (tagging.Encoder, error) { return nil, clip.ErrNotHere },
		Group: group, Queue: d.Queue, Errands: d.Errands, Post: window.Post, Keep: d.Keep, Photos: lib.Snapshot,
		Board:  message.NewBoard(message.Hooks{Changed: nothing}),
		Chosen: func() []string { return nil }, Remember: func([]string) {},
		Hooks: engine.Hooks{
			TagsChanged: nothing, VectorsChanged: nothing, ModelChanged: nothing, ListChanged: nothing,
			StateChanged: nothing, ChooseModel: nothing, ChooseVocabulary: nothing,
		},
	})
	t.Cleanup(func() {
		if !group.End(time.Minute, time.Minute) {
			t.Error("a goroutine is left")
		}
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// TestResetPutsBackItsSectionAlone: never more than the user sees, and none of it is forgotten.
func TestResetPutsBackItsSectionAlone(t *testing.T) {
	score := .5
	chosen := library.Settings{
		To: "sidecar", Naming: "stem", KeepTime: true, Ancestors: new(bool), Flat: true, KeepUndo: 30, AllowDNG: true, AllowC2PA: true,
		Strength: "strict", Threshold: &score, Max: 12, Workers: 1, WhenIdle: true, Vocabulary: "imagenet-1k", PeopleOff: true, Facts: "all", Quantised: "off", Closer: true, Memory: 1024, Device: "cuda",
		PlacesOff: true, PlaceLevel: "country", PlaceLanguage: "de", Language: "de", Look: "light", TextSize: 125, Model: "fast",
	}
	for section, want := range fieldsOf() {
		t.Run(section, func(t *testing.T) {
			d := newDeps(t)
			d.Library.UseSettings(chosen)
			test.Tap(New(d, section).Actions[0].(*kit.Button))
			changed := changes(chosen, d.Library.Settings())
			slices.Sort(want)
			if !slices.Equal(changed, want) {
				t.Errorf("it puts back %v, want %v", changed, want)
			}
		})
	}
}

// fieldsOf are the settings of each section.
func fieldsOf() map[string][]string {
	return map[string][]string{
		Writing:       {"To", "Naming", "KeepTime", "Ancestors", "Flat", "KeepUndo", "AllowDNG", "AllowC2PA"},
		Suggestions:   {"Strength", "Threshold", "Max", "Vocabulary", "PeopleOff", "Facts"},
		Model:         {"Quantised", "Closer"},
		"performance": {"Workers", "WhenIdle", "Memory", "Device"},
		"places":      {"PlacesOff", "PlaceLevel", "PlaceLanguage"},
		"language":    {"Language"},
		"look":        {"Look", "TextSize"},
	}
}

// changes are the names of the settings that differ, sorted.
func changes(before, now library.Settings) (changed []string) {
	a, b := reflect.ValueOf(before), reflect.ValueOf(now)
	for i := range a.NumField() {
		if !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
			changed = append(changed, a.Type().Field(i).Name)
		}
	}
	slices.Sort(changed)
	return changed
}

// TestEachSettingHasAControl: what a section puts back can be chosen there, and each choice shows in
// its control when the section is opened again.
func TestEachSettingHasAControl(t *testing.T) {
	elsewhere := []string{"Device", "Vocabulary"} // there is no other device, and lists are switched by the engine
	for section, want := range fieldsOf() {
		t.Run(section, func(t *testing.T) {
			d := newDeps(t)
			var changed []string
			note := func() { changed = append(changed, changes(library.Settings{}, d.Library.Settings())...) }
			body := New(d, section).Body
			for _, check := range kittest.All[*kit.Check](body) {
				test.Tap(check)
				note()
			}
			for _, slider := range kittest.All[*kit.Slider](body) {
				slider.OnChanged(3)
				note()
			}
			for n, choice := range kittest.All[*kit.Select](body) {
				if n == 0 || len(choice.Ticks()) > 0 { // the list of sections
					continue
				}
				for last := -1; choice.Selected() != last; {
					last = choice.Selected()
					choice.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
					note()
					if again := kittest.All[*kit.Select](New(d, section).Body)[n]; again.Selected() != choice.Selected() {
						t.Errorf("%q was chosen; %q is shown", choice.AccessibilityLabel(), again.AccessibilityLabel())
					}
				}
			}
			for _, name := range want {
				if !slices.Contains(changed, name) && !slices.Contains(elsewhere, name) {
					t.Errorf("nothing here chooses %s", name)
				}
			}
		})
	}
}

// TestSectionsAreListedWhereTheirNamesHaveNoPlace: each is reached, and shown alone.
func TestSectionsAreListedWhereTheirNamesHaveNoPlace(t *testing.T) {
	d := newDeps(t)
	one := kittest.Texts(New(d, "look").Body)
	if !strings.Contains(one, "Size of text") || strings.Contains(one, "Name of a new sidecar") {
		t.Errorf("one section:\n%s", one)
	}
	d.NavShown = func() bool { return false }
	p := New(d, "look")
	for i, part := range []string{"Name of a new sidecar", "Strength", "Add a set of the recent words", "Compute in 8 bits", "Photos in memory", "How exactly", "Language of the window", "Size of text", "", "Give unused space back"} {
		kittest.All[*kit.Select](p.Body)[0].OnChanged(i) // the list of sections stands above the chosen one
		text := kittest.Texts(p.Body)
		if !strings.Contains(text, part) || part != "Name of a new sidecar" && strings.Contains(text, "Name of a new sidecar") {
			t.Errorf("section %d, with %q alone:\n%s", i, part, text)
		}
	}
}

// TestResetCanBeTakenBack: what a section had before comes back, and nothing that was chosen
// elsewhere since goes.
func TestResetCanBeTakenBack(t *testing.T) {
	for section, fields := range fieldsOf() {
		t.Run(section, func(t *testing.T) {
			d := newDeps(t)
			var said string
			var undo func()
			d.Done = func(what string, back func()) { said, undo = what, back }
			chosen := library.Settings{
				To: "sidecar", KeepUndo: 30, Strength: "strict", Max: 12, Quantised: "off", Workers: 1, PlacesOff: true, Language: "de", Look: "light",
			}
			d.Library.UseSettings(chosen)
			test.Tap(New(d, section).Actions[0].(*kit.Button))
			if lost := changes(chosen, d.Library.Settings()); len(lost) == 0 || !strings.HasPrefix(said, "Reset: ") {
				t.Fatalf("it puts back %v, and says %q", lost, said)
			}
			d.Keep(func(s *library.Settings) { s.Model = "fast" })
			undo()
			if left := changes(chosen, d.Library.Settings()); !slices.Equal(left, []string{"Model"}) {
				t.Errorf("of %v there is not as it was: %v", fields, left)
			}
		})
	}
}

// TestASectionSaysWhenItsChangesHold: none says "at once" of what waits for a start or a run, or has
// nothing to change.
func TestASectionSaysWhenItsChangesHold(t *testing.T) {
	const atOnce = "Changes here apply at once"
	for section, want := range map[string]bool{
		Writing: true, Suggestions: true, KeywordSets: true, "places": true, "look": true,
		Model: false, "performance": false, "language": false, "keys": false, "library": false,
	} {
		if got := strings.Contains(kittest.Texts(New(newDeps(t), section).Side), atOnce); got != want {
			t.Errorf("%s says that changes apply at once: %v", section, got)
		}
	}
}

// TestTheSizeOfTheLibraryIsSaid once it is known, which asks the disk; it is never none.
func TestTheSizeOfTheLibraryIsSaid(t *testing.T) {
	var window testwindow.Goroutine
	d := newDepsOn(t, &window)
	body := New(d, "library").Body
	window.Until(t, "the size", func() bool { return strings.Contains(kittest.Texts(body), "<1 MB") })
}

// TestTheRoomOfUndoIsSaid where it takes any, with what the next start lets go.
func TestTheRoomOfUndoIsSaid(t *testing.T) {
	test.NewTempApp(t)
	for bytes, want := range map[int64]string{1: "<1", 4e5: "<1", 6e5: "1", 12e6: "12"} {
		if got, want := undoText(library.UndoRoom{Bytes: bytes}), "It takes "+want+" MB of the library."; got != want {
			t.Errorf("of %d bytes: %q, want %q", bytes, got, want)
		}
	}
	goes := "It takes 1 MB of the library. 2 writes are older: at the next start they can no longer be undone."
	if got := undoText(library.UndoRoom{Bytes: 1e6, OldRuns: 2}); got != goes {
		t.Errorf("%q, want %q", got, goes)
	}
	if got := undoText(library.UndoRoom{}); got != "" {
		t.Errorf("without a write: %q", got)
	}
}
