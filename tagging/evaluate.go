package tagging

import (
	"context"

	"catchlight/library"
)

// Labelled is a photo with the tags that are right for it.
type Labelled struct {
	Path string // as found: the folder joined with the rest
	Tags []string
}

// Labels are the labelled photos of a folder, by path, and the set of their tags, sorted.
type Labels struct {
	Photos []Labelled
	Tags   []string
}

// ReadLabels finds the labelled photos of a folder: by its labels.tsv (file, tab, tags separated by ", "; an optional
// heading line starts with "file"), else by the names of its sub-folders. names is a JSON file that maps sub-folder →
// tag (ObjectNet's folder_to_objectnet_label.json) or "". ErrNoLabels when there is neither.
func ReadLabels(dir, names string) (Labels, error) { return Labels{}, ErrNoLabels }

// Vocabulary is the set of labels as a vocabulary, the default one to evaluate with.
func (l Labels) Vocabulary() (*Vocabulary, error) { return nil, ErrEmptyVocabulary }

// EvaluateOptions tune Evaluate.
type EvaluateOptions struct {
	Prompt   string // text with {} for the tag; "" is the model's templates
	Border   int    // pixels cut off at every edge of each photo (ObjectNet: 2)
	Suggest  SuggestOptions
	Progress func(library.Progress) // as in IndexOptions
}

// Report is how well a model tags the labelled photos. Shares lie in 0–1; the JSON names are a contract.
type Report struct {
	Photos            int               `json:"photos"`
	Tags              int               `json:"tags"`
	Top1              float64           `json:"top1"`      // photos with a label whose best scored tag is a label
	Top5              float64           `json:"top5"`      // same with one of the five best
	Precision         float64           `json:"precision"` // micro-averaged over the suggestions
	Recall            float64           `json:"recall"`
	F1                float64           `json:"f1"`
	MAP               float64           `json:"map"` // mean over tags that occur of the average precision of its ranked photos
	SuggestedPerPhoto float64           `json:"suggested_per_photo"`
	Failed            []library.Failure `json:"-"`
}

// Evaluate scores the labelled photos and compares. It decodes and encodes every photo itself, stores nothing but the
// vectors of texts (in lib, which may be nil), and ignores keywords, decisions and what was learned. It blocks as Index
// does; photos that cannot be decoded are in Report.Failed and count nowhere else.
func Evaluate(ctx context.Context, enc Encoder, lib *library.Library, labels Labels, v *Vocabulary, o EvaluateOptions) (Report, error) {
	return Report{}, nil
}
