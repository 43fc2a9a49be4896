package clip

import (
	"context"
	"fmt"
	"time"

	"catchlight/tagging"
)

// Trial says how far a quantised tower agrees with the one it came from on a user's
// own photos, and what it gains on this machine.
type Trial struct {
	Photos int     `json:"photos"`
	Mean   float64 `json:"mean"`    // cosine of the two vectors of a photo
	Least  float64 `json:"least"`   // the smallest of them
	Same   float64 `json:"same"`    // share of photos whose best tag stays
	Gain   float64 `json:"speedup"` // photos a second, quantised over fp32
}

// What a trial must show.
const (
	trialMean  = 0.99
	trialLeast = 0.97
	trialSame  = 0.98
	trialGain  = 1.1 // less than a tenth is noise, and not worth other vectors
)

// earned reports whether the quantised tower may be used from now on.
func (t Trial) earned() bool {
	return t.Photos >= tagging.TrialPhotos && t.Mean >= trialMean && t.Least >= trialLeast && t.Same >= trialSame && t.Gain >= trialGain
}

// String tells the outcome in one sentence.
func (t Trial) String() string {
	return fmt.Sprintf("on %d photos the 8-bit tower agrees to %.3f in the mean and %.3f at least, keeps the best tag on %.0f %%, and runs %.1f times as fast",
		t.Photos, t.Mean, t.Least, 100*t.Same, t.Gain)
}

// try runs both towers on prepared inputs (see tagging.Encoder), turn by turn so that
// a machine that slows down slows both, and compares their vectors by themselves and
// by the best of the tags' vectors. It blocks for the time of 2·len(inputs) inferences.
func try(ctx context.Context, whole, quantized tagging.Encoder, inputs, tags [][]float32) (Trial, error) {
	t := Trial{Photos: len(inputs), Least: 1}
	var took [2]time.Duration
	for _, input := range inputs {
		var vectors [2][]float32
		for i, encoder := range []tagging.Encoder{whole, quantized} {
			start := time.Now()
			got, err := encoder.Images(ctx, [][]float32{input})
			if err != nil {
				return Trial{}, fmt.Errorf("try the quantised tower: %w", err)
			}
			took[i] += time.Since(start)
			vectors[i] = got[0]
		}
		t.add(vectors, tags)
	}
	if took[1] > 0 {
		t.Gain = took[0].Seconds() / took[1].Seconds()
	}
	return t, nil
}

func (t *Trial) add(vectors [2][]float32, tags [][]float32) {
	cosine := dot(vectors[0], vectors[1])
	t.Mean += cosine / float64(t.Photos)
	t.Least = min(t.Least, cosine)
	if bestTag(vectors[0], tags) == bestTag(vectors[1], tags) {
		t.Same += 1 / float64(t.Photos)
	}
}

// bestTag is the index of the tag with the highest score; -1 without tags.
func bestTag(vector []float32, tags [][]float32) int {
	index, highest := -1, -2.0
	for i, tag := range tags {
		if score := dot(vector, tag); score > highest {
			index, highest = i, score
		}
	}
	return index
}

func dot(a, b []float32) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}
