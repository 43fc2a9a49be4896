package vocabularies

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/tagging/vocabulary"
	"catchlight/ui/phrase"
)

// changed says in one sentence what an edit has made of a tag, but for its name.
func changed(was, is vocabulary.Tag) string {
	tag := phrase.Tag(is.Name)
	more, less := without(is.Synonyms, was.Synonyms), without(was.Synonyms, is.Synonyms)
	names := func(list []string) map[string]any { return map[string]any{"tag": tag["tag"], "names": listed(list)} }
	switch {
	case len(more) > 0 && len(less) == 0:
		return lang.X("vocabularies.named", "Gave {{.tag}} more names: {{.names}}", names(more))
	case len(less) > 0 && len(more) == 0:
		return lang.X("vocabularies.unnamed", "Took names off {{.tag}}: {{.names}}", names(less))
	case !slices.Equal(was.Prompts, is.Prompts):
		return lang.X("vocabularies.prompted", "Changed the prompts of {{.tag}}", tag)
	case was.English != is.English || !maps.Equal(was.Names, is.Names):
		return lang.X("vocabularies.called", "Changed what {{.tag}} is called in other languages", tag)
	}
	return marked(was, is)
}

// marked says which mark of a tag an edit has set or taken off.
func marked(was, is vocabulary.Tag) string {
	tag := phrase.Tag(is.Name)
	switch {
	case is.Unsaid && !was.Unsaid:
		return lang.X("vocabularies.isPrivate", "Made {{.tag}} private: it is never written", tag)
	case was.Unsaid && !is.Unsaid:
		return lang.X("vocabularies.isPublic", "Made {{.tag}} a tag that is written", tag)
	case is.Heading && !was.Heading:
		return lang.X("vocabularies.isHeading", "Made {{.tag}} a heading: it is not suggested", tag)
	case was.Heading && !is.Heading:
		return lang.X("vocabularies.isTag", "Made {{.tag}} a tag that is suggested", tag)
	case is.OneOf && !was.OneOf:
		return lang.X("vocabularies.excludes", "Of the tags below {{.tag}} one at most is suggested now", tag)
	case was.OneOf && !is.OneOf:
		return lang.X("vocabularies.allows", "Of the tags below {{.tag}} any number is suggested now", tag)
	case was.ByAll != is.ByAll:
		return lang.X("vocabularies.along", "Changed whether other names of {{.tag}} are written", tag)
	case was.Parents != is.Parents:
		return lang.X("vocabularies.withParents", "Changed whether parents of {{.tag}} are written", tag)
	}
	return lang.X("vocabularies.changed", "Changed {{.tag}}", tag)
}

// without are the names that are not among others.
func without(names, others []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(others, name) })
}
