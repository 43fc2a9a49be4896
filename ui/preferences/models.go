package preferences

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// modelPanel is the ladder of models in the preferences: what each takes, what it has seen, and
// what can be done with it. Rows live on from one refresh to the next, so that the pointer's button
// stays where it is while figures change.
type modelPanel struct {
	deps   Deps
	column *kit.Column
	rows   map[string]*modelRow
	offers []clip.Offer
	known  map[string]engine.Facts // by model
	busy   string                  // what was under way when they were looked up
}

func newModelPanel(d Deps) *modelPanel {
	return &modelPanel{deps: d, column: kit.NewColumn(12), rows: map[string]*modelRow{}}
}

// objects are what the section shows.
func (p *modelPanel) objects() []fyne.CanvasObject {
	p.look()
	p.refresh()
	add := kit.NewButton(lang.X("model.add", "Add a model folder…"), func() { p.deps.AskFolder(p.deps.Engine.Models.Add) })
	add.OnHint = p.deps.Hint(add, lang.X("hint.addModel", "Tries a model in a folder of yours, or on a stick, and copies it"))
	return []fyne.CanvasObject{
		p.column, kit.AtOwnWidth(add), kit.NewSpace(0, 8), newLabelled(lang.X("prefs.quantised", "Compute in 8 bits"), p.quantised()),
		kit.NewParagraph(lang.X("prefs.quantisedNote", "About three times as fast. A downloaded model is tried on {{.n}} of your photos first; its vectors are kept apart from the others.", phrase.Count(tagging.TrialPhotos)), kit.StyleCaption),
		noted(lang.X("prefs.closer", "Look closer when idle"), lang.X("prefs.closerNote", "At four parts of each photo beside the whole: finds more of what is small, and takes five times as long. That is done while no other job runs, the photos in view first; until all were looked at suggestions stay as they are."),
			p.deps.Library.Settings().Closer, p.deps.Engine.SetCloser),
	}
}

// quantisedChoices are the answers to when 8 bits are used.
var quantisedChoices = []clip.Quantised{clip.QuantisedAuto, clip.QuantisedOn, clip.QuantisedOff}

func (p *modelPanel) quantised() fyne.CanvasObject {
	titles := []string{lang.X("prefs.quantisedAuto", "When it has earned it here"), lang.X("prefs.quantisedOn", "Always"), lang.X("prefs.quantisedOff", "Never")}
	at := max(slices.Index(quantisedChoices, clip.Quantised(p.deps.Library.Settings().Quantised)), 0)
	return kit.NewSelect(titles, at, func(i int) { p.deps.Engine.SetQuantised(quantisedChoices[i]) })
}

// side says what switching does.
func (p *modelPanel) side() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		kit.NewParagraph(lang.X("model.switching", "When you choose another model"), kit.StyleHeading),
		kit.NewParagraph(lang.X("model.sideOld", "The model in use goes on suggesting until the new one has seen all photos."), kit.StyleText),
		kit.NewParagraph(lang.X("model.sideKept", "Your decisions stay. What the old model has computed stays too, so that going back costs nothing."), kit.StyleText),
		kit.NewParagraph(lang.X("model.sideNet", "Nothing is downloaded before you click. Photos never leave this computer."), kit.StyleText),
	}
}

// look asks the disk and the library what is there, in the background.
func (p *modelPanel) look() {
	p.deps.Engine.Models.Look(func(offers []clip.Offer, known map[string]engine.Facts) {
		p.offers, p.known = offers, known
		p.refresh()
	})
}

// refresh brings all rows up to date. It is called at most ten times a second while a job runs.
func (p *modelPanel) refresh() {
	if now := p.underWay(); now != p.busy {
		p.busy = now
		p.look() // a job began or ended: what is there may have changed
	}
	var list []fyne.CanvasObject
	rows := map[string]*modelRow{}
	for _, o := range p.offers {
		name := o.Manifest.Name
		if rows[name] = p.rows[name]; rows[name] == nil {
			rows[name] = newModelRow(p.deps, name)
		}
		rows[name].refresh(o, p.known[name])
		list = append(list, rows[name].column, kit.NewRule())
	}
	if len(rows) != len(p.rows) || len(p.column.Objects()) == 0 {
		p.column.SetObjects(list...)
	}
	p.rows = rows
	p.column.Refresh()
}

// underWay names the jobs that change what is there.
func (p *modelPanel) underWay() string {
	names := p.deps.Engine.Model() + ">" + p.deps.Engine.Target()
	for _, j := range p.deps.Queue.In(jobs.Download) {
		names += "+" + j.Key
	}
	return names
}

// modelRow is one model.
type modelRow struct {
	deps   Deps
	name   string
	column *kit.Column

	title, using, state, figures, note *kit.Text
	about, trial                       *kit.Paragraph
	part                               *kit.Progress
	head, progress                     *kit.Bar
	use, get, remove, forget, compare  *kit.Button
	pause, stop                        *kit.Button
	job                                *jobs.Job // that works on this model
}

func newModelRow(d Deps, name string) *modelRow {
	models := d.Engine.Models
	r := &modelRow{
		deps: d, name: name, title: kit.NewText("", kit.StyleBold), using: kit.NewText(lang.X("model.inUse", "in use"), kit.StyleAccent),
		state: kit.NewText("", kit.StyleDim), figures: kit.NewText("", kit.StyleCaption),
		note: kit.NewText("", kit.StyleCaption), about: kit.NewParagraph("", kit.StyleText), trial: kit.NewParagraph("", kit.StyleCaption), part: kit.NewProgress(),
	}
	r.use = kit.NewButton(lang.X("model.use", "Use"), func() { d.Engine.Use(name) })
	r.compare = kit.NewButton(lang.X("models.compare", "Compare on ten photos"), func() { d.Compare(name) })
	r.compare.OnHint = d.Hint(r.compare, lang.X("hint.compareModels", "Both models say what they see on the same photos; nothing changes by that"))
	r.get = kit.NewButton(lang.X("model.download", "Download"), func() { models.Download(name) })
	r.remove = kit.NewButton(lang.X("model.remove", "Remove"), func() { models.AskRemove(name, d.LookAgain) })
	r.forget = kit.NewButton(lang.X("model.forget", "Forget what it saw"), func() { models.AskForget(name, d.LookAgain) })
	r.pause = kit.NewIconButton(theme.MediaPauseIcon(), lang.X("access.pause", "Pause or go on"), func() { d.Queue.Pause(r.job) })
	r.stop = kit.NewIconButton(theme.CancelIcon(), lang.X("access.stop", "Stop"), func() { d.Queue.Stop(r.job) })
	r.pause.OnHint, r.stop.OnHint = d.Hint(r.pause, r.pause.Access), d.Hint(r.stop, r.stop.Access)
	r.get.OnHint = d.Hint(r.get, lang.X("hint.download", "Downloads the model; what is here of it already is not asked for again"))
	r.forget.OnHint = d.Hint(r.forget, lang.X("hint.forget", "Drops the model’s vectors from the library to save space; decisions stay"))
	r.head = kit.NewBar(30, []fyne.CanvasObject{r.title, r.using, r.state}, []fyne.CanvasObject{r.forget, r.remove, r.get, r.compare, r.use})
	r.progress = kit.NewBar(24, []fyne.CanvasObject{kit.NewSized(r.part, 160), r.note, r.pause, r.stop}, nil)
	r.head.Margin, r.progress.Margin = 0, 0
	r.column = kit.NewColumn(4, r.head, r.about, r.figures, r.trial, r.progress)
	return r
}

// refresh brings the row up to date.
func (r *modelRow) refresh(o clip.Offer, known engine.Facts) {
	en, m := r.deps.Engine, o.Manifest
	r.job = r.jobOf()
	inUse := en.Model() == r.name && en.Encoder() != nil
	r.title.SetText(m.Title)
	r.state.SetText(modelState(o))
	kit.ShowIf(r.using, inUse)
	kit.ShowIf(r.state, !inUse)
	r.about.SetText(aboutModel(o))
	r.figures.SetText(strings.Join(figuresOf(o, known, len(r.deps.Photos().Photos())), "  ·  "))
	r.trial.SetText(known.Trial)
	kit.ShowIf(r.trial, known.Trial != "")
	r.offer(o, inUse, known.Seen > 0)
	kit.ShowIf(r.progress, r.job != nil)
	if r.job != nil {
		r.showProgress()
	}
	r.column.Refresh()
}

// jobOf is the job that brings the model or gets it ready, nil when there is none.
func (r *modelRow) jobOf() *jobs.Job {
	if j := r.deps.Engine.Models.Downloading(r.name); j != nil {
		return j
	}
	if r.deps.Engine.Target() == r.name {
		return r.deps.Engine.Switching()
	}
	return nil
}

// offer shows the buttons of what can be done with the model now.
func (r *modelRow) offer(o clip.Offer, inUse, seen bool) {
	for _, b := range []*kit.Button{r.use, r.get, r.remove, r.forget, r.compare} {
		b.Hide()
	}
	if r.job != nil {
		return
	}
	whole := o.Installed && o.Problem == nil
	kit.ShowIf(r.use, whole && (!inUse || r.deps.Engine.Target() != "")) // the one in use takes a switch back
	kit.ShowIf(r.compare, whole && !inUse && r.deps.Engine.Encoder() != nil)
	if r.name == clip.StarterName {
		return
	}
	_, err := clip.Offered(r.name)
	kit.ShowIf(r.get, err == nil && !whole)
	kit.ShowIf(r.remove, !inUse && (o.Installed || o.Begun > 0))
	kit.ShowIf(r.forget, seen && !o.Installed)
}

func (r *modelRow) showProgress() {
	r.part.SetValue(r.job.Fraction())
	r.note.SetText(strings.Trim(progressOf(r.job)+"  "+phrase.Job(r.job, time.Now()), " "))
	r.pause.Icon = theme.MediaPauseIcon()
	if r.job.OnHold() {
		r.pause.Icon = theme.MediaPlayIcon()
	}
}

func modelState(o clip.Offer) string {
	switch {
	case o.Problem != nil:
		return lang.X("model.broken", "damaged")
	case o.Installed:
		return lang.X("model.installed", "on this computer")
	default:
		return ""
	}
}

// progressOf is how far a job of a model is.
func progressOf(j *jobs.Job) string {
	done, total := j.Counts()
	if total == 0 {
		return ""
	}
	if j.Of == jobs.Bytes {
		return phrase.MegabytesOf(int64(done), int64(total))
	}
	return lang.XN("model.looksAt", "{{.n}} of {{.m}} photos seen", total, map[string]any{"n": phrase.Number(done), "m": phrase.Number(total)})
}

// figuresOf are size, licence, and what the model has seen.
func figuresOf(o clip.Offer, known engine.Facts, photos int) []string {
	var list []string
	m := o.Manifest
	if n := m.Bytes(); n > 0 {
		list = append(list, lang.X("model.size", "{{.n}} MB", map[string]any{"n": phrase.Megabytes(n)}))
	}
	if m.Licence != "" {
		list = append(list, lang.X("model.licence", "licence {{.name}}", map[string]any{"name": m.Licence}))
	} else {
		list = append(list, lang.X("model.noLicence", "licence not known"))
	}
	if o.Begun > 0 && !o.Installed {
		list = append(list, lang.X("model.begun", "{{.n}} MB are here already", map[string]any{"n": phrase.Megabytes(o.Begun)}))
	}
	if known.Speed > 0 {
		list = append(list, lang.X("model.speed", "{{.n}} photos/s here", map[string]any{"n": phrase.Number(int(known.Speed + .5))}))
	}
	if seen := known.Seen; seen > 0 {
		list = append(list, lang.XN("model.seen", "has seen {{.n}} of {{.m}} photos", photos, map[string]any{"n": phrase.Number(min(seen, photos)), "m": phrase.Number(photos)}))
	}
	return list
}

// aboutModel says what a model is good for, or what is wrong with it.
func aboutModel(o clip.Offer) string {
	if o.Problem != nil {
		return phrase.OneLine(o.Problem)
	}
	switch o.Manifest.Name {
	case clip.StarterName:
		return lang.X("model.about.starter", "Inside the program. Knows animals, plants, food and things well; people, events and moods less.")
	case "fast":
		return lang.X("model.about.fast", "Understands free words, also moods and events. Small and quick.")
	case "standard":
		return lang.X("model.about.standard", "Sees more, and more surely. The one to take for most libraries.")
	case "best":
		return lang.X("model.about.best", "The most accurate, and in many languages. Large; wants a fast computer.")
	default:
		return o.Manifest.Source
	}
}
