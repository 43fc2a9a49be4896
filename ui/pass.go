package ui

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/tagging/vocabulary"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// pass is a way through the tags that wait for review: those with most open suggestions first, as
// they were when it began, so that the order does not change under the user. Tags with few come
// together after it, on the page of leftovers.
type pass struct{ tags []int }

// newPass makes a pass over what waits now. v may be nil.
func newPass(v *view.State) pass {
	var p pass
	if v == nil {
		return p
	}
	for tag, open := range v.Chips {
		if open > view.MostFew {
			p.tags = append(p.tags, tag)
		}
	}
	slices.SortStableFunc(p.tags, func(a, b int) int { return cmp.Compare(v.Chips[b], v.Chips[a]) })
	return p
}

// from is the next (by 1) or previous (by -1) tag that has an open suggestion; ok is false where
// the pass has an end. From -1, and from a word that is not of the pass, the next is its first tag.
func (p pass) from(tag, by int, open []int) (next int, ok bool) {
	at := slices.Index(p.tags, tag)
	if at < 0 && by < 0 {
		at = len(p.tags)
	}
	for i := at + by; i >= 0 && i < len(p.tags); i += by {
		if t := p.tags[i]; t < len(open) && open[t] > 0 {
			return t, true
		}
	}
	return 0, false
}

// place says where a tag stands in the pass, "" for one that is not of it.
func (p pass) place(tag int) string {
	i := slices.Index(p.tags, tag)
	if i < 0 {
		return ""
	}
	return lang.X("review.place", "Tag {{.i}} of {{.n}}", map[string]any{"i": phrase.Number(i + 1), "n": phrase.Number(len(p.tags))})
}

// waitingUnder is the tag whose review answers to the number beside a row of the vocabulary: of a
// heading, which is suggested for no photo, that below it which most photos wait for; the heading
// itself where none waits.
func waitingUnder(name string, v *vocabulary.Vocabulary, now *view.State) string {
	heading, known := v.Find(name)
	if !known || !v.Tags[heading].Heading {
		return name
	}
	best, most := heading, 0
	for tag, n := range now.Chips[:min(len(now.Chips), len(v.Tags))] {
		if n > most && v.IsBelow(tag, heading) {
			best, most = tag, n
		}
	}
	return v.Tags[best].Name
}
