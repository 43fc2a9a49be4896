package vocabularies

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
)

// wish is what the user wants of an import. It is a value: a change makes another one.
type wish struct {
	file  string    // "" for the keywords of the photos
	into  string    // the list that gets it; "" the one of the file's name
	least int       // photos that a keyword must stand on
	as    []another // in the order in which they were chosen
}

// another is a word that is taken as another name of a tag, by their paths.
type another struct{ word, tag string }

func (w wish) with(a another) wish {
	w.as = append(slices.Clone(w.as), a)
	return w
}

func (w wish) without(i int) wish {
	w.as = slices.Delete(slices.Clone(w.as), i, i+1)
	return w
}

// taken is the place of a word among those that are other names, −1 where it is none.
func (w wish) taken(word string) int {
	return slices.IndexFunc(w.as, func(a another) bool { return a.word == word })
}

// plan is what comes of a wish.
type plan struct {
	vocabulary.Import
	own    string                 // the list that it makes where no other is chosen
	lists  []string               // the user's
	after  *vocabulary.Vocabulary // what its list says then
	photos map[string]int         // that a keyword stands on, by its path; nil for a file
}

// targets are the lists that can get the words, its own first.
func (p plan) targets() []string {
	names := []string{p.own}
	for _, name := range p.lists {
		if name != p.own {
			names = append(names, name)
		}
	}
	return names
}

// planOf reads what would be taken over. It blocks; any goroutine.
func planOf(lib *library.Library, w wish) (p plan, err error) {
	own := lib.Vocabularies()
	if p.lists, err = own.Names(); err != nil {
		return p, err
	}
	if w.file == "" {
		err = p.ofKeywords(lib, w)
	} else {
		p.own = vocabulary.FileName(w.file)
		p.Import, err = vocabulary.ReadImport(own, w.file, w.into)
	}
	if err != nil {
		return p, err
	}
	for _, a := range w.as {
		if p.Import, err = p.Import.TakeAs(a.word, a.tag); err != nil {
			return p, err
		}
	}
	p.after = &vocabulary.Vocabulary{}
	if p.New+p.Merged > 0 {
		p.after, err = vocabulary.Parse(p.Name, []byte(p.After))
	}
	return p, err
}

// ofKeywords plans to take the keywords of the photos over.
func (p *plan) ofKeywords(lib *library.Library, w wish) (err error) {
	var all []keywords.Keywords
	for _, photo := range lib.Snapshot().Photos() {
		all = append(all, photo.Keywords)
	}
	found, counts := vocabulary.FromKeywords("", all)
	found, counts = found.OnAtLeast(counts, w.least)
	p.own, p.photos = lang.X("vocabularies.myKeywords", "My keywords"), map[string]int{}
	name := p.own
	if w.into != "" {
		name = w.into
	}
	p.Import, err = vocabulary.NewImport(lib.Vocabularies(), name, found, nil)
	for i, c := range p.Changes {
		p.photos[c.Path] = counts[i]
	}
	return err
}
