package main

import (
	"fmt"
	"strings"

	"catchlight/library"
	"catchlight/library/metadata"
)

// writePlan counts what a write would do.
type writePlan struct {
	photos, added, removed, losing, refused int
	embedded, sidecar                       int
}

// add counts one photo. It is not safe for concurrent use: plan with one worker.
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
	}
	for _, to := range r.To {
		if to == metadata.SidecarFile {
			w.sidecar++
		} else {
			w.embedded++
		}
	}
}

// sentence is "118 photos get 214 keywords; 3 photos lose 5 keywords. 110 photos are changed themselves, …".
func (w *writePlan) sentence() string {
	var parts []string
	parts = append(parts, fmt.Sprintf("%s would change: %s added", counting(w.photos, "photo"), counting(w.added, "keyword")))
	if w.removed > 0 {
		parts = append(parts, fmt.Sprintf("%s REMOVED from %s", counting(w.removed, "keyword"), counting(w.losing, "photo")))
	}
	text := strings.Join(parts, ", ") + "."
	if w.embedded > 0 {
		text += fmt.Sprintf(" Into the file itself: %d.", w.embedded)
	}
	if w.sidecar > 0 {
		text += fmt.Sprintf(" Into a sidecar beside it: %d.", w.sidecar)
	}
	if w.refused > 0 {
		text += fmt.Sprintf(" Cannot be written: %d.", w.refused)
	}
	return text + " \"catchlight undo --last\" takes it back."
}
