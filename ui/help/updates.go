package help

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/update"
)

// Checking is what the page of updates works with. All must be set.
type Checking struct {
	Version string // of this program
	Source  update.Source
	Group   *jobs.Group
	Post    func(func()) // runs a function on Fyne's goroutine, later
	Open    func(at string)
}

// updates is the page that says what is newest. It belongs to Fyne's goroutine.
type updates struct {
	Checking
	column *kit.Column
	stop   context.CancelFunc // gives the request up
}

// Updates makes the page that asks, once, whether there is a newer version: whoever opens it has
// asked for that. Leaving it gives the request up.
func Updates(c Checking) *page.Page {
	u := &updates{Checking: c, column: page.NewColumn(12)}
	u.ask()
	return &page.Page{ID: "updates", Title: lang.X("update.title", "Updates"), Body: kit.NewScroll(u.column), Close: func() { u.stop() }}
}

// ask sends the request, and shows what comes.
func (u *updates) ask() {
	var ctx context.Context
	ctx, u.stop = context.WithCancel(u.Group.Context())
	if u.Source.Host() != "" {
		u.show(kit.NewParagraph(lang.X("update.asking", "Asking {{.host}} for the newest version…", u.host()), kit.StyleText))
	}
	u.Group.Go(func() {
		release, err := u.Source.Newest(ctx)
		u.Post(func() {
			if ctx.Err() == nil {
				u.answered(release, err)
			}
		})
	})
}

// answered shows an answer, or why there is none.
func (u *updates) answered(r update.Release, err error) {
	again := kit.NewButton(lang.X("update.again", "Ask again"), u.ask)
	if err != nil {
		said := []fyne.CanvasObject{kit.NewParagraph(u.failure(err), kit.StyleText)}
		if !errors.Is(err, update.ErrNowhere) {
			said = append(said, kit.AtOwnWidth(again))
		}
		u.show(said...)
		return
	}
	if !r.NewerThan(u.Version) {
		u.show(kit.NewParagraph(lang.X("update.none", "You have the newest version."), kit.StylePage), kit.AtOwnWidth(again))
		return
	}
	said := []fyne.CanvasObject{
		kit.NewParagraph(lang.X("update.newer", "Version {{.version}} is out.", map[string]any{"version": r.Version}), kit.StylePage),
		kit.NewParagraph(lang.X("update.how", "Install it as you installed this one. Library, decisions and settings stay."), kit.StyleText),
	}
	if r.Page != "" {
		get := kit.NewButton(lang.X("update.open", "Open its page in the browser"), func() { u.Open(r.Page) })
		said = append(said, kit.AtOwnWidth(get), kit.NewParagraph(r.Page, kit.StyleCaption))
	}
	if r.Notes != "" {
		said = append(said, kit.NewText(lang.X("update.notes", "What is new"), kit.StyleTitle), kit.NewParagraph(r.Notes, kit.StyleText))
	}
	u.show(said...)
}

// show puts objects between what this program is and what is sent.
func (u *updates) show(objects ...fyne.CanvasObject) {
	all := append([]fyne.CanvasObject{
		kit.NewText(lang.X("update.mine", "This is Catchlight {{.version}}.", map[string]any{"version": u.Version}), kit.StyleDim),
	}, objects...)
	if u.Source.Host() != "" {
		all = append(all, kit.NewParagraph(lang.X("update.privacy",
			"{{.host}} is asked only when you open this page or press the button. It learns your computer's network address, as of every request, and nothing else.",
			u.host()), kit.StyleCaption))
	}
	u.column.SetObjects(all...)
}

// failure is why there is no answer, in the user's language.
func (u *updates) failure(err error) string {
	switch {
	case errors.Is(err, update.ErrNowhere):
		return lang.X("update.nowhere", "This program was not made by a release, and so does not know where its releases are. Look where you got it.")
	case errors.Is(err, update.ErrUnreachable):
		return lang.X("update.offline", "{{.host}} cannot be reached. Is this computer online? Tagging and writing need no network.", u.host())
	case errors.Is(err, update.ErrNoRelease):
		return lang.X("update.empty", "{{.host}} has no release yet.", u.host())
	case errors.Is(err, update.ErrRefused):
		return lang.X("update.refused", "{{.host}} does not answer now. Try again later.", u.host())
	case errors.Is(err, update.ErrNonsense):
		return lang.X("update.nonsense", "{{.host}} answers with something that is no release. Is there a log-in page in the way?", u.host())
	case errors.Is(err, update.ErrOpen):
		return lang.X("update.open_way", "The way to {{.host}} can be changed by others, so it was not taken: only https:// is.", u.host())
	}
	return phrase.Sentence(err)
}

// host is the data of a text that names who is asked.
func (u *updates) host() map[string]any { return map[string]any{"host": u.Source.Host()} }
