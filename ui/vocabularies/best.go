package vocabularies

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/ui/jobs"
	"catchlight/ui/phrase"
)

// What a cure by a threshold leaves: a tag that was suggested on nothing gets so many photos, one
// that was on too many keeps such a part of them.
const (
	fewBest      = 5
	mostBestPart = 4
)

// suggestOn sets the threshold of the current tag where so many photos of the library reach it; its
// scores are found in the background.
func (th *threshold) suggestOn(photos int) {
	tags, tag, ok := th.inUse()
	if !ok {
		return
	}
	d := th.e.deps
	lib, pictures := d.Library, picturesOf(d.Snapshot())
	d.Jobs.Add(&jobs.Job{
		Lane: jobs.Plan, Quiet: true,
		Says: func(int, int) string { return lang.X("job.counting", "Counting the tags") },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			cut, found := cutFor(tagOn{lib, tags, tag, pictures}.scores(ctx), photos)
			return func(stopped bool) {
				switch {
				case stopped:
				case found:
					th.keepOf(tags, tag, &cut)
				default:
					d.Note(lang.X("vocabularies.noBest", "No photo stands out for {{.tag}}", phrase.Tag(tags.Vocabulary.Tags[tag].Name)))
				}
			}, ctx.Err()
		},
	})
}

// picturesOf are all pictures of a library, with how many photos show each.
func picturesOf(snap *library.Snapshot) map[picture.ID]int {
	pictures := map[picture.ID]int{}
	for _, p := range snap.Photos() {
		if !p.Picture.IsZero() {
			pictures[p.Picture]++
		}
	}
	return pictures
}

// cutFor is the score that so many photos reach, and no more, of scores from the highest on: where
// several have the same, fewer do. False where none stands out from the rest.
func cutFor(scores []float32, photos int) (cut float32, found bool) {
	if len(scores) <= photos {
		return 0, false
	}
	for _, score := range scores[:photos] {
		if score > scores[photos] {
			cut, found = score, true
		}
	}
	return cut, found
}
