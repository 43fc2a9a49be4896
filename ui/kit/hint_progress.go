package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Progress is the thin bar of a job: 4 high, 160 wide unless it gets more
// space. It shows a share and moves only when told.
type Progress struct {
	widget.BaseWidget
	share float32
}

// NewProgress returns an empty bar.
func NewProgress() *Progress {
	p := &Progress{}
	p.ExtendBaseWidget(p)
	return p
}

// SetValue shows a share of 0 to 1; what is outside is cut.
func (p *Progress) SetValue(share float64) {
	s := min(max(float32(share), 0), 1)
	if s != p.share {
		p.share = s
		p.Refresh()
	}
}

// Value is the share shown.
func (p *Progress) Value() float64 { return float64(p.share) }

// CreateRenderer implements fyne.Widget.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	track, bar := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	track.CornerRadius, bar.CornerRadius = 2, 2
	layout := func(s fyne.Size) {
		y := float32(int(s.Height-4) / 2)
		Place(track, 0, y, s.Width, 4)
		Place(bar, 0, y, s.Width*p.share, 4)
	}
	paint := func() {
		track.FillColor, bar.FillColor = Tint(TokenChip, p), Tint(TokenAccent, p)
		bar.Hidden = p.share == 0
		layout(p.Size())
		track.Refresh()
		bar.Refresh()
	}
	return Render(func() fyne.Size { return fyne.NewSize(160, 4) }, layout, paint, track, bar)
}
