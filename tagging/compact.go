package tagging

import (
	"errors"
	"fmt"
	"slices"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
)

// Compact gives unused space of the library back, and that of texts which no vocabulary has any
// more: those of vocabularies that were changed or removed, and of searches, which cost a blink to
// encode again. models are those that are there: texts of others go. What a model's earlier version
// computed goes too. A vocabulary that cannot be read may have any of them: then all stay. It
// blocks as library.Compact does.
func Compact(lib *library.Library, models []Profile) error {
	for _, m := range models {
		if err := forgetReplaced(lib, m); err != nil {
			return fmt.Errorf("forget what an earlier version of a model saw: %w", err)
		}
	}
	vocabularies, err := allVocabularies(lib)
	if err == nil {
		if err := lib.KeepTexts(textsInUse(lib, vocabularies, models)); err != nil {
			return fmt.Errorf("forget the texts of vocabularies that are gone: %w", err)
		}
	}
	return lib.Compact()
}

// allVocabularies reads the built-in ones, the user's own and those in use.
func allVocabularies(lib *library.Library) ([]*vocabulary.Vocabulary, error) {
	own := lib.Vocabularies()
	names, err := own.Names()
	if err != nil {
		return nil, err
	}
	var all []*vocabulary.Vocabulary
	for _, name := range slices.Concat(vocabulary.BuiltIn(), names, vocabulary.InUse(lib.Settings())) {
		v, err := vocabulary.LoadOwn(own, name)
		if err != nil && !errors.Is(err, vocabulary.ErrEmpty) {
			return nil, err
		}
		if err == nil {
			all = append(all, v)
		}
	}
	return all, nil
}

// textsInUse are the texts of vocabularies by the key of each model's texts.
func textsInUse(lib *library.Library, vocabularies []*vocabulary.Vocabulary, models []Profile) map[string][]string {
	used := map[string][]string{}
	for _, m := range models {
		var texts []string
		pairs := RuleAtPresent(lib, m).Pairs
		for _, v := range vocabularies {
			for i, t := range v.Tags {
				if !t.Heading && m.reads(v, i) {
					texts = append(texts, tagTexts(v, i, m.Templates, m.Measure)...)
					texts = append(texts, pairTexts(v, i, pairs, m.Templates[0])...)
					texts = append(texts, m.otherTexts(v, i)...)
				}
			}
		}
		used[m.texts()] = slices.Concat(used[m.texts()], texts)
	}
	return used
}

// otherTexts are the texts by which the model may look up a tag instead.
func (p Profile) otherTexts(v *vocabulary.Vocabulary, tag int) []string {
	if p.Measure == Cosine {
		return nil
	}
	return inTemplate(waysToSay(v, tag), p.Templates[0])
}
