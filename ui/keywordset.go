package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/preferences"
	"catchlight/ui/view"
)

// setCommands are those of the keyword set: its words on Alt and their digits.
func setCommands() []command {
	sets := lang.X("prefs.sets", "Keyword sets")
	all := []command{
		{id: "showSet", menu: menuTag, label: lang.X("cmd.showSet", "Show the keyword set"), run: func(w *Window) { w.decider.toggleSet() }, on: func(w *Window) bool { return w.settings().ShowKeywordSet }, after: true, sub: sets},
		{id: "nextSet", menu: menuTag, label: lang.X("cmd.nextSet", "Next keyword set"), keys: []key{{fyne.Key0, fyne.KeyModifierAlt}}, run: func(w *Window) { w.decider.nextSet() }, sub: sets},
		{id: "editSets", menu: menuTag, label: lang.X("cmd.editSets", "Edit keyword sets…"), run: func(w *Window) { w.pages.open(newPreferencesAt(w, preferences.KeywordSets)) }, sub: sets},
	}
	for n := range view.SetSize {
		digit := phrase.Number(n + 1)
		all = append(all, command{
			id: "setWord" + digit, menu: noMenu, label: lang.X("cmd.setWord", "Word {{.n}} of the keyword set", phrase.Count(n+1)),
			keys: []key{{fyne.KeyName(digit), fyne.KeyModifierAlt}}, decides: true,
			run: func(w *Window) { w.decider.putOfSet(n) }, needs: aSetWord(n),
		})
	}
	return all
}

// set is the keyword set in use.
func (dr *decider) set() view.WordSet { return view.WordSetOf(dr.w.settings()) }

// putOfSet puts a word of the set on the selected photos. It is not one that was typed last: the
// digits of the recent words would change with every key.
func (dr *decider) putOfSet(n int) { dr.putTyped(dr.set().Word(n), dr.w.list.selected()) }

// nextSet goes over to the next set, and says which words that is.
func (dr *decider) nextSet() {
	dr.w.keep(func(s *library.Settings) { s.KeywordSet = view.NextWordSet(*s) })
	dr.w.inspector.Refresh()
	dr.w.menus.refreshMenu()
	dr.w.board.Mention(&message.Result{Text: lang.X("sets.now", "Keyword set: {{.name}}", map[string]any{"name": setName(dr.set())})})
}

func (dr *decider) toggleSet() {
	dr.w.panes.ShowInspector(true)
	dr.w.keep(func(s *library.Settings) { s.ShowKeywordSet = !s.ShowKeywordSet })
	dr.w.inspector.Refresh()
	dr.w.menus.refreshMenu()
}

func setName(s view.WordSet) string {
	if s.Name == "" {
		return lang.X("sets.recent", "Recent words")
	}
	return s.Name
}
