package vocabulary

import (
	"maps"
	"slices"
	"strings"

	"catchlight/library/keywords"
)

// FromKeywords makes a vocabulary of the keywords of photos, in the order of the alphabet, each tag
// below the one that most files put it below, spelt as most spell it; photos says on how many
// photos each tag stands, those of a hierarchy with all below it. A step in [brackets] becomes a
// category. Pure.
func FromKeywords(name string, all []keywords.Keywords) (v *Vocabulary, photos []int) {
	g := gathering{spelt: map[string]map[string]int{}, above: map[string]map[string]int{}, photos: map[string]int{}}
	for _, k := range all {
		g.photo(k)
	}
	return g.vocabulary(name)
}

// gathering counts the words of photos by their keys: folded names, which stand once in the
// vocabulary whatever files do.
type gathering struct {
	spelt  map[string]map[string]int // how often each spelling
	above  map[string]map[string]int // how often below which key, "" at the top
	photos map[string]int
}

// photo counts the words of one photo, each once.
func (g *gathering) photo(k keywords.Keywords) {
	seen := map[string]bool{}
	for _, path := range k.Hierarchy {
		above := ""
		for step := range strings.SplitSeq(path, "|") {
			if key := g.add(step, seen); key != "" && key != above {
				count(g.above, key, above)
				above = key
			}
		}
	}
	for _, word := range k.All {
		g.add(word.Name, seen)
	}
}

// add counts a word and gives its key.
func (g *gathering) add(word string, seen map[string]bool) string {
	word = cleanName(word)
	key := keywords.Fold(word)
	if key == "" || len(word) > mostBytes || seen[key] {
		return key
	}
	seen[key] = true
	count(g.spelt, key, word)
	g.photos[key]++
	return key
}

func count(counts map[string]map[string]int, key, value string) {
	if counts[key] == nil {
		counts[key] = map[string]int{}
	}
	counts[key][value]++
}

// most is what was counted most often, of equal ones the first in the alphabet; "" of nothing.
func most(counts map[string]int) string {
	best := ""
	for _, value := range slices.Sorted(maps.Keys(counts)) {
		if best == "" || counts[value] > counts[best] {
			best = value
		}
	}
	return best
}

// vocabulary puts each word below its parent. A hierarchy that files close to a ring is cut where
// it comes back.
func (g *gathering) vocabulary(name string) (*Vocabulary, []int) {
	below := map[string][]string{}
	for key := range g.photos {
		parent := most(g.above[key])
		if g.rings(key) {
			parent = ""
		}
		below[parent] = append(below[parent], key)
	}
	v, photos := &Vocabulary{Name: name}, []int(nil)
	var put func(keys []string, parent int)
	put = func(keys []string, parent int) {
		slices.Sort(keys)
		for _, key := range keys {
			t := Tag{Name: most(g.spelt[key]), Parent: parent}
			if enclosed(t.Name, '[', ']') {
				t.Name, t.Heading, t.Unsaid = cleanName(t.Name[1:len(t.Name)-1]), true, true
			}
			v.Tags, photos = append(v.Tags, t), append(photos, g.photos[key])
			put(below[key], len(v.Tags)-1)
		}
	}
	put(below[""], -1)
	return v, photos
}

// rings reports whether a word stands below itself, by the parents that most files give.
func (g *gathering) rings(key string) bool {
	steps := 0
	for up := most(g.above[key]); up != ""; up = most(g.above[up]) {
		if steps++; up == key || steps > mostLevels {
			return true
		}
	}
	return false
}

// OnAtLeast is v with the tags that stand on so many photos or more, and those above them; photos
// is by tag, before and after.
func (v *Vocabulary) OnAtLeast(photos []int, least int) (*Vocabulary, []int) {
	stays := make([]bool, len(v.Tags))
	for i, n := range photos {
		for up := i; n >= least && up >= 0; up = v.Tags[up].Parent {
			stays[up] = true
		}
	}
	few, counts, place := &Vocabulary{Name: v.Name}, []int(nil), map[int]int{-1: -1}
	for i, t := range v.Tags {
		if stays[i] {
			place[i] = len(few.Tags)
			t.Parent = place[t.Parent]
			few.Tags, counts = append(few.Tags, t), append(counts, photos[i])
		}
	}
	return few, counts
}
