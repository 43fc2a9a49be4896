package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// TestNoNameIsLostInTheFields: names with commas and prompts with bars stay what they are, whatever
// else is added or taken away, and Esc takes back what was typed and nothing else.
func TestNoNameIsLostInTheFields(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	const city = "\t{Washington, D.C.}\n"
	e := r.words("capital\n" + city + "\t{DC}\n\t{= a photo of the capital | from above}\nred\n")
	e.Choose("capital")
	leave := func() { r.win.Canvas().Focus(e.Find()) }
	esc := func(f *kit.Entry, typed string) {
		t.Helper()
		r.win.Canvas().Focus(f)
		f.SetText(typed)
		r.press(fyne.KeyEscape, 0)
		leave()
	}
	for _, field := range []string{"name", "synonyms", "prompt", "parent", "twin"} {
		esc(e.Field(field), "x")
		esc(e.Field(field), "")
	}
	r.listSays("capital\n" + city + "\t{DC}\n\t{= a photo of the capital | from above}\nred\n")
	r.fill(e.Field("synonyms"), "seat, town")
	r.listSays("capital\n" + city + "\t{DC}\n\t{= a photo of the capital | from above}\n\t{seat}\n\t{town}\nred\n")
	r.fill(e.Field("prompt"), "a dome")
	r.listSays("capital\n" + city + "\t{DC}\n\t{= a photo of the capital | from above}\n\t{seat}\n\t{town}\n\t{= a dome}\nred\n")
	for _, o := range test.LaidOutObjects(r.pages.page().Side) {
		if c, ok := o.(*kit.ChipButton); ok && c.Chip().Name == "DC" {
			c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		}
		if f, ok := o.(*kit.Entry); ok && strings.Contains(f.Text, "from above") {
			r.fill(f, "")
		}
	}
	r.listSays("capital\n" + city + "\t{seat}\n\t{town}\n\t{= a dome}\nred\n")
}

// TestATagIsFoundWhileItsNameIsTyped: Enter takes the tag that is marked, arrows mark another, a
// click takes one; an empty field is the top.
func TestATagIsFoundWhileItsNameIsTyped(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	e := r.words("dark green\ngreen\n\t{verdant}\nsea green\nred\n")
	e.Choose("red")
	beside := r.pages.page().Side
	typed := func(field, text string, keys ...fyne.KeyName) {
		t.Helper()
		r.win.Canvas().Focus(e.Field(field))
		e.Field(field).SetText(text)
		for _, k := range keys {
			r.press(k, 0)
		}
	}
	typed("parent", "gre", fyne.KeyReturn)
	r.listSays("dark green\ngreen\n\t{verdant}\n\tred\nsea green\n")
	typed("parent", "gre", fyne.KeyDown, fyne.KeyReturn)
	r.listSays("dark green\n\tred\ngreen\n\t{verdant}\nsea green\n")
	typed("parent", "", fyne.KeyReturn)
	r.listSays("dark green\ngreen\n\t{verdant}\nsea green\nred\n")
	typed("twin", "verd")
	for _, o := range test.LaidOutObjects(beside) {
		if offer, ok := o.(*kit.Offer); ok && offer.Visible() {
			offer.MouseDown(nil)
			r.win.Canvas().Unfocus()
			offer.Tapped(nil)
			break
		}
	}
	r.listSays("dark green\ngreen\n\t{verdant}\n\t{red}\nsea green\n")
}

// TestARenameSaysWhatItDoesBefore: on how many photos, and that nothing of them is lost.
func TestARenameSaysWhatItDoesBefore(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.words("colour\n\tred\n\tgreen\n")
	r.showGrid()
	r.list.goTo(0)
	r.decider.accept("red", r.list.selected())
	r.list.goTo(1)
	r.decider.addTyped("red")
	e := r.editing()
	e.Choose("red")
	beside := r.pages.page().Side
	r.until("the photos are counted", func() bool { return r.jobs.Idle() })
	e.Field("name").SetText("crimson")
	r.says(beside, "2 photos have it: decisions and lessons go along. red stays as another name.")
	e.Field("name").SetText("red")
	if text := texts(beside); strings.Contains(text, "go along") {
		t.Errorf("nothing was typed, and it says %q", text)
	}
}
