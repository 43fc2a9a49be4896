package writing

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// listStep is how many photos of a group are shown at first; each click shows as many again, so that
// the last of thousands is a few clicks away, and the first click waits for no more than it has to.
const listStep = 50

// photos lists the photos of a group, each with its tick and what it gets and loses.
func (p *planPage) photos(g *group) []fyne.CanvasObject {
	g.listed = max(g.listed, listStep)
	var list []fyne.CanvasObject
	for _, r := range g.results[:min(g.listed, len(g.results))] {
		if p.rows[r.Path] == nil {
			p.rows[r.Path] = p.photo(r, g.failed)
		}
		list = append(list, p.rows[r.Path])
	}
	if left := len(g.results) - g.listed; left > 0 {
		more := kit.NewButton(lang.XN("write.more", "Show more of {{.n}} others", left, phrase.Count(left)), func() {
			g.listed *= 2
			p.refresh()
		})
		more.Quiet, more.Small = true, true
		list = append(list, kit.AtOwnWidth(more))
	}
	return list
}

// photo is the row of a photo.
func (p *planPage) photo(r library.WriteResult, failed bool) fyne.CanvasObject {
	tick := kit.NewSpace(0, 0)
	if !failed {
		tick = kit.NewCheck("", p.ticked(r), func(on bool) {
			p.tick(r.Path, on)
			p.refresh()
		})
	}
	body := []fyne.CanvasObject{nameOf(r.Path), kit.NewWords(changes(r))}
	if failure := phrase.Said(library.Sentence(r.Path, r.Failure())); failure != "" {
		body = append(body, kit.NewParagraph(failure, kit.StyleCaption))
	}
	return kit.NewMediaRow(tick, p.writer.tile(r.Path), kit.NewColumn(4, body...))
}

func nameOf(path string) *kit.Text {
	name := kit.NewText(filepath.Base(path), kit.StyleText)
	name.Width = 1
	return name
}

// tile is a photo, small; a click shows it in the loupe.
func (wr *Writer) tile(path string) fyne.CanvasObject {
	tile, _ := wr.deps.Tiles.Of(wr.photoAt(path), path)
	return tile
}

// photoAt is the photo at a path, 0 where there is none.
func (wr *Writer) photoAt(path string) library.ID {
	if photo := wr.deps.Snapshot().ByPath(path); photo != nil {
		return photo.ID
	}
	return 0
}

// changes are what a photo gets and loses, as chips.
func changes(r library.WriteResult) []kit.Chip {
	var chips []kit.Chip
	for _, word := range r.Added {
		chips = append(chips, kit.Chip{Name: "+ " + word, State: kit.InFile, Label: "+ " + word})
	}
	for _, word := range r.Removed {
		chips = append(chips, kit.Chip{Name: "− " + word, State: kit.Removed, Label: "− " + word})
	}
	return chips
}

// example shows of a photo that is ticked what its file says now, and will say.
func (p *planPage) example() []fyne.CanvasObject {
	r, found := p.telling()
	if !found {
		return nil
	}
	before, after := p.writer.beforeAndAfter(r)
	body := kit.NewColumn(4,
		kit.NewText(lang.X("write.example", "For example {{.photo}}", map[string]any{"photo": filepath.Base(r.Path)}), kit.StyleText),
		labelled(lang.X("write.before", "Now"), before), labelled(lang.X("write.after", "Then"), after))
	return []fyne.CanvasObject{kit.NewMediaRow(nil, p.writer.tile(r.Path), body), kit.NewSpace(0, 4)}
}

// telling is the photo that is shown as an example: the first that has or had words, for the
// difference is what should be seen; else the first.
func (p *planPage) telling() (first library.WriteResult, found bool) {
	for _, g := range p.groups {
		for _, r := range g.results {
			if g.failed || !p.ticked(r) {
				continue
			}
			if len(r.Keywords.All) > len(r.Added) || len(r.Removed) > 0 {
				return r, true
			}
			if !found {
				first, found = r, true
			}
		}
	}
	return first, found
}

// labelled are words with what they are in front.
func labelled(label string, words []kit.Chip) fyne.CanvasObject {
	name := kit.NewText(label, kit.StyleCaption)
	if len(words) == 0 {
		none := kit.NewText(lang.X("write.noWords", "no keywords"), kit.StyleFaint)
		return kit.NewLabelled(name, none)
	}
	return kit.NewLabelled(name, kit.NewWords(words))
}

// beforeAndAfter are the words of a photo's file now, and after the write; what is new carries the
// dot and the sign of who put it there, what goes is struck through.
func (wr *Writer) beforeAndAfter(r library.WriteResult) (before, after []kit.Chip) {
	added, photo := r.Added, wr.photoAt(r.Path)
	for _, k := range r.Keywords.All {
		chip := kit.Chip{Name: k.Name, State: kit.InFile, Label: k.Name}
		if slices.ContainsFunc(added, func(word string) bool { return keywords.Fold(word) == keywords.Fold(k.Name) }) {
			if chip.State = kit.Accepted; wr.deps.Snapshot().Typed(photo, k.Name) {
				chip.State = kit.ByHand
			}
		} else {
			before = append(before, chip)
		}
		after = append(after, chip)
	}
	for _, word := range r.Removed {
		before = append(before, kit.Chip{Name: word, State: kit.Removed, Label: word})
	}
	return before, after
}

// ticked reports whether a photo is to be written.
func (p *planPage) ticked(r library.WriteResult) bool { return !p.off[r.Path] }

func (p *planPage) tick(path string, on bool) {
	if on {
		delete(p.off, path)
	} else {
		p.off[path] = true
	}
}
