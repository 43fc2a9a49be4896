package clip

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"catchlight/assets"
	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// mustName is how many of the five photos a model has to name: by chance one in 34,000 does.
const mustName = 4

// sightWords are what a model may say of the five photos. None holds for much: a word of many
// classes, like dog, gets a little of every photo, whatever is on it.
var sightWords = []string{
	"cat", "coffee", "astronaut", "rocket", "tripod", "bicycle", "banana", "guitar", "clock", "umbrella",
	"bridge", "shoe", "sofa", "elephant", "train", "keyboard", "pizza", "mushroom", "owl", "candle",
}

// sighting is what a model saw on a photo.
type sighting struct{ shows, seen string }

// sight lets the model look at five photos that are in the program and choose for each among twenty
// words. One that names fewer than four is refused: its towers do not belong together, or its
// manifest prepares photos or texts in another way than it was trained with. It blocks for seconds
// with a large model. What was seen stands in the error of one that is refused, which wraps
// ErrWrongModel; one that cannot run here has another, such as ErrNoRuntime.
func (m Model) sight(ctx context.Context) (err error) {
	e, err := Open(m, Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	seen, err := sightings(ctx, e)
	if err != nil {
		return fmt.Errorf("let the model %s look at photos: %w", m.Manifest.Name, err)
	}
	return judge(m.Manifest.Name, seen)
}

// sightings are what an encoder sees on the photos in the program.
func sightings(ctx context.Context, e tagging.Encoder) ([]sighting, error) {
	v, err := vocabulary.Parse("sight", []byte(strings.Join(sightWords, "\n")))
	if err != nil {
		return nil, err
	}
	tags, err := tagging.Vectors(ctx, e, nil, v, tagging.VectorOptions{})
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(assets.Sight(), "*.jpg")
	if err != nil {
		return nil, err
	}
	var all []sighting
	for _, name := range files {
		vector, err := look(ctx, e, name)
		if err != nil {
			return nil, err
		}
		scores := tags.Scores(vector)
		likeliest := slices.Index(scores, slices.Max(scores))
		all = append(all, sighting{strings.TrimSuffix(name, path.Ext(name)), v.Tags[likeliest].Name})
	}
	return all, nil
}

// look gives the vector of a photo in the program.
func look(ctx context.Context, e tagging.Encoder, name string) ([]float32, error) {
	data, err := fs.ReadFile(assets.Sight(), name)
	if err != nil {
		return nil, err
	}
	decoded, err := thumb.Decode(ctx, data, picture.JPEG, 1, tagging.DecodeEdge(e.Profile()))
	if err != nil {
		return nil, err
	}
	vectors, err := e.Images(ctx, [][]float32{e.Prepare(decoded)})
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}

// judge refuses a model that saw something else on most photos.
func judge(model string, seen []sighting) error {
	var wrong []string
	for _, s := range seen {
		if s.shows != s.seen {
			wrong = append(wrong, fmt.Sprintf("%q where there is %q", s.seen, s.shows))
		}
	}
	named := len(seen) - len(wrong)
	if named >= mustName {
		return nil
	}
	return fmt.Errorf("%w: %s named %d of %d photos and must name %d: it saw %s; take both towers from one release, "+
		"and compare colour, mean, std, tokenizer and outputs in its %s with how it was trained",
		ErrWrongModel, model, named, len(seen), mustName, strings.Join(wrong, ", "), manifestFile)
}
