package main

import (
	"fmt"
	"strings"
)

// plainTags is a photo's line for a person; "" for one of which nothing is to be said on standard output.
func plainTags(l *tagLine) string {
	if l.Error != "" {
		return ""
	}
	var tags []string
	for _, s := range l.Suggestions {
		tags = append(tags, fmt.Sprintf("%s %.2f", s.Tag, s.Score))
	}
	if l.Place != "" {
		tags = append(tags, l.Place)
	}
	text := l.Path + ": " + strings.Join(tags, ", ")
	switch {
	case len(l.Written) > 0:
		text += " → wrote " + strings.Join(l.Written, ", ")
	case l.Skipped != "":
		text += " (" + l.Skipped + ")"
	}
	return text
}

func plainSummary(s tagSummary) string {
	text := fmt.Sprintf("%s: %d indexed, %d with suggestions, %d written", counting(s.Photos, "photo"), s.Indexed, s.Suggested, s.Written)
	return text + fmt.Sprintf(", %d failed, %.1f s", s.Failed, s.Seconds)
}
