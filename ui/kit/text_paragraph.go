package kit

import (
	"image/color"
	"sort"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Paragraph is text that wraps between words. In a Column it gets the height that it needs;
// elsewhere it has the height it needed at its last width.
type Paragraph struct {
	wording
	Align fyne.TextAlign // of its lines
}

// NewParagraph returns wrapping text.
func NewParagraph(text string, style TextStyle) *Paragraph {
	p := &Paragraph{wording: wording{Text: text, Style: style}}
	p.ExtendBaseWidget(p)
	return p
}

// HeightFor is the height that the text needs at a width.
func (p *Paragraph) HeightFor(width float32) float32 {
	return float32(len(p.wrap(width))) * p.line()
}

// Natural is the width at which all stands in one line.
func (p *Paragraph) Natural() float32 {
	return ceil(TextWidth(p.Text, TextSize(p.Style, p), fyne.TextStyle{Bold: typefaces[p.Style].bold}))
}

// line is the height of one line.
func (p *Paragraph) line() float32 { return TextSize(p.Style, p) * lineHeight }

// wrap breaks the text into lines at most width wide.
func (p *Paragraph) wrap(width float32) []string {
	return wrapped(p.Text, TextSize(p.Style, p), fyne.TextStyle{Bold: typefaces[p.Style].bold}, width)
}

// wrapped breaks a text into lines at most width wide, between words, and between the signs of
// Chinese and Japanese; a word wider than a line is broken too. Line feeds break as well.
func wrapped(text string, size float32, style fyne.TextStyle, width float32) (lines []string) {
	fits := func(text string) bool {
		return TextWidth(strings.TrimRight(text, " "), size, style) <= width
	}
	for _, block := range strings.Split(text, "\n") {
		if whole := strings.Join(strings.Fields(block), " "); fits(whole) {
			lines = append(lines, whole) // most are: one measure in place of one a word
			continue
		}
		line := ""
		for _, piece := range pieces(block) {
			if line != "" && !fits(line+piece) {
				lines = append(lines, strings.TrimRight(line, " "))
				line = ""
			}
			line += piece
			for width > 0 && !fits(line) && len([]rune(line)) > 1 {
				var begin string
				begin, line = broken(line, fits)
				lines = append(lines, begin)
			}
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// broken takes off a line of several signs as much as fits, one sign at the least; of the path of a
// file whole folders.
func broken(line string, fits func(string) bool) (begin, rest string) {
	runes := []rune(line)
	n := sort.Search(len(runes)-1, func(n int) bool { return !fits(string(runes[:n+1])) })
	n = min(max(n, 1), len(runes)-1)
	if folders := strings.LastIndexAny(string(runes[:n]), `/\`); folders > 0 {
		return line[:folders+1], line[folders+1:]
	}
	return string(runes[:n]), string(runes[n:])
}

// pieces are the parts of a text between which a line may end, each with the blank behind it.
func pieces(text string) []string {
	var all []string
	runes := []rune(strings.Join(strings.Fields(text), " "))
	from := 0
	for i := 1; i < len(runes); i++ {
		before, after := runes[i-1], runes[i]
		sign := isSign(before) || isSign(after)
		mayEnd := after != ' ' && !strings.ContainsRune(neverFirst, after) && !strings.ContainsRune(neverLast, before)
		if before == ' ' && !clings(runes, i) || sign && mayEnd {
			all = append(all, string(runes[from:i]))
			from = i
		}
	}
	return append(all, string(runes[from:]))
}

// clings reports whether what stands behind a blank, at i, stays in the line before it: in French a
// blank stands before ; : ! and ?, and inside of « ».
func clings(runes []rune, i int) bool {
	alone := i+1 == len(runes) || !unicode.IsLetter(runes[i+1]) && !unicode.IsDigit(runes[i+1])
	return alone && strings.ContainsRune(";:!?»", runes[i]) || i > 1 && runes[i-2] == '«'
}

// isSign reports whether a rune is of a script that has no blanks between words.
func isSign(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}

// What a line of signs never begins or ends with (JIS X 4051, shortened).
const (
	neverFirst = "、。，．・：；？！ー）」』】〉》〕］｝…,.;:!?)]}%ぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
	neverLast  = "（「『【〈《〔［｛([{"
)

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
	Redraw(func() {
		for i, o := range r.lines {
			t := o.(*canvas.Text)
			r.p.apply(t, r.p)
			t.Text, t.Alignment = lines[i], r.p.Align
			Place(t, 0, float32(i)*r.p.line(), width, r.p.line())
		}
	}, r.lines...)
}
