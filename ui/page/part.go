package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"catchlight/ui/kit"
)

// PartTitle is the title of the one part of a page that is shown. While the names of the parts have
// no place beside the page it lists them, so that each can be reached.
type PartTitle struct {
	widget.BaseWidget
	names    *kit.Select
	title    *kit.Paragraph
	navShown func() bool
}

// NewPartTitle returns the title of a part; chosen hears of another one. navShown reports whether
// the names have a place beside the page: it is asked whenever the page gets another width.
func NewPartTitle(titles []string, at int, navShown func() bool, chosen func(part int)) *PartTitle {
	t := &PartTitle{names: kit.NewSelect(titles, at, chosen), title: kit.NewParagraph(titles[at], kit.StylePage), navShown: navShown}
	t.ExtendBaseWidget(t)
	return t
}

// Objects are the title and the list of names, of which one is shown.
func (t *PartTitle) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{t.title, t.names} }

// HeightFor is the height that the title needs at a width.
func (t *PartTitle) HeightFor(width float32) float32 {
	if t.navShown() {
		return kit.HeightFor(t.title, width)
	}
	return t.names.MinSize().Height
}

// CreateRenderer implements fyne.Widget.
func (t *PartTitle) CreateRenderer() fyne.WidgetRenderer {
	min := func() fyne.Size { return fyne.NewSize(0, t.HeightFor(t.Size().Width)) }
	return kit.Render(min, t.layout, t.choose, t.Objects()...)
}

// choose shows the title or the names.
func (t *PartTitle) choose() {
	kit.ShowIf(t.title, t.navShown())
	kit.ShowIf(t.names, !t.navShown())
}

func (t *PartTitle) layout(size fyne.Size) {
	t.choose()
	t.title.Resize(size)
	t.names.Resize(fyne.NewSize(min(t.names.MinSize().Width, size.Width), size.Height))
}
