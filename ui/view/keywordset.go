package view

import (
	"slices"
	"strings"

	"catchlight/library"
	"catchlight/library/keywords"
)

// SetSize is how many words a keyword set has: one for each digit key.
const SetSize = 9

// WordSet is a keyword set as it is used: its words, at most SetSize, by their digits.
type WordSet struct {
	Name  string // "" for the recent words
	Words []string
}

// WordSetOf is the keyword set that the settings choose: one of the user's, else the words that
// were typed last. Pure.
func WordSetOf(s library.Settings) WordSet {
	if n := s.KeywordSet; n > 0 && n <= len(s.KeywordSets) {
		set := s.KeywordSets[n-1]
		return WordSet{set.Name, set.Words[:min(len(set.Words), SetSize)]}
	}
	return WordSet{Words: s.Recent[:min(len(s.Recent), SetSize)]}
}

// NextWordSet is the number of the set after the chosen one; after the last come the recent words.
func NextWordSet(s library.Settings) int {
	if s.KeywordSet < 0 || s.KeywordSet >= len(s.KeywordSets) {
		return 0
	}
	return s.KeywordSet + 1
}

// WithSet are the user's sets with another in place of that of a number, counted from 0; with one
// more for the number after the last. Pure.
func WithSet(sets []library.KeywordSet, n int, set library.KeywordSet) []library.KeywordSet {
	set.Words = cleanWords(set.Words)
	sets = slices.Clone(sets)
	if n >= len(sets) {
		return append(sets, set)
	}
	sets[n] = set
	return sets
}

// WithoutSet are the settings without the set of a number, counted from 0; the chosen one stays
// chosen, or gives way to the recent words. Pure.
func WithoutSet(s library.Settings, n int) library.Settings {
	s.KeywordSets = slices.Delete(slices.Clone(s.KeywordSets), n, n+1)
	switch chosen := s.KeywordSet - 1; {
	case chosen == n:
		s.KeywordSet = 0
	case chosen > n:
		s.KeywordSet--
	}
	return s
}

// WithSetBack are the settings with a set again that had a number, counted from 0, and was the chosen
// one or not. Sets that have come since stay. Pure.
func WithSetBack(s library.Settings, n int, set library.KeywordSet, chosen bool) library.Settings {
	n = min(n, len(s.KeywordSets))
	s.KeywordSets = slices.Insert(slices.Clone(s.KeywordSets), n, set)
	switch {
	case chosen:
		s.KeywordSet = n + 1
	case s.KeywordSet > n:
		s.KeywordSet++
	}
	return s
}

// cleanWords are words as they may be written. Empty ones keep their digits free, but for the last.
func cleanWords(words []string) []string {
	clean, last := make([]string, len(words)), 0
	for i, word := range words {
		if clean[i] = keywords.Clean(word); clean[i] != "" {
			last = i + 1
		}
	}
	return clean[:last]
}

// SetOfFields are the words of a set from what stands in the fields of its digits, each a line of
// keywords: where several were typed in one, the others go to digits that are free, from the next
// one on. Those that find none stay beside the first, as one word. Pure.
func SetOfFields(fields []string) []string {
	words, typed := make([]string, len(fields)), make([][]string, len(fields))
	for i, field := range fields {
		if typed[i] = keywords.LineWords(field); len(typed[i]) > 0 {
			words[i] = typed[i][0]
		}
	}
	for i, all := range typed {
		for n := 1; n < len(all); n++ {
			free := freeDigit(words, i)
			if free < 0 {
				words[i] = strings.Join(append([]string{words[i]}, all[n:]...), ", ")
				break
			}
			words[free] = all[n]
		}
	}
	return words
}

// freeDigit is the first digit without a word behind one, else before it; -1 where there is none.
func freeDigit(words []string, behind int) int {
	for n := range words {
		if at := (behind + 1 + n) % len(words); words[at] == "" {
			return at
		}
	}
	return -1
}

// Word is the word of a digit, counted from 0; "" where there is none.
func (s WordSet) Word(n int) string {
	if n >= len(s.Words) {
		return ""
	}
	return s.Words[n]
}
