package lexicon

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// A word of so many letters may have one slip, a longer one two; a shorter one none.
const (
	lettersForOne = 5
	lettersForTwo = 9
)

// indexLetters sorts the keys of words in letters by their first one: hardly anybody misspells
// that.
func (l *Lexicon) indexLetters() {
	for key := range l.places {
		first, _ := utf8.DecodeRuneInString(key)
		l.letters[first] = append(l.letters[first], key)
	}
	for _, keys := range l.letters {
		slices.Sort(keys)
	}
}

// Nearest is the known word that a misspelt one is meant for: the one with the fewest slips, at
// most one in five letters or more and two in nine; of equal ones an English one, then the first in
// the alphabet. ok is false where there is none. more are words that are known beside the
// lexicon's.
func (l *Lexicon) Nearest(name string, more []string) (word string, ok bool) {
	key := keyOf(name)
	most := slipsIn(key)
	if most == 0 {
		return "", false
	}
	best := candidate{slips: most + 1}
	first, _ := utf8.DecodeRuneInString(key)
	for _, known := range l.letters[first] {
		best = best.or(candidate{known, slips(key, known, most), len(within(l.places[known], english)) > 0})
	}
	for _, known := range more {
		best = best.or(candidate{known, slips(key, keyOf(known), most), true})
	}
	if best.slips > most {
		return "", false
	}
	return best.word, true
}

// candidate is a known word and how far a misspelt one is from it.
type candidate struct {
	word    string
	slips   int
	english bool
}

func (c candidate) or(d candidate) candidate {
	worse := cmp.Or(cmp.Compare(c.slips, d.slips), cmp.Compare(rank(c.english), rank(d.english)))
	if worse > 0 {
		return d
	}
	return c
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

func slipsIn(key string) int {
	switch n := utf8.RuneCountInString(key); {
	case n >= lettersForTwo:
		return 2
	case n >= lettersForOne:
		return 1
	}
	return 0
}

// slips is how many letters must be put in, left out, changed or swapped with their neighbour to
// make b of a (the optimal string alignment distance); most + 1 where it is more than most.
func slips(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if max(len(x)-len(y), len(y)-len(x)) > most {
		return most + 1
	}
	before, above, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range above {
		above[j] = j
	}
	for i := range x {
		row[0] = i + 1
		least := row[0]
		for j := range y {
			change := above[j]
			if x[i] != y[j] {
				change++
			}
			row[j+1] = min(change, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > most {
			return most + 1
		}
		before, above, row = above, row, before
	}
	return above[len(y)]
}
