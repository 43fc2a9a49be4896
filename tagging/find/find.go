package find

import (
	"cmp"
	"context"
	"slices"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/query"
	"catchlight/tagging/vocabulary"
)

// Request is what is searched, and where.
type Request struct {
	Query      query.Query
	Photos     []*library.Photo        // among these
	Vocabulary *vocabulary.Vocabulary  // whose synonyms and hierarchy count; nil is none
	Places     func(library.ID) string // "Italy|Lazio|Rome", "" where a photo was taken nowhere that is known; nil: of none
	Looks      bool                    // by what photos show as well, where words are enough
	Top        int                     // at most so many; 0: all
	Words      *Words                  // those of Photos, Vocabulary and Places, for searches one after the other; nil: of this one alone
}

// Result is what was found, the best first.
type Result struct {
	Hits    []tagging.Hit
	ByWords bool   // the words of these photos say all that was wanted
	Notes   []Note // what was put right, what nobody knows
}

// Photos finds photos of a library. Errors are those of the model, and tagging.ErrNoWords.
func Photos(ctx context.Context, enc tagging.Encoder, lib *library.Library, r Request) (Result, error) {
	if len(r.Query.Like) > 0 {
		return likeThese(ctx, enc, lib, r)
	}
	read := r.words(lib)
	r.Query.Words = read.known
	phrases, err := tagging.Phrases(ctx, enc, r.Query)
	if err != nil {
		return Result{}, err
	}
	if len(phrases) == 0 {
		return Result{}, tagging.ErrNoWords
	}
	s := &search{request: r, model: enc.Profile(), lib: lib, phrases: phrases, said: read.saidBy(phrases)}
	if r.Photos = s.allowed(); enc.Profile().Measure != tagging.Probabilities {
		return s.byDirection(ctx, enc)
	}
	return s.result(), nil
}

// words are what can be read on the photos.
func (r Request) words(lib *library.Library) *reading {
	if r.Words == nil {
		return newReading(lib.Snapshot(), r)
	}
	return r.Words.of(lib.Snapshot(), r)
}

// likeThese finds by photos, and by words beside them: they only steer.
func likeThese(ctx context.Context, enc tagging.Encoder, lib *library.Library, r Request) (Result, error) {
	aim, notes, err := Aim(ctx, enc, lib, r)
	if err != nil {
		return Result{}, err
	}
	return Result{Hits: tagging.Search(lib, enc.Profile().Name, aim, r.Photos, r.Top), Notes: notes()}, nil
}

// search is one search by phrases.
type search struct {
	request Request
	model   tagging.Profile
	lib     *library.Library
	phrases []tagging.Phrase
	said    []map[library.ID]bool // by phrase: the photos whose words say it
}

// allowed are the photos whose words say nothing that is not wanted; the search goes on among them.
func (s *search) allowed() []*library.Photo {
	s.request.Photos = slices.DeleteFunc(slices.Clone(s.request.Photos), func(p *library.Photo) bool {
		for i, phrase := range s.phrases {
			if phrase.Not && s.said[i][p.ID] {
				return true
			}
		}
		return false
	})
	return s.request.Photos
}

// result finds by words, else by words and looks together.
func (s *search) result() Result {
	if certain := s.certain(); len(certain) > 0 && !s.request.Looks {
		return Result{Hits: s.top(s.ranked(certain)), ByWords: true, Notes: notesOf(s.model, s.phrases, s.said)}
	}
	hits := s.likely()
	notes := notesOf(s.model, s.phrases, s.said)
	if aim := tagging.AimAt(s.phrases); aim != nil {
		floor := aim.Floor(hits, s.model.Rule)
		hits = slices.DeleteFunc(hits, func(h tagging.Hit) bool { return h.Score < floor })
	}
	return Result{Hits: s.top(hits), Notes: notes}
}

// byDirection is result for models that nobody can ask how likely a phrase is.
func (s *search) byDirection(ctx context.Context, enc tagging.Encoder) (Result, error) {
	certain, notes := s.certain(), notesOf(s.model, s.phrases, s.said)
	aim, err := tagging.Direction(ctx, enc, s.lib, s.request.Query, nil)
	if err != nil {
		return Result{}, err
	}
	if len(certain) > 0 && !s.request.Looks {
		return Result{Hits: s.top(sure(s.byScore(aim, certain))), ByWords: true, Notes: notes}, nil
	}
	hits := tagging.Search(s.lib, s.model.Name, aim, s.request.Photos, 0)
	floor := aim.Floor(hits, s.model.Rule)
	return Result{Hits: s.top(slices.DeleteFunc(hits, func(h tagging.Hit) bool { return h.Score < floor })), Notes: notes}, nil
}

// certain are the photos whose words say all that is wanted; none where nothing is.
func (s *search) certain() []*library.Photo {
	var found []*library.Photo
	for _, p := range s.request.Photos {
		wanted, all := false, true
		for i, phrase := range s.phrases {
			if !phrase.Not {
				wanted, all = true, all && s.said[i][p.ID]
			}
		}
		if wanted && all {
			found = append(found, p)
		}
	}
	return found
}

// ranked orders photos that are certain by what they show.
func (s *search) ranked(photos []*library.Photo) []tagging.Hit {
	aim := tagging.AimAt(s.phrases)
	if aim == nil {
		return sure(withoutScore(photos))
	}
	return sure(s.byScore(aim, photos))
}

// byScore orders photos by their score; those without a vector come last, in their order.
func (s *search) byScore(aim *tagging.Aim, photos []*library.Photo) []tagging.Hit {
	hits := tagging.Search(s.lib, s.model.Name, aim, photos, 0)
	seen := map[library.ID]bool{}
	for _, h := range hits {
		seen[h.Photo.ID] = true
	}
	rest := slices.DeleteFunc(slices.Clone(photos), func(p *library.Photo) bool { return seen[p.ID] })
	return append(hits, withoutScore(rest)...)
}

func withoutScore(photos []*library.Photo) []tagging.Hit {
	hits := make([]tagging.Hit, len(photos))
	for i, p := range photos {
		hits[i].Photo = p
	}
	return hits
}

// sure gives hits the score of what is certain.
func sure(hits []tagging.Hit) []tagging.Hit {
	for i := range hits {
		hits[i].Score = 1
	}
	return hits
}

// likely scores all photos. Those whose words say the same phrases are scored together, by the
// phrases that are left.
func (s *search) likely() []tagging.Hit {
	var hits []tagging.Hit
	for said, photos := range s.groups() {
		var left []tagging.Phrase
		certain := false
		for i, phrase := range s.phrases {
			switch {
			case said.has(i):
				certain = true
			case phrase.Known:
				left = append(left, phrase)
			}
		}
		switch aim := tagging.AimAt(left); {
		case aim != nil:
			hits = append(hits, tagging.Scores(s.lib, s.model.Name, aim, photos)...)
		case certain:
			hits = append(hits, sure(withoutScore(photos))...)
		}
	}
	slices.SortStableFunc(hits, func(a, b tagging.Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Photo.Path, b.Photo.Path))
	})
	return hits
}

// phraseSet is a set of phrases by their place.
type phraseSet uint64

func (p phraseSet) has(i int) bool { return i < 64 && p>>i&1 == 1 }

// groups are the photos by the phrases that their words say. A photo whose words do not say what
// only words can is in none.
func (s *search) groups() map[phraseSet][]*library.Photo {
	groups := map[phraseSet][]*library.Photo{}
	for _, p := range s.request.Photos {
		var said phraseSet
		lacking := false
		for i, phrase := range s.phrases {
			switch {
			case phrase.Not:
			case i < 64 && s.said[i][p.ID]:
				said |= 1 << i
			case !phrase.Known && len(s.said[i]) > 0:
				lacking = true
			}
		}
		if !lacking {
			groups[said] = append(groups[said], p)
		}
	}
	return groups
}

func (s *search) top(hits []tagging.Hit) []tagging.Hit {
	if s.request.Top > 0 {
		return hits[:min(s.request.Top, len(hits))]
	}
	return hits
}
