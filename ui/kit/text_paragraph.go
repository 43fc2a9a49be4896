package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Paragraph is text that wraps between words. In a Column it gets the height that it needs;
// elsewhere it has the height it needed at its last width.
type Paragraph struct{ wording }

// NewParagraph returns wrapping text.
func NewParagraph(text string, style TextStyle) *Paragraph {
	p := &Paragraph{wording{Text: text, Style: style}}
	p.ExtendBaseWidget(p)
	return p
}

// HeightFor is the height that the text needs at a width.
func (p *Paragraph) HeightFor(width float32) float32 {
	return float32(len(p.wrap(width))) * p.line()
}

// line is the height of one line.
func (p *Paragraph) line() float32 { return TextSize(p.Style, p) * lineHeight }

// wrap breaks the text into lines at most width wide; a word wider than that
// has a line of its own. Line feeds break too.
func (p *Paragraph) wrap(width float32) (lines []string) {
	size, style := TextSize(p.Style, p), fyne.TextStyle{Bold: typefaces[p.Style].bold}
	for _, block := range strings.Split(p.Text, "\n") {
		line := ""
		for _, word := range strings.Fields(block) {
			longer := strings.TrimPrefix(line+" "+word, " ")
			if line != "" && fyne.MeasureText(longer, size, style).Width > width {
				lines = append(lines, line)
				longer = word
			}
			line = longer
		}
		lines = append(lines, line)
	}
	return lines
}

// CreateRenderer implements fyne.Widget.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{p: p}
	r.Refresh()
	return r
}

// paragraphRenderer keeps one canvas text per line.
type paragraphRenderer struct {
	p     *Paragraph
	lines []fyne.CanvasObject
}

func (r *paragraphRenderer) Destroy()                     {}
func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.lines }
func (r *paragraphRenderer) Layout(fyne.Size)             { r.Refresh() }

// MinSize is the height at the present width; before the first layout one line.
func (r *paragraphRenderer) MinSize() fyne.Size {
	if w := r.p.Size().Width; w > 0 {
		return fyne.NewSize(0, r.p.HeightFor(w))
	}
	return fyne.NewSize(0, r.p.line())
}

// Refresh wraps again and fits the canvas texts to the lines. It keeps those it
// has: Fyne lays out a parent anew when it meets an object for the first time,
// so new ones in every layout would never end.
func (r *paragraphRenderer) Refresh() {
	width, lines := r.p.Size().Width, r.p.wrap(r.p.Size().Width)
	for len(r.lines) < len(lines) {
		r.lines = append(r.lines, canvas.NewText("", color.Transparent))
	}
	r.lines = r.lines[:len(lines)]
	for i, o := range r.lines {
		t := o.(*canvas.Text)
		r.p.apply(t, r.p)
		t.Text = lines[i]
		Place(t, 0, float32(i)*r.p.line(), width, r.p.line())
		t.Refresh()
	}
}
