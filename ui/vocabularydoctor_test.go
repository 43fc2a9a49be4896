package ui

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// TestTheDoctorShowsWhatItFound: beside the tag that it goes to, with at most two cures, and one
// click settles it.
func TestTheDoctorShowsWhatItFound(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	e := r.words("red\ngreen\n\t{crimson}\nblue\ncrimson\n")
	r.shows(r.centre.object, "[Doctor: 1]")
	e.NextFinding()
	if e.Tag() != "crimson" {
		t.Fatalf("the doctor goes to %q", e.Tag())
	}
	beside := r.pages.page().Side
	r.shows(beside, "Same as another tag", "[Make one with green]", "[No other name of green]")
	test.Tap(buttonOf(t, beside, "Make one with green"))
	r.listSays("red\ngreen\n\t{crimson}\nblue\n")
}

// TestEachCureSettlesByOneClick: whatever was found, each of its buttons, two at most, changes the
// list so that it is not found again.
func TestEachCureSettlesByOneClick(t *testing.T) {
	for _, c := range []struct {
		name, list, tag string
		cures           map[string]string // and what the list says then
	}{
		{"a word of two senses", "red\ncrane\n", "crane", map[string]string{
			"crane bird":         "red\ncrane\n\t{= a photo of a crane bird}\n",
			"construction crane": "red\ncrane\n\t{= a photo of a construction crane}\n",
		}},
		{"a name at two places", "red\nfamily\n\tAnna\nAnna\n", "Anna", map[string]string{
			"a photo of an Anna, a kind of family": "red\nfamily\n\tAnna\n\t\t{= a photo of an Anna, a kind of family}\nAnna\n",
			"Make one with Anna":                   "red\nfamily\nAnna\n",
		}},
		{"another tag's other name", "green\n\t{crimson}\ncrimson\n", "crimson", map[string]string{
			"Make one with green":    "green\n\t{crimson}\n",
			"No other name of green": "green\ncrimson\n",
		}},
		{"what the model does not tell apart", "red\n\t{= a photo of a red thing}\ncrimson\n\t{= a photo of a red thing}\n", "crimson", map[string]string{
			"Make one with red":      "red\n\t{= a photo of a red thing}\n\t{crimson}\n",
			"Do not suggest crimson": "red\n\t{= a photo of a red thing}\ncrimson\n\t{= a photo of a red thing}\n\t{!}\n",
		}},
		{"a script that the model cannot read", "red\n弥生土器\n", "弥生土器", map[string]string{
			"Do not suggest 弥生土器": "red\n弥生土器\n\t{!}\n",
		}},
	} {
		for cure, want := range c.cures {
			t.Run(c.name+": "+cure, func(t *testing.T) {
				r := newRig(t, nil)
				r.full()
				e := r.words(c.list)
				e.NextFinding()
				r.until("it is found", func() bool { e.NextFinding(); return e.Tag() == c.tag })
				var buttons []string
				for _, o := range test.LaidOutObjects(r.pages.page().Side) {
					if b, ok := o.(*kit.Button); ok && c.cures[b.Label] != "" {
						buttons = append(buttons, b.Label)
					}
				}
				if len(buttons) != len(c.cures) || len(buttons) > 2 {
					t.Fatalf("it shows %q", buttons)
				}
				test.Tap(buttonOf(t, r.pages.page().Side, cure))
				r.listSays(want)
				r.until("it is settled", func() bool { return r.jobs.Idle() && !strings.Contains(texts(r.pages.page().Side), "["+cure+"]") })
				r.until("the undo is offered", func() bool { return strings.Contains(texts(r.bar.Object), "[Undo") })
			})
		}
	}
}

// TestAListThatIsOffIsLookedAtToo: by its names, and what the tags in use have is none of its.
func TestAListThatIsOffIsLookedAtToo(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	if err := r.deps.Library.Vocabularies().Keep("off", "green\n\t{crimson}\ncrimson\n"); err != nil {
		t.Fatal(err)
	}
	e := r.words("red\ngreen\ncrimson\n")
	r.shows(r.centre.object, "[Doctor: 0]")
	e.Show("off")
	r.shows(r.centre.object, "[Doctor: 1]")
	e.NextFinding()
	r.shows(r.pages.page().Side, "crimson", "[Make one with green]")
	e.Show("mine")
	r.shows(r.centre.object, "[Doctor: 0]")
}

// redAndGreen fills the library with photos of two colours, with more and more blue in them.
func (r *rig) redAndGreen(each int) {
	r.t.Helper()
	dir := filepath.Join(r.dir, "mixed")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		r.t.Fatal(err)
	}
	for i := range each {
		paint(r.t, filepath.Join(dir, fmt.Sprintf("r%03d.jpg", i)), color.RGBA{220, 5, uint8(4 * i), 255})
		paint(r.t, filepath.Join(dir, fmt.Sprintf("g%03d.jpg", i)), color.RGBA{5, 220, uint8(4*i + 2), 255})
	}
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(dir)})
	r.until("the photos are tagged", func() bool {
		return len(r.list.ids) == 2*each && r.jobs.Idle() && r.view.Unindexed == 0 && !r.view.Request.Busy
	})
}

// TestTagsThatTellNoPhotoApartAreFound: one that would be suggested on none of the library and one on
// more than half, each settled by one click and back by its undo.
func TestTagsThatTellNoPhotoApartAreFound(t *testing.T) {
	for _, c := range []struct{ name, tag, title, cure, list string }{
		{"never, on the best", "sapphire", "Never suggested", "Suggest it on its 5 best photos", ""},
		{"never, as a heading", "sapphire", "Never suggested", "Do not suggest sapphire", "red\nsapphire\n\t{= a blue thing}\n\t{!}\ngrey\n"},
		{"most, on the best", "grey", "Suggested on more than half", "Suggest it on its 6 best photos", ""},
		{"most, as a heading", "grey", "Suggested on more than half", "Do not suggest grey", "red\nsapphire\n\t{= a blue thing}\ngrey\n\t{!}\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t, nil)
			r.redAndGreen(14)
			e := r.words("red\nsapphire\n\t{= a blue thing}\ngrey\n")
			r.shows(r.centre.object, "[Doctor: 2]")
			e.Choose(c.tag)
			beside := r.pages.page().Side
			r.shows(beside, c.title, "of the 28 photos", "["+c.cure+"]", "[Do not suggest "+c.tag+"]")
			test.Tap(buttonOf(t, beside, c.cure))
			r.shows(r.centre.object, "[Doctor: 1]")
			r.until("it is settled", func() bool { return r.jobs.Idle() && !strings.Contains(texts(beside), c.title) })
			if c.list != "" {
				r.listSays(c.list)
			}
			r.until("the undo is offered", func() bool { return strings.Contains(texts(r.bar.Object), "[Undo") })
			test.Tap(buttonOf(t, r.bar.Object, "Undo"))
			r.shows(r.centre.object, "[Doctor: 2]")
		})
	}
}
