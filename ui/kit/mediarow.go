package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// MediaRow is a line of a list of photos: something in front, 28 wide, a picture, and beside it
// what is said of the photo, which wraps.
type MediaRow struct {
	widget.BaseWidget
	lead, picture, body fyne.CanvasObject
}

// NewMediaRow returns a line; where lead is nil the picture stands at the edge. A line without
// anything in front among others that have it gets a NewSpace there.
func NewMediaRow(lead, picture, body fyne.CanvasObject) *MediaRow {
	r := &MediaRow{lead: lead, picture: picture, body: body}
	r.ExtendBaseWidget(r)
	return r
}

// Widths of a MediaRow in dp.
const mediaLead, mediaGap = 28, 12

func (r *MediaRow) pictureAt() float32 {
	if r.lead == nil {
		return 0
	}
	return mediaLead
}

func (r *MediaRow) bodyAt() float32 { return r.pictureAt() + r.picture.MinSize().Width + mediaGap }

// HeightFor is the height that the line needs at a width.
func (r *MediaRow) HeightFor(width float32) float32 {
	return max(r.picture.MinSize().Height, HeightFor(r.body, max(width-r.bodyAt(), 40)))
}

// Objects are the parts of the line.
func (r *MediaRow) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.picture, r.body}
	if r.lead != nil {
		objects = append(objects, r.lead)
	}
	return objects
}

// CreateRenderer implements fyne.Widget.
func (r *MediaRow) CreateRenderer() fyne.WidgetRenderer {
	layout := func(s fyne.Size) {
		if r.lead != nil {
			Place(r.lead, 0, 0, mediaLead, r.lead.MinSize().Height)
		}
		size := r.picture.MinSize()
		Place(r.picture, r.pictureAt(), 0, size.Width, size.Height)
		wide := max(s.Width-r.bodyAt(), 40)
		Place(r.body, r.bodyAt(), 0, wide, HeightFor(r.body, wide))
	}
	refresh := func() { layout(r.Size()) }
	return Render(func() fyne.Size { return fyne.NewSize(r.bodyAt()+80, r.picture.MinSize().Height) }, layout, refresh, r.Objects()...)
}
