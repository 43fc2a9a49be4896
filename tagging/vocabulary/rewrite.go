package vocabulary

import (
	"slices"
	"strings"

	"catchlight/library"
	"catchlight/library/keywords"
)

// Rewrite is what a photo's file needs to say a tag as its list does now.
type Rewrite struct {
	Photo library.ID
	Path  string // of the photo
	Edit  keywords.Edit
}

// OldNames gives the edits by which files say the name of a tag in the place of its other names.
// Words that the user has taken off a photo are left to that, and no file
// gets a private one. Pure; some 10 ms for 50,000 photos.
func (v *Vocabulary) OldNames(snap *library.Snapshot, tag int) []Rewrite {
	if len(v.OtherNames(tag)) == 0 {
		return nil
	}
	return rewrites(snap, func(p *library.Photo) (e keywords.Edit) {
		if isRefused(snap, p.ID, v.Tags[tag].Name) {
			return e
		}
		for _, word := range p.Keywords.All {
			if v.IsOldName(p, tag, word.Name) && !isRefused(snap, p.ID, word.Name) {
				e.Remove = append(e.Remove, keywords.Whole(word.Name))
				e.Add = []string{v.writtenOn(snap, p.ID, tag)}
			}
		}
		return e
	})
}

// OldPaths gives the edits by which files have a tag, and those below it, where they stand in the
// list, in the place of another hierarchy that ends in the same word. One that ends in the word of
// another tag at its own place is that tag's. Pure.
func (v *Vocabulary) OldPaths(snap *library.Snapshot, tag int) []Rewrite {
	places := v.places()
	return rewrites(snap, func(p *library.Photo) (e keywords.Edit) {
		for _, path := range p.Keywords.Hierarchy {
			i := v.displaced(path, places)
			if i < 0 || !v.IsBelow(i, tag) || isRefused(snap, p.ID, v.Tags[i].Name) {
				continue
			}
			word := v.writtenOn(snap, p.ID, i)
			if e.Remove = append(e.Remove, path); !slices.Contains(e.Add, word) {
				e.Add = append(e.Add, word)
			}
		}
		return e
	})
}

// Displaced are the tags that the hierarchies of a photo's file have elsewhere than the list. Pure.
func (v *Vocabulary) Displaced(p *library.Photo) []int {
	var tags []int
	for _, path := range p.Keywords.Hierarchy {
		if !strings.Contains(path, "|") {
			continue
		}
		if i := v.displaced(path, v.places()); i >= 0 {
			tags = append(tags, i)
		}
	}
	return tags
}

// displaced is the tag that a hierarchy ends in and that stands elsewhere in the list, −1 for none.
func (v *Vocabulary) displaced(path string, places map[string]bool) int {
	if !strings.Contains(path, "|") || places[keywords.Fold(path)] {
		return -1
	}
	i, ok := v.Find(keywords.Leaf(path))
	if !ok || v.Tags[i].Unsaid || !sameName(v.Tags[i].Name, keywords.Leaf(path)) {
		return -1
	}
	return i
}

// places are the hierarchies of all tags, folded.
func (v *Vocabulary) places() map[string]bool {
	v.placed.Do(func() {
		v.paths = make(map[string]bool, len(v.Tags))
		for i := range v.Tags {
			v.paths[keywords.Fold(v.fullPath(i))] = true
		}
	})
	return v.paths
}

// rewrites are the edits of all photos that need one.
func rewrites(snap *library.Snapshot, edit func(*library.Photo) keywords.Edit) []Rewrite {
	var all []Rewrite
	for _, p := range snap.Photos() {
		if e := edit(p); len(e.Remove) > 0 {
			all = append(all, Rewrite{p.ID, p.Path, e})
		}
	}
	return all
}

// writtenOn is Written for one photo: what the user has taken off that does not come back with the
// tag, as its parent or other name.
func (v *Vocabulary) writtenOn(snap *library.Snapshot, photo library.ID, tag int) string {
	refused := func(name string) bool { return isRefused(snap, photo, name) }
	return keywords.Without(v.Written(tag), v.Tags[tag].Name, refused)
}

// isRefused reports whether the user has taken a word off a photo.
func isRefused(snap *library.Snapshot, photo library.ID, word string) bool {
	return slices.ContainsFunc(snap.Decisions(photo), func(d library.Decision) bool { return d.IsNo() && sameName(d.Tag, word) })
}

// AfterRewrite gives the decisions on a photo once its file says a tag by its name: what was decided
// under another name stands under that, for else the next write would bring the old word back. Pure.
func (v *Vocabulary) AfterRewrite(snap *library.Snapshot, photo library.ID, tag int) []library.Decision {
	var all []library.Decision
	others, standing := v.OtherNames(tag), snap.Decisions(photo)
	for _, d := range standing {
		if !slices.Contains(others, keywords.Fold(d.Tag)) || d.IsNo() {
			continue
		}
		all = append(all, library.Decision{Photo: photo, Tag: d.Tag})
		if !slices.ContainsFunc(append(slices.Clone(standing), all...), func(o library.Decision) bool { return sameName(o.Tag, v.Tags[tag].Name) }) {
			all = append(all, v.decisionOn(snap.Photo(photo), tag, d))
		}
	}
	return all
}
