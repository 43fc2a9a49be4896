package tagging

import (
	"cmp"
	"slices"

	"catchlight/library/keywords"
	"catchlight/tagging/lexicon"
	"catchlight/tagging/vocabulary"
)

const (
	// leastTogether is on how many photos two words must stand together to be a pair.
	leastTogether = 5
	// oftenTogether is the share of a tag's photos that must have the other word.
	oftenTogether = .1
	// attracted is how many times as often as by chance they must stand together.
	attracted = 1.5
	// mostPairs is with how many words a tag is paired: the texts of a vocabulary are to be encoded
	// in a bearable time.
	mostPairs = 4
)

// Pairs finds, for each tag of a vocabulary, the words that it is often seen with: a text that names
// both fits such photos better than one of the tag alone (after the compound prompts of K. Miller
// et al., "SPARC", CVPR 2025, whose pairs a language model made up). By the tags' folded names, the
// words as a model is shown them, the most frequent first. A word counts that is a tag or everyday:
// what else stands on photos, names of people and numbers, shows nothing. Of tags above and below
// each other, and of those with prompts of their own, there are no pairs. Pure.
func Pairs(v *vocabulary.Vocabulary, photos []keywords.Keywords) map[string][]string {
	c := pairCounts{vocabulary: v, on: map[string]int{}, together: map[int]map[string]int{}}
	for _, p := range photos {
		c.add(p)
	}
	pairs := map[string][]string{}
	for tag := range c.together {
		if words := c.with(tag, len(photos)); len(words) > 0 {
			pairs[keywords.Fold(v.Tags[tag].Name)] = words
		}
	}
	return pairs
}

// pairCounts counts words on photos.
type pairCounts struct {
	vocabulary *vocabulary.Vocabulary
	on         map[string]int         // photos, by word
	together   map[int]map[string]int // photos, by tag and word; with its own word all of the tag's
}

// add counts what stands on one photo.
func (c *pairCounts) add(k keywords.Keywords) {
	tags, words := map[int]bool{}, map[string]int{} // words by the tag that they are, -1 of none
	for _, word := range k.All {
		if tag, ok := c.vocabulary.Find(word.Name); ok {
			if !c.vocabulary.Tags[tag].Heading {
				tags[tag] = true
				words[c.vocabulary.English(tag)] = tag
			}
		} else if english, ok := c.vocabulary.EnglishWord(word.Name); ok {
			words[english] = -1
		}
	}
	for word := range words {
		c.on[word]++
	}
	for tag := range tags {
		if c.together[tag] == nil {
			c.together[tag] = map[string]int{}
		}
		for word, other := range words {
			if other == tag || !c.related(tag, other) {
				c.together[tag][word]++
			}
		}
	}
}

// related reports whether one tag stands above the other.
func (c *pairCounts) related(a, b int) bool {
	return b >= 0 && (isBelow(c.vocabulary, a, b) || isBelow(c.vocabulary, b, a))
}

// with are the words that a tag is often seen with, and oftener than photos have them anyway.
func (c *pairCounts) with(tag, photos int) []string {
	if len(c.vocabulary.Tags[tag].Prompts) > 0 {
		return nil
	}
	own := c.vocabulary.English(tag)
	counts := c.together[tag]
	var words []string
	for word, n := range counts {
		often := float64(n) >= oftenTogether*float64(counts[own])
		byChance := float64(counts[own]) * float64(c.on[word]) / float64(photos)
		if word != own && n >= leastTogether && often && float64(n) >= attracted*byChance {
			words = append(words, word)
		}
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	return words[:min(len(words), mostPairs)]
}

// pairTexts are the texts that name a tag and a word that it is often seen with.
func pairTexts(v *vocabulary.Vocabulary, tag int, pairs map[string][]string, template string) []string {
	var texts []string
	if len(v.Tags[tag].Prompts) > 0 {
		return nil
	}
	for _, word := range pairs[keywords.Fold(v.Tags[tag].Name)] {
		texts = append(texts, lexicon.InTemplate(template, v.English(tag)+" and "+word))
	}
	return texts
}
