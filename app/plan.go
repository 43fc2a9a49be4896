package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"catchlight/library"
	"catchlight/library/safewrite"
)

// writePlan counts what a write would do.
type writePlan struct {
	photos, added, removed, losing, refused int
	embedded, sidecar                       int

	words []string       // that would be removed, each once
	whys  map[string]int // photos by the reason for a sidecar
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
	w.added += len(leaves(r.Added))
	w.removed += len(leaves(r.Removed))
	if len(r.Removed) > 0 {
		w.losing++
		w.words = leaves(append(w.words, r.Removed...))
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

// namedWords is how many words that would go a question names.
const namedWords = 12

// lost is "2 keywords REMOVED from 1 photo (Oma, Opa)".
func (w *writePlan) lost() string {
	names := w.words[:min(len(w.words), namedWords)]
	text := strings.Join(names, ", ")
	if more := len(w.words) - len(names); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Sprintf("%s REMOVED from %s (%s)", counting(w.removed, "keyword"), counting(w.losing, "photo"), text)
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

// sentence is "118 photos get 214 keywords; 3 photos lose 5 keywords. 110 photos are changed
// themselves, …".
func (w *writePlan) sentence() string {
	var parts []string
	parts = append(parts, fmt.Sprintf("%s would change: %s added", counting(w.photos, "photo"), counting(w.added, "keyword")))
	if w.removed > 0 {
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
