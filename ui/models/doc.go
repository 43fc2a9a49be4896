// Package models is what the window says of models beside the one in use: the line that offers a
// better one, the page of what that would know, and the page on which two of them look at the same
// photos. The models themselves are the engine's.
package models

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/clip"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
)

// Deps is what the pages work with. All must be set.
type Deps struct {
	Engine     *engine.Engine
	Queue      *jobs.Queue
	Thumbnails *thumbnail.Source
	Photos     func() *library.Snapshot // what the window knows of the library
	Sample     func() []*library.Photo  // the photos to look at: those that are selected, else some of those in view
	Compare    func(model string)       // opens the page on which a model looks beside the one in use
	Choose     func()                   // leads to all models
	Back       func()                   // leaves the page
	Hint       func(owner any, text string) func(inside bool)
}

// sizeOf is the data of a text that names a model and its size in MB.
func sizeOf(m clip.Manifest) map[string]any {
	return map[string]any{"model": m.Title, "n": phrase.Megabytes(m.Bytes())}
}

// offerText says in one line what a better model knows more, and what it takes.
func offerText(m clip.Manifest) string {
	return lang.X("better.offer", "{{.model}} also understands events, moods and your own words: {{.n}} MB, downloaded once.", sizeOf(m))
}
