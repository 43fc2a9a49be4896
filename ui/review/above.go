package review

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// sides counts the photos on both sides of a review's line.
type sides struct {
	yes, no, open, below  int // above the line: yes, no, open; below: open
	trialsYes, trialsOpen int // single decisions above the line: the evidence of the estimate
}

func (r *Review) sides() sides {
	var s sides
	for i := range r.photos {
		v, bulk := r.Verdict(i)
		switch {
		case i >= r.line:
			if r.asks(i) {
				s.below++
			}
		case v == library.Accepted:
			s.yes++
		case v == library.Rejected:
			s.no++
		default:
			s.open++
		}
		if i < r.line && v != library.Undecided && !bulk {
			s.trialsOpen++
			if v == library.Accepted {
				s.trialsYes++
			}
		}
	}
	return s
}

// leastTrials is how many single decisions above the line an estimate needs.
const leastTrials = 8

// likely is how many of open photos are likely right, from yes among n decisions: Wilson's interval
// at 90 % (E. B. Wilson, 1927, doi:10.1080/01621459.1927.10502953).
func likely(yes, n, open int) (low, high int) {
	const z = 1.6449
	p, size := float64(yes)/float64(n), float64(n)
	middle := (p + z*z/(2*size)) / (1 + z*z/size)
	half := z / (1 + z*z/size) * math.Sqrt(p*(1-p)/size+z*z/(4*size*size))
	return int(math.Round((middle - half) * float64(open))), int(math.Round(min(middle+half, 1) * float64(open)))
}

// estimate says how many of the open photos above the line are likely right, "12–16", and of what; both
// are empty while that is not known. note says what it stands on, or what it lacks.
func (n sides) estimate() (span, of, note string) {
	if n.trialsOpen < leastTrials {
		return "", "", lang.X("review.tooFew", "Decide 8 photos above the line for an estimate.")
	}
	low, high := likely(n.trialsYes, n.trialsOpen, n.open)
	return phrase.Number(low) + "–" + phrase.Number(high),
		lang.X("review.ofOpen", "of the {{.open}} likely right", map[string]any{"open": phrase.Number(n.open)}),
		lang.X("review.from", "From your {{.n}} decisions above the line, 90 % certain.", map[string]any{"n": phrase.Number(n.trialsOpen)})
}

// above says what stands above the line: how many photos, and what becomes of those that are open.
type above struct {
	column       *kit.Column
	many, likely *kit.Text
	counts, of   *kit.Paragraph
	estimate     *kit.PairRow // likely, and of what
	note         *kit.Paragraph
}

func newAbove() *above {
	a := &above{many: kit.NewText("", kit.StylePage), likely: kit.NewText("", kit.StylePage), note: kit.NewParagraph("", kit.StyleCaption)}
	a.counts, a.of = kit.NewParagraph("", kit.StyleText), kit.NewParagraph("", kit.StyleText)
	a.estimate = figured(a.likely, a.of)
	a.column = kit.NewColumn(8, figured(a.many, a.counts), a.estimate, a.note)
	return a
}

// figured is a figure with what it is of.
func figured(figure *kit.Text, of *kit.Paragraph) *kit.PairRow {
	row := kit.NewLabelled(figure, of)
	row.Width = 72
	return row
}

// show says how the sides of a line stand that has so many photos above it; marked: some of them are
// drawn for the estimate.
func (a *above) show(photos int, n sides, marked bool) {
	a.many.SetText(phrase.Number(photos))
	a.counts.SetText(lang.X("review.counts", "{{.yes}} yes, {{.no}} no, {{.open}} open",
		map[string]any{"yes": phrase.Number(n.yes), "no": phrase.Number(n.no), "open": phrase.Number(n.open)}))
	span, of, note := n.estimate()
	if span == "" && marked {
		note = lang.X("review.marked", "{{.sentence}} The marked ones were drawn at random.", map[string]any{"sentence": note})
	}
	a.likely.SetText(span)
	a.of.SetText(of)
	a.note.SetText(note)
	kit.ShowIf(a.estimate, span != "")
	a.column.Refresh()
}

// keyRows are the keys of a review, each with what it does.
func keyRows(rows [][2]string) *kit.Column {
	var list []fyne.CanvasObject
	for _, row := range rows {
		list = append(list, figured(kit.NewText(row[0], kit.StyleCaption), kit.NewParagraph(row[1], kit.StyleCaption)))
	}
	return kit.NewColumn(4, list...)
}
