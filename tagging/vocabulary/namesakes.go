package vocabulary

import (
	"slices"

	"catchlight/library"
	"catchlight/library/keywords"
)

// namesakes are the tags of each name, folded, that stands at several places: an orange among food
// and one among colours. What is said of such a word is about the one whose place goes with it.
type namesakes map[string][]int

func (v *Vocabulary) namesakes() namesakes {
	all := namesakes{}
	for i, t := range v.Tags {
		key := keywords.Fold(t.Name)
		all[key] = append(all[key], i)
	}
	for key, tags := range all {
		if len(tags) < 2 {
			delete(all, key)
		}
	}
	return all
}

// decidedOn is the tag that a decision is about: of several with its name the one at its place.
func (v *Vocabulary) decidedOn(d library.Decision, of namesakes) (tag int, known bool) {
	for _, i := range of[keywords.Fold(d.Tag)] {
		if v.isPlacedBy(d, i) {
			return i, true
		}
	}
	return v.Find(d.Tag)
}

// isPlacedBy reports whether the hierarchy of a decision is that of a tag, which may have been private
// before others stood below it.
func (v *Vocabulary) isPlacedBy(d library.Decision, tag int) bool {
	path := keywords.WithBeside(d.Path, nil)
	return path == v.kept(tag, v.inPlace(tag)) || v.Tags[tag].Unsaid && path == v.placeOf(tag, true)
}

// meantBy are the tags that a word of a photo's file stands for: of several with that name those
// whose places the file or a yes says.
func (v *Vocabulary) meantBy(word string, p *library.Photo, standing []library.Decision, of namesakes) []int {
	var tags []int
	for _, i := range of[keywords.Fold(word)] {
		inFile := slices.ContainsFunc(p.Keywords.Hierarchy, func(path string) bool { return sameName(path, v.fullPath(i)) })
		decided := slices.ContainsFunc(standing, func(d library.Decision) bool {
			return d.IsYes() && sameName(d.Tag, word) && v.isPlacedBy(d, i)
		})
		if inFile || decided {
			tags = append(tags, i)
		}
	}
	if tag, known := v.Find(word); len(tags) == 0 && known {
		tags = append(tags, tag)
	}
	return tags
}
