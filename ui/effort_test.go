package ui

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/testphoto"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/review"
	"catchlight/ui/view"
)

// careful is somebody who works through 128 photos, from the drop until they are written, and answers
// as the labels say: what is worth keeping or true is accepted, the rest refused. Each key and each
// click is an action.
type careful struct {
	*rig
	right   map[string]map[string]bool // file → what is true of it, folded
	actions int
	log     []string
}

// newCareful drops copies of the photos of the shared folder and waits until the starter has seen
// them all.
func newCareful(t *testing.T) *careful {
	t.Helper()
	dir := testphoto.Shared(t, "photos", "coco-128")
	open := func(string) (tagging.Encoder, error) { return clip.Open(clip.Starter(), clip.Options{}) }
	if e, err := open(""); errors.Is(err, clip.ErrNoRuntime) {
		t.Skip(err)
	} else if err == nil {
		_ = e.Close()
	}
	r := newRig(t, func(d *Deps) {
		d.OpenModel = open
		_ = d.Library.SetSettings(library.Settings{Vocabulary: vocabulary.Essentials})
	})
	c := &careful{rig: r, right: map[string]map[string]bool{}}
	for _, table := range []string{filepath.Join(dir, "essentials.tsv"), filepath.Join("..", "tagging", "figures", "testdata", "essentials-added.tsv")} {
		c.read(table)
	}
	copies := filepath.Join(r.dir, "photos")
	if err := os.Mkdir(copies, 0o700); err != nil {
		t.Fatal(err)
	}
	for name := range c.right {
		if data, err := os.ReadFile(filepath.Join(dir, name)); err == nil && filepath.Ext(name) == ".jpg" {
			writeFile(t, filepath.Join(copies, name), string(data))
		}
	}
	c.act(1, "a drop")
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(copies)})
	r.until("all photos are there", func() bool { return r.view != nil && len(r.list.photos) == 128 })
	for left := 128; left >= 0; left -= 16 { // on a busy machine no wait should be a long one
		r.until(fmt.Sprintf("all but %d photos are tagged", left), func() bool { return r.view.Unindexed <= left })
	}
	r.until("the window rests", func() bool { return r.jobs.Idle() && !r.view.Request.Busy && r.view.Review > 100 })
	r.settled()
	return c
}

// read adds the labels of a table: file, keep, minor.
func (c *careful) read(table string) {
	data, err := os.ReadFile(table)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		file, words, _ := strings.Cut(strings.TrimRight(line, "\r"), "\t")
		if c.right[file] == nil {
			c.right[file] = map[string]bool{}
		}
		for _, w := range strings.Split(strings.ReplaceAll(words, "\t", ","), ",") {
			c.right[file][keywords.Fold(strings.TrimSpace(w))] = true
		}
	}
}

// isRight reports whether a word is true of a photo; one above a word that is true is true.
func (c *careful) isRight(id library.ID, name string) bool {
	v := c.engine.Tags().Vocabulary
	words := c.right[filepath.Base(c.snap.Photo(id).Path)]
	if words[keywords.Fold(name)] {
		return true
	}
	for _, tag := range v.Tags {
		for up := tag.Parent; up >= 0 && words[keywords.Fold(tag.Name)]; up = v.Tags[up].Parent {
			if v.Tags[up].Name == name {
				return true
			}
		}
	}
	return false
}

// act counts keys and clicks.
func (c *careful) act(n int, what string) {
	c.actions += n
	c.log = append(c.log, fmt.Sprintf("%d %s", n, what))
}

// done checks what is left and that everything was decided as the labels say.
func (c *careful) done(most int) {
	c.t.Helper()
	c.settled()
	if c.view.Review != 0 {
		c.t.Errorf("%d photos are open", c.view.Review)
	}
	yes, no, wrong := 0, 0, 0
	for _, p := range c.snap.Photos() {
		for _, d := range c.snap.Decisions(p.ID) {
			switch accepted := d.Verdict == library.Accepted; {
			case accepted != c.isRight(p.ID, d.Tag):
				wrong++
				c.t.Errorf("%s on %s: accepted %v", d.Tag, filepath.Base(p.Path), accepted)
			case accepted:
				yes++
			default:
				no++
			}
		}
	}
	c.write()
	c.t.Logf("%d actions: %d accepted, %d refused, %d wait under New since you looked", c.actions, yes, no, c.view.New)
	if yes < 250 {
		c.t.Errorf("only %d were accepted", yes)
	}
	if c.actions > most {
		c.t.Errorf("%d actions, at most %d are wanted:\n%s", c.actions, most, strings.Join(c.log, "\n"))
	}
}

// write writes what was decided, and lets exiftool say what the files hold then: what they held, and
// what was accepted with what stands above it.
func (c *careful) write() {
	c.t.Helper()
	want := map[string]map[string]bool{}
	for _, p := range c.snap.Photos() {
		words := map[string]bool{}
		for _, k := range p.Keywords.All {
			words[k.Name] = true
		}
		for _, d := range c.snap.Decisions(p.ID) {
			for _, word := range strings.Split(cmp.Or(d.Path, d.Tag), "|") {
				if category := strings.HasPrefix(word, "["); d.Verdict == library.Accepted && !category {
					words[word] = true
				}
			}
		}
		want[filepath.Base(p.Path)] = words
	}
	c.act(1, "Ctrl+S")
	c.menus.call(c.menus.command("write"))
	c.until("the plan is made", func() bool { return strings.Contains(texts(c.pages.page().Body), "[Write ") && c.jobs.Idle() })
	c.act(1, "Enter")
	c.pages.page().Enter()
	c.until("all is written", func() bool { return c.jobs.Idle() && c.view.Write == 0 })
	for file, words := range c.inFiles() {
		if !maps.Equal(words, want[file]) {
			c.t.Errorf("%s holds %v, want %v", file, slices.Sorted(maps.Keys(words)), slices.Sorted(maps.Keys(want[file])))
		}
	}
}

// inFiles are the keywords of all photos as exiftool reads them; nothing where it is not there.
func (c *careful) inFiles() map[string]map[string]bool {
	c.t.Helper()
	exiftool, err := exec.LookPath("exiftool")
	if err != nil {
		c.t.Logf("nobody else reads the files: %v", err)
		return nil
	}
	out, err := exec.CommandContext(c.t.Context(), exiftool, "-json", "-struct", "-XMP-dc:Subject", "-IPTC:Keywords", "-api", "Charset=UTF8", filepath.Join(c.dir, "photos")).Output()
	var found []struct {
		SourceFile        string
		Subject, Keywords any
	}
	if err != nil || json.Unmarshal(out, &found) != nil || len(found) != 128 {
		c.t.Fatalf("exiftool read %d files: %v", len(found), err)
	}
	all := map[string]map[string]bool{}
	for _, f := range found {
		words := map[string]bool{}
		for _, of := range []any{f.Subject, f.Keywords} {
			list, _ := of.([]any)
			if one, is := of.(string); is {
				list = []any{one}
			}
			for _, word := range list {
				if word := strings.TrimSpace(fmt.Sprint(word)); word != "" { // one photo has an empty one
					words[word] = true
				}
			}
		}
		all[filepath.Base(f.SourceFile)] = words
	}
	return all
}

// TestTagByTagTakesFewActions: from the first R until nothing waits.
func TestTagByTagTakesFewActions(t *testing.T) {
	c := newCareful(t)
	for pages := 0; c.view.Review > 0 && pages < 500; pages++ {
		switch r, l := c.pages.review(), c.pages.leftoversShown(); {
		case r != nil:
			c.until("the photos are scored", func() bool { return r.Len() > 0 })
			c.reviewTag(r)
		case l != nil:
			c.leftovers()
		default:
			c.act(1, "R")
			c.grid.Selection().None()
			c.menus.call(c.menus.command("review"))
		}
		c.settled()
	}
	c.done(200)
}

// reviewTag decides the chips of a tag: the fewer of wrong and right ones are picked by clicks.
func (c *careful) reviewTag(r *review.Review) {
	var wrong, right []int
	for i := range r.Line() {
		if v, _ := r.Verdict(i); v != library.Undecided {
			continue
		}
		if c.isRight(r.Photo(i), r.Name()) {
			right = append(right, i)
		} else {
			wrong = append(wrong, i)
		}
	}
	if len(wrong) <= len(right)+1 {
		c.pick(r, wrong, fyne.KeyX)
		c.act(1, "Enter accepts "+r.Name())
		c.pages.page().Enter()
		return
	}
	c.pick(r, right, fyne.KeyA)
	c.click(0, 0) // all above the line: what was answered for stays
	c.click(r.Line()-1, fyne.KeyModifierShift)
	c.act(2, "X on the others of "+r.Name()+", N")
	c.press(fyne.KeyX, 0)
	c.menus.call(c.menus.command("nextTag"))
}

// pick clicks photos and answers for them together; of neighbours the first and, with Shift, the last.
func (c *careful) pick(r *review.Review, cells []int, key fyne.KeyName) {
	if len(cells) == 0 {
		return
	}
	beside := fyne.KeyModifier(0)
	for i := 0; i < len(cells); beside = fyne.KeyModifierControl {
		last := i
		for last+1 < len(cells) && cells[last+1] == cells[last]+1 {
			last++
		}
		if c.click(cells[i], beside); last > i {
			c.click(cells[last], beside|fyne.KeyModifierShift)
		}
		i = last + 1
	}
	if got := r.Selection().Indices(); !slices.Equal(got, cells) {
		c.t.Fatalf("the clicks selected %v, want %v", got, cells)
	}
	c.act(1, fmt.Sprintf("%s on %d of %s", key, len(cells), r.Name()))
	c.press(key, 0)
}

// click presses a photo of the open page with the pointer, scrolled to where it can be seen: a turn
// of the wheel is no action.
func (c *careful) click(cell int, mod fyne.KeyModifier) {
	c.t.Helper()
	g := shownIn(c.pages.page().Body, func(*grid.Grid) bool { return true })
	g.ScrollTo(cell)
	for y := float32(2); y < g.Size().Height; y += 10 {
		for x := float32(2); x < g.Size().Width; x += 10 {
			e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary, Modifier: mod}
			if h := g.Hit(e.Position); h.Index == cell && h.Part == grid.Photo {
				g.MouseDown(e)
				g.MouseUp(e)
				c.act(1, "a click")
				return
			}
		}
	}
	c.t.Fatalf("photo %d cannot be clicked", cell)
}

// leftovers refuses what is wrong by its ×, and accepts the rest.
func (c *careful) leftovers() {
	refused := 0
	var photos []library.ID // in the order of their chips
	for _, row := range c.pages.leftovers() {
		photos = append(photos, row.Photos...)
	}
	var chips []*kit.ChipButton
	for _, o := range test.LaidOutObjects(c.pages.page().Body) {
		if chip, ok := o.(*kit.ChipButton); ok {
			chips = append(chips, chip)
		}
	}
	for i, chip := range chips {
		if !c.isRight(photos[i], chip.Chip().Name) {
			chip.OnCross()
			refused++
		}
	}
	c.act(refused+1, fmt.Sprintf("× on %d leftovers, Enter", refused))
	c.pages.page().Enter()
}

// TestPhotoByPhotoTakesFewActions: the fewer of wrong and right suggestions are decided by digits,
// and E or D answers for the rest.
func TestPhotoByPhotoTakesFewActions(t *testing.T) {
	c := newCareful(t)
	c.enter(view.Scope{Kind: view.ScopeReview})
	c.until("they are listed", func() bool { return c.view.Request.Scope.Kind == view.ScopeReview && len(c.list.ids) > 100 })
	c.act(2, "To review, and a click on its first photo")
	c.list.goTo(0)
	for photos := 0; c.view.Review > 0 && photos < 300; photos++ {
		id := c.list.idAt(c.grid.Selection().Current())
		var wrong, right []string
		for i, s := range c.list.words(c.snap.Photo(id)).Suggested {
			digit := fmt.Sprint(i + 1)
			if c.isRight(id, s.Name) {
				right = append(right, digit)
			} else {
				wrong = append(wrong, digit)
			}
		}
		if len(wrong)+len(right) == 0 {
			t.Fatal("the pass stands on a photo that has nothing open")
		}
		digits, mod, rest, others := right, fyne.KeyModifier(0), fyne.KeyD, len(wrong)
		if len(wrong) < len(right) {
			digits, mod, rest, others = wrong, shift, fyne.KeyE, len(right)
		}
		for _, digit := range digits {
			c.press(fyne.KeyName(digit), mod)
		}
		c.act(len(digits)+min(others, 1), "on a photo")
		if others > 0 {
			c.press(rest, 0)
		}
		c.settled()
	}
	c.done(260)
}
