package view

import "slices"

// brief is what counting and searching need of the words of a photo. Words take ten times as much,
// which is too much for each of a hundred thousand photos.
type brief struct {
	open, later []hint   // the suggestions: those of a photo that the user is done with wait for later
	kept        []string // words that the file has, or gets with the next write or loses
}

// hint is a suggestion in brief.
type hint struct {
	name  string
	score float32
	tag   int32 // index in the vocabulary, -1 where it has none
}

func newBrief(words Words, finished bool) brief {
	var b brief
	hints := make([]hint, len(words.Suggested))
	for i, w := range words.Suggested {
		hints[i] = hint{w.Name, w.Score, int32(w.tag)}
	}
	if b.open = hints; finished {
		b.open, b.later = nil, hints
	}
	if n := len(words.pending) + len(words.file); n > 0 {
		b.kept = make([]string, 0, n)
	}
	for _, list := range [][]Word{words.pending, words.file} {
		for _, w := range list {
			b.kept = append(b.kept, w.Name)
		}
	}
	return b
}

// suggests reports whether an open suggestion is such a word.
func (b *brief) suggests(test *nameTest) bool { return slices.ContainsFunc(b.open, test.hint) }

// any reports whether one of the words is such a word.
func (b *brief) any(test *nameTest) bool {
	return b.suggests(test) || slices.ContainsFunc(b.kept, test.name)
}
