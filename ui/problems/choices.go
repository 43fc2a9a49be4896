package problems

import (
	"slices"

	"catchlight/library"
	"catchlight/library/keywords"
)

// Choice is whose keywords hold where the files of a photo contradict each other: the edit that ends
// that. Words are added where they are missing; what a file has already stays as it is.
type Choice func(*library.Photo) keywords.Edit

// both lets all words hold, of a photo and of its sidecars.
func both(p *library.Photo) keywords.Edit {
	photo, sidecar := stands(p)
	return said(slices.Concat(photo, sidecar), nil)
}

// thePhoto lets the words of the photo hold.
func thePhoto(p *library.Photo) keywords.Edit {
	photo, sidecar := stands(p)
	return said(photo, lacking(sidecar, photo))
}

// theSidecar lets the words of the sidecars hold.
func theSidecar(p *library.Photo) keywords.Edit {
	photo, sidecar := stands(p)
	return said(sidecar, lacking(photo, sidecar))
}

// only lets of all words of several sidecars those of one hold; what stands in the photo itself
// stays.
func only(words, all []string) Choice {
	return func(p *library.Photo) keywords.Edit {
		photo, _ := stands(p)
		kept := append(slices.Clone(words), photo...)
		return said(kept, lacking(all, kept))
	}
}

// said is the edit that lets these words stand, and takes away those. They are words of files, and
// no hierarchies.
func said(stay, leave []string) keywords.Edit {
	return keywords.Edit{Add: keywords.AllWhole(stay), Remove: keywords.AllWhole(leave)}
}

// stands lists the keywords that stand in a photo's own file, and in its sidecars.
func stands(p *library.Photo) (photo, sidecar []string) {
	for _, k := range p.Keywords.All {
		if k.In&^keywords.Sidecar != 0 {
			photo = append(photo, k.Name)
		}
		if k.In&keywords.Sidecar != 0 {
			sidecar = append(sidecar, k.Name)
		}
	}
	return photo, sidecar
}

// lacking are the words of a list that another has not.
func lacking(words, other []string) []string {
	known := map[string]bool{}
	for _, word := range other {
		known[keywords.Fold(word)] = true
	}
	return slices.DeleteFunc(slices.Clone(words), func(word string) bool { return known[keywords.Fold(word)] })
}

// speaking are the sidecars of a photo that hold keywords, as far as they are read.
func (p *problemsPage) speaking(photo *library.Photo) []keywords.XMPFile {
	return slices.DeleteFunc(slices.Clone(p.beside[photo]), func(s keywords.XMPFile) bool { return len(s.Keywords()) == 0 })
}
