package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// newKeysPage lists all keys.
func newKeysPage(w *Window) *page {
	return &page{id: "keys", title: lang.X("cmd.keys", "Keys"), body: pageBody(keyList(w)...)}
}

// keyList is the map of keys, from the command table.
func keyList(w *Window) []fyne.CanvasObject {
	titles := menuTitles()
	var list []fyne.CanvasObject
	for id := menuFile; id <= noMenu; id++ {
		var rows []fyne.CanvasObject
		for _, c := range w.table {
			if c.menu == id && len(c.keys) > 0 {
				rows = append(rows, keyRow(c.label, c.keys))
			}
		}
		if id < noMenu && len(rows) > 0 {
			list = append(list, gap(4), NewText(titles[id], StyleTitle))
		}
		list = append(list, rows...)
	}
	list = append(list, gap(4), NewText(lang.X("keys.more", "More"), StyleTitle))
	for _, k := range moreKeys() {
		list = append(list, newPairRow(NewText(k[0], StyleDim), NewParagraph(k[1], StyleText)))
	}
	return list
}

func keyRow(label string, keys []key) fyne.CanvasObject {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.String()
	}
	return newPairRow(NewText(strings.Join(names, "   "), StyleDim), NewParagraph(strings.TrimSuffix(label, "…"), StyleText))
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
func newAbout(w *Window) *page {
	return &page{id: "about", title: lang.X("cmd.about", "About Catchlight"), body: pageBody(
		NewText("Catchlight", StylePage),
		NewText(lang.X("about.version", "Version {{.version}}", map[string]any{"version": w.deps.Version}), StyleDim),
		NewParagraph(lang.X("about.what", "Suggests keywords for your photos from your own vocabulary, on this computer, and writes them where other photo programs read them."), StyleText),
		NewParagraph(lang.X("about.library", "Your library: {{.path}}", map[string]any{"path": w.deps.Library.Path()}), StyleCaption),
		NewParagraph(lang.X("about.licence", "Apache License 2.0. The licences of what it is built on lie in the folder licences."), StyleCaption),
		NewParagraph(lang.X("about.access", "Screen readers: supported on macOS and Windows; the toolkit has no such support on Linux."), StyleCaption),
	)}
}
