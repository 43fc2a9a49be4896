package ui

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/ui/grid"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// shoot writes a photo of a camera, taken at a second after noon: a square of a colour on grey; the
// stronger the contrast, the sharper.
func shoot(t *testing.T, path string, second int, c color.RGBA) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 96, 64))
	for y := range 64 {
		for x := range 96 {
			p := color.RGBA{90, 90, 90, 255}
			if x > 20 && x < 60 && y > 10 && y < 50 {
				p = c
			}
			img.Set(x, y, p)
		}
	}
	var b strings.Builder
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	data := b.String()
	if err := os.WriteFile(path, []byte(data[:2]+exifOf(second)+data[2:]), 0o600); err != nil {
		t.Fatal(err)
	}
}

// exifOf is an Exif segment with a camera and a time.
func exifOf(second int) string {
	le := binary.LittleEndian
	entry := func(tag, kind uint16, count, value uint32) []byte {
		e := le.AppendUint16(le.AppendUint16(nil, tag), kind)
		return le.AppendUint32(le.AppendUint32(e, count), value)
	}
	block := []byte("II*\x00\x08\x00\x00\x00\x02\x00")
	block = append(block, entry(0x110, 2, 4, le.Uint32([]byte("CAM\x00")))...)
	block = append(block, entry(0x8769, 4, 1, 38)...)
	block = append(block, 0, 0, 0, 0, 1, 0)
	block = append(block, entry(0x9003, 2, 20, 56)...)
	block = append(block, 0, 0, 0, 0)
	block = append(block, fmt.Sprintf("2024:06:01 12:00:%02d\x00", second)...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(block)+8))
	return string(head) + "Exif\x00\x00" + string(block)
}

// burstRig has a burst of three red photos, of which the second is the sharpest, and a blue photo
// later.
func burstRig(t *testing.T) *rig {
	r := newRig(t, nil)
	dir := filepath.Join(r.dir, "photos")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	shoot(t, filepath.Join(dir, "1.jpg"), 0, color.RGBA{220, 40, 40, 255})
	shoot(t, filepath.Join(dir, "2.jpg"), 1, color.RGBA{250, 0, 0, 255})
	shoot(t, filepath.Join(dir, "3.jpg"), 2, color.RGBA{210, 40, 40, 255})
	shoot(t, filepath.Join(dir, "4.jpg"), 30, color.RGBA{0, 0, 250, 255})
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(dir)})
	r.until("four photos tagged, three of them a burst", func() bool {
		return len(r.list.photos) == 4 && r.jobs.Idle() && r.view.Bursts == 3 && r.view.Review == 4
	})
	return r
}

func names(r *rig) string {
	var all []string
	for _, id := range r.list.ids {
		all = append(all, filepath.Base(r.snap.Photo(id).Path))
	}
	return strings.Join(all, " ")
}

func TestBurstIsOneCell(t *testing.T) {
	r := burstRig(t)
	if got := names(r); got != "2.jpg 4.jpg" {
		t.Fatalf("the grid shows %s", got)
	}
	if m := r.cells.cell(0).Marks; len(m) != 1 || m[0] != (grid.Mark{Glyph: kit.GlyphStack, Text: "3"}) {
		t.Errorf("its marks are %v", m)
	}
	r.list.goTo(0)
	r.says(r.inspector.Object, "2.jpg", "Burst of 3, the sharpest is 2.jpg")
	r.says(r.sidebar.Object, "All photos 4", "Bursts 3")
	r.says(r.scopeLine.Object, "4 photos, 3 selected")
	r.menus.keyDown(fyne.KeyB, 0)
	if got := names(r); got != "1.jpg 2.jpg 3.jpg 4.jpg" || len(r.list.selected()) != 3 {
		t.Errorf("opened it shows %s, %d selected", got, len(r.list.selected()))
	}
	r.list.goTo(2)
	r.menus.keyDown(fyne.KeyB, 0)
	if got := names(r); got != "2.jpg 4.jpg" || len(r.list.selected()) != 3 {
		t.Errorf("closed again it shows %s, %d selected", got, len(r.list.selected()))
	}
	r.menus.call(r.menus.command("stacks"))
	if got := names(r); got != "1.jpg 2.jpg 3.jpg 4.jpg" || len(r.cells.cell(0).Marks) != 0 {
		t.Errorf("without stacking it shows %s", got)
	}
}

func TestOneDecisionForABurst(t *testing.T) {
	r := burstRig(t)
	chip := r.cells.cell(0).Chips[0]
	r.cells.chipInCell(grid.Hit{Index: 0, Part: grid.ChipBody, Chip: chip}, 0)
	r.until("all three frames have the word", func() bool { return r.view.Write == 3 })
	r.undoer.undo()
	r.until("one step takes it back from all", func() bool { return r.view.Write == 0 })
	r.list.goTo(0)
	r.menus.keyDown(fyne.KeyB, 0)
	r.cells.chipInCell(grid.Hit{Index: 1, Part: grid.ChipBody, Chip: chip}, 0)
	r.until("in an open burst a frame is a photo like others", func() bool { return r.view.Write == 1 })
}

func TestSelectBest(t *testing.T) {
	r := burstRig(t)
	r.list.goTo(0)
	r.menus.call(r.menus.command("best"))
	if s := r.list.selected(); len(s) != 1 || filepath.Base(s[0].Path) != "2.jpg" || len(r.list.ids) != 4 {
		t.Errorf("%d selected of %d", len(s), len(r.list.ids))
	}
}

// TestDuplicatesRow: copies are listed together, and each names the other.
func TestDuplicatesRow(t *testing.T) {
	r := burstRig(t)
	dir := filepath.Join(r.dir, "photos")
	data, err := os.ReadFile(filepath.Join(dir, "4.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(dir, "kept elsewhere.jpg")
	writeFile(t, copied, string(data))
	r.intake.add([]string{copied})
	r.until("the copy is known", func() bool { return r.view.Duplicates == 2 && r.jobs.Idle() })
	r.enter(view.Scope{Kind: view.ScopeDuplicates})
	r.until("both are shown", func() bool { return names(r) == "4.jpg kept elsewhere.jpg" })
	r.says(r.scopeLine.Object, "Duplicates", "2 photos")
	r.list.goTo(0)
	r.says(r.inspector.Object, "The same picture is in "+copied+".")
	r.list.goTo(1)
	r.says(r.inspector.Object, "The same picture is in "+filepath.Join(dir, "4.jpg"))
	if m, ok := r.folding.stackOf(library.Duplicates, r.list.ids[0]); !ok || len(m.Photos) != 2 {
		t.Errorf("%+v", m)
	}
}

// TestBurstInReview: a burst is one cell with its number, one decision is for all its frames, and
// Shift with the right arrow opens it.
func TestBurstInReview(t *testing.T) {
	r := burstRig(t)
	r.pages.reviewTag("red")
	r.until("two cells", func() bool { return r.pages.review() != nil && r.pages.review().Len() == 2 })
	v := r.pages.review()
	if m := v.Cell(0).Marks; len(m) != 1 || m[0] != (grid.Mark{Glyph: kit.GlyphStack, Text: "3"}) {
		t.Errorf("its marks are %v", m)
	}
	if v.Line() != 1 {
		t.Errorf("the line is after %d cells", v.Line())
	}
	v.Selection().Click(0)
	r.menus.keyDown(fyne.KeyRight, shift)
	r.q.Run()
	if v.Len() != 4 || v.Line() != 3 || v.Selection().Current() != 0 {
		t.Errorf("opened: %d cells, the line after %d, at %d", v.Len(), v.Line(), v.Selection().Current())
	}
	r.menus.keyDown(fyne.KeyB, 0)
	r.q.Run()
	if v.Len() != 2 || v.Line() != 1 {
		t.Errorf("closed: %d cells, the line after %d", v.Len(), v.Line())
	}
	v.Selection().Click(0)
	r.menus.keyDown(fyne.KeyA, 0)
	r.until("one yes for three frames", func() bool { return r.view.Write == 3 })
	single := 0
	for _, p := range r.snap.Photos() {
		for _, d := range r.snap.Decisions(p.ID) {
			if !d.Bulk {
				single++
			}
		}
	}
	if single != 1 {
		t.Errorf("%d decisions of the burst are evidence, want 1", single)
	}
}

// TestPairIsOneCell: the JPEG stands for both, and a word goes to both.
func TestPairIsOneCell(t *testing.T) {
	r := newRig(t, nil)
	dir := r.photos()
	picture, err := os.ReadFile(filepath.Join(dir, "a-red.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "a-red.cr2"), "II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"+string(picture)+"sensor data")
	r.intake.add([]string{dir})
	r.until("four files in three cells", func() bool { return len(r.list.photos) == 4 && len(r.list.ids) == 3 && r.jobs.Idle() })
	if m := r.cells.cell(0).Marks; names(r) != "a-red.jpg b-green.jpg c-blue.jpg" || len(m) != 1 || m[0].Text != "RAW" {
		t.Errorf("%s, marks %v", names(r), m)
	}
	r.list.goTo(0)
	r.says(r.inspector.Object, "One photo in two files: a-red.cr2 and a-red.jpg. Words go to both.")
	r.decider.put("Etosha", r.list.selected())
	r.until("both are to be written", func() bool { return r.view.Write == 2 })
	if err := os.Remove(filepath.Join(dir, "a-red.jpg")); err != nil {
		t.Fatal(err)
	}
	r.intake.add([]string{dir})
	r.until("without its other half a photo stands alone", func() bool { return len(r.list.ids) == 4 && r.jobs.Idle() })
}
