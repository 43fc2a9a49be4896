package keywords

import (
	"slices"
	"strings"
)

// The lists of paths divide the levels by "/" or "|", and none can say that such a sign is part of
// a name. A word that has the list's sign in a level is left out of that list: other programs would
// show its parts as words that nobody typed. Where one stands there all the same, by us or by
// others, it is known by the lists that can hold it whole.

// paths returns a hierarchical list with "|" as the separator.
func (p *packet) paths(kind int) []string {
	words := p.words(kind)
	if len(words) == 0 {
		return nil
	}
	whole, paths := p.wholePaths(kind), make([]string, len(words))
	for i, word := range words {
		if known, is := whole[Fold(word)]; is {
			paths[i] = known
		} else {
			paths[i] = strings.Join(splitPath(word, listNames[kind].separator), "|")
		}
	}
	return paths
}

// wholePaths returns what the other lists know of words that a list cannot hold, by how they look
// in it.
func (p *packet) wholePaths(kind int) map[string]string {
	found := map[string]string{}
	if separator := listNames[kind].separator; separator != "|" {
		for _, path := range slices.Concat(p.words(lightroom), p.words(mediaPro)) {
			if path = strings.Join(splitPath(path, "|"), "|"); !holdsPath(kind, path) {
				found[Fold(strings.ReplaceAll(path, "|", separator))] = path
			}
		}
		flat := newWordSet(Fold, p.words(subject)...)
		for _, word := range flat.words {
			steps := splitPath(word, separator)
			if !holdsPath(kind, word) && (len(steps) == 0 || !flat.has(steps[len(steps)-1])) {
				found[Fold(word)] = Clean(word)
			}
		}
	}
	return found
}

// holdsPath reports whether each level of a path is free of the list's separator.
func holdsPath(kind int, path string) bool {
	separator := listNames[kind].separator
	return separator == "" || separator == "|" || !strings.Contains(path, separator)
}

// trees returns the union of the hierarchical lists. What digiKam keeps there for itself is no
// keyword.
func (p *packet) trees() []string {
	if p == nil {
		return nil
	}
	set := newWordSet(Fold)
	for kind := lightroom; kind < listKinds; kind++ {
		for _, path := range p.paths(kind) {
			if !strings.HasPrefix(path, "_Digikam_") {
				set.add(path)
			}
		}
	}
	return set.words
}
