package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
	"catchlight/ui/vocabularies"
)

// words opens the page of the vocabulary, of which the list is one of the user's own.
func (r *rig) words(text string) *vocabularies.Editor {
	r.t.Helper()
	if err := r.deps.Library.Vocabularies().Keep("mine", text); err != nil {
		r.t.Fatal(err)
	}
	r.engine.Vocabularies.Read("mine")
	r.until("it is in use", func() bool { return r.jobs.Idle() && r.engine.Vocabularies.Name() == "mine" })
	return r.editing()
}

// editing opens the page of the vocabulary, and waits until its list is read.
func (r *rig) editing() *vocabularies.Editor {
	r.t.Helper()
	r.menus.call(r.menus.command("vocabulary"))
	e := r.pages.editor()
	r.until("it is read", func() bool { return e.Tag() != "" })
	return e
}

// listSays waits until the file of the list holds a text.
func (r *rig) listSays(want string) {
	r.t.Helper()
	got := ""
	defer func() {
		if r.t.Failed() {
			r.t.Logf("the list says\n%s\nthe bar %q, the page %v", got, texts(r.bar.Object), r.pages.editor().Tag())
		}
	}()
	r.until("the list says\n"+want, func() bool {
		got, _ = r.deps.Library.Vocabularies().Text("mine")
		return got == want && r.jobs.Idle() && r.pages.editor().Settled()
	})
}

// TestTheVocabularyByKeys: all that the page does to a list is done by keys, one result line with
// its undo for each, and what somebody wrote into the list stays.
func TestTheVocabularyByKeys(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	e := r.words("# mine\ncolour\n\tred\n\n\tgreen\n")
	r.says(r.centre.object, "colour", "red", "green", "3 tags, 2 levels")
	for _, c := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyDown, "red"}, {fyne.KeyEnd, "green"}, {fyne.KeyHome, "colour"}} { // at once: the tree has the keyboard
		if tree, ok := r.win.Canvas().Focused().(dragTree); ok {
			tree.TypedKey(&fyne.KeyEvent{Name: c.key})
		}
		if e.Tag() != c.want {
			t.Errorf("%s goes to %q, want %q", c.key, e.Tag(), c.want)
		}
	}
	act := func(command, want string) {
		t.Helper()
		r.menus.call(r.menus.command(command))
		r.listSays(want)
	}
	e.NewChild()
	test.Type(r.win.Canvas().Focused(), "blue")
	r.press(fyne.KeyReturn, 0)
	r.listSays("# mine\ncolour\n\tred\n\n\tgreen\n\tblue\n")
	r.says(r.bar.Object, "Added blue", "[Undo")
	act("tagUp", "# mine\ncolour\n\tred\n\tblue\n\n\tgreen\n")
	act("tagIn", "# mine\ncolour\n\tred\n\t\tblue\n\n\tgreen\n")
	act("undo", "# mine\ncolour\n\tred\n\tblue\n\n\tgreen\n")
	act("undo", "# mine\ncolour\n\tred\n\n\tgreen\n\tblue\n")
	act("redo", "# mine\ncolour\n\tred\n\tblue\n\n\tgreen\n")
	field := func(f *kit.Entry, text string) {
		t.Helper()
		r.win.Canvas().Focus(f)
		f.SetText(text)
		r.press(fyne.KeyReturn, 0)
	}
	r.press(fyne.KeyEscape, 0)
	r.press(fyne.KeyEscape, 0)
	for _, letter := range "fxk?1" { // the tree has the keyboard, and a letter is none of its keys
		r.win.Canvas().Focused().TypedRune(letter)
	}
	r.q.Run()
	e.Rename()
	if r.win.Canvas().Focused() != e.Field("name") {
		t.Error("F2 does not go to the name")
	}
	field(e.Field("name"), "azure")
	r.listSays("# mine\ncolour\n\tred\n\tazure\n\t\t{blue}\n\n\tgreen\n")
	r.says(r.bar.Object, "Renamed blue to azure", "[Undo")
	field(e.Field("prompt"), "a photo of a blue thing")
	field(e.Field("prompt"), "a blue sky")
	r.listSays("# mine\ncolour\n\tred\n\tazure\n\t\t{blue}\n\t\t{= a photo of a blue thing}\n\t\t{= a blue sky}\n\n\tgreen\n")
	field(e.Field("parent"), "colour › red")
	r.listSays("# mine\ncolour\n\tred\n\t\tazure\n\t\t\t{blue}\n\t\t\t{= a photo of a blue thing}\n\t\t\t{= a blue sky}\n\n\tgreen\n")
	field(e.Field("twin"), "green")
	r.listSays("# mine\ncolour\n\tred\n\n\tgreen\n\t\t{azure}\n\t\t{blue}\n\t\t{= a photo of a blue thing}\n\t\t{= a blue sky}\n")
	if e.Tag() != "green" {
		t.Errorf("after the merge %q is current", e.Tag())
	}
	act("undo", "# mine\ncolour\n\tred\n\t\tazure\n\t\t\t{blue}\n\t\t\t{= a photo of a blue thing}\n\t\t\t{= a blue sky}\n\n\tgreen\n")
	if e.Tag() != "azure" {
		t.Errorf("%q is current, and azure is back", e.Tag())
	}
	e.Choose("green")
	field(e.Field("name"), "Red")
	r.until("a clash is refused", func() bool { return strings.Contains(texts(r.bar.Object), "Not changed") })
	act("removeTag", "# mine\ncolour\n\tred\n\t\tazure\n\t\t\t{blue}\n\t\t\t{= a photo of a blue thing}\n\t\t\t{= a blue sky}\n\n")
	for r.engine.Vocabularies.Name() == "mine" && len(r.engine.Tags().Vocabulary.Tags) != 3 {
		act("undo", "# mine\ncolour\n\tred\n\n\tgreen\n")
	}
}

// TestAFieldIsLeftOnce: whatever stands in a field of the panel, Enter, Tab and a click elsewhere leave
// it, with what was typed where that says something new; the keyboard is at one place, and a name that
// says nothing or the same is none.
func TestAFieldIsLeftOnce(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"", "red\ngreen\nblue\n"},
		{"  ", "red\ngreen\nblue\n"},
		{"green ", "red\ngreen\nblue\n"},
		{"green,", "red\ngreen\nblue\n"},
		{"red", "red\ngreen\nblue\n"},
		{"lawn ", "red\nlawn\n\t{green}\nblue\n"},
		{"GREEN", "red\nGREEN\nblue\n"},
	} {
		for _, leave := range []string{"Enter", "Tab", "click"} {
			t.Run(c.typed+" "+leave, func(t *testing.T) {
				r := newRig(t, nil)
				r.full()
				e := r.words("red\ngreen\nblue\n")
				e.Choose("green")
				e.Rename()
				e.Field("name").SetText(c.typed)
				switch leave {
				case "Enter":
					r.press(fyne.KeyReturn, 0)
				case "Tab":
					r.win.Canvas().FocusNext()
				default:
					r.win.Canvas().Focus(e.Find())
				}
				r.listSays(c.want)
				_, is := r.win.Canvas().Focused().(dragTree)
				if refused := c.typed == "red"; is != (leave == "Enter" && !refused) {
					t.Errorf("the keyboard is on %T", r.win.Canvas().Focused())
				}
				if n := r.countRings(); n > 1 {
					t.Errorf("%d rings", n)
				}
				if name := e.Field("name").Text; leave != "Enter" && name != e.Tag() {
					t.Errorf("the name of %q stands as %q", e.Tag(), name)
				}
			})
		}
	}
}

// TestTheFirstEditCopiesTheList: a built-in list becomes one of the user's own when it is first
// edited, its undo goes back to the built-in one.
func TestTheFirstEditCopiesTheList(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.engine.Vocabularies.Read(vocabulary.Essentials)
	r.until("it is in use", func() bool { return r.jobs.Idle() && r.engine.Vocabularies.Name() == vocabulary.Essentials })
	before := len(r.engine.Tags().Vocabulary.Tags)
	e := r.editing()
	e.NewTag()
	test.Type(r.win.Canvas().Focused(), "zeppelin")
	r.press(fyne.KeyReturn, 0)
	r.until("the copy is in use", func() bool {
		return r.jobs.Idle() && r.engine.Vocabularies.Name() == "My essentials" && len(r.engine.Tags().Vocabulary.Tags) == before+1
	})
	text, err := r.deps.Library.Vocabularies().Text("My essentials")
	if err != nil || !strings.Contains(text, "zeppelin\n") {
		t.Errorf("the copy says %.80q, %v", text, err)
	}
	r.undoer.undo()
	r.until("the built-in one is in use", func() bool {
		return r.jobs.Idle() && r.engine.Vocabularies.Name() == vocabulary.Essentials && len(r.engine.Tags().Vocabulary.Tags) == before
	})
	if names, _ := r.deps.Library.Vocabularies().Names(); len(names) != 0 {
		t.Errorf("left behind: %q", names)
	}
}

// TestARenameTakesDecisionsAlong: a decision stands under the new name, and undo brings it back
// with the list.
func TestARenameTakesDecisionsAlong(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("colour\n\tred\n\tgreen\n")
	r.showGrid()
	r.list.goTo(0)
	r.decider.accept("red", r.list.selected())
	e := r.editing()
	decided := func(want string) {
		t.Helper()
		r.until("the photo is decided as "+want, func() bool {
			ds := r.snap.Decisions(r.list.ids[0])
			return r.jobs.Idle() && len(ds) == 1 && ds[0].Tag == want
		})
	}
	e.Choose("red")
	r.win.Canvas().Focus(e.Field("name"))
	e.Field("name").SetText("crimson")
	r.press(fyne.KeyReturn, 0)
	decided("crimson")
	r.until("the result says so", func() bool {
		return strings.Contains(texts(r.bar.Object), "Renamed red to crimson. 1 photo keeps its decisions")
	})
	r.menus.call(r.menus.command("undo"))
	decided("red")
	r.listSays("colour\n\tred\n\tgreen\n")
}

// TestAnImportIsACopy: what is imported lives in the library, is shown before, and undo brings back
// what was in use.
func TestAnImportIsACopy(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("red\n")
	file := filepath.Join(r.dir, "other.csv")
	writeFile(t, file, "keyword,category\nrose,plant\n")
	r.pages.previewImport(file)
	r.shows(r.centre.object, "other: 2 new.", "plant › rose")
	if names, _ := r.deps.Library.Vocabularies().Names(); len(names) != 1 {
		t.Errorf("before it is said: %q", names)
	}
	test.Tap(buttonOf(t, r.centre.object, "Import"))
	r.until("it is in use", func() bool { return r.jobs.Idle() && r.engine.Vocabularies.Name() == "other" })
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	r.engine.Vocabularies.Look()
	r.q.Run()
	r.says(r.bar.Object, "Imported other (2 new)", "[Undo")
	r.menus.call(r.menus.command("undo"))
	r.until("the one before is in use", func() bool { return r.jobs.Idle() && r.engine.Vocabularies.Name() == "mine" })
	if names, _ := r.deps.Library.Vocabularies().Names(); len(names) != 1 {
		t.Errorf("left behind: %q", names)
	}
}

// TestTypedWordsBecomeTags: by one click, those that differ in their case alone as one, and undo takes
// them out again.
func TestTypedWordsBecomeTags(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("red\n")
	r.showGrid()
	r.list.goTo(0)
	r.decider.addTyped("meadow, red, dusk")
	r.list.goTo(1)
	r.decider.addTyped("Meadow, dusk")
	r.list.goTo(2)
	r.decider.addTyped("meadow")
	r.menus.call(r.menus.command("vocabulary"))
	r.shows(r.centre.object, "[Add 2 words you typed]")
	test.Tap(buttonOf(t, r.centre.object, "Add 2 words you typed"))
	r.listSays("red\ndusk\nmeadow\n")
	r.menus.call(r.menus.command("undo"))
	r.listSays("red\n")
	if n := len(r.snap.Decisions(r.list.ids[0])); n != 3 {
		t.Errorf("%d decisions stand", n)
	}
}

// TestAWordShowsItsPhotosWhileItIsTyped: the best first, latest wins, and nothing of it is kept.
func TestAWordShowsItsPhotosWhileItIsTyped(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	e := r.words("red\n")
	photos := r.list.ids
	e.NewTag()
	first := func(want library.ID) func() bool {
		return func() bool { best := e.Best(); return len(best) == 3 && best[0] == want }
	}
	for _, c := range []struct {
		typed string
		title string
		photo int
	}{{"bluebell", "bluebell", 2}, {"bluebell, green", "green", 1}, {"bluebell, ", "red", 0}} {
		e.Typing().SetText(c.typed)
		r.until("“"+c.typed+"” shows its photo first", first(photos[c.photo]))
		if title, _, _ := strings.Cut(texts(r.pages.page().Side), "\n"); title != c.title {
			t.Errorf("%q is shown as %q, want %q", c.typed, title, c.title)
		}
	}
	if got, _ := r.deps.Library.Vocabularies().Text("mine"); got != "red\n" || !e.Settled() {
		t.Errorf("a word that was only typed is kept: %q", got)
	}
	if known := r.deps.Library.TextVectors("colours", []string{"a photo of a bluebell"}); known[0] != nil {
		t.Error("the vector of a word that was only typed is kept")
	}
}

// TestAWordThatIsInTheListIsAddedOnlyWhereItIsMeant: Enter says where it stands; a second one adds it
// here too, as one adds another orange. What is typed anew is asked about anew.
func TestAWordThatIsInTheListIsAddedOnlyWhereItIsMeant(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	const list = "colour\n\torange\n\t\t{sienna}\nfruit\n"
	e := r.words(list)
	for _, typed := range []string{"Orange", "sienna", "apple, orange"} {
		e.NewTag()
		e.Typing().SetText(typed)
		r.press(fyne.KeyReturn, 0)
		r.says(r.bar.Object, "In the list already: colour › orange. Enter once more adds it here too")
		r.listSays(list)
	}
	e.Typing().SetText("orange")
	r.press(fyne.KeyReturn, 0)
	r.listSays(list)
	r.press(fyne.KeyReturn, 0)
	r.listSays("colour\n\torange\n\t\t{sienna}\norange\nfruit\n")
}
