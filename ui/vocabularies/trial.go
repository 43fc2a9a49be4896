package vocabularies

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
)

// mostBest is how many photos a word is judged by while it is typed, and mostOfTag how many are shown
// of a tag in the list: what can be done with it is to be seen below them.
const (
	mostBest  = 24
	mostOfTag = 8
)

// trial finds the best photos of a tag, or of a word that is being typed. The last one asked for
// wins; what was asked before is stopped.
type trial struct {
	e     *Editor
	strip *strip
	job   *jobs.Job
	asked *vocabulary.Vocabulary // the word with the tags above it
	said  bool                   // that the list has what is typed
}

func newTrial(e *Editor) *trial {
	return &trial{e: e, strip: newStrip(e.deps.Thumbnails)}
}

// close forgets what has been asked for.
func (tr *trial) close() {
	tr.stop()
	tr.strip.show(nil)
}

func (tr *trial) stop() {
	if tr.job != nil {
		tr.e.deps.Jobs.Stop(tr.job)
		tr.job = nil
	}
}

// typed looks for the photos of a word that may become a tag, where it would stand. With nothing
// typed the current tag's are shown.
func (tr *trial) typed(text string) {
	word := beingTyped(text)
	tr.said = false
	if tr.e.draft == nil {
		return
	}
	if word == "" {
		tr.e.side.refresh()
		return
	}
	tr.e.side.try(word)
	tr.e.side.photos.SetText(tr.known(word))
	parent, _ := tr.e.placeOfNew()
	tr.ask(tr.e.draft.Vocabulary.Alone(parent, vocabulary.Tag{Name: word}))
}

// trying reports whether a word is being typed.
func (tr *trial) trying() bool {
	return beingTyped(tr.e.add.Text) != ""
}

// known says where a word stands in the list already; "" where it does not.
func (tr *trial) known(word string) string {
	v := tr.e.draft.Vocabulary
	tag, ok := v.Find(word)
	if !ok {
		return ""
	}
	return lang.X("vocabularies.there", "In the list already: {{.tag}}", phrase.Tag(pathOf(v, tag)))
}

// beingTyped is the last word of a line, as it may be written; "" behind a separator.
func beingTyped(line string) string {
	parts := keywords.LineParts(line)
	return keywords.Clean(parts[len(parts)-1].Text)
}

// tag looks for the photos of a tag.
func (tr *trial) tag(tag int) {
	t := tr.e.draft.Vocabulary.Tags[tag]
	if t.Heading {
		t.Heading, t.Unsaid = false, false
	}
	tr.ask(tr.e.draft.Vocabulary.Alone(t.Parent, t))
}

// ask looks for the best photos in the background.
func (tr *trial) ask(one *vocabulary.Vocabulary) {
	tr.stop()
	tr.asked = one
	d := tr.e.deps
	encoder, snap := d.Encoder(), d.Snapshot()
	if encoder == nil {
		return
	}
	tr.job = &jobs.Job{
		Lane: jobs.Search, Quiet: true,
		Says: func(int, int) string {
			return lang.X("job.trial", "Looking for {{.tag}}", phrase.Tag(one.Name))
		},
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			best, err := bestOf(ctx, d.Library, encoder, one, snap.Photos())
			return func(stopped bool) {
				if !stopped && err == nil && tr.asked == one {
					tr.job = nil
					tr.found(one, best)
				}
			}, err
		},
	}
	d.Jobs.Add(tr.job)
}

// best are the photos that a word is judged by, and what there is to say of it.
type best struct {
	photos []library.ID
	note   string
}

// bestOf finds the best photos of the last tag of a vocabulary. It keeps nothing of it: a word that
// is half typed is nobody's. It blocks while the word is encoded; any goroutine.
func bestOf(ctx context.Context, lib *library.Library, encoder tagging.Encoder, one *vocabulary.Vocabulary, photos []*library.Photo) (best, error) {
	tag := len(one.Tags) - 1
	vectors, err := tagging.Vectors(ctx, encoder, nil, one, tagging.VectorOptions{})
	if err != nil {
		return best{}, err
	}
	aim, ok := vectors.Aim(tag)
	if !ok {
		return best{note: phrase.Said(tagging.Unreadable(one, encoder.Profile()))}, nil
	}
	var b best
	for _, hit := range tagging.Search(lib, encoder.Profile().Name, aim, photos, mostBest) {
		b.photos = append(b.photos, hit.Photo.ID)
	}
	for _, q := range one.Unsettled() {
		if q.Tag == tag {
			b.note = fmt.Sprintf("%s / %s?", q.Text[0], q.Text[1])
		}
	}
	if len(vectors.Unknown()) > 0 {
		b = best{note: lang.X("vocabularies.wordNotKnown", "“{{.tag}}” is not known to this model.", phrase.Tag(one.Name))}
	}
	return b, nil
}

// found shows the photos.
func (tr *trial) found(one *vocabulary.Vocabulary, b best) {
	text := lang.X("vocabularies.bestOf", "Best photos of “{{.tag}}”", phrase.Tag(one.Name))
	if b.note != "" {
		text = b.note
	}
	if known := tr.known(one.Name); known != "" && tr.trying() {
		if text = known; b.note != "" {
			text += " · " + b.note
		}
	}
	tr.e.side.photos.SetText(text)
	if !tr.trying() {
		b.photos = firstOf(b.photos, mostOfTag)
	}
	tr.strip.show(b.photos)
	tr.e.side.column.Refresh()
}

// strip shows photos small, some in a line.
type strip struct {
	widget.BaseWidget
	from    *thumbnail.Source
	columns int
	frames  []*thumbnail.Frame
	photos  []library.ID
}

// stripGap stands between photos of a strip, in dp; a photo is three quarters as high as it is
// wide.
const stripGap = 4

func newStrip(from *thumbnail.Source) *strip {
	s := &strip{from: from, columns: 4}
	s.ExtendBaseWidget(s)
	return s
}

// show shows photos, at most mostBest.
func (s *strip) show(photos []library.ID) {
	s.photos = photos
	for len(s.frames) < len(photos) {
		s.frames = append(s.frames, thumbnail.NewFrame(canvas.ImageFillContain))
	}
	for i, f := range s.frames {
		if i >= len(photos) {
			f.Drop()
			f.Picture.Hide()
		}
	}
	s.Refresh()
}

// cell is the room of a photo at a width of the strip.
func (s *strip) cell(width float32) (wide, high float32) {
	wide = (width - float32(s.columns-1)*stripGap) / float32(s.columns)
	return wide, float32(int(wide * 3 / 4))
}

// HeightFor is the height that the photos need.
func (s *strip) HeightFor(width float32) float32 {
	_, high := s.cell(width)
	return float32((len(s.photos)+s.columns-1)/s.columns) * (high + stripGap)
}

// CreateRenderer implements fyne.Widget.
func (s *strip) CreateRenderer() fyne.WidgetRenderer { return &stripFace{s} }

// stripFace draws nothing itself.
type stripFace struct{ s *strip }

func (r *stripFace) Destroy() {}

func (r *stripFace) MinSize() fyne.Size { return fyne.NewSize(160, r.s.HeightFor(160)) }

func (r *stripFace) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, f := range r.s.frames {
		objects = append(objects, f.Picture)
	}
	return objects
}

func (r *stripFace) Layout(size fyne.Size) {
	wide, high := r.s.cell(size.Width)
	for i, id := range r.s.photos {
		f := r.s.frames[i]
		f.Picture.Show()
		x, y := float32(i%r.s.columns)*(wide+stripGap), float32(i/r.s.columns)*(high+stripGap)
		kit.Place(f.Picture, x, y, wide, high)
		f.Show(r.s.from, id, wide, high)
	}
}

func (r *stripFace) Refresh() {
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}
