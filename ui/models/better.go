package models

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/tagging/clip"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// mostUnknown is how many words the page names that the model in use does not know.
const mostUnknown = 60

// better is the page of what a model would know that is not here yet.
type better struct {
	deps     Deps
	model    clip.Manifest
	here     bool // it is on this computer
	begun    int64
	column   *kit.Column
	part     *kit.Progress
	note     *kit.Text
	progress *kit.Bar
	get, use *kit.Button
	compare  *kit.Button
	busy     bool         // it was being brought when it was looked at last
	tags     *view.Tagset // whose words are named
}

// NewBetter returns the page that says what a model of the ladder would know, and what it takes.
// Nothing is downloaded before its button is pressed.
func NewBetter(d Deps, m clip.Manifest) *page.Page {
	b := &better{deps: d, model: m, column: page.NewColumn(12), part: kit.NewProgress(), note: kit.NewText("", kit.StyleCaption)}
	b.get = kit.NewButton(lang.X("better.get", "Download {{.n}} MB", sizeOf(m)), func() { d.Engine.Models.Download(m.Name) })
	b.get.Accent, b.get.Icon = true, theme.DownloadIcon()
	b.get.OnHint = d.Hint(b.get, lang.X("hint.download", "Downloads the model; what is here of it already is not asked for again"))
	b.compare = kit.NewButton(lang.X("models.compare", "Compare on ten photos"), func() { d.Compare(m.Name) })
	b.use = kit.NewButton(lang.X("model.use", "Use"), func() { d.Engine.Use(m.Name) })
	stop := kit.NewButton(lang.X("access.stop", "Stop"), func() { d.Queue.Stop(b.job()) })
	b.progress = kit.NewBar(24, []fyne.CanvasObject{kit.NewSized(b.part, 160), b.note, stop}, nil)
	b.progress.Margin = 0
	b.show()
	return &page.Page{
		ID: "better", Title: lang.X("better.title", "What {{.model}} would know", sizeOf(m)), Body: kit.NewScroll(b.column),
		Actions: []fyne.CanvasObject{b.use, b.compare, b.get}, Tick: b.refresh, Look: b.look,
	}
}

// job is the one that brings the model, nil when there is none.
func (b *better) job() *jobs.Job { return b.deps.Engine.Models.Downloading(b.model.Name) }

// look asks in the background what of the model is here.
func (b *better) look() {
	b.deps.Engine.Models.Look(func(offers []clip.Offer, _ map[string]engine.Facts) {
		i := slices.IndexFunc(offers, func(o clip.Offer) bool { return o.Manifest.Name == b.model.Name })
		if i >= 0 {
			b.here, b.begun = offers[i].Installed && offers[i].Problem == nil, offers[i].Begun
			b.show()
		}
	})
}

// refresh shows how far the model is on its way.
func (b *better) refresh() {
	j := b.job()
	if busy := j != nil; busy != b.busy {
		b.busy = busy
		b.look() // it came, or what came of it stays
	}
	kit.ShowIf(b.get, j == nil && !b.here)
	kit.ShowIf(b.compare, b.here && b.deps.Engine.Encoder() != nil)
	kit.ShowIf(b.use, b.here && b.deps.Engine.Model() != b.model.Name && b.deps.Engine.Target() != b.model.Name)
	kit.ShowIf(b.progress, j != nil)
	if j != nil {
		done, total := j.Counts()
		b.part.SetValue(j.Fraction())
		b.note.SetText(phrase.MegabytesOf(int64(done), int64(total)) + "  " + phrase.Job(j, time.Now()))
	}
	if b.tags != b.deps.Engine.Tags() {
		b.show() // the tags are ready now, or others
	}
	b.column.Refresh()
}

// show says all anew.
func (b *better) show() {
	b.tags = b.deps.Engine.Tags()
	b.column.SetObjects(b.objects()...)
	b.refresh()
}

// objects are what the page says.
func (b *better) objects() []fyne.CanvasObject {
	list := append([]fyne.CanvasObject{b.progress}, b.knows()...)
	list = append(list, kit.NewRule(), kit.NewText(lang.X("better.takes", "What it takes"), kit.StyleBold),
		kit.NewParagraph(lang.X("better.size", "{{.n}} MB, downloaded once, from {{.host}}. Licence {{.licence}}.", b.source()), kit.StyleText))
	if b.begun > 0 && !b.here {
		list = append(list, kit.NewParagraph(lang.X("model.begun", "{{.n}} MB are here already", map[string]any{"n": phrase.Megabytes(b.begun)}), kit.StyleText))
	}
	photos := len(b.deps.Photos().Photos())
	if photos > 0 {
		list = append(list, kit.NewParagraph(lang.XN("better.sees", "It looks at your {{.n}} photos in the background; the model in use goes on until then.", photos, phrase.Count(photos)), kit.StyleText))
	}
	return append(list, kit.NewRule(), kit.NewText(lang.X("better.stays", "What stays"), kit.StyleBold),
		kit.NewParagraph(lang.X("model.sideKept", "Your decisions stay. What the old model has computed stays too, so that going back costs nothing."), kit.StyleText),
		kit.NewParagraph(lang.X("model.sideNet", "Nothing is downloaded before you click. Photos never leave this computer."), kit.StyleText),
		kit.AtOwnWidth(kit.NewButton(lang.X("better.others", "All models"), b.deps.Choose)))
}

// source is the data of the text that says where the model comes from.
func (b *better) source() map[string]any {
	data := sizeOf(b.model)
	data["host"], data["licence"] = b.model.Host(), b.model.Licence
	return data
}

// knows are the paragraphs of what the model would know, with the words of the vocabulary in use
// that the model in use does not know.
func (b *better) knows() []fyne.CanvasObject {
	en := b.deps.Engine
	list := []fyne.CanvasObject{
		kit.NewParagraph(lang.X("better.now", "The model in use knows a thousand animals, plants, dishes and things, and what usually goes with them. It cannot know a word that none of them speaks of."), kit.StyleText),
		kit.NewParagraph(lang.X("better.then", "{{.model}} has learned from pictures and what people wrote below them: it understands events, moods, places and free words. How well it does on your photos you see before it is used: ten of them, side by side.", sizeOf(b.model)), kit.StyleText),
	}
	names, of := en.UnknownTags()
	if of == 0 {
		return list
	}
	data := map[string]any{"n": phrase.Number(len(names)), "m": phrase.Number(of), "name": en.Vocabularies.Titles()}
	if len(names) == 0 {
		return append(list, kit.NewParagraph(lang.X("better.allKnown", "The model in use knows all {{.m}} tags of {{.name}}, some of them by a word that is near.", data), kit.StyleText))
	}
	list = append(list, kit.NewParagraph(lang.XN("better.unknown", "Of the {{.m}} tags of {{.name}} the model in use cannot suggest these {{.n}}:", len(names), data), kit.StyleBold))
	var chips []kit.Chip
	for _, name := range names[:min(len(names), mostUnknown)] {
		chips = append(chips, kit.Chip{Name: name, State: kit.InFile, Label: name})
	}
	list = append(list, kit.NewWords(chips))
	if more := len(names) - len(chips); more > 0 {
		list = append(list, kit.NewText(phrase.AndMore(more), kit.StyleCaption))
	}
	return list
}
