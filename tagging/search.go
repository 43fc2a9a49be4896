package tagging

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging/lexicon"
	"catchlight/tagging/query"
)

// Direction says what to compare photos with. A model of probabilities is asked for each phrase of
// the texts (Phrases), and the score is the product of what it says (AimAt). For others, and beside
// photos, it is the sum of what is wanted less the sum of what is not, each times its weight, as
// rclip adds them, at unit length where the measure is the cosine. It blocks while texts are
// encoded; lib keeps the vectors of the latter and may be nil. Where something was typed that is
// strange without them, more gives further words that are known, and the texts are read again with
// these, which encodes nothing twice; nil: there are none.
func Direction(ctx context.Context, enc Encoder, lib *library.Library, q query.Query, more func() []string) (*Aim, error) {
	if q.IsEmpty() {
		return nil, ErrNoWords
	}
	texts, err := newPhraseReader(enc, q).readKnowing(ctx, q, more)
	if err != nil {
		return nil, err
	}
	phrases := evenPhrases(texts)
	if enc.Profile().Measure == Probabilities && len(q.Like) == 0 {
		return aimAtAll(phrases, enc.Profile().Dim), nil
	}
	aim, err := aimAtSum(ctx, enc, lib, inEnglish(q.Even(), texts))
	if err != nil {
		return nil, fmt.Errorf("encode the search: %w", err)
	}
	aim.read = phrases
	return aim, nil
}

// aimAtAll is AimAt; where the model knows nothing of the search, nothing is found.
func aimAtAll(phrases []Phrase, dim int) *Aim {
	aim := AimAt(phrases)
	if aim == nil {
		aim = Probabilities.search(make([]float32, dim), make([]float32, dim))
		aim.read = phrases
	}
	return aim
}

// aimAtSum adds up what is wanted less what is not.
func aimAtSum(ctx context.Context, enc Encoder, lib *library.Library, asked query.Query) (*Aim, error) {
	words, err := sumOfTexts(ctx, enc, lib, asked)
	if err != nil {
		return nil, err
	}
	return enc.Profile().Measure.search(words, sumOfPhotos(asked.Like, enc.Profile())), nil
}

// sumOfTexts is the sum of the vectors of what is wanted less those of what is not.
func sumOfTexts(ctx context.Context, enc Encoder, lib *library.Library, q query.Query) ([]float32, error) {
	texts := slices.Concat(q.With, q.Without)
	shown := make([]string, len(texts))
	for i, t := range texts {
		shown[i] = searchText(t.Words, enc.Profile().Templates)
	}
	vectors, err := textVectors(ctx, enc, lib, shown, nil)
	if err != nil {
		return nil, err
	}
	sum := make([]float32, enc.Profile().Dim)
	for i, v := range vectors {
		if i < len(q.With) {
			addScaled(sum, v, texts[i].Weight)
		} else {
			addScaled(sum, v, -texts[i].Weight)
		}
	}
	return sum, nil
}

// sumOfPhotos is the sum of the vectors of photos. Where words are probabilities, photos together
// count as much beside them as one of their mean weight, since likeness to several is no more than
// likeness to one.
func sumOfPhotos(photos []query.Likeness, model Profile) []float32 {
	sum := make([]float32, model.Dim)
	for _, each := range photos {
		addScaled(sum, each.Vector, each.Weight)
	}
	if model.Measure == Cosine || len(photos) == 0 {
		return sum
	}
	mean := query.Query{Like: photos}.MeanWeight()
	for i, x := range unit(sum) {
		sum[i] = x * mean
	}
	return sum
}

// searchText is what the model reads for the words of a search. A model of one template knows texts
// of no other form: without it the starter ranks photos worse (mean average precision .47 instead
// of .50 on 80 tags). Others take the words as they are, as rclip gives them.
func searchText(words string, templates []string) string {
	if len(templates) != 1 || strings.Contains(strings.ToLower(words), "photo of") {
		return words
	}
	for _, article := range []string{"a ", "an ", "the "} {
		if len(words) > len(article) && strings.EqualFold(words[:len(article)], article) {
			words = words[len(article):]
			break
		}
	}
	return lexicon.InTemplate(templates[0], words)
}

// Hit is a photo that was found.
type Hit struct {
	Photo *library.Photo
	Score float32 // of the photo's vector with the query's: a cosine, or a sum of probabilities
}

// Search ranks photos by their score with a direction, the best first, equal ones in their order,
// at most top of them (0: all). Photos without a vector of the model are left out. It only reads
// vectors from the library's memory, on all cores: a million of 512 values take about a tenth of a
// second of two cores.
func Search(lib *library.Library, model string, direction *Aim, photos []*library.Photo, top int) []Hit {
	if top == 0 {
		return bestFirst(Scores(lib, model, direction, photos))
	}
	blocks := lib.VectorBlocks(model)
	vectors := vectorsIn(blocks)
	if areFew(len(photos), vectors) {
		return firstOf(bestFirst(Scores(lib, model, direction, photos)), top)
	}
	// First the best pictures, then their photos. A picture of the library that none of the photos
	// shows takes a place, so that more may be needed.
	for most := 2*top + 64; ; most *= 16 {
		best := bestPictures(blocks, direction, most)
		hits := firstOf(BestFirst(photos, func(p *library.Photo) (float32, bool) { s, ok := best[p.Picture]; return s, ok }), top)
		if len(hits) == top || most >= vectors {
			return hits
		}
	}
}

// firstOf are the first of hits, at most top of them.
func firstOf(hits []Hit, top int) []Hit { return hits[:min(top, len(hits))] }

// Scores are the photos that have a vector of the model with their score, in the order that they
// came: Search, without the cost of sorting. It only reads vectors from the library's memory.
func Scores(lib *library.Library, model string, direction *Aim, photos []*library.Photo) []Hit {
	blocks, rows := lib.VectorRows(model, photos)
	if len(blocks) == 0 || blocks[0].Dim() != direction.dim() {
		return nil
	}
	score, hits := rowScorer(blocks, direction, len(photos)), make([]Hit, 0, len(photos))
	for i, p := range photos {
		if row := int(rows[i]); row >= 0 {
			hits = append(hits, Hit{p, score(row)})
		}
	}
	return hits
}

// areFew reports whether photos are so few that each is sooner looked up by itself than all vectors
// are gone through.
func areFew(photos, vectors int) bool { return photos < vectors/16 }

// rowScorer gives the score of a row of blocks, of which it is asked for those of so many photos: of
// few each by itself, else all at once, on all cores.
func rowScorer(blocks []library.VectorBlock, direction *Aim, photos int) func(row int) float32 {
	const size = library.VectorBlockRows
	vector, squares := make([]float32, direction.dim()), make([]float32, direction.dim())
	if areFew(photos, len(blocks)*size) {
		return func(row int) float32 { return direction.score(blocks[row/size].Row(row%size, vector), squares) }
	}
	scores := slices.Concat(concurrently(blocks, func(blocks []library.VectorBlock) []float32 {
		scores, vector, squares := make([]float32, len(blocks)*size), make([]float32, direction.dim()), make([]float32, direction.dim())
		for i, b := range blocks {
			for row := range b.Pictures {
				scores[i*size+row] = direction.score(b.Row(row, vector), squares)
			}
		}
		return scores
	})...)
	return func(row int) float32 { return scores[row] }
}

// BestFirst is the photos that have a score, the best first, equal ones in their order; photos stays
// as it is. Pure, where score is.
func BestFirst(photos []*library.Photo, score func(*library.Photo) (float32, bool)) []Hit {
	hits := make([]Hit, 0, len(photos))
	for _, p := range photos {
		if s, ok := score(p); ok {
			hits = append(hits, Hit{p, s})
		}
	}
	return bestFirst(hits)
}

// bestFirst sorts hits into a slice of their own, equal ones in their order.
func bestFirst(hits []Hit) []Hit {
	order := make([]placed, len(hits))
	for at, hit := range hits {
		order[at] = placed{at, hit.Score}
	}
	slices.SortFunc(order, placed.compare)
	sorted := make([]Hit, len(hits))
	for i, o := range order {
		sorted[i] = hits[o.at]
	}
	return sorted
}

// placed is the score of what stands at a place of a list.
type placed struct {
	at    int
	score float32
}

// compare puts the higher score first, and equal ones in their order. Without pointers, thousands are
// sorted in a fraction of the time.
func (p placed) compare(o placed) int {
	if higher := cmp.Compare(o.score, p.score); higher != 0 {
		return higher // the usual case, without the cost of the other
	}
	return cmp.Compare(p.at, o.at)
}

// bestPictures are the most pictures of the highest scores with a direction.
func bestPictures(blocks []library.VectorBlock, direction *Aim, most int) map[picture.ID]float32 {
	all := newLeaders(most, vectorsIn(blocks))
	for _, part := range concurrently(blocks, func(blocks []library.VectorBlock) []leader {
		l, vector, squares := newLeaders(most, vectorsIn(blocks)), make([]float32, direction.dim()), make([]float32, direction.dim())
		for _, b := range blocks {
			if b.Dim() != direction.dim() {
				continue
			}
			for row, picture := range b.Pictures {
				l.add(leader{picture, direction.score(b.Row(row, vector), squares)})
			}
		}
		return l.list
	}) {
		for _, each := range part {
			all.add(each)
		}
	}
	best := make(map[picture.ID]float32, len(all.list))
	for _, each := range all.list {
		if !each.picture.IsZero() {
			best[each.picture] = each.score
		}
	}
	return best
}

// leaders keeps at least the most pictures of the highest scores, and less than twice as many.
type leaders struct {
	most int
	list []leader
	full bool    // there have been most
	cut  float32 // then: no lower score is among them
}

type leader struct {
	picture picture.ID
	score   float32
}

// newLeaders has room for what is kept of so many pictures.
func newLeaders(most, pictures int) leaders {
	return leaders{most: most, list: make([]leader, 0, min(2*most, pictures))}
}

func (l *leaders) add(new leader) {
	if l.full && new.score < l.cut {
		return
	}
	if l.list = append(l.list, new); len(l.list) == 2*l.most {
		slices.SortFunc(l.list, func(a, b leader) int { return cmp.Compare(b.score, a.score) })
		l.list = l.list[:l.most]
		l.full, l.cut = true, l.list[l.most-1].score
	}
}

// concurrently cuts a list into as many parts as there are cores and works on all at once; results
// keep the order.
func concurrently[T, R any](list []T, work func([]T) R) []R {
	size := max(1, (len(list)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	results := make([]R, (len(list)+size-1)/size)
	var group sync.WaitGroup
	for i := range results {
		group.Go(func() { results[i] = work(list[i*size : min((i+1)*size, len(list))]) })
	}
	group.Wait()
	return results
}
