package keywords

import (
	"slices"
	"strings"
)

// request is an Edit in the form in which it is applied to lists of keywords: clean words, split
// paths.
type request struct {
	flat   []string // words to add, one per Fold; leaves of paths included, and their ancestors when asked for
	paths  []string // "a|b|c" to add
	beside []string // of flat: other names of a leaf, which have no place in a hierarchy
	drop   []string // words to remove
	cut    []string // "a|b|c" to remove, also where a flat list has it as one word
	clear  bool     // remove everything else
}

func newRequest(e Edit, rules Rules) request {
	r := request{clear: e.Clear}
	flat, drop := newWordSet(Fold), newWordSet(Fold)
	paths, cut := newWordSet(Fold), newWordSet(Fold)
	var beside []string
	for _, word := range e.Add {
		steps := Steps(word)
		if names := namesOf(steps); len(names) > 1 && !rules.Flat {
			paths.add(strings.Join(names, "|"))
		}
		flat.add(wordsOf(steps, rules.Ancestors)...)
		beside = append(beside, besideOf(steps)...)
	}
	if !rules.Flat {
		r.beside = slices.DeleteFunc(slices.Clone(beside), flat.has)
	}
	flat.add(beside...)
	for _, word := range e.Remove {
		if parts := Steps(word); len(parts) > 1 {
			cut.add(strings.Join(parts, "|"), Clean(word), strings.Join(namesOf(parts), "|"))
		} else if drop.add(parts...); strings.Contains(word, "|") && !isWhole(word) { // a flat list may hold it as it is
			cut.add(Clean(word))
		}
	}
	r.flat, r.paths = flat.words, paths.words
	r.drop = slices.DeleteFunc(drop.words, flat.has)
	r.cut = slices.DeleteFunc(cut.words, paths.has)
	return r
}

// kind is what a step above the last one is beside a part of the hierarchy.
type kind uint8

const (
	kindAsAsked kind = iota // a word of the photo where the ancestors are asked for
	kindNever               // in brackets, [light]|sunset: none
	kindAlways              // in braces, {animal}|dog: a word of the photo in any case
	kindBeside              // {^hound}|dog: another name of the last step, a word of the photo and no step
)

// read takes the signs off a step above the last one.
func read(step string) (name string, k kind) {
	for _, signs := range []struct {
		left, right string
		kind        kind
	}{{"[", "]", kindNever}, {besideSign, "}", kindBeside}, {"{", "}", kindAlways}} {
		inside, opened := strings.CutPrefix(step, signs.left)
		inside, closed := strings.CutSuffix(inside, signs.right)
		if name := Clean(inside); opened && closed && name != "" {
			return name, signs.kind
		}
	}
	return step, kindAsAsked
}

// besideSign begins a step that is another name of the last one.
const besideSign = "{^"

// namesOf are the steps of a hierarchy without the signs that they may have, and without what is
// no step of it. The last one stands as it is.
func namesOf(steps []string) []string {
	var path []string
	for i, step := range steps {
		name, k := read(step)
		switch {
		case i == len(steps)-1:
			path = append(path, step)
		case k != kindBeside:
			path = append(path, name)
		}
	}
	return path
}

// besideOf are the other names of the last step of a hierarchy that go along with it.
func besideOf(steps []string) []string {
	var names []string
	for _, step := range steps[:max(len(steps)-1, 0)] {
		if name, k := read(step); k == kindBeside {
			names = append(names, name)
		}
	}
	return names
}

// Beside are the other names that go along with the last word of a hierarchy: they are written as
// words of the photo, and stand in no hierarchy. Pure.
func Beside(path string) []string { return besideOf(splitPath(path, "|")) }

// WithBeside is a hierarchy, or a single word, with these other names of its last word in place of
// those that it has. A name with a bar in it cannot go along. Pure.
func WithBeside(path string, names []string) string {
	steps := strings.Split(path, "|")
	last := len(steps) - 1
	above := slices.DeleteFunc(steps[:last:last], func(step string) bool {
		_, k := read(Clean(step))
		return k == kindBeside
	})
	for _, name := range names {
		if name = Clean(name); name != "" && !strings.Contains(name, "|") {
			above = append(above, besideSign+name+"}")
		}
	}
	return strings.Join(append(above, steps[last]), "|")
}

// wordsOf are the steps of a hierarchy that are words of the photo. The last one is always.
func wordsOf(steps []string, ancestors bool) []string {
	var words []string
	for i, step := range steps {
		name, k := read(step)
		switch {
		case i == len(steps)-1:
			words = append(words, step)
		case k == kindAlways, k == kindAsAsked && ancestors:
			words = append(words, name)
		}
	}
	return words
}

// Along are all words that go along with the last one of a hierarchy: of those above it, the topmost
// first, the ones in braces, and with ancestors all that are in no brackets; and those Beside it.
// Pure.
func Along(path string, ancestors bool) []string {
	steps := Steps(path)
	words := wordsOf(steps, ancestors)
	return append(words[:max(len(words)-1, 0)], besideOf(steps)...)
}

// Without is a hierarchy of a word without what is refused: without those of the names Beside it, and
// where a step above it is refused, the bare word with the names that are left. Pure.
func Without(path, word string, refused func(name string) bool) string {
	steps := strings.Split(path, "|")
	last, bare := len(steps)-1, false
	var above, beside []string
	for _, step := range steps[:last] {
		switch name, k := read(Clean(step)); {
		case k == kindBeside && refused(name):
		case k == kindBeside:
			beside = append(beside, besideSign+name+"}")
		default:
			above = append(above, step)
			bare = bare || k != kindNever && name != "" && refused(name)
		}
	}
	if bare {
		return strings.Join(append(beside, word), "|")
	}
	return strings.Join(slices.Concat(above, beside, steps[last:]), "|")
}

// splitPath returns the clean, non-empty steps of a hierarchical keyword.
func splitPath(path, separator string) []string {
	var parts []string
	for part := range strings.SplitSeq(path, separator) {
		if part = Clean(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// wholeSign begins a word in which a bar is a letter. Clean takes it away: no keyword has it.
const wholeSign = "\x1f"

// Whole is a word, as the flat lists of a file hold it, for an Edit: other programs put bars into
// words that are no hierarchies, or that they alone take for some, and such a word is added and
// removed as it stands. Pure.
func Whole(word string) string {
	if !strings.Contains(word, "|") || isWhole(word) {
		return word
	}
	return wholeSign + word
}

func isWhole(word string) bool { return strings.HasPrefix(word, wholeSign) }

// AllWhole is Whole for each of some words. Pure.
func AllWhole(words []string) []string {
	whole := make([]string, len(words))
	for i, word := range words {
		whole[i] = Whole(word)
	}
	return whole
}

// Steps are the clean words of a hierarchy, the topmost first; a plain word is one, and so is a
// Whole one. Pure.
func Steps(path string) []string {
	if isWhole(path) {
		return []string{Clean(path)}
	}
	return splitPath(path, "|")
}

// Leaf is the last word of a hierarchy: "dog" for "animal|dog"; a Whole word is its own. Pure.
func Leaf(path string) string {
	if word, whole := strings.CutPrefix(path, wholeSign); whole {
		return word
	}
	return path[strings.LastIndexByte(path, '|')+1:]
}

// wordSet keeps words in order, one per key.
type wordSet struct {
	key   func(string) string
	seen  map[string]bool
	words []string
}

func newWordSet(key func(string) string, words ...string) *wordSet {
	s := &wordSet{key: key, seen: make(map[string]bool, len(words))}
	s.add(words...)
	return s
}

func (s *wordSet) has(word string) bool { return s.seen[s.key(word)] }

func (s *wordSet) add(words ...string) {
	for _, word := range words {
		if key := s.key(word); key != "" && !s.seen[key] {
			s.seen[key] = true
			s.words = append(s.words, word)
		}
	}
}

// listEdit is what a request means for one list.
type listEdit struct {
	remove []int    // ascending indices
	add    []string // to append
	fresh  bool     // nothing of what was there is to stay
}

func (e listEdit) empty() bool { return len(e.remove) == 0 && len(e.add) == 0 }

// applied returns the list after the edit.
func (e listEdit) applied(list []string) []string {
	var out []string
	for i, word := range list {
		if _, gone := slices.BinarySearch(e.remove, i); !gone {
			out = append(out, word)
		}
	}
	return append(out, e.add...)
}

// editFlat makes a flat list hold all the words: those it has stay as and where they are,
// duplicates too. Words are the same when their keys are.
func (r request) editFlat(list, all []string, key func(string) string) listEdit {
	wanted, unwanted := newWordSet(key, r.flat...), newWordSet(key, slices.Concat(r.drop, r.cut)...)
	edit := listEdit{fresh: r.clear}
	held := newWordSet(key)
	for i, word := range list {
		if unwanted.has(word) || r.clear && !wanted.has(word) {
			edit.remove = append(edit.remove, i)
		} else {
			held.add(word)
		}
	}
	before := len(held.words)
	held.add(all...)
	edit.add = held.words[before:]
	return edit
}

// editTree does the same for a list of paths ("a|b|c"). A flat word is held by any path with that
// step; one that has the separator in it, as other programs write them, would be taken for a path,
// and is left out.
func (r request) editTree(list []string) listEdit {
	wanted, unwanted := newWordSet(Fold, r.flat...), newWordSet(Fold, r.drop...)
	cut, held := newWordSet(Fold, r.cut...), newWordSet(Fold)
	steps := newWordSet(Fold)
	edit := listEdit{fresh: r.clear}
	for i, path := range list {
		if cut.has(path) || unwanted.has(Leaf(path)) || r.clear && !wanted.has(Leaf(path)) {
			edit.remove = append(edit.remove, i)
			continue
		}
		held.add(path)
		steps.add(splitPath(path, "|")...)
	}
	before := len(held.words)
	for _, path := range r.paths {
		held.add(path)
		steps.add(splitPath(path, "|")...)
	}
	steps.add(r.beside...)
	for _, word := range r.flat {
		if !steps.has(word) && !strings.Contains(word, "|") {
			held.add(word)
		}
	}
	edit.add = held.words[before:]
	return edit
}

// within resolves removed paths for the lists at hand: the leaf of a removed path goes too, unless
// another path that stays ends in it.
func (r request) within(trees []string) request {
	if len(r.cut) == 0 {
		return r
	}
	cut, drop := newWordSet(Fold, r.cut...), newWordSet(Fold, r.drop...)
	kept := newWordSet(Fold, r.flat...)
	for _, path := range trees {
		if !cut.has(path) {
			kept.add(Leaf(path))
		}
	}
	for _, path := range r.cut {
		if leaf := Leaf(path); !kept.has(leaf) {
			drop.add(leaf)
		}
	}
	r.drop = drop.words
	return r
}

// withFlat is the request with other flat words to add.
func (r request) withFlat(words []string) request {
	r.flat = words
	return r
}
