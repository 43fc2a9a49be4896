package keywords

import (
	"fmt"
	"slices"
	"strings"
)

// Remainder is a word that other programs show although the edit was to take it away, or an old one
// that they may lose sight of, for it stands where it cannot be edited.
type Remainder struct {
	Word  string // as it stands there; empty: what stands there cannot be read
	Place string // "inside the photo", or "in " and the path of a sidecar
	Why   string // what stands in the way, in plain words
}

// Remains are what an edit had to leave. They are an error: the photo is not as the user wanted it,
// though what could be written has been.
type Remains []Remainder

// Error says in a sentence which words stay where, and what to do.
func (r Remains) Error() string {
	var parts []string
	for len(r) > 0 {
		first := r[0]
		isAlike := func(other Remainder) bool { return other.Place == first.Place && other.Why == first.Why }
		var words []string
		for _, one := range r {
			if isAlike(one) {
				words = append(words, one.shown())
			}
		}
		parts = append(parts, fmt.Sprintf("%s stays %s (%s)", strings.Join(words, ", "), first.Place, first.Why))
		r = slices.DeleteFunc(slices.Clone(r), isAlike)
	}
	return strings.Join(parts, "; ") + ": change it with the program that wrote it"
}

func (r Remainder) shown() string {
	if r.Word == "" {
		return "a keyword that cannot be read"
	}
	return fmt.Sprintf("%q", r.Word)
}

const insidePhoto = "inside the photo"

// garbled are the keywords of IPTC that are in no character set that is known: no other list can
// take them over.
func (c carriers) garbled() Remains {
	var left Remains
	for _, word := range c.iptcWords() {
		if isGarbled(word) {
			left = append(left, Remainder{word, "in IPTC only", "its character set is not known"})
		}
	}
	return left
}

func isGarbled(word string) bool { return strings.ContainsRune(word, '\uFFFD') }

// removes reports whether the request takes anything away.
func (r request) removes() bool { return r.clear || len(r.drop)+len(r.cut) > 0 }

// remaining returns what the request was to take away of a place.
func (r request) remaining(c carriers, place, why string) Remains {
	goes, cut := r.unwanted(), newWordSet(Fold, r.cut...)
	held := newWordSet(Fold, slices.DeleteFunc(c.words(nil), func(word string) bool { return !goes(word) })...)
	held.add(slices.DeleteFunc(c.trees(), func(path string) bool {
		return !goes(path) || !r.clear && !cut.has(path) // a hierarchy stays where only a word that reads like it goes
	})...)
	var left Remains
	for _, word := range held.words {
		left = append(left, Remainder{word, place, why})
	}
	for _, stray := range c.strayIn() {
		if goes(stray.name) && !held.has(stray.name) {
			left = append(left, Remainder{stray.name, place, "in " + stray.field + ", which is never written"})
		}
	}
	if (c.unread || c.iptc.hidesKeywords()) && r.removes() {
		left = append(left, Remainder{Place: place, Why: why})
	}
	return left
}

// unwanted returns what reports whether a word or path is to be taken away.
func (r request) unwanted() func(word string) bool {
	wanted, unwanted := newWordSet(Fold, r.flat...), newWordSet(Fold, slices.Concat(r.drop, r.cut)...)
	return func(word string) bool {
		return unwanted.has(word) || r.clear && !wanted.has(word) && !wanted.has(Leaf(word))
	}
}
