package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/ui/chips"
	"catchlight/ui/engine"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// rankedAtOnce is how many tags of a ranking are shown, and added by each press of More.
const rankedAtOnce = 50

// ranking is the list of all tags for one photo, by their scores: below the suggestions in the
// inspector.
type ranking struct {
	in     *Inspector
	open   bool
	most   int // tags shown
	toggle *kit.Button
	more   *kit.Button
	rows   []*kit.Row
}

func newRanking(in *Inspector) *ranking {
	r := &ranking{in: in, most: rankedAtOnce}
	r.toggle = kit.NewButton("", in.deps.Acts.Ranking)
	r.toggle.Small, r.toggle.Quiet, r.toggle.Shortcut = true, true, "M"
	r.toggle.OnHint = in.deps.Hint(r.toggle, lang.X("hint.ranking", "All tags by their score for this photo, suggested or not"))
	r.more = kit.NewButton("", r.showMore)
	r.more.Small, r.more.Quiet = true, true
	return r
}

func (r *ranking) showMore() {
	r.most += rankedAtOnce
	r.in.Refresh()
}

// ToggleRanking shows the whole ranking of the current photo, or only the suggestions again.
func (in *Inspector) ToggleRanking() {
	in.ranking.open, in.ranking.most = !in.ranking.open, rankedAtOnce
	in.Refresh()
}

// RankingShown reports whether the whole ranking is wanted.
func (in *Inspector) RankingShown() bool { return in.ranking.open }

// objects is the switch and, while it is on, the list. A ranking is of one photo.
func (r *ranking) objects(photos []*library.Photo) []fyne.CanvasObject {
	if len(photos) != 1 || !r.in.deps.Engine.Ranks(photos[0]) {
		return nil
	}
	if !r.open {
		r.toggle.SetLabel(lang.X("ranking.show", "Show the whole ranking"))
		return []fyne.CanvasObject{kit.AtLeft(r.toggle)}
	}
	list := r.in.deps.Engine.Ranking(photos[0])
	r.toggle.SetLabel(lang.X("ranking.hide", "Hide the ranking"))
	objects := []fyne.CanvasObject{kit.AtLeft(r.toggle)}
	var rows []fyne.CanvasObject
	words := r.in.deps.Photos.Words(photos[0])
	for i, t := range list[:min(r.most, len(list))] {
		rows = append(rows, r.row(i, t, words.State(t.Name), photos))
	}
	ranked := kit.NewColumn(0, rows...)
	ranked.Margin = -kit.RowMargin // names and scores keep to the edges of what is above them
	objects = append(objects, ranked)
	if left := len(list) - r.most; left > 0 {
		r.more.SetLabel(lang.XN("ranking.more", "{{.n}} more", left, phrase.Count(left)))
		objects = append(objects, kit.AtLeft(r.more))
	}
	return objects
}

// row brings the nth row up to date: a click accepts the tag, or opens it again.
func (r *ranking) row(n int, t engine.Ranked, state view.WordState, photos []*library.Photo) *kit.Row {
	if n == len(r.rows) {
		r.rows = append(r.rows, kit.NewRow(t.Name))
	}
	row := r.rows[n]
	row.Label, row.Count, row.Icon = t.Name, phrase.Decimal(t.Score), stateIcon(state)
	row.Strong, row.Faint = state == view.Suggested, state == view.Rejected
	row.OnTapped = func() { r.in.deps.Acts.Put(t.Name, photos) }
	row.OnMenu = func(at fyne.Position) {
		r.in.deps.Acts.Menu(kit.Chip{Name: t.Name, State: chips.Face(state)}, photos, at)
	}
	row.OnKey = func(k fyne.KeyName) { r.key(k, row) }
	hint := lang.X("hint.ranked", "{{.tag}}: click puts it on the photo", phrase.Tag(t.Name))
	if r.in.deps.Engine.Unknown(t.Name) {
		row.Count, row.Faint, hint = "?", true, chips.NotKnown(t.Name)
	}
	row.OnHint = r.in.deps.Hint(row, hint)
	row.Refresh()
	return row
}

// key is A, which is a click on the row that has the keyboard, or any other key.
func (r *ranking) key(name fyne.KeyName, row *kit.Row) {
	if name == fyne.KeyA && kit.HeldModifiers() == 0 {
		row.Tapped(nil)
		return
	}
	r.in.deps.Keys.Row(name)
}

// stateIcon is the sign of a word in the ranking: there, or refused.
func stateIcon(s view.WordState) fyne.Resource {
	switch s {
	case view.InFile, view.Accepted, view.ByHand, view.Written, view.Changed, view.PutBack:
		return theme.ConfirmIcon()
	case view.Rejected, view.Removed:
		return theme.CancelIcon()
	default:
		return nil
	}
}
