package main

import (
	"fmt"
	"strings"

	"catchlight/library"
)

// plainTags is a photo's line for a person; "" for one of which nothing is to be said on standard output.
func plainTags(l *tagLine) string {
	if l.Error != "" && len(l.To) == 0 {
		return ""
	}
	var tags []string
	for _, s := range l.Suggestions {
		if s.Reason != "" {
			tags = append(tags, fmt.Sprintf("%s (%s)", s.Tag, s.Reason))
			continue
		}
		tags = append(tags, fmt.Sprintf("%s %.2f", s.Tag, s.Score))
	}
	if l.Place != "" {
		tags = append(tags, l.Place)
	}
	text := string(l.Path) + ": " + strings.Join(tags, ", ")
	if done := doneWords(l); done != "" {
		text += " → " + done
	}
	var notes []string
	for _, note := range []string{library.WriteResult{To: l.To, Why: l.Why}.Where(), l.Skipped} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	if len(notes) > 0 {
		text += " (" + strings.Join(notes, "; ") + ")"
	}
	return text
}

// doneWords is "wrote dog, removed cat", or what would be.
func doneWords(l *tagLine) string {
	wrote, removed := "wrote ", "removed "
	if len(l.planned) > 0 || l.Skipped == dryRunNote {
		wrote, removed = "would write ", "would REMOVE "
	}
	var parts []string
	if words := append(l.planned, l.Written...); len(words) > 0 {
		parts = append(parts, wrote+strings.Join(words, ", "))
	}
	if len(l.Removed) > 0 {
		parts = append(parts, removed+strings.Join(l.Removed, ", "))
	}
	return strings.Join(parts, "; ")
}

// dryRunNote is why a dry run writes nothing.
const dryRunNote = "dry run"

func plainSummary(s tagSummary) string {
	text := fmt.Sprintf("%s: %d indexed, %d with suggestions, %d written", counting(s.Photos, "photo"), s.Indexed, s.Suggested, s.Written)
	if s.Sidecars > 0 {
		text += fmt.Sprintf(" (%d of them in sidecars)", s.Sidecars)
	}
	return text + fmt.Sprintf(", %d failed, %.1f s", s.Failed, s.Seconds)
}
