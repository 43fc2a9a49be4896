package ui

import (
	"bytes"
	"image"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// TestAPhotoThatDecodesInPart, or not at all, carries a mark, and says so where it is looked at.
// The model tries it again only when the user asks.
func TestAPhotoThatDecodesInPart(t *testing.T) {
	cut := func(data []byte) []byte { return data[:3000] }
	t.Run("in part", func(t *testing.T) { newRig(t, nil).showsDamage(cut) })
	spoilt := func(data []byte) []byte {
		copy(data[bytes.Index(data, []byte("\xff\xc4"))+5:], bytes.Repeat([]byte{255}, 16)) // no code has these lengths
		return data
	}
	t.Run("not at all", func(t *testing.T) { newRig(t, nil).showsDamage(spoilt) })
}

// showsDamage imports a damaged JPEG among sound ones.
func (r *rig) showsDamage(damaged func(data []byte) []byte) {
	t := r.t
	dir := r.photos()
	whole := mustRead(t, filepath.Join(dir, "a-red.jpg"))
	noise := image.NewRGBA(image.Rect(0, 0, 256, 256))
	for i := range noise.Pix {
		noise.Pix[i] = byte(i * i >> 3)
	}
	path := filepath.Join(dir, "cut.jpg")
	encode(t, path, noise)
	writeFile(t, path, string(damaged(mustRead(t, path))))
	r.intake.add([]string{dir})
	r.until("it is found to be damaged", func() bool {
		p := r.snap.ByPath(path)
		return p != nil && p.Partial && r.jobs.Idle() && r.view.Problem == 1 && r.view.Unindexed == 0
	})
	i := r.list.at[r.snap.ByPath(path).ID]
	if m := r.cells.cell(i).Marks; len(m) != 1 || m[0].Glyph != kit.GlyphWarning {
		t.Errorf("its cell carries %v", m)
	}
	for quiet, want := range map[bool]int{true: 0, false: 1} {
		looked := -1
		r.engine.Runs.IndexLacking(r.snap.Photos(), quiet, func(n int) { looked = n })
		if r.until("it is known what is lacking", func() bool { return looked >= 0 && r.jobs.Idle() }); looked != want {
			t.Errorf("quiet %v: the model looks at %d photos, want %d", quiet, looked, want)
		}
	}
	r.list.goTo(i)
	r.says(r.inspector.Object, "cannot be decoded, or only in part")
	r.cells.chipInCell(gridMark(i), 0)
	r.says(r.pages.page().Body, "Not shown, or only in part: 1 photo", "cut.jpg", "[Try again]", "[Ignore]")
	test.Tap(buttonOf(t, r.pages.page().Body, "Ignore"))
	r.isSolved()
	r.board.Latest().Do()
	r.onProblems("1")
	writeFile(t, path, string(whole)+"x") // a sound copy, of another length
	test.Tap(buttonOf(t, r.pages.page().Body, "Try again"))
	r.until("it is whole", func() bool { p := r.snap.ByPath(path); return !p.Partial && r.jobs.Idle() && r.view.Unindexed == 0 })
}
