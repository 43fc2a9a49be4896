// Package asked reads what a search on the command line is for: words, and photos that others are to
// be like, on this computer or on the web. One on the web is fetched because the user has typed its
// address, into memory, and for that search alone. The package knows no model and no library.
package asked

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/app/usage"
	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/library/web"
	"catchlight/tagging/query"
)

// Example is a photo that others are to be like.
type Example struct {
	Place   string      // a path, or an address on the web
	Weight  float32     // 1 where the user said nothing; below 0: others are to be unlike it
	Fetched *thumb.File // of one on the web, after Fetch
}

// Line is what of a command line says what is searched, in the order in which it counts.
type Line struct {
	Words                  []string // with signs
	Wanted, Unwanted, Like []string // what flags add; the last are photos
}

// Read tells texts from photos; there may be none of either. Its error is words that are none.
func (l Line) Read() (query.Query, []*Example, error) {
	words := slices.Clone(l.Words)
	for _, wanted := range l.Wanted {
		words = append(words, "+", wanted)
	}
	for _, unwanted := range l.Unwanted {
		words = append(words, "-", unwanted)
	}
	texts, examples := photosApart(words)
	for _, place := range l.Like {
		weight, place, _ := query.CutWeight(place)
		examples = append(examples, &Example{Place: place, Weight: weight})
	}
	if err := usage.CheckWords("the word", texts); err != nil {
		return query.Query{}, nil, err
	}
	weightless := func(e *Example) bool { return e.Weight == 0 }
	return query.Parse(texts), slices.DeleteFunc(examples, weightless), nil
}

// photosApart tells the photos among the words of a search from the others. A sign before a photo
// says whether others are to be like it or unlike.
func photosApart(words []string) (texts []string, examples []*Example) {
	sign := float32(1)
	for _, word := range words {
		switch word {
		case "+":
			sign = 1
		case "-":
			sign = -1
		}
		if weight, place, _ := query.CutWeight(word); isOnWeb(place) || isPhotoPath(place) {
			examples = append(examples, &Example{Place: place, Weight: sign * weight})
		} else {
			texts = append(texts, word)
		}
	}
	return texts, examples
}

// isOnWeb reports whether a word of the search is an address.
func isOnWeb(word string) bool {
	return strings.HasPrefix(word, "https://") || strings.HasPrefix(word, "http://")
}

// isPhotoPath reports whether a word of the search is the path of a photo: it begins as no word does.
func isPhotoPath(word string) bool {
	here, above := "."+string(os.PathSeparator), ".."+string(os.PathSeparator)
	if !filepath.IsAbs(word) && !strings.HasPrefix(word, here) && !strings.HasPrefix(word, above) {
		return false
	}
	_, isPhoto := picture.FormatOf(word)
	return isPhoto
}

// mostFetched is how large a photo on the web may be, in bytes: more than a camera's JPEG has.
const mostFetched = 64 << 20

// Fetch brings a photo that is on the web into memory; of others it does nothing. It blocks for a
// minute at most, or until ctx ends. fetched hears what came from where, without what may be secret in
// the address, and how many bytes. Errors name the host and the remedy.
func (e *Example) Fetch(ctx context.Context, fetched func(place string, size int)) error {
	if !isOnWeb(e.Place) {
		return nil
	}
	data, err := web.Get(ctx, nil, e.Place, mostFetched)
	switch {
	case errors.Is(err, web.ErrOpen):
		return fmt.Errorf("%w: give such an address, or download the photo and name the file", err)
	case err != nil:
		return fmt.Errorf("the photo cannot be fetched: %w", err)
	}
	if e.Fetched, err = thumb.NewFile(withoutSecrets(e.Place), data); err != nil {
		return err
	}
	fetched(e.Fetched.Path, len(data))
	return nil
}

// withoutSecrets is an address without a password in it, and what stands behind its path.
func withoutSecrets(address string) string {
	at, err := url.Parse(address)
	if err != nil {
		return "the photo"
	}
	return at.Host + at.Path
}
