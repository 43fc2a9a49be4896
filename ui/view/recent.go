package view

import (
	"slices"

	"catchlight/library/keywords"
)

// mostRecent is how many words are remembered that were typed.
const mostRecent = 36

// Remembered are the recent words, newest first, after others were typed in their order: each once,
// as it was spelt last. Pure; recent is not changed.
func Remembered(recent, typed []string) []string {
	now := make([]string, 0, len(recent)+len(typed))
	for _, word := range slices.Backward(typed) {
		now = append(now, word)
	}
	seen := map[string]bool{}
	now = slices.DeleteFunc(append(now, recent...), func(word string) bool {
		key := keywords.Fold(word)
		again := seen[key]
		seen[key] = true
		return again || key == ""
	})
	return now[:min(len(now), mostRecent)]
}
