package evaluate

import (
	"context"
	"fmt"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
)

// proven is what is known of photos without the model: what they look like, how they were taken, and
// who is on them. Their keywords are not: they may be what is looked for.
type proven struct {
	words    *facts.Words
	people   tagging.LookForPeople // nil: nobody is looked for
	subjects []facts.Subject
}

// newProven prepares for as many photos; nil where a vocabulary has no word for any of it.
func newProven(v *vocabulary.Vocabulary, photos int, people tagging.LookForPeople) *proven {
	k := &proven{words: facts.NewWords(v), people: people, subjects: make([]facts.Subject, photos)}
	for tag := range v.Tags {
		if k.words.Tells(tag) {
			return k
		}
	}
	return nil
}

// look keeps what is known of a decoded photo. Several goroutines may call it, once for each photo.
func (k *proven) look(ctx context.Context, photo int, f *thumb.File, p *thumb.Picture) error {
	if k == nil {
		return nil
	}
	looks := thumb.NewFingerprint(p.Image)
	if k.people != nil {
		found, err := k.people(ctx, p.Image)
		if err != nil {
			return fmt.Errorf("look for people: %w", err)
		}
		looks.People = found
	}
	stored := &library.Photo{Path: f.Path, Format: f.Format, Details: picture.ReadDetails(f.Data, f.Format)}
	k.subjects[photo] = facts.Subject{Photo: stored, Looks: looks}
	return nil
}

// add puts the tags that are known of a photo before what its model suggests. A nil one adds
// nothing. These tags also rank the photo before all others.
func (k *proven) add(photo int, found []tagging.Suggestion, ranks []float32, v *vocabulary.Vocabulary, o tagging.SuggestOptions) []tagging.Suggestion {
	if k == nil {
		return found
	}
	tags := make([]int, len(found))
	for i, s := range found {
		tags[i] = s.Tag
	}
	var sure []int
	for _, proof := range k.words.Proofs(k.words.About(k.subjects[photo], tags)) {
		sure = append(sure, proof.Tag)
		ranks[proof.Tag] = 1
	}
	return tagging.AddSure(v, found, sure, o)
}
