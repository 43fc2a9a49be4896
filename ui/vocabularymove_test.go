package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// dragTree is the tree of the page of the vocabulary.
type dragTree interface {
	fyne.Focusable
	fyne.Draggable
	desktop.Mouseable
	desktop.Hoverable
}

func (r *rig) tree() dragTree {
	r.t.Helper()
	for _, o := range test.LaidOutObjects(r.centre.object) {
		if tree, ok := o.(dragTree); ok {
			return tree
		}
	}
	r.t.Fatal("there is no tree")
	return nil
}

// TestTagsAreDraggedToTheirPlace: onto a tag below it, to an edge of its row beside it; Esc and a
// drop beside the rows leave all as it is, and nothing is done where nothing would change.
func TestTagsAreDraggedToTheirPlace(t *testing.T) {
	const list = "a\n\tb\n\tc\nd\ne\n" // rows from 0
	for _, c := range []struct {
		name string
		from int
		to   float32 // rows from the top
		want string
	}{
		{"onto a tag", 4, 3.5, "a\n\tb\n\tc\nd\n\te\n"},
		{"onto one that has children", 4, .5, "a\n\tb\n\tc\n\te\nd\n"},
		{"before the first", 4, .1, "e\na\n\tb\n\tc\nd\n"},
		{"before another", 4, 3.1, "a\n\tb\n\tc\ne\nd\n"},
		{"behind another", 3, 4.9, "a\n\tb\n\tc\ne\nd\n"},
		{"between a tag and its first child", 4, .9, "a\n\te\n\tb\n\tc\nd\n"},
		{"before a child", 4, 2.1, "a\n\tb\n\te\n\tc\nd\n"},
		{"out of its parent, with an edge", 1, 3.9, "a\n\tc\nd\nb\ne\n"},
		{"a tag with all below it", 0, 4.9, "d\ne\na\n\tb\n\tc\n"},
		{"onto its own child", 0, 1.5, list},
		{"onto its parent", 1, .5, list},
		{"before the one behind it", 3, 4.1, list},
		{"onto itself", 3, 3.9, list},
		{"below all rows", 3, 7, list},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			r.words(list)
			tree, high := r.tree(), float32(28)
			at := func(rows float32) fyne.PointEvent { return fyne.PointEvent{Position: fyne.NewPos(200, rows*high)} }
			for _, end := range []func(){func() { tree.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) }, func() {}} {
				tree.MouseDown(&desktop.MouseEvent{PointEvent: at(float32(c.from) + .5)})
				tree.Dragged(&fyne.DragEvent{PointEvent: at(float32(c.from) + .6)})
				tree.Dragged(&fyne.DragEvent{PointEvent: at(c.to)})
				if end(); strings.Contains(texts(r.bar.Object), "Moved") {
					t.Error("it has moved before it is let go")
				}
				tree.DragEnd()
			}
			r.listSays(c.want)
			if c.want != list {
				r.menus.call(r.menus.command("undo"))
				r.listSays(list)
			}
		})
	}
}

// TestADragEndsWithTheListThatItBeganIn: where the list changes between the press and the drop, as by an
// undo that is done late or another program, nothing moves, and no other tag in the place of the one
// that was pressed.
func TestADragEndsWithTheListThatItBeganIn(t *testing.T) {
	const list = "a\nb\nc\nd\n"
	for _, late := range []bool{false, true} {
		r := newRig(t, nil)
		r.full()
		r.words(list)
		tree := r.tree()
		at := func(rows float32) fyne.PointEvent { return fyne.PointEvent{Position: fyne.NewPos(200, rows*28)} }
		r.pages.editor().Choose("a")
		r.pages.editor().Remove()
		r.listSays("b\nc\nd\n")
		tree.MouseDown(&desktop.MouseEvent{PointEvent: at(1.5)}) // on c
		drag := func() { tree.Dragged(&fyne.DragEvent{PointEvent: at(3.9)}) }
		if late {
			drag()
		}
		r.menus.call(r.menus.command("undo"))
		r.listSays(list)
		drag()
		tree.DragEnd()
		r.q.Run()
		r.listSays(list)
		if late {
			continue
		}
		tree.MouseDown(&desktop.MouseEvent{PointEvent: at(1.5)})
		tree.Dragged(&fyne.DragEvent{PointEvent: at(3.9)})
		tree.DragEnd()
		r.listSays("a\nc\nd\nb\n")
	}
}

// TestTheRowUnderThePointerIsSaidWhole: with all that a narrow column cuts, and what a hand can do.
func TestTheRowUnderThePointerIsSaidWhole(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("architecture\n\tabandoned industrial railway station\n\t\t{Haltepunkt}\n\t\t{gare}\n")
	tree := r.tree()
	tree.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 28*1.5)}})
	r.says(r.bar.Object, "architecture › abandoned industrial railway station (Haltepunkt, gare): drag it")
	tree.MouseOut()
	if text := texts(r.bar.Object); strings.Contains(text, "abandoned") {
		t.Errorf("the pointer has gone, and the bar says %q", text)
	}
}

// TestTheHintOfARowGoesWithItsList: after a move the row under the pointer is another, or elsewhere.
func TestTheHintOfARowGoesWithItsList(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("a\n\tb\nc\n")
	tree := r.tree()
	tree.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(200, 28*1.5)}})
	r.says(r.bar.Object, "a › b: drag it")
	r.pages.editor().Choose("a")
	r.pages.editor().Remove()
	r.listSays("c\n")
	if text := texts(r.bar.Object); strings.Contains(text, "a › b") {
		t.Errorf("without a the bar says %q", text)
	}
}

// TestTwoTagsBecomeOneByKeys: the photos of both have one word, decided or in their files, the names
// are all kept, and the children of both stand below it; undo tells all apart again.
func TestTwoTagsBecomeOneByKeys(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	const before = "auto\n\t{motor}\n\tcabrio\n\twheel\ncar\n\t{vehicle}\n\twheel\nred\n"
	r.lists([]string{"mine"}, before)
	r.holds(0, "auto")
	r.list.goTo(1)
	r.decider.addTyped("auto")
	r.list.goTo(2)
	r.decider.addTyped("car")
	e := r.editing()
	e.Choose("auto")
	r.menus.call(r.menus.command("mergeTag"))
	if r.win.Canvas().Focused() != fyne.Focusable(e.Field("twin")) {
		t.Fatal("the field has not the keyboard")
	}
	test.Type(r.win.Canvas().Focused(), "car")
	r.press(fyne.KeyReturn, 0)
	const after = "car\n\t{vehicle}\n\t{auto}\n\t{motor}\n\twheel\n\tcabrio\nred\n"
	r.listSays(after)
	r.says(r.bar.Object, "Made auto and car one tag. 1 photo keeps its decisions", "[Undo")
	words := func(want ...string) {
		t.Helper()
		for i, word := range want {
			w, _ := r.list.words(r.snap.Photo(r.list.ids[i])).Of(word)
			if w.Name != word {
				t.Errorf("photo %d has no %s", i, word)
			}
		}
	}
	words("auto", "car", "car")
	r.shows(r.pages.page().Side, "[Put the name into 1 file]")
	r.until("the photos of both are counted as one", func() bool { return r.jobs.Idle() })
	if tag, _ := r.engine.Tags().Vocabulary.Find("auto"); r.tagNames()[tag] != "car" {
		t.Error("auto is no name of car")
	}
	r.menus.call(r.menus.command("undo"))
	r.listSays(before)
	words("auto", "auto", "car")
	if e.Tag() != "auto" {
		t.Errorf("%s is current, and auto is back", e.Tag())
	}
	if !kit.Shown(e.Field("twin")) {
		t.Error("the panel is gone")
	}
}
