package view

import (
	"catchlight/library"
	"catchlight/tagging/vocabulary"
)

// glossaryCache remembers the glossary, which is made only while keywords are typed. Not for
// concurrent use.
type glossaryCache struct {
	snapshot   *library.Snapshot
	vocabulary *vocabulary.Vocabulary
	glossary   *Glossary
}

// of is the glossary for a request; an older one where none is wanted now.
func (m *glossaryCache) of(req Request) *Glossary {
	v := req.vocabulary()
	if req.Typing && (m.glossary == nil || m.snapshot != req.Snapshot || m.vocabulary != v) {
		*m = glossaryCache{req.Snapshot, v, NewGlossary(req.Snapshot, v)}
	}
	return m.glossary
}
