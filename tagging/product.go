package tagging

// tileTags is how many tags' rows (16 KB at 512 values) stay in the first cache while the photos of
// a block pass by.
const tileTags = 8

// width is how many scores a photo has: one a tag, what the text alone would give taught ones, and
// the model's surest.
func (t *TagVectors) width() int { return t.count + len(t.plain) + 1 }

// scoreRows gives the scores of photos whose vectors lie side by side: those of each photo in the
// vocabulary's order, then those of plain and the model's surest, one photo after the other, in
// scores, which is made anew where it is too small. 64 photos and 1,000 tags of 512 values take
// about 2 ms of one core.
func (t *TagVectors) scoreRows(photos, scores []float32) []float32 {
	scores = t.rawRows(photos, scores)
	if t.standard != nil {
		t.standardise(scores)
	}
	return scores
}

// rawRows is scoreRows as the vectors alone have it.
func (t *TagVectors) rawRows(photos, scores []float32) []float32 {
	n, vectors := len(photos)/max(t.dim, 1), photos
	photos = t.measure.facing(vectors, nil)
	if cap(scores) < n*t.width() {
		scores = make([]float32, n*t.width())
	}
	scores = scores[:n*t.width()]
	for i := range scores {
		scores[i] = unscored
	}
	for first := 0; first < len(t.tags); first += tileTags {
		end := min(first+tileTags, len(t.tags))
		for photo := 0; photo < n; photo += 4 {
			t.scoreTile(photos, scores, photo, min(photo+4, n), first, end)
		}
	}
	for photo := range n {
		scores[(photo+1)*t.width()-1] = t.measure.surest(photos[photo*t.dim:][:t.dim])
	}
	for _, tag := range t.plain {
		for photo := range n {
			scores[photo*t.width()+tag] += t.leaning(vectors[photo*t.dim:][:t.dim], tag)
		}
	}
	return scores
}

// scoreTile scores at most four photos with some of the tags.
func (t *TagVectors) scoreTile(photos, scores []float32, photo, endPhoto, first, end int) {
	var sums [8]float32
	tag := first
	for ; endPhoto-photo == 4 && tag+1 < end; tag += 2 {
		dots4x2(&sums, photos[photo*t.dim:endPhoto*t.dim], t.rows[tag*t.dim:(tag+2)*t.dim], t.dim)
		for i, sum := range sums {
			scores[(photo+i%4)*t.width()+t.tags[tag+i/4]] = sum + t.offset(tag+i/4)
		}
	}
	for ; tag < end; tag++ {
		for p := photo; p < endPhoto; p++ {
			product := dot(photos[p*t.dim:(p+1)*t.dim], t.rows[tag*t.dim:(tag+1)*t.dim])
			scores[p*t.width()+t.tags[tag]] = product + t.offset(tag)
		}
	}
}
