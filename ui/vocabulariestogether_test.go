package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
)

// lists stores vocabularies of the user's own and switches them on together, the first in place of
// what was on.
func (r *rig) lists(names []string, texts ...string) {
	r.t.Helper()
	for i, name := range names {
		if err := r.deps.Library.Vocabularies().Keep(name, texts[i]); err != nil {
			r.t.Fatal(err)
		}
	}
	r.engine.Vocabularies.Read(names[0])
	for _, name := range names[1:] {
		r.engine.Vocabularies.Switch(name)
	}
	r.on(names...)
}

// on waits until suggestions come from vocabularies, in that order.
func (r *rig) on(names ...string) {
	r.t.Helper()
	r.until("suggestions come from "+strings.Join(names, ", "), func() bool {
		return r.jobs.Idle() && slices.Equal(r.engine.Vocabularies.On(), names)
	})
}

// TestThreeVocabulariesAreOnTogether: suggestions come from all of them, a word in two is one tag,
// a fourth is refused and the last one stays; ticks show it in the sidebar and on the page.
func TestThreeVocabulariesAreOnTogether(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"first", "second", "third"}, "colour\n\tred\n", "green\n\t{= a photo of a green thing}\nred\n\t{scarlet}\n", "blue\n")
	if got := strings.Join(r.tagNames(), " "); got != "colour red green blue" {
		t.Errorf("the tags are %s", got)
	}
	r.until("all three colours are suggested", func() bool {
		names := map[string]bool{}
		for _, id := range r.list.ids {
			for _, w := range r.list.words(r.snap.Photo(id)).Suggested {
				names[w.Name] = true
			}
		}
		return names["red"] && names["green"] && names["blue"]
	})
	if tag, ok := r.engine.Tags().Vocabulary.Find("scarlet"); !ok || r.tagNames()[tag] != "red" {
		t.Error("the second list’s other name of red is lost")
	}
	picker := func() string {
		for _, o := range test.LaidOutObjects(r.sidebar.Object) {
			if s, ok := o.(*kit.Select); ok {
				return s.AccessibilityLabel()
			}
		}
		return ""
	}
	if got := picker(); got != "first + second + third" {
		t.Errorf("the sidebar says %q", got)
	}
	r.engine.Vocabularies.Switch(vocabulary.Essentials)
	r.says(r.bar.Object, "3 vocabularies are on")
	r.on("first", "second", "third")
	r.menus.call(r.menus.command("vocabulary"))
	e := r.pages.editor()
	r.until("it is read", func() bool { return e.Tag() == "colour" })
	on := checkOf(t, r.centre.object, "On")
	for _, name := range []string{"second", "first"} {
		e.Show(name)
		r.until("it is shown", func() bool { return e.Settled() && e.Name() == name })
		if !on.On() {
			t.Errorf("%s has no tick", name)
		}
		test.Tap(on)
		r.until("its tick is gone", func() bool { return r.jobs.Idle() && !on.On() })
	}
	r.on("third")
	e.Show("third")
	test.Tap(on)
	r.says(r.bar.Object, "One vocabulary is always on")
	if !on.On() {
		t.Error("the last one has lost its tick")
	}
	r.on("third")
}

// TestAnEditChangesTheListThatIsShown: on or off, it stays what it is; a built-in one that is on is
// replaced by its copy at its place, and by undo again; decisions follow by what is in use.
func TestAnEditChangesTheListThatIsShown(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"first", "mine"}, "red\n", "colour\n\tgreen\n")
	r.list.goTo(0)
	r.decider.addTyped("green")
	r.engine.Vocabularies.Switch(vocabulary.Essentials)
	r.on("first", "mine", vocabulary.Essentials)
	r.menus.call(r.menus.command("vocabulary"))
	e := r.pages.editor()
	r.until("it is read", func() bool { return e.Tag() == "red" })
	show := func(name string) {
		t.Helper()
		e.Show(name)
		r.until(name+" is shown", func() bool { return e.Settled() && e.Name() == name && e.Tag() != "" })
	}
	show("mine")
	e.Choose("green")
	r.fill(e.Field("name"), "lawn")
	r.listSays("colour\n\tlawn\n\t\t{green}\n")
	if ds := r.snap.Decisions(r.list.ids[0]); len(ds) != 1 || ds[0].Tag != "lawn" || ds[0].Path != "colour|lawn" {
		t.Errorf("the decision did not follow: %+v", ds)
	}
	r.on("first", "mine", vocabulary.Essentials)
	show(vocabulary.Essentials)
	e.NewTag()
	test.Type(r.win.Canvas().Focused(), "zeppelin")
	r.press(fyne.KeyReturn, 0)
	r.on("first", "mine", "My essentials")
	r.menus.call(r.menus.command("undo"))
	r.on("first", "mine", vocabulary.Essentials)
	r.until("the built-in one is shown", func() bool { return e.Settled() && e.Name() == vocabulary.Essentials })
	r.engine.Vocabularies.Switch("mine")
	r.on("first", vocabulary.Essentials)
	show("mine")
	e.Choose("lawn")
	r.fill(e.Field("synonyms"), "grass")
	r.listSays("colour\n\tlawn\n\t\t{green}\n\t\t{grass}\n")
	r.on("first", vocabulary.Essentials)
}

// TestAnEditLeavesTheWordsOfTheFirstList: a word of several lists is called as the first one that is
// on has it, and so are the decisions about it, wherever else it gets another name or place; the
// first edit of a list that is built in counts as one of the list that it becomes.
func TestAnEditLeavesTheWordsOfTheFirstList(t *testing.T) {
	for _, c := range []struct {
		name string
		on   []string
		want string
	}{
		{"it is the second", []string{"first", "mine"}, "dog animal|dog"},
		{"it is off", []string{"first"}, "dog animal|dog"},
		{"it is the first", []string{"mine", "first"}, "hound red|hound"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			own := map[string]string{"first": "animal\n\tdog\n", "mine": "pet\n\tdog\nred\n"}
			if err := r.deps.Library.Vocabularies().Keep("mine", own["mine"]); err != nil {
				t.Fatal(err)
			}
			var texts []string
			for _, name := range c.on {
				texts = append(texts, own[name])
			}
			r.lists(c.on, texts...)
			r.list.goTo(0)
			r.decider.addTyped("dog")
			e := r.editing()
			e.Show("mine")
			r.until("it is shown", func() bool { return e.Settled() && e.Name() == "mine" && e.Tag() != "" })
			e.Choose("dog")
			r.fill(e.Field("name"), "hound")
			r.listSays("pet\n\thound\n\t\t{dog}\nred\n")
			r.fill(e.Field("parent"), "red")
			r.listSays("pet\nred\n\thound\n\t\t{dog}\n")
			if d := r.snap.Decisions(r.list.ids[0])[0]; d.Tag+" "+d.Path != c.want {
				t.Errorf("decided is %q at %q, want %q", d.Tag, d.Path, c.want)
			}
			for range 2 {
				r.menus.call(r.menus.command("undo"))
				r.until("it is undone", func() bool { return r.jobs.Idle() && e.Settled() })
			}
			r.listSays(own["mine"])
			if d := r.snap.Decisions(r.list.ids[0])[0]; d.Tag != "dog" {
				t.Errorf("after undo decided is %q", d.Tag)
			}
		})
	}
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"first"}, "red\ngiraffe\n")
	r.engine.Vocabularies.Read(vocabulary.Essentials)
	r.on(vocabulary.Essentials)
	r.engine.Vocabularies.Switch("first")
	r.on(vocabulary.Essentials, "first")
	r.list.goTo(0)
	r.decider.addTyped("giraffe")
	e := r.editing()
	e.Choose("giraffe")
	r.fill(e.Field("name"), "camelopard") // and at once, before the copy is on in the place of the list
	r.fill(e.Field("name"), "long neck")
	r.until("both are stored", func() bool { return r.jobs.Idle() && e.Settled() })
	if d := r.snap.Decisions(r.list.ids[0])[0]; d.Tag != "long neck" {
		t.Errorf("decided is %q", d.Tag)
	}
}

// TestOneOfTheListsGoes: the others hold, and it is said which is lacking; one that changes is read
// again with the others.
func TestOneOfTheListsGoes(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"first", "second"}, "red\n", "green\n")
	own := r.deps.Library.Vocabularies()
	if err := own.Keep("second", "green\nblue\n"); err != nil {
		t.Fatal(err)
	}
	r.engine.Vocabularies.Look()
	r.until("it is read again", func() bool { return slices.Equal(r.tagNames(), []string{"red", "green", "blue"}) })
	r.says(r.bar.Object, "second was changed by another program")
	r.keep(func(set *library.Settings) { vocabulary.Use(set, []string{"first", "none"}) })
	r.engine.Vocabularies.Load()
	r.until("the first one holds", func() bool { return r.jobs.Idle() && slices.Equal(r.tagNames(), []string{"red"}) })
	r.says(r.bar.Object, "Suggestions come from the others alone", "none")
}

// TestAnImportLeavesOnWhatIsOn: more words for a list that is on switch none off, another list comes
// in the place of the first and says so, and undo brings back what was on.
func TestAnImportLeavesOnWhatIsOn(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.lists([]string{"first", "second"}, "red\n", "green\n")
	if err := r.deps.Library.Vocabularies().Keep("off", "blue\n"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file string
		on   []string
		says string
	}{
		{"second.txt", []string{"first", "second"}, "Imported second (1 new)"},
		{"off.txt", []string{"off", "second"}, "Imported off (1 new), in the place of first"},
		{"new.txt", []string{"new", "second"}, "Imported new (1 new), in the place of first"},
	} {
		file := filepath.Join(r.dir, c.file)
		writeFile(t, file, "dusk\n")
		r.pages.previewImport(file)
		r.shows(r.centre.object, "1 new")
		test.Tap(buttonOf(t, r.centre.object, "Import"))
		r.until("it says so", func() bool { return strings.Contains(texts(r.bar.Object), c.says+".\n") })
		r.on(c.on...)
		r.menus.call(r.menus.command("undo"))
		r.on("first", "second")
	}
}
