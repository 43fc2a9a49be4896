package search

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"catchlight/assets"
	"catchlight/ui/kit"
)

// likeIcon is the icon of "photos like this one".
var likeIcon = fyne.NewStaticResource("like.svg", assets.Icon(assets.IconLike))

// Field is a text field with, before the text, the photo that a search begins with: a chip with its
// thumbnail.
type Field struct {
	widget.BaseWidget
	Entry   *kit.Entry
	picture *canvas.Image
	cross   *kit.Button // of the photo; hidden without one
	empty   *kit.Button // clears the search; hidden while nothing is typed
	palette *kit.Palette
	focused bool // the entry has the keyboard
}

// newField returns a field without a photo. like hears of its icon, drop of the × behind the photo,
// empty of the × behind the words.
func newField(hint func(any, string) func(bool), like, drop, empty func()) *Field {
	icon := kit.NewIconButton(likeIcon, lang.X("cmd.like", "Like this photo"), like)
	icon.Small = true
	icon.OnHint = hint(icon, lang.X("hint.like", "Finds photos like the selected one (S)"))
	clear := kit.NewIconButton(theme.CancelIcon(), lang.X("search.clear", "Clear the search"), empty)
	clear.Small = true
	clear.OnHint = hint(clear, lang.X("hint.clearSearch", "Clears the search (Esc)"))
	clear.Hide()
	f := &Field{
		Entry: kit.NewEntry("", theme.SearchIcon(), container.New(kit.Joined{}, clear, icon)), empty: clear, cross: kit.NewIconButton(theme.CancelIcon(), lang.X("search.dropPhoto", "Search without the photo"), drop),
		picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth},
	}
	f.cross.Small = true
	f.cross.OnHint = hint(f.cross, f.cross.Access)
	f.Entry.Bare, f.Entry.Short = true, lang.X("cmd.search", "Search")
	f.Entry.OnFocus = func(on bool) {
		f.focused = on
		f.Refresh()
	}
	f.palette = kit.NewPalette(f)
	f.ExtendBaseWidget(f)
	f.show(false, nil)
	return f
}

// show begins the search with a photo, or with none. Its thumbnail may be nil.
func (f *Field) show(photo bool, thumbnail *image.RGBA) {
	f.picture.Image = nil
	if thumbnail != nil {
		f.picture.Image = thumbnail
	}
	kit.ShowIf(f.cross, photo)
	kit.ShowIf(f.picture, photo)
	if photo {
		f.Entry.SetPlaceHolder(lang.X("search.mix", "+ more - less"))
	} else {
		f.Entry.SetPlaceHolder(lang.X("search.field", "Search photos, or describe one"))
	}
	f.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	drawn := &face{f: f, ground: canvas.NewRectangle(color.Transparent), chip: canvas.NewRectangle(color.Transparent), edge: kit.NewPicture()}
	drawn.ground.CornerRadius, drawn.chip.CornerRadius = 4, 4
	return kit.Render(drawn.min, drawn.layout, drawn.paint, drawn.ground, f.Entry, drawn.chip, f.picture, f.cross, drawn.edge)
}

// face holds what a search field is drawn with.
type face struct {
	f            *Field
	ground, chip *canvas.Rectangle
	edge         *canvas.Image
}

// Size of the photo in the field, in dp.
const (
	likeWidth  = 30
	likeHeight = 22
)

func (s *face) min() fyne.Size { return s.f.Entry.MinSize() }

func (s *face) layout(size fyne.Size) {
	f, x := s.f, float32(0)
	if s.chip.Hidden = !f.cross.Visible(); !s.chip.Hidden {
		cross := f.cross.MinSize()
		x = 4 + likeWidth + 4 + cross.Width
		kit.Place(s.chip, 4, (size.Height-likeHeight)/2-1, x-4, likeHeight+2)
		kit.Place(f.picture, 6, (size.Height-likeHeight)/2, likeWidth, likeHeight)
		kit.Place(f.cross, x-cross.Width, (size.Height-cross.Height)/2, cross.Width, cross.Height)
	}
	s.ground.Resize(size)
	kit.Place(f.Entry, x, 0, max(size.Width-x, 0), size.Height)
	f.palette.Update()
	stroke, token := float32(1), kit.TokenEdge
	if f.focused {
		stroke, token = 2, kit.TokenAccent
	}
	f.palette.Outline(s.edge, fyne.Position{}, size, 4, stroke, token)
}

func (s *face) paint() {
	s.ground.FillColor, s.chip.FillColor = kit.Tint(theme.ColorNameInputBackground, s.f), kit.Tint(kit.TokenChip, s.f)
	s.layout(s.f.Size())
	for _, o := range []fyne.CanvasObject{s.ground, s.chip, s.f.picture, s.edge} {
		o.Refresh()
	}
}
