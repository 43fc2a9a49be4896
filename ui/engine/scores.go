package engine

import (
	"cmp"
	"slices"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/lexicon"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/view"
)

// Ranked is a tag with its score.
type Ranked struct {
	Name  string
	Score float32
}

// Cut is the score from which a tag of a tagset is suggested.
func (en *Engine) Cut(tags *view.Tagset, tag int) float32 {
	set := en.deps.Library.Settings()
	if set.Threshold != nil {
		return float32(*set.Threshold)
	}
	return tags.Vectors.Cut(tag, view.StrengthOf(set))
}

// Ranks reports whether Ranking has anything to give, at next to no cost.
func (en *Engine) Ranks(p *library.Photo) bool {
	return en.Ready() && en.deps.Library.HasVector(en.tags.Model, p.Picture) &&
		slices.ContainsFunc(en.tags.Vocabulary.Tags, func(t vocabulary.Tag) bool { return !t.Heading })
}

// Ranking gives all tags for a photo, best first; nil while the model has not seen it.
func (en *Engine) Ranking(p *library.Photo) []Ranked {
	if !en.Ready() {
		return nil
	}
	vector, ok := en.deps.Library.Vector(en.tags.Model, p.Picture)
	if !ok {
		return nil
	}
	var list []Ranked
	for i, score := range en.tags.Vectors.Scores(vector) {
		if t := en.tags.Vocabulary.Tags[i]; !t.Heading {
			list = append(list, Ranked{t.Name, score})
		}
	}
	slices.SortStableFunc(list, func(a, b Ranked) int { return cmp.Compare(b.Score, a.Score) })
	return list
}

// Score is the score of a tag on a photo, and the best rival with its own, "" where there is none. A
// tag above it is no rival: it goes along with it.
func (en *Engine) Score(p *library.Photo, name string) (score float32, other Ranked, ok bool) {
	i, vector, ok := en.TagOn(p, name)
	if !ok {
		return 0, Ranked{}, false
	}
	scores, best := en.tags.Vectors.Scores(vector), -1
	kin := map[int]bool{i: true}
	for up := en.tags.Vocabulary.Tags[i].Parent; up >= 0; up = en.tags.Vocabulary.Tags[up].Parent {
		kin[up] = true
	}
	for j, s := range scores {
		if !kin[j] && (best < 0 || s > scores[best]) {
			best = j
		}
	}
	if best >= 0 {
		other = Ranked{en.tags.Vocabulary.Tags[best].Name, scores[best]}
	}
	return scores[i], other, true
}

// TagOn looks a word up among the tags, and the vector of a photo. ok is false where the word is no
// tag's own name, or the model has not seen the photo.
func (en *Engine) TagOn(p *library.Photo, name string) (tag int, vector []float32, ok bool) {
	if !en.Ready() {
		return 0, nil, false
	}
	v := en.tags.Vocabulary
	tag, found := v.Find(name)
	vector, indexed := en.deps.Library.Vector(en.tags.Model, p.Picture)
	return tag, vector, found && indexed && keywords.Fold(v.Tags[tag].Name) == keywords.Fold(name)
}

// Unknown reports whether a word is a tag that cannot be suggested, since the model does not know
// it.
func (en *Engine) Unknown(name string) bool {
	if !en.Ready() {
		return false
	}
	tag, found := en.tags.Vocabulary.Find(name)
	return found && en.tags.Unknown(tag)
}

// UnknownTags are the names of the tags that cannot be suggested, as Unknown, and how many tags
// there are; headings are neither.
func (en *Engine) UnknownTags() (names []string, of int) {
	if !en.Ready() {
		return nil, 0
	}
	for i, t := range en.tags.Vocabulary.Tags {
		if t.Heading {
			continue
		}
		of++
		if en.tags.Unknown(i) {
			names = append(names, t.Name)
		}
	}
	return names, of
}

// Prompt is the text by which the model knows a tag.
func (en *Engine) Prompt(name string) string {
	v := en.tags.Vocabulary
	if i, ok := v.Find(name); ok {
		if prompts := v.Tags[i].Prompts; len(prompts) > 0 {
			return prompts[0]
		}
		name = v.English(i)
	}
	if en.encoder == nil || len(en.encoder.Profile().Templates) == 0 {
		return name
	}
	return lexicon.InTemplate(en.encoder.Profile().Templates[0], name)
}

// Learned takes over tags that differ from those in use by what they have learned.
func (en *Engine) Learned(tags *view.Tagset) {
	if tags.SameSource(en.tags) {
		en.tags = tags
	}
}
