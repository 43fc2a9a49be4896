package review

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// side is the panel beside a review: the histogram with the line, the counts, the estimate, the
// buttons.
type side struct {
	r      *Review
	object fyne.CanvasObject
	body   *fyne.Container
	path   *kit.Paragraph
	along  *kit.Paragraph
	answer *answer
	title  *kit.Heading
	bars   *histogram
	scale  [3]*kit.Text // the least score, that of the line, the best
	above  *above
	accept *kit.Button
	both   *kit.Button
}

func newSide(r *Review) *side {
	s := &side{r: r, title: kit.NewInnerHeading(""), above: newAbove()}
	s.path, s.answer = kit.NewParagraph(r.tagOf(), kit.StyleCaption), newAnswer(r)
	s.along = kit.NewParagraph("", kit.StyleCaption)
	s.bars = newHistogram(r.putLine)
	for i, align := range []fyne.TextAlign{fyne.TextAlignLeading, fyne.TextAlignCenter, fyne.TextAlignTrailing} {
		s.scale[i] = kit.NewText("", kit.StyleCaption)
		s.scale[i].Align = align
	}
	kit.ShowIf(s.path, s.path.Text != r.name) // the title has the name
	s.accept = kit.NewButton("", r.AcceptAbove)
	s.accept.Accent, s.accept.Shortcut = true, phrase.Keys("Enter")
	s.both = kit.NewButton("", r.DecideBoth)
	s.both.Shortcut = phrase.Keys("Shift", "Enter")
	column := kit.NewColumn(8, s.path, s.answer.flow, s.title, s.bars, container.NewStack(s.scale[0], s.scale[1], s.scale[2]),
		kit.NewSpace(0, 4), kit.NewInnerHeading(lang.X("review.aboveLine", "Above the line")), s.above.column, s.along,
		kit.NewParagraph(lang.X("review.keep", "Your own yes and no stay as they are, on both sides of the line."), kit.StyleCaption),
		kit.NewSpace(0, 4), kit.NewInnerHeading(lang.X("cmd.keys", "Keys")), keyRows(r.deps.KeyRows))
	column.Margin, column.Top = 16, 12
	s.body = container.New(kit.Footed{}, kit.NewScroll(column), s.foot())
	s.object = container.NewStack(kit.NewSurface(kit.TokenPanel), s.body)
	return s
}

// foot is what the line does, in view however low the window is.
func (s *side) foot() fyne.CanvasObject {
	buttons := kit.NewColumn(8, s.accept, s.both, kit.NewParagraph(lang.X("review.promise", "Accepting changes no file. Write does."), kit.StyleCaption))
	buttons.Margin, buttons.Top = 16, 12
	return kit.NewColumn(0, kit.NewRule(), buttons)
}

func (s *side) refresh() {
	r := s.r
	n := r.sides()
	s.answer.refresh()
	s.title.Text = lang.XN("review.scores", "Scores of {{.n}} photos", len(r.photos), phrase.Count(len(r.photos)))
	s.title.Refresh()
	s.bars.set(r.photos, r.cut())
	s.showScale()
	s.above.show(r.line, n, len(r.samples) > 0)
	s.along.SetText(lang.XN("review.along", "{{.n}} photos behind the line have a tag below this one, or wait for it: it stands beside the score. No button rejects them.", len(r.along), phrase.Count(len(r.along))))
	kit.ShowIf(s.along, len(r.along) > 0)
	s.accept.SetLabel(lang.X("review.accept", "Accept {{.n}} above the line", phrase.Count(n.open)))
	s.both.SetLabel(lang.X("review.acceptReject", "Accept {{.n}}, reject {{.m}}", map[string]any{"n": phrase.Number(n.open), "m": phrase.Number(n.below)}))
	s.accept.SetDisabled(n.open == 0)
	s.both.SetDisabled(n.open+n.below == 0)
	s.body.Refresh() // the labels may stand in other lines
}

// showScale says what the histogram spans, and where the line is.
func (s *side) showScale() {
	var says [3]string
	if photos := s.r.photos; len(photos) > 0 {
		low, high := spanOf(photos)
		cut := lang.X("review.cut", "cut {{.cut}}", map[string]any{"cut": phrase.Decimal(s.r.cut())})
		says = [3]string{phrase.Decimal(low), cut, phrase.Decimal(high)}
	}
	for i, text := range s.scale {
		text.SetText(says[i])
	}
}

// cut is the score that the line stands for: the least of an open photo above it, else of any. A
// keyword that a file has, and an answer, stand above it whatever they score.
func (r *Review) cut() float32 {
	var open []scored
	for i, p := range r.photos[:r.line] {
		if v, _ := r.Verdict(i); v == library.Undecided {
			open = append(open, p)
		}
	}
	if r.line == 0 {
		_, best := spanOf(r.photos)
		return best
	}
	if len(open) == 0 {
		open = r.photos[:r.line]
	}
	least, _ := spanOf(open)
	return least
}

// histogramBars and histogramHeight are the shape of the histogram.
const (
	histogramBars   = 22
	histogramHeight = 88
)

// histogram shows how the scores are spread, with the line; a click moves the line there.
type histogram struct {
	widget.BaseWidget
	moved  func(line int)
	counts [histogramBars]int
	photos []scored

	low, cut, high float32
}

func newHistogram(moved func(int)) *histogram {
	h := &histogram{moved: moved}
	h.ExtendBaseWidget(h)
	return h
}

func (h *histogram) set(photos []scored, cut float32) {
	h.photos, h.cut, h.counts = photos, cut, [histogramBars]int{}
	h.low, h.high = spanOf(photos)
	for _, p := range photos {
		h.counts[min(int(h.place(p.score)*histogramBars), histogramBars-1)]++
	}
	h.Refresh()
}

// place is where a score stands between the least (0) and the best (1).
func (h *histogram) place(score float32) float32 {
	if h.high <= h.low {
		return 0
	}
	return (score - h.low) / (h.high - h.low)
}

// spanOf is the least and the best score: those with a chip stand first, whatever they score.
func spanOf(photos []scored) (low, high float32) {
	if len(photos) == 0 {
		return 0, 0
	}
	low, high = photos[0].score, photos[0].score
	for _, p := range photos {
		low, high = min(low, p.score), max(high, p.score)
	}
	return low, high
}

// MouseDown implements desktop.Mouseable: the line goes to the score under the pointer.
func (h *histogram) MouseDown(e *desktop.MouseEvent) {
	at, n := e.Position.X/max(h.Size().Width, 1), 0
	for n < len(h.photos) && h.place(h.photos[n].score) >= at {
		n++
	}
	h.moved(n)
}

// MouseUp implements desktop.Mouseable.
func (h *histogram) MouseUp(*desktop.MouseEvent) {}

// CreateRenderer implements fyne.Widget.
func (h *histogram) CreateRenderer() fyne.WidgetRenderer {
	var bars []fyne.CanvasObject
	for range histogramBars {
		bars = append(bars, canvas.NewRectangle(nil))
	}
	line := canvas.NewRectangle(nil)
	paint := func() { h.paint(bars, line) }
	return kit.Render(func() fyne.Size { return fyne.NewSize(histogramBars*4, histogramHeight) }, func(fyne.Size) { paint() }, paint, append(bars, line)...)
}

func (h *histogram) paint(bars []fyne.CanvasObject, line *canvas.Rectangle) {
	most, size := 1, h.Size()
	for _, n := range h.counts {
		most = max(most, n)
	}
	at := h.place(h.cut)
	step := size.Width / histogramBars
	for i, o := range bars {
		height := float32(math.Ceil(float64(h.counts[i]) / float64(most) * float64(size.Height-1)))
		r := o.(*canvas.Rectangle)
		r.FillColor = kit.Tint(kit.TokenEdge, h)
		if (float32(i)+.5)/histogramBars >= at {
			r.FillColor = kit.Tint(kit.TokenDim, h)
		}
		kit.Place(r, float32(i)*step, size.Height-height, max(step-2, 1), height)
		r.Refresh()
	}
	line.FillColor = kit.Tint(kit.TokenAccent, h)
	kit.Place(line, at*size.Width-1, 0, 2, size.Height)
	line.Refresh()
}
