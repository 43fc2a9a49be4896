package ui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"catchlight/assets"
)

var (
	menuPath = regexp.MustCompile(`[A-Z][a-z]+(?: › [^.,;:*()|\n` + "`" + `]+)+`)
	withKey  = regexp.MustCompile(`\*([^*\n]+)\* \(((?:Ctrl\+|Shift\+)*[A-Z][a-z]*)\)`)
	button   = regexp.MustCompile(`(?:^|[^*])\*([^*]+)\*(?:[^*]|$)`)
	wrapped  = regexp.MustCompile(`\n +`)
)

// papers are what photographers read, without what is said of other programs.
func papers(t *testing.T) map[string]string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join("..", "docs", "guide", "*.md"))
	if err != nil || len(found) == 0 {
		t.Fatalf("%v, %v", found, err)
	}
	all := map[string]string{}
	for _, path := range append(found, filepath.Join("..", "README.md"), filepath.Join("..", "docs", "PRIVACY.md")) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(path) != "other-programs.md" {
			all[filepath.Base(path)] = wrapped.ReplaceAllString(string(data), " ")
		}
	}
	return all
}

// TestPapersNameWhatIsThere: each menu, button and key that the papers for photographers name is in
// the window under that name. A menu is written "Write › History", a button or choice in italics, a
// command with its key "*Review* (R)".
func TestPapersNameWhatIsThere(t *testing.T) {
	shown := shownTexts(t)
	known := 0
	for paper, text := range papers(t) {
		for _, path := range menuPath.FindAllString(text, -1) {
			known++
			if why := missingInMenus(path, shown); why != "" {
				t.Errorf("%s says %q: %s", paper, path, why)
			}
		}
		for _, pair := range withKey.FindAllStringSubmatch(text, -1) {
			if !slices.ContainsFunc(commands(), func(c command) bool { return c.label == pair[1] && slices.ContainsFunc(c.keys, isKey(pair[2])) }) {
				t.Errorf("%s says %q: there is no command of that name with that key", paper, pair[0])
			}
		}
		for _, label := range button.FindAllStringSubmatch(text, -1) {
			if known++; !slices.Contains(shown, label[1]) {
				t.Errorf("%s says %q in italics: no text of the window", paper, label[1])
			}
		}
	}
	if known < 10 {
		t.Errorf("only %d menus and buttons were found in the papers: they are written otherwise", known)
	}
}

func isKey(name string) func(key) bool { return func(k key) bool { return k.String() == name } }

// missingInMenus says what of a path like "Write › History" there is not; "" when all is there. Its
// first part is a menu, or a page; its second a command of that menu; the text may go on after the
// last.
func missingInMenus(path string, shown []string) string {
	parts := strings.Split(path, " › ")
	menu := slices.Index(menuNames(), parts[0])
	if menu < 0 && !slices.Contains(shown, parts[0]) {
		return "no menu and no page is called " + parts[0]
	}
	for i, part := range parts[1:] {
		begins := func(text string) bool { return text != "" && strings.HasPrefix(part+" ", text+" ") }
		inMenu := func(c command) bool { return c.menu == menuID(menu) && begins(c.label) }
		if i == 0 && menu >= 0 && !slices.ContainsFunc(commands(), inMenu) {
			return "the menu has no such command"
		}
		if !slices.ContainsFunc(shown, begins) {
			return "no text of the window is " + part
		}
	}
	return ""
}

func menuNames() []string { titles := menuTitles(); return titles[:] }

// shownTexts are all texts of the window in English.
func shownTexts(t *testing.T) []string {
	t.Helper()
	var catalogue map[string]any
	if err := json.Unmarshal(assets.English(), &catalogue); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, text := range catalogue {
		if single, ok := text.(string); ok {
			all = append(all, single)
		}
	}
	return all
}
