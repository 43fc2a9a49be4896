package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/safewrite"
)

// writePlan counts what a write would do.
type writePlan struct {
	photos, losing, refused int
	embedded, sidecar       int

	added, removed tally
	whys           map[string]int // photos by the reason for a sidecar
}

// tally is words with how often each comes, the most frequent first; words that differ in the case
// of their letters alone are one.
type tally struct {
	words []counted
	at    map[string]int // of a word among them, by its key
	all   int
}

type counted struct {
	word string
	n    int
}

func (t *tally) add(words []string) {
	if t.at == nil {
		t.at = map[string]int{}
	}
	for _, word := range words {
		key := keywords.Fold(word)
		if _, known := t.at[key]; !known {
			t.at[key] = len(t.words)
			t.words = append(t.words, counted{word: word})
		}
		t.words[t.at[key]].n++
		t.all++
	}
}

// namedWords is how many words that would come or go a question names.
const namedWords = 12

// String is "dog ×12, cat and 3 more".
func (t *tally) String() string {
	sorted := slices.Clone(t.words)
	slices.SortStableFunc(sorted, func(a, b counted) int { return b.n - a.n })
	var names []string
	for _, c := range sorted[:min(len(sorted), namedWords)] {
		if c.n > 1 {
			c.word += fmt.Sprintf(" ×%d", c.n)
		}
		names = append(names, c.word)
	}
	text := strings.Join(names, ", ")
	if more := len(sorted) - len(names); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// add counts one photo. It is not safe for concurrent use: a run calls it on one goroutine at a
// time.
func (w *writePlan) add(r library.WriteResult) {
	if r.Err != nil {
		w.refused++
		return
	}
	if !r.Changed {
		return
	}
	w.photos++
	w.added.add(leaves(r.Added))
	w.removed.add(leaves(r.Removed))
	if len(r.Removed) > 0 {
		w.losing++
	}
	for _, to := range r.To {
		if to == safewrite.SidecarFile {
			w.sidecar++
			w.because(r.Why)
		} else {
			w.embedded++
		}
	}
}

// because counts why a photo gets a sidecar.
func (w *writePlan) because(why string) {
	if w.whys == nil {
		w.whys = map[string]int{}
	}
	if why != "" {
		w.whys[why]++
	}
}

// won is "3 keywords added (dog ×2, cat)".
func (w *writePlan) won() string {
	text := library.Counted(w.added.all, "keyword", "keywords") + " added"
	if w.added.all > 0 {
		text += " (" + w.added.String() + ")"
	}
	return text
}

// lost is "2 keywords REMOVED from 1 photo (Oma, Opa)".
func (w *writePlan) lost() string {
	return fmt.Sprintf("%s REMOVED from %s (%s)", library.Counted(w.removed.all, "keyword", "keywords"), library.Counted(w.losing, "photo", "photos"), w.removed.String())
}

// reasons is " (2: it is read-only; 1: it belongs to another user)".
func (w *writePlan) reasons() string {
	if len(w.whys) == 0 {
		return ""
	}
	var parts []string
	for _, why := range slices.Sorted(maps.Keys(w.whys)) {
		parts = append(parts, fmt.Sprintf("%d: %s", w.whys[why], why))
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// sentence is "118 photos would change: 214 keywords added (dog ×90, …), 5 keywords REMOVED from 3
// photos (…). Into the file itself: 110. …".
func (w *writePlan) sentence() string {
	var parts []string
	parts = append(parts, fmt.Sprintf("%s would change: %s", library.Counted(w.photos, "photo", "photos"), w.won()))
	if w.removed.all > 0 {
		parts = append(parts, w.lost())
	}
	text := strings.Join(parts, ", ") + "."
	if w.embedded > 0 {
		text += fmt.Sprintf(" Into the file itself: %d.", w.embedded)
	}
	if w.sidecar > 0 {
		text += fmt.Sprintf(" Into a sidecar beside it: %d%s.", w.sidecar, w.reasons())
	}
	if w.refused > 0 {
		text += fmt.Sprintf(" Cannot be written: %d.", w.refused)
	}
	return text + " \"catchlight undo --last\" takes it back."
}
