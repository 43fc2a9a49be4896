package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
	"catchlight/ui/page"
)

// newKeysPage lists all keys.
func newKeysPage(w *Window) *page.Page {
	return &page.Page{ID: "keys", Title: lang.X("cmd.keys", "Keys"), Body: page.Body(keyList(w)...)}
}

// keyList is the map of keys, from the command table.
func keyList(w *Window) []fyne.CanvasObject {
	titles := menuTitles()
	var list []fyne.CanvasObject
	for id := menuFile; id <= noMenu; id++ {
		var rows []fyne.CanvasObject
		for _, c := range w.menus.table {
			if c.menu == id && len(c.keys) > 0 {
				rows = append(rows, keyRow(c.label, c.keys))
			}
		}
		if id < noMenu && len(rows) > 0 {
			list = append(list, kit.NewSpace(0, 4), kit.NewText(titles[id], kit.StyleTitle))
		}
		list = append(list, rows...)
	}
	list = append(list, kit.NewSpace(0, 4), kit.NewText(lang.X("keys.more", "More"), kit.StyleTitle))
	for _, k := range moreKeys() {
		list = append(list, kit.NewPairRow(kit.NewText(k[0], kit.StyleDim), kit.NewParagraph(k[1], kit.StyleText)))
	}
	return list
}

func keyRow(label string, keys []key) fyne.CanvasObject {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.String()
	}
	return kit.NewPairRow(kit.NewText(strings.Join(names, "   "), kit.StyleDim), kit.NewParagraph(strings.TrimSuffix(label, "…"), kit.StyleText))
}

// moreKeys are keys that are no commands: movement, and digits.
func moreKeys() [][2]string {
	return [][2]string{
		{lang.X("keys.arrows", "Arrows, Home, End, Page keys"), lang.X("keys.move", "Move between photos; with Shift extend the selection")},
		{"1 – 9", lang.X("keys.nth", "Accept the nth suggestion")},
		{"Shift+1 – 9", lang.X("keys.rejectNth", "Reject the nth suggestion")},
		{"?", lang.X("keys.this", "This page")},
	}
}

// newAbout says what this program is.
func newAbout(w *Window) *page.Page {
	return &page.Page{ID: "about", Title: lang.X("cmd.about", "About Catchlight"), Body: page.Body(
		kit.NewText("Catchlight", kit.StylePage),
		kit.NewText(lang.X("about.version", "Version {{.version}}", map[string]any{"version": w.deps.Version}), kit.StyleDim),
		kit.NewParagraph(lang.X("about.what", "Suggests keywords for your photos from your own vocabulary, on this computer, and writes them where other photo programs read them."), kit.StyleText),
		kit.NewParagraph(lang.X("about.library", "Your library: {{.path}}", map[string]any{"path": w.deps.Library.Path()}), kit.StyleCaption),
		kit.NewParagraph(lang.X("about.licence", "Apache License 2.0. The licences of what it is built on lie in the folder licences."), kit.StyleCaption),
		kit.NewParagraph(lang.X("about.access", "Screen readers: supported on macOS and Windows; the toolkit has no such support on Linux."), kit.StyleCaption),
	)}
}
