// Package help is the pages of Help: all keys, and what the program is.
package help

import (
	"runtime"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// Group is the commands of a menu that have keys; without a title, those of none.
type Group struct {
	Title string
	Rows  []Row
}

// Row is a command with its keys.
type Row struct {
	Label string
	Keys  []string
}

// Keys is the page of all keys.
func Keys(groups []Group) *page.Page {
	return &page.Page{ID: "keys", Title: lang.X("cmd.keys", "Keys"), Body: page.Body(KeyList(groups)...)}
}

// keyGap stands between keys that do the same; blanks alone would be one.
const keyGap = " · "

// KeyList is the map of keys.
func KeyList(groups []Group) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	title := func(text string) {
		if len(list) > 0 { // the page has a margin above the first
			list = append(list, kit.NewSpace(0, 4))
		}
		list = append(list, kit.NewText(text, kit.StyleTitle))
	}
	for _, g := range groups {
		if g.Title != "" && len(g.Rows) > 0 {
			title(g.Title)
		}
		for _, r := range g.Rows {
			list = append(list, pair(strings.Join(r.Keys, keyGap), strings.TrimSuffix(r.Label, "…")))
		}
	}
	title(lang.X("keys.more", "More"))
	for _, k := range moreKeys() {
		list = append(list, pair(k[0], k[1]))
	}
	return list
}

func pair(keys, does string) fyne.CanvasObject {
	return kit.NewPairRow(kit.NewParagraph(keys, kit.StyleDim), kit.NewParagraph(does, kit.StyleText))
}

// moreKeys are keys that are no commands: movement, and digits.
func moreKeys() [][2]string {
	return [][2]string{
		{lang.X("keys.arrows", "Arrows, Home, End, Page keys"), lang.X("keys.move", "Move between photos; with Shift extend the selection")},
		{"1 – 9", lang.X("keys.nth", "Accept the nth suggestion")},
		{phrase.Keys("Shift", "1 – 9"), lang.X("keys.rejectNth", "Reject the nth suggestion")},
		{"?", lang.X("keys.this", "This page")},
	}
}

// Details are what About shows, and what a report of a fault should say. They hold nothing of
// photos: no name, no path, no keyword.
type Details struct {
	Version string
	Model   string // in use, by its title; "" for none
	Photos  int
	Library string // its path; shown, and not copied
}

// text is what is copied for a report.
func (d Details) text() string {
	return strings.Join([]string{
		"Catchlight " + d.Version, runtime.GOOS + "/" + runtime.GOARCH + ", " + runtime.Version(),
		"model: " + d.Model, "photos: " + strconv.Itoa(d.Photos),
	}, "\n") + "\n"
}

// About says what this program is, and which; copied hears of the text for a report.
func About(d Details, copied func(text string)) *page.Page {
	return &page.Page{ID: "about", Title: lang.X("cmd.about", "About Catchlight"), Body: page.Body(
		kit.NewText("Catchlight", kit.StylePage),
		kit.NewText(lang.X("about.version", "Version {{.version}}", map[string]any{"version": d.Version}), kit.StyleDim),
		kit.NewParagraph(lang.X("about.what", "Suggests keywords for your photos from your own vocabulary, on this computer, and writes them where other photo programs read them."), kit.StyleText),
		kit.NewParagraph(modelLine(d.Model), kit.StyleText),
		kit.NewParagraph(lang.X("about.library", "Your library: {{.path}}", map[string]any{"path": d.Library}), kit.StyleCaption),
		kit.NewParagraph(lang.X("about.licence", "Apache License 2.0. The licences of what it is built on lie in the folder licences."), kit.StyleCaption),
		kit.NewParagraph(lang.X("about.access", "Screen readers: supported on macOS and Windows; the toolkit has no such support on Linux."), kit.StyleCaption),
		kit.AtOwnWidth(kit.NewButton(lang.X("about.copy", "Copy details for a report"), func() { copied(d.text()) })),
		kit.NewParagraph(lang.X("about.copyNote", "Version, system, model and counts. No names, paths or words of your photos."), kit.StyleCaption),
	)}
}

// modelLine says where suggestions come from.
func modelLine(model string) string {
	if model == "" {
		return lang.X("about.noModel", "There is no model now, and so there are no suggestions.")
	}
	return lang.X("about.model", "Suggestions come from the model {{.model}}.", map[string]any{"model": model})
}
