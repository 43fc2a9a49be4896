package writing

import (
	"errors"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// photos lists the photos of a run that is open.
func (h *historyPage) photos(r library.Run) []fyne.CanvasObject {
	o, photos := h.opened[r.ID], h.shown.photos[r.ID]
	var list []fyne.CanvasObject
	for _, p := range photos[:min(o.listed, len(photos))] {
		list = append(list, h.photo(r.ID, p))
	}
	if left := len(photos) - o.listed; left > 0 {
		more := kit.NewButton(lang.XN("write.more", "Show more of {{.n}} others", left, phrase.Count(left)), func() {
			o.listed *= 2
			h.show(nil)
		})
		more.Quiet, more.Small = true, true
		list = append(list, kit.AtOwnWidth(more))
	}
	return list
}

// photo is one photo of a run: its words before and after, and its own undo.
func (h *historyPage) photo(run uint64, p library.RunPhoto) fyne.CanvasObject {
	wr := h.writer
	now := wr.pathNow(p)
	before, after := wr.wordsAround(p)
	body := []fyne.CanvasObject{h.head(run, p, now), labelled(lang.X("history.before", "Before"), before), labelled(lang.X("history.after", "After"), after)}
	if err := wr.refused[run][now]; err != nil && !p.Undone {
		body = append(body, kit.NewParagraph(phrase.Said(library.Sentence(now, err)), kit.StyleCaption))
		if errors.Is(err, library.ErrForeign) {
			ours := kit.NewButton(lang.X("revert.ours", "Remove only our keywords"), func() {
				wr.revert(undoing{runs: []uint64{run}, photos: []string{p.Path}, removeOurs: true})
			})
			ours.Small = true
			body = append(body, kit.AtOwnWidth(ours))
		}
	}
	tick := kit.NewSpace(0, 0)
	if !p.Undone {
		tick = h.check(h.opened[run], p.Path)
	}
	return kit.NewMediaRow(tick, wr.tile(now), kit.NewColumn(4, body...))
}

// check ticks a photo of a run.
func (h *historyPage) check(o *openRun, path string) fyne.CanvasObject {
	if o.checks[path] == nil {
		o.checks[path] = kit.NewCheck("", false, func(on bool) {
			if delete(o.ticked, path); on {
				o.ticked[path] = true
			}
			h.show(nil)
		})
	}
	o.checks[path].SetOn(o.ticked[path])
	return o.checks[path]
}

// head is a photo's name with its undo, or that it is undone.
func (h *historyPage) head(run uint64, p library.RunPhoto, now string) fyne.CanvasObject {
	name := kit.NewText(filepath.Base(now), kit.StyleText)
	if p.Undone {
		bar := kit.NewBar(24, []fyne.CanvasObject{name, kit.NewText(lang.X("history.undone", "undone"), kit.StyleFaint)}, nil)
		bar.Margin = 0
		return bar
	}
	undo := kit.NewButton(lang.X("cmd.undo", "Undo"), func() { h.writer.revert(undoing{runs: []uint64{run}, photos: []string{p.Path}}) })
	undo.Small, undo.Quiet = true, true
	bar := kit.NewBar(24, []fyne.CanvasObject{name, undo}, nil)
	bar.Margin = 0
	return bar
}

// pathNow is where a photo of a run is now, as far as the library knows.
func (wr *Writer) pathNow(p library.RunPhoto) string {
	if photo := wr.deps.Snapshot().Photo(p.Photo); photo != nil && !photo.Missing {
		return photo.Path
	}
	return p.Path
}

// wordsAround are the words of a photo before a write and after it, by what its file holds now; of
// a photo that is not in the library only what the write changed. What it added carries our mark.
func (wr *Writer) wordsAround(p library.RunPhoto) (before, after []kit.Chip) {
	added, removed := p.Added, p.Removed
	changed := map[string]bool{} // folded
	for _, word := range slices.Concat(added, removed) {
		changed[keywords.Fold(word)] = true
	}
	if photo := wr.deps.Snapshot().Photo(p.Photo); photo != nil {
		for _, k := range photo.Keywords.All {
			if !changed[keywords.Fold(k.Name)] {
				chip := kit.Chip{Name: k.Name, State: kit.InFile, Label: k.Name}
				before, after = append(before, chip), append(after, chip)
			}
		}
	}
	for _, word := range removed {
		before = append(before, kit.Chip{Name: word, State: kit.InFile, Label: word})
	}
	for _, word := range added {
		after = append(after, kit.Chip{Name: word, State: kit.Written, Typed: wr.deps.Snapshot().Typed(p.Photo, word), Label: word})
	}
	return before, after
}
