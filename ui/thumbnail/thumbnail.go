// Package thumbnail shows photos small: it asks the cache for their pictures, in few sizes, and has
// a frame for one of them. What is not said otherwise belongs to Fyne's goroutine, and nothing
// blocks.
package thumbnail

import (
	"image"

	"catchlight/library"
	"catchlight/library/thumb"
)

// steps are the long edges of thumbnails, in device pixels.
var steps = [...]int{thumb.Small, thumb.Medium, thumb.Large}

// Source is where the window's thumbnails come from.
type Source struct {
	Cache *thumb.Cache
	Photo func(library.ID) *library.Photo // nil when it left the library meanwhile
	Scale func() float32                  // pixels of the screen in a dp
	Post  func(func())                    // runs a function on Fyne's goroutine, later
}

// Request asks the cache for the picture of a photo, about as large as width by height in device
// pixels. done is called at once or later, until cancel is; it is never called for a picture that
// cannot be had. cancel may be nil. The picture of a photo whose disk is away is there if it was
// seen before.
func (s *Source) Request(id library.ID, width, height int, done func(*image.RGBA)) (cancel func()) {
	p := s.Photo(id)
	if p == nil || p.Picture.IsZero() {
		return nil // pictures without an identity would share one thumbnail
	}
	key := thumb.Key{Picture: p.Picture, Long: stepFor(max(width, height))}
	if img, ok := s.Cache.Get(key); ok {
		done(img)
		return nil
	}
	return s.Cache.Request(key, p.Path, func(img *image.RGBA, err error) {
		if err == nil {
			s.Post(func() { done(img) })
		}
	})
}

// Largest is the largest thumbnail of a photo at hand, nil when there is none.
func (s *Source) Largest(p *library.Photo) *image.RGBA {
	for i := len(steps) - 1; i >= 0; i-- {
		if img, ok := s.Cache.Get(thumb.Key{Picture: p.Picture, Long: steps[i]}); ok {
			return img
		}
	}
	return nil
}

func stepFor(long int) int {
	for _, s := range steps {
		if long <= s {
			return s
		}
	}
	return steps[len(steps)-1]
}

// Aspect is the upright photo's width over its height, 0 while unknown.
func Aspect(p *library.Photo) float32 {
	width, height := p.Upright()
	if width == 0 || height == 0 {
		return 0
	}
	return float32(width) / float32(height)
}
