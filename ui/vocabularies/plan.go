package vocabularies

import (
	"slices"
	"strings"

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
	cut   bool      // lines at their commas
	kept  []string  // tags that were renamed, by their old paths: their decisions are kept
	as    []another // in the order in which they were chosen
}

// another is a word that is taken as another name of a tag, by their paths.
type another struct{ word, tag string }

func (w wish) with(a another) wish {
	w.as = append(slices.Clone(w.as), a)
	return w
}

// keeping is the wish with a tag renamed, or not.
func (w wish) keeping(old string, renamed bool) wish {
	w.kept = slices.DeleteFunc(slices.Clone(w.kept), func(path string) bool { return path == old })
	if renamed {
		w.kept = append(w.kept, old)
	}
	return w
}

// anew is the wish without what is about single tags: the list is another one.
func (w wish) anew() wish {
	w.as, w.kept = nil, nil
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
	words  int                    // tags that cutting the lines at their commas would make; 0: there is nothing to cut
	before *vocabulary.Vocabulary // what its list says now
	after  *vocabulary.Vocabulary // what its list says then
	photos map[string]int         // that a keyword stands on, by its path; nil for a file

	decided map[string]int // photos that something was decided on, by the old path of a tag that looks renamed
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
	if p.words = p.Words; w.cut {
		p.Import = p.AtCommas()
	}
	p.Import = p.Rename(p.renamed(w)...)
	for _, a := range w.as {
		if p.Import, err = p.TakeAs(a.word, a.tag); err != nil {
			return p, err
		}
	}
	if p.before, err = parsed(p.Name, p.Before); err == nil {
		p.after, err = parsed(p.Name, p.After)
	}
	if err == nil {
		p.countDecided(lib.Snapshot())
	}
	return p, err
}

// countDecided counts for each tag that looks renamed the photos that something was decided on.
func (p *plan) countDecided(snap *library.Snapshot) {
	if len(p.Renamings) == 0 {
		return
	}
	counts := map[int]int{}
	for _, photo := range snap.Photos() {
		for _, d := range snap.Decisions(photo.ID) {
			if tag, known := p.before.Find(d.Tag); known {
				counts[tag]++
			}
		}
	}
	p.decided = map[string]int{}
	for _, r := range p.Renamings {
		old, _ := p.NamesOf(r)
		p.decided[old] = counts[r.From]
	}
}

// parsed is what a list says, nothing where there is none.
func parsed(name, text string) (*vocabulary.Vocabulary, error) {
	if strings.TrimSpace(text) == "" {
		return &vocabulary.Vocabulary{Name: name}, nil
	}
	return vocabulary.Parse(name, []byte(text))
}

// renamed are the renamings that are wished.
func (p plan) renamed(w wish) (list []vocabulary.Renaming) {
	for _, r := range p.Renamings {
		if old, _ := p.NamesOf(r); slices.Contains(w.kept, old) {
			list = append(list, r)
		}
	}
	return list
}

// follow gives the decisions by which what was decided goes on to count after the import, in the
// lists that are on. What is returned blocks for reading these; any goroutine may call it.
func (p plan) follow(d Deps) func() []library.Decision {
	language := d.Settings().TagNames
	together := source{name: p.Name}.together(d.Library.Vocabularies(), d.Lists.On(), language)
	return func() []library.Decision {
		lists, edited := together(p.before.In(language))
		return vocabulary.FollowTogether(d.Library.Snapshot(), lists, edited, p.after.In(language), p.before.Became(p.after))
	}
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
