package evaluate

import (
	"cmp"
	"maps"
	"slices"

	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// shownPhotos is how many photos a report names as examples of one kind.
const shownPhotos = 6

// tally counts over the photos.
type tally struct {
	v      *vocabulary.Vocabulary
	kept   bool         // labels say what is worth keeping
	except map[int]bool // tags that do not count

	photos, labelled, top1, top5 int
	right, keep, suggested       int                    // suggestions
	found, labels                int                    // labels that were suggested, and all
	confused                     map[[2]string][]string // paths by label and best tag
	byTag                        []TagReport
	ranks                        [][]float32    // of each photo, by tag
	truth                        []map[int]bool // its labels' tags, and those above
	left                         []int          // how many labels of each count
}

func newTally(v *vocabulary.Vocabulary, o Options) *tally {
	t := &tally{v: v, except: map[int]bool{}, confused: map[[2]string][]string{}, byTag: make([]TagReport, len(v.Tags))}
	for _, name := range o.Except {
		if tag, ok := v.Find(name); ok {
			t.except[tag] = true
		}
	}
	return t
}

// tagsOf are the tags of a photo's labels, but for those that do not count.
func (t *tally) tagsOf(labels []string) map[int]bool {
	tags := map[int]bool{}
	for _, label := range labels {
		if tag, ok := t.v.Find(label); ok && !t.except[tag] {
			tags[tag] = true
		}
	}
	return tags
}

// withAbove adds what stands above tags.
func (t *tally) withAbove(tags map[int]bool) map[int]bool {
	all := maps.Clone(tags)
	for tag := range tags {
		for up := t.v.Tags[tag].Parent; up >= 0; up = t.v.Tags[up].Parent {
			if !t.v.Tags[up].Heading {
				all[up] = true
			}
		}
	}
	return all
}

// add counts one photo with its labels, its scores, by what it is ranked among others, and what is
// suggested for it.
func (t *tally) add(p Labelled, scores, ranks []float32, found []tagging.Suggestion) {
	labels, left := t.tagsOf(p.Tags), len(p.Tags)
	for _, label := range p.Tags {
		if tag, ok := t.v.Find(label); ok && t.except[tag] {
			left--
		}
	}
	found = slices.DeleteFunc(slices.Clone(found), func(s tagging.Suggestion) bool { return t.except[s.Tag] })
	truth := t.withAbove(labels)
	t.photos++
	t.labels, t.left = t.labels+left, append(t.left, left)
	t.ranks, t.truth = append(t.ranks, ranks), append(t.truth, truth)
	t.rank(p, labels, scores)
	t.count(p.Path, labels, truth, found)
	worth := t.withAbove(t.tagsOf(p.Keep))
	for _, s := range found {
		if worth[s.Tag] {
			t.keep++
		}
	}
}

// count compares the suggestions for a photo with its labels and with all that is true of it.
func (t *tally) count(path string, labels, truth map[int]bool, found []tagging.Suggestion) {
	suggested := map[int]bool{}
	for _, s := range found {
		suggested[s.Tag] = true
		t.suggested++
		r := &t.byTag[s.Tag]
		r.Suggested++
		if truth[s.Tag] {
			t.right++
			r.Right++
		} else {
			show(&r.Wrong, path)
		}
	}
	for tag := range labels {
		if suggested[tag] {
			t.found++
		}
	}
	for tag := range truth {
		r := &t.byTag[tag]
		if r.Photos++; !suggested[tag] {
			show(&r.Missed, path)
		}
	}
}

func show(list *[]string, path string) {
	if len(*list) < shownPhotos {
		*list = append(*list, path)
	}
}

// rank counts whether a label is among the best scored tags.
func (t *tally) rank(p Labelled, truth map[int]bool, scores []float32) {
	if len(p.Tags) == 0 {
		return
	}
	t.labelled++
	best := bestTags(scores, 5)
	if slices.ContainsFunc(best, func(tag int) bool { return truth[tag] }) {
		t.top5++
	}
	switch {
	case len(best) == 0:
	case truth[best[0]]:
		t.top1++
	default:
		pair := [2]string{p.Tags[0], t.v.Tags[best[0]].Name}
		t.confused[pair] = append(t.confused[pair], p.Path)
	}
}

// bestTags are the n tags of the highest scores, the best first, equal ones in the vocabulary's
// order.
func bestTags(scores []float32, n int) []int {
	var best []int
	for tag, score := range scores {
		at := len(best)
		for at > 0 && score > scores[best[at-1]] {
			at--
		}
		if at < n {
			best = slices.Insert(best, at, tag)
			best = best[:min(len(best), n)]
		}
	}
	return best
}

func (t *tally) report() Report {
	r := Report{
		Photos: t.photos, Top1: share(t.top1, t.labelled), Top5: share(t.top5, t.labelled),
		Precision: share(t.right, t.suggested), Recall: share(t.found, t.labels), TrueShare: share(t.right, t.suggested),
		SuggestedPerPhoto: share(t.suggested, t.photos), Confusions: []Confusion{},
	}
	if r.Precision+r.Recall > 0 {
		r.F1 = 2 * r.Precision * r.Recall / (r.Precision + r.Recall)
	}
	if t.kept {
		worth := share(t.keep, t.suggested)
		r.KeepShare = &worth
	}
	r.ByTag, r.MAP = t.tagReports()
	for pair, photos := range t.confused {
		r.Confusions = append(r.Confusions, Confusion{pair[0], pair[1], len(photos), photos[:min(len(photos), shownPhotos)]})
	}
	slices.SortFunc(r.Confusions, func(a, b Confusion) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Label, b.Label), cmp.Compare(a.Best, b.Best))
	})
	return r
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// tagReports are the tags that occur or were suggested, and the mean average precision of those
// that occur.
func (t *tally) tagReports() ([]TagReport, float64) {
	var all []TagReport
	sum, occur := 0.0, 0
	for tag, r := range t.byTag {
		r.Tag = t.v.Tags[tag].Name
		if r.Photos > 0 {
			r.Average = t.averagePrecision(tag)
			sum, occur = sum+r.Average, occur+1
		}
		if r.Photos+r.Suggested > 0 {
			all = append(all, r)
		}
	}
	return all, sum / float64(max(occur, 1))
}

// averagePrecision ranks all photos by one tag that occurs and averages the precision at each photo
// that has it.
func (t *tally) averagePrecision(tag int) float64 {
	order := make([]int, len(t.ranks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(t.ranks[b][tag], t.ranks[a][tag]) })
	sum, found := 0.0, 0
	for rank, photo := range order {
		if t.truth[photo][tag] {
			found++
			sum += float64(found) / float64(rank+1)
		}
	}
	return sum / float64(max(found, 1))
}
