package inspector

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/facts"
	"catchlight/ui/chips"
	"catchlight/ui/engine"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
	"catchlight/ui/view"
)

// why tells where the current word of one photo comes from: the score, the prompt, the runner-up,
// or who put it there.
type why struct {
	deps   *Deps
	rule   *kit.Surface
	title  *kit.Heading
	rows   []*whyRow
	note   *kit.Paragraph // what helps where the model does not know the word
	rival  *kit.Button    // puts the runner-up on the photo, where that is the surer one
	shown  int
	filled []fyne.CanvasObject

	nearest  *kit.Text // the heading of the pictures
	frames   [nearestPhotos]*thumbnail.Frame
	pictures fyne.CanvasObject
}

// How many photos of those that taught a tag are shown, and how large in dp.
const (
	nearestPhotos = 4
	nearestWide   = 61
	nearestHigh   = 46
)

// whyName is the width of the names of rows in dp, where they need no more.
const whyName = 92

type whyRow struct {
	name   *kit.Text
	value  *kit.Paragraph
	object *kit.PairRow
}

func newWhy(d *Deps) *why {
	y := &why{deps: d, rule: kit.NewRule(), title: kit.NewInnerHeading(""), note: kit.NewParagraph("", kit.StyleCaption)}
	y.rival = kit.NewButton("", nil)
	y.rival.Small = true
	for range 4 {
		r := &whyRow{name: kit.NewText("", kit.StyleJobDim), value: kit.NewParagraph("", kit.StyleJob)}
		r.object = kit.NewLabelled(r.name, r.value)
		r.object.Width = whyName
		y.rows = append(y.rows, r)
	}
	y.nearest = kit.NewText(lang.X("why.nearest", "Nearest photos you accepted"), kit.StyleJobDim)
	row := container.NewGridWithColumns(nearestPhotos)
	for i := range y.frames {
		y.frames[i] = thumbnail.NewFrame(canvas.ImageFillCover)
		y.frames[i].Picture.SetMinSize(fyne.NewSize(nearestWide, nearestHigh))
		row.Add(y.frames[i].Picture)
	}
	y.pictures = row
	return y
}

func (y *why) objects() []fyne.CanvasObject { return y.filled }

// show fills the block for the current word; it is empty for several photos.
func (y *why) show(photos []*library.Photo, x view.Word) {
	y.filled, y.shown = nil, 0
	if len(photos) != 1 || x.Name == "" {
		return
	}
	y.title.Text = lang.X("why.title", "Why {{.tag}}", phrase.Tag(x.Name))
	y.title.Refresh()
	y.say(lang.X("why.state", "State"), chips.StateText(chips.Of(x)))
	score, other, ok := y.deps.Engine.Score(photos[0], x.Name)
	switch reason := y.deps.Photos.Reason(photos[0], x.Name); {
	case reason.Known():
		y.say(lang.X("why.reason", "Reason"), chips.ReasonText(reason))
		y.say(lang.X("why.from", "From"), lang.X("why.shot", "the shot, not the model"))
	case ok && !y.deps.Engine.Unknown(x.Name):
		y.shown = 0
		y.say(lang.X("why.score", "Score"), phrase.Decimal(score)+strengthSuffix(x))
		y.say(lang.X("why.prompt", "Prompt"), y.deps.Engine.Prompt(x.Name))
		y.say(lang.X("why.runnerUp", "Runner-up"), rankedText(other))
		y.say(lang.X("why.threshold", "Threshold"), thresholdText(y.deps.Engine, x.Name))
	}
	if place := y.deps.Photos.PlaceOf(photos[0], x.Name); place != nil && y.shown == 1 {
		y.whyPlace(photos[0], place)
	}
	y.filled = append(y.filled, kit.NewSpace(0, 4), y.rule, y.title)
	for _, r := range y.rows[:y.shown] {
		y.filled = append(y.filled, r.object)
	}
	if ok && other.Score > score && y.lacks(photos[0], other.Name) {
		y.offerRival(other.Name, photos)
	}
	if y.deps.Engine.Unknown(x.Name) {
		y.note.SetText(chips.NotKnown(x.Name))
		y.filled = append(y.filled, y.note)
	}
	y.showNearest(photos[0], x.Name)
}

// lacks reports whether a photo has a tag by none of its names.
func (y *why) lacks(p *library.Photo, tag string) bool {
	return y.deps.Photos.Words(p).State(tag) == view.Absent && !y.deps.Engine.Tags().Vocabulary.Has(p.Keywords, tag)
}

// offerRival offers a tag that the model is surer of than of the one that is explained, and that the
// photo lacks: another one may have pushed it down.
func (y *why) offerRival(name string, photos []*library.Photo) {
	y.rival.SetLabel(lang.X("why.rival", "Add {{.tag}}", phrase.Tag(name)))
	y.rival.OnTapped = func() { y.deps.Acts.Put(name, photos) }
	y.filled = append(y.filled, kit.AtLeft(y.rival))
}

// showNearest shows the photos with a yes for the word that look most like the photo.
func (y *why) showNearest(p *library.Photo, name string) {
	var near []library.ID
	if tag, vector, ok := y.deps.Engine.TagOn(p, name); ok {
		near = y.deps.Engine.Tags().Vectors.Nearest(y.deps.Library, y.deps.Photos.Snapshot(), vector, tag, nearestPhotos)
	}
	for i, f := range y.frames {
		if i < len(near) {
			f.Show(y.deps.Thumbnails, near[i], nearestWide, nearestHigh)
		} else {
			f.Show(y.deps.Thumbnails, 0, nearestWide, nearestHigh)
		}
	}
	if len(near) > 0 {
		y.filled = append(y.filled, y.nearest, y.pictures)
	}
}

// Nearest are the photos that are shown as those that taught the current word.
func (in *Inspector) Nearest() []library.ID {
	var near []library.ID
	for _, f := range in.why.frames {
		if f.Photo != 0 {
			near = append(near, f.Photo)
		}
	}
	return near
}

func (y *why) say(name, value string) {
	r := y.rows[y.shown]
	r.name.SetText(name)
	r.value.SetText(value)
	y.shown++
}

// whyPlace says where a place comes from.
func (y *why) whyPlace(p *library.Photo, place *facts.PlaceTag) {
	y.say(lang.X("why.place", "Place"), strings.ReplaceAll(place.Path, "|", " › "))
	from := lang.X("why.nearby", "a photo of this camera within 30 minutes")
	if !place.Near {
		from = lang.X("why.gps", "GPS {{.at}}", map[string]any{"at": fmt.Sprintf("%.4f, %.4f", p.Latitude, p.Longitude)})
	}
	y.say(lang.X("why.from", "From"), from)
}

// strengthSuffix is ", strong for this tag" for a suggestion.
func strengthSuffix(x view.Word) string {
	if x.Strength == "" {
		return ""
	}
	return ", " + lang.X("why.forTag", "{{.strength}} for this tag", map[string]any{"strength": chips.StrengthText(view.Bars(x.Strength))})
}

// rankedText is "sky 0.31", "" for none.
func rankedText(t engine.Ranked) string {
	if t.Name == "" {
		return ""
	}
	return t.Name + " " + phrase.Decimal(t.Score)
}

// thresholdText is the score from which a tag is suggested, and what it was learned from.
func thresholdText(en *engine.Engine, name string) string {
	i, _ := en.Tags().Vocabulary.Find(name)
	vectors := en.Tags().Vectors
	score := phrase.Decimal(en.Cut(en.Tags(), i))
	cut := map[string]any{"cut": score}
	yes, no := vectors.Taught(i)
	own, byHand := vectors.OwnLine(i)
	switch {
	case byHand:
		return lang.X("why.byHand", "{{.cut}}, set by you", cut)
	case yes+no > 0:
		cut["yes"], cut["no"] = phrase.Number(yes), phrase.Number(no)
		return lang.X("why.learned", "{{.cut}}, from your {{.yes}} yes, {{.no}} no", cut)
	case own:
		return lang.X("why.fitted", "{{.cut}}, as fits your keywords", cut)
	}
	return score
}
