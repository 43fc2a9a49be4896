package vocabularies

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/jobs"
	"catchlight/ui/phrase"
)

// leastDecided is how many single decisions a precision needs.
const leastDecided = 8

// counts are how many photos have each tag, and how often it was right. They are counted in the
// background, and anew when the library has changed.
type counts struct {
	e        *Editor
	list     []tally // by tag
	counted  *library.Snapshot
	words    *vocabulary.Vocabulary
	strays   []vocabulary.Stray // words of photos that are no tags
	counting bool
}

// tally is what is known of a tag: photos that have it or a tag below it, those that have it itself
// or of which it was decided, the user's single decisions on its suggestions, and how many files say
// it by another name or, it or a tag below it, in another place.
type tally struct{ photos, own, yes, no, names, places int }

// moved takes the counts along with the tags. Those of a list that was read anew are not known until
// they are counted, and not nothing.
func (c *counts) moved(moves vocabulary.Moves) {
	before := c.list
	c.list, c.counted = nil, nil
	if moves == nil || before == nil {
		return
	}
	c.list = make([]tally, len(c.e.draft.Vocabulary.Tags))
	for i, to := range moves {
		if to >= 0 && i < len(before) {
			c.list[to] = before[i]
		}
	}
}

// count counts anew where something has changed since.
func (c *counts) count() {
	snap := c.e.deps.Snapshot()
	if c.e.draft == nil || c.counting || snap == c.counted && c.e.words == c.words {
		return
	}
	c.counting = true
	v := c.e.words
	c.e.deps.Jobs.Add(&jobs.Job{
		Lane: jobs.Plan, Quiet: true,
		Says:    func(int, int) string { return lang.X("job.counting", "Counting the tags") },
		Dropped: func() { c.counting = false },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			all, typed, strays := countTags(ctx, snap, v), v.TypedWords(snap), v.Strays(snap)
			return func(stopped bool) {
				c.counting = false
				if stopped {
					return
				}
				if v != c.e.words { // the list was edited meanwhile, and nobody may ask again
					c.count()
					return
				}
				c.list, c.counted, c.words, c.strays = all, snap, v, strays
				c.e.strays.say(len(typed), len(strays))
				c.e.tree.Refresh()
				c.e.side.refresh()
			}, ctx.Err()
		},
	})
}

// countTags counts over all photos. A tag counts a photo once, and those of the tags below it. It
// takes about 0.1 s for 50,000 photos; any goroutine.
func countTags(ctx context.Context, snap *library.Snapshot, v *vocabulary.Vocabulary) []tally {
	n := len(v.Tags)
	c := tagCounter{v: v, list: make([]tally, n), last: make([]int, n), owned: make([]int, n), named: make([]int, n), placed: make([]int, n), known: map[string]int{}}
	for n, p := range snap.Photos() {
		if n%1024 == 0 && ctx.Err() != nil {
			break
		}
		c.photo = n + 1
		for _, word := range p.Keywords.All {
			tag := c.find(word.Name)
			c.has(tag)
			c.itself(tag)
			c.says(p, word.Name)
		}
		for _, tag := range v.Displaced(p) {
			c.displaced(tag)
		}
		for _, d := range snap.Decisions(p.ID) {
			c.decided(d)
		}
	}
	return c.list
}

// tagCounter goes over photos once.
type tagCounter struct {
	v                    *vocabulary.Vocabulary
	list                 []tally
	last                 []int          // per tag: the last photo that counted
	owned, named, placed []int          // the same for itself, its names and places
	known                map[string]int // by the word as it stands: folding costs more
	photo                int
}

// find is the tag of a word, −1 for none.
func (c *tagCounter) find(word string) int {
	tag, seen := c.known[word]
	if !seen {
		var ok bool
		if tag, ok = c.v.Find(word); !ok {
			tag = -1
		}
		c.known[word] = tag
	}
	return tag
}

// has counts the photo for a tag and those above it.
func (c *tagCounter) has(tag int) {
	for ; tag >= 0 && c.last[tag] != c.photo; tag = c.v.Tags[tag].Parent {
		c.last[tag] = c.photo
		c.list[tag].photos++
	}
}

// itself counts the photo for a tag alone.
func (c *tagCounter) itself(tag int) {
	if tag >= 0 && c.owned[tag] != c.photo {
		c.owned[tag] = c.photo
		c.list[tag].own++
	}
}

// says counts the file for a tag that it says by another name.
func (c *tagCounter) says(p *library.Photo, word string) {
	tag := c.find(word)
	if tag >= 0 && c.named[tag] != c.photo && c.v.IsOldName(p, tag, word) {
		c.named[tag] = c.photo
		c.list[tag].names++
	}
}

// displaced counts the file for a tag that it has elsewhere, and those above.
func (c *tagCounter) displaced(tag int) {
	for ; tag >= 0 && c.placed[tag] != c.photo; tag = c.v.Tags[tag].Parent {
		c.placed[tag] = c.photo
		c.list[tag].places++
	}
}

// decided counts a decision. What was decided on many at once is no evidence.
func (c *tagCounter) decided(d library.Decision) {
	tag := c.find(d.Tag)
	if tag < 0 {
		return
	}
	c.itself(tag)
	if !d.IsNo() && d.Verdict != library.Undecided {
		c.has(tag)
	}
	switch {
	case d.Bulk:
	case d.Verdict == library.Accepted:
		c.list[tag].yes++
	case d.Verdict == library.Rejected:
		c.list[tag].no++
	}
}

// at is what is known of a tag; nothing until it was counted.
func (c *counts) at(tag int) tally {
	if tag < 0 || tag >= len(c.list) {
		return tally{}
	}
	return c.list[tag]
}

// of is what the tree says of a tag: the photos that have it, or are open for it, and how often it
// was right.
func (c *counts) of(tag int) (photos, precision string) {
	if tag >= len(c.list) {
		return "", "–"
	}
	t := c.list[tag]
	photos = phrase.Number(t.photos + c.e.deps.Waiting(c.e.words.Tags[tag].Name))
	if n := t.yes + t.no; n >= leastDecided {
		percent := map[string]any{"n": strconv.Itoa((100*t.yes + n/2) / n)}
		return photos, lang.X("vocabularies.percent", "{{.n}} %", percent)
	}
	return photos, "–"
}

// says is the same in sentences.
func (c *counts) says(tag int) string {
	if tag >= len(c.list) {
		return ""
	}
	t, waiting := c.list[tag], c.e.deps.Waiting(c.e.words.Tags[tag].Name)
	return lang.X("vocabularies.counts", "Photos with it: {{.photos}}. Open suggestions: {{.open}}. Your decisions: {{.yes}} yes, {{.no}} no.", map[string]any{
		"photos": phrase.Number(t.photos), "open": phrase.Number(waiting), "yes": phrase.Number(t.yes), "no": phrase.Number(t.no),
	})
}
