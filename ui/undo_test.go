package ui

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/ui/grid"
	"catchlight/ui/help"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// TestEachDecisionHasItsLineAndItsUndo: every way to decide writes a line of its own, whose button
// takes back that and nothing else, although an older and larger result stood there.
func TestEachDecisionHasItsLineAndItsUndo(t *testing.T) {
	cell := func(r *rig, i int, part grid.Part, mod fyne.KeyModifier) {
		r.cells.chipInCell(grid.Hit{Index: i, Part: part, Chip: r.cells.cell(i).Chips[0]}, mod)
	}
	for _, c := range []struct {
		what, says string
		do         func(*rig)
	}{
		{"A", "Accepted green on b-green.jpg", func(r *rig) { r.press(fyne.KeyA, 0) }},
		{"X", "Rejected green on b-green.jpg", func(r *rig) { r.press(fyne.KeyX, 0) }},
		{"1", "Accepted green on b-green.jpg", func(r *rig) { r.press("1", 0) }},
		{"Shift+1", "Rejected green on b-green.jpg", func(r *rig) { r.press("1", shift) }},
		{"E", "Accepted 1 suggestion on b-green.jpg", func(r *rig) { r.press(fyne.KeyE, 0) }},
		{"Shift+E", "Accepted 2 suggestions on 2 photos", func(r *rig) { r.list.selectAll(); r.press(fyne.KeyE, shift) }},
		{"D", "Finished b-green.jpg, 1 suggestion rejected", func(r *rig) { r.press(fyne.KeyD, 0) }},
		{"Shift+D", "Finished 2 photos, 2 suggestions rejected", func(r *rig) { r.list.selectAll(); r.press(fyne.KeyD, shift) }},
		{"Shift+A", "Accepted 1 strong suggestion on b-green.jpg", func(r *rig) { r.press(fyne.KeyA, shift) }},
		{"U", "Opened blue again on c-blue.jpg", func(r *rig) { r.list.goTo(2); r.press(fyne.KeyU, 0) }},
		{"click", "Accepted green on b-green.jpg", func(r *rig) { r.openChip().OnClicked(0) }},
		{"×", "Rejected green on b-green.jpg", func(r *rig) { r.openChip().OnCross() }},
		{"× of a keyword", "Removed Etosha on a-red.jpg; the next write takes it out of the file", func(r *rig) { r.list.goTo(0); r.chipOf("Etosha").OnCross() }},
		{"× of a yes", "Removed blue on c-blue.jpg", func(r *rig) { r.list.goTo(2); r.chipOf("blue").OnCross() }},
		{"click in a cell", "Accepted green on b-green.jpg", func(r *rig) { cell(r, 1, grid.ChipBody, 0) }},
		{"× in a cell", "Rejected green on b-green.jpg", func(r *rig) { cell(r, 1, grid.ChipCross, 0) }},
		{"Shift-click in a cell", "Added Etosha on b-green.jpg", func(r *rig) {
			r.cells.chipInCell(grid.Hit{Index: 0, Part: grid.ChipBody, Chip: r.inspectedChip(0, "Etosha")}, shift)
		}},
		{"typed", "Added x, y on b-green.jpg", func(r *rig) { r.typed("x, y") }},
		{"typed on all", "Added x on 3 photos", func(r *rig) { r.list.selectAll(); r.typed("x") }},
		{"L", "Added z on b-green.jpg", func(r *rig) { r.decider.lastTyped = "z"; r.press(fyne.KeyL, 0) }},
		{"pasted", "Added p, q on b-green.jpg", func(r *rig) { r.decider.copied = []string{"p", "q"}; r.decider.pasteKeywords() }},
		{"dropped", "Added y on b-green.jpg", func(r *rig) {
			r.cells.dropWord("y", fyne.CurrentApp().Driver().AbsolutePositionForObject(r.grid).AddXY(280, 60))
		}},
		{"ranking", "Added green on b-green.jpg", func(r *rig) {
			r.layout.toggleRanking()
			inspected(r, func(row *kit.Row) bool { return row.Label == "green" }).OnTapped()
		}},
		{"A in a review", "Accepted red on a-red.jpg", func(r *rig) { r.inReview("red"); r.press(fyne.KeyA, 0) }},
		{"X in a review", "Rejected red on a-red.jpg", func(r *rig) { r.inReview("red"); r.press(fyne.KeyX, 0) }},
		{"Enter in a review", "Accepted red above the line on a-red.jpg", func(r *rig) { r.inReview("red"); r.pages.review().AcceptAbove() }},
		{"Shift+Enter in a review", "Accepted red on 1, rejected it on 2 photos", func(r *rig) { r.inReview("red"); r.pages.review().DecideBoth() }},
	} {
		t.Run(c.what, func(t *testing.T) {
			r := newRig(t, nil)
			r.fullWith("Etosha")
			r.decider.accept("blue", []*library.Photo{r.snap.Photo(r.list.ids[2])})
			r.list.selectAll()
			r.typed("large result")
			r.list.goTo(1)
			before := r.decisions()
			c.do(r)
			if reflect.DeepEqual(r.decisions(), before) {
				t.Fatal("nothing was decided")
			}
			if r.board.Latest() == nil || !strings.HasPrefix(r.board.Latest().Text, c.says) {
				t.Errorf("the bar says %+v", r.board.Latest())
			}
			test.Tap(buttonOf(t, r.bar.Object, "Undo"))
			if now := r.decisions(); !reflect.DeepEqual(now, before) {
				t.Errorf("its Undo leaves %v, before there was %v", now, before)
			}
			deed, _, _ := strings.Cut(c.says, ";") // what would have followed does not
			if r.board.Latest().Text != "Undone: "+deed+"." || !strings.Contains(texts(r.bar.Object), "[Redo]") {
				t.Errorf("after that the bar says %q", texts(r.bar.Object))
			}
			test.Tap(buttonOf(t, r.bar.Object, "Redo"))
			if r.board.Latest().Text != c.says+"." {
				t.Errorf("done again, the bar says %q", r.board.Latest().Text)
			}
		})
	}
}

// TestStepsAreDeeds: the label of a step stands behind "Undone:", in every language. It has no colon
// of its own, and does not say what follows from the step: once undone, nothing does.
func TestStepsAreDeeds(t *testing.T) {
	r := newRig(t, nil)
	r.fullWith("Etosha")
	r.list.goTo(0)
	for _, language := range []string{"en", "de", "es", "fr", "it", "ja", "uk", "zh"} {
		phrase.Speak(language)
		colons := strings.Count(message.UndoneText(""), ":") + strings.Count(message.UndoneText(""), "：")
		for _, do := range []func(){
			func() { r.decider.accept("red", r.list.selected()) },
			func() { r.decider.reject("red", r.list.selected()) },
			func() { r.decider.strike("Etosha", r.list.selected()) },
			func() { r.decider.put("word", r.list.selected()) },
			func() { r.decider.finish(r.list.selected()) },
			func() { r.list.selectAll(); r.decider.finishSelected() },
			func() { r.list.selectAll(); r.decider.acceptOpenSelected() },
			func() { r.list.selectAll(); r.decider.acceptStrong() },
		} {
			r.list.goTo(0)
			do()
			r.undoer.undo()
			text := r.board.Latest().Text
			if n := strings.Count(text, ":") + strings.Count(text, "："); n != colons || strings.ContainsAny(strings.TrimSuffix(text, "。"), ";；。") {
				t.Errorf("%s: %q", language, text)
			}
		}
	}
	phrase.Speak("en")
}

// TestADeedThatChangesNothingSaysSo: in the hint line, beside the result that stands, which is not
// that of another deed.
func TestADeedThatChangesNothingSaysSo(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(*rig)
		says string
	}{
		"L":               {func(r *rig) { r.decider.lastTyped = "word"; r.press(fyne.KeyL, 0) }, "word: nothing to change here"},
		"the keyword set": {func(r *rig) { r.alt(fyne.Key2) }, "word: nothing to change here"},
		"typed again":     {func(r *rig) { r.typed("word, red") }, "word, red: nothing to change here"},
		"typed in a file": {func(r *rig) { r.typed("ETOSHA") }, "ETOSHA: nothing to change here"},
		"pasted":          {func(r *rig) { r.decider.copyKeywords(); r.decider.pasteKeywords() }, "nothing to change here"},
		"nothing copied":  {func(r *rig) { r.decider.pasteKeywords() }, "No keyword was copied yet"},
		"a drop": {func(r *rig) {
			r.cells.dropWord("word", fyne.CurrentApp().Driver().AbsolutePositionForObject(r.grid).AddXY(60, 60))
		}, "word: nothing to change here"},
		"4":           {func(r *rig) { r.press("4", 0) }, "No suggestion 4 is open here"},
		"Shift+4":     {func(r *rig) { r.press("4", shift) }, "No suggestion 4 is open here"},
		"N":           {func(r *rig) { r.press(fyne.KeyN, 0) }, "Only while a tag is reviewed"},
		"Z":           {func(r *rig) { r.press(fyne.KeyZ, 0) }, "Only in the loupe"},
		"D on a page": {func(r *rig) { r.pages.openWrite(); r.press(fyne.KeyD, 0) }, "Only on photos that are selected"},
		"Shift+A":     {func(r *rig) { r.press(fyne.KeyA, shift) }, "No strong suggestion is open here"},
		"E":           {func(r *rig) { r.list.setList(r.list.ids[:1]); r.press(fyne.KeyE, 0) }, "All done here"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.fullWith("Etosha")
			r.list.goTo(0)
			r.typed("word, red")
			r.focusGrid()
			stands, before := r.board.Latest(), r.decisions()
			c.do(r)
			if r.board.Latest() != stands || !reflect.DeepEqual(r.decisions(), before) {
				t.Fatalf("it did something: %q", r.board.Latest().Text)
			}
			if hint := r.bar.HintText(); !strings.Contains(hint, c.says) {
				t.Errorf("the hint line says %q, want %q", hint, c.says)
			}
		})
	}
}

// inspectedChip is the chip of a word on the photo of a cell.
func (r *rig) inspectedChip(i int, name string) kit.Chip {
	for _, c := range r.cells.cell(i).Chips {
		if c.Name == name {
			return c
		}
	}
	r.t.Fatalf("%s is not on photo %d", name, i)
	return kit.Chip{}
}

// inReview opens the review of a tag.
func (r *rig) inReview(tag string) {
	r.pages.reviewTag(tag)
	r.until("the photos are scored", func() bool { return r.pages.review() != nil && r.pages.review().Len() == 3 && r.jobs.Idle() })
}

// TestAnUndoOfAnotherStepIsRefused: a line that outlived its step takes nothing else back.
func TestAnUndoOfAnotherStepIsRefused(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.decider.put("one", r.list.selected())
	line := r.board.Latest()
	r.decider.put("two", r.list.selected())
	before := r.decisions()
	line.Do()
	if now := r.decisions(); !reflect.DeepEqual(now, before) {
		t.Errorf("the older line's button made %v of %v", now, before)
	}
	r.says(r.bar.Object, "Not the last step any more: Added one on a-red.jpg")
}

// TestUndoShowsThePhotoThatItChanged: wherever the user is by then.
func TestUndoShowsThePhotoThatItChanged(t *testing.T) {
	for name, away := range map[string]func(*rig){
		"gone on to the next one": func(*rig) {},
		"nothing selected":        func(r *rig) { r.list.selectNone() },
		"in another list": func(r *rig) {
			r.enter(view.Scope{Kind: view.ScopeTag, Name: "green"})
			r.until("one photo", func() bool { return len(r.list.ids) == 1 })
		},
		"behind a filter": func(r *rig) {
			r.filters.Set([]library.Choice{{Facet: library.FacetKeyword, Value: library.Value{Name: "nothing"}}})
			r.until("no photo", func() bool { return len(r.list.ids) == 0 })
		},
		"on a page":    func(r *rig) { r.pages.open(help.Keys(r.menus.keyGroups())) },
		"in the loupe": func(r *rig) { r.list.goTo(2); r.pages.toggleLoupe(); r.q.Run() },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			red := r.list.ids[0]
			r.list.goTo(0)
			r.press(fyne.KeyX, 0)
			away(r)
			loupe := r.pages.loupeShown()
			r.menus.call(r.menus.command("undo"))
			r.until("the photo is selected", func() bool {
				photos := r.list.selected()
				return len(photos) == 1 && photos[0].ID == red
			})
			if r.pages.loupeShown() != loupe || !r.onPhotos() {
				t.Error("the photos are not shown as before")
			}
			if first, last := r.grid.InView(); !loupe && (r.list.at[red] < first || r.list.at[red] > last) {
				t.Errorf("photo %d is not in view, %d to %d are", r.list.at[red], first, last)
			}
			if c, ok := r.decider.currentWord(r.list.wordsTogether(r.list.selected())); !ok || c.Name != "red" {
				t.Errorf("the current word is %q", c.Name)
			}
		})
	}
}

// TestUndoInAReviewShowsItsPhotos: those of the tag that was decided, whichever is reviewed by
// then.
func TestUndoInAReviewShowsItsPhotos(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.inReview("red")
	first := r.pages.review().Photo(0)
	r.pages.review().AcceptAbove()
	if r.pages.leftoversShown() == nil {
		t.Fatal("the next tags, which have one photo each, are not shown")
	}
	r.menus.call(r.menus.command("undo"))
	r.until("red is reviewed again", func() bool {
		return r.pages.review() != nil && r.pages.review().Name() == "red" && r.pages.review().Len() == 3
	})
	v := r.pages.review()
	if !slices.Equal(v.Selection().Indices(), []int{0}) || v.Photo(0) != first {
		t.Errorf("selected are %v", v.Selection().Indices())
	}
	if got, _ := v.Verdict(0); got != library.Undecided {
		t.Errorf("verdict %d", got)
	}
}

// TestOneAccentRingAtATime: Tab goes through the whole window; where the keys decide, the ring is
// on what A takes.
func TestOneAccentRingAtATime(t *testing.T) {
	r := newRig(t, nil)
	r.fullWith("Etosha")
	r.list.goTo(0)
	r.focusGrid()
	r.q.Run()
	seen := map[string]bool{}
	for range 80 {
		rings := r.rings()
		if len(rings) > 1 {
			t.Fatalf("the accent ring is on %q at once", rings)
		}
		if c, ok := r.decider.currentWord(r.list.wordsTogether(r.list.selected())); ok && r.keysDecide() && !slices.Equal(rings, []string{c.Name}) {
			t.Fatalf("A takes %q, the ring is on %q", c.Name, rings)
		}
		for _, name := range rings {
			seen[name] = true
		}
		r.win.Canvas().FocusNext()
		r.q.Run()
	}
	for _, name := range []string{"red", "Etosha", "field", "All photos", "Review"} {
		if !seen[name] {
			t.Errorf("%q never has the ring: %v", name, seen)
		}
	}
}

// rings names what is drawn with an accent ring.
func (r *rig) rings() (names []string) {
	for _, o := range test.LaidOutObjects(r.win.Content()) {
		switch o := o.(type) {
		case *kit.ChipButton:
			if ringed(o) {
				names = append(names, o.Chip().Name)
			}
		case *kit.Button:
			if ringed(o) {
				names = append(names, o.Label)
			}
		case *kit.Row:
			if ringed(o) {
				names = append(names, o.Label)
			}
		case *kit.Entry:
			if r.win.Canvas().Focused() == o {
				names = append(names, "field")
			}
		}
	}
	return names
}

// ringed reports whether a widget shows the ring, the one rectangle of a stroke that follows the
// accent.
func ringed(o fyne.Widget) bool {
	return slices.ContainsFunc(test.WidgetRenderer(o).Objects(), func(part fyne.CanvasObject) bool {
		ring, ok := part.(*canvas.Rectangle)
		return ok && ring.StrokeWidth == 2 && ring.StrokeColor == theme.Color(kit.TokenAccent) && ring.Visible()
	})
}

// TestRowsDoNotDecide: A on a row of the sidebar would act on a word that is elsewhere.
func TestRowsDoNotDecide(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	for _, name := range []fyne.KeyName{fyne.KeyA, fyne.KeyX, fyne.KeyU, fyne.KeyDelete, fyne.KeyL} {
		r.decider.lastTyped = "word"
		r.menus.rowKey(name)
	}
	if len(r.decisions()) != 0 {
		t.Errorf("decided: %v", r.decisions())
	}
	if r.menus.rowKey(fyne.KeySpace); !r.pages.loupeShown() {
		t.Error("other keys do nothing")
	}
}
