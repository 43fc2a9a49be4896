package ui

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/assets"
	"catchlight/ui/phrase"
)

// textsInSource finds the key and the English of each lang.X and lang.XN in this package and those
// below it.
func textsInSource(t *testing.T) (single, plural map[string]string) {
	t.Helper()
	single, plural = map[string]string{}, map[string]string{}
	err := filepath.WalkDir(".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				collectText(t, call, single, plural)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return single, plural
}

func collectText(t *testing.T, call *ast.CallExpr, single, plural map[string]string) {
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	if of, ok := fun.X.(*ast.Ident); !ok || of.Name != "lang" || fun.Sel.Name != "X" && fun.Sel.Name != "XN" {
		return
	}
	key, english := literal(call.Args[0]), literal(call.Args[1])
	if key == "" || english == "" {
		t.Errorf("a text is not given as two literals: %v", call.Args[0])
		return
	}
	into := single
	if fun.Sel.Name == "XN" {
		into = plural
	}
	if old, known := into[key]; known && old != english {
		t.Errorf("%q says %q and %q", key, old, english)
	}
	into[key] = english
}

func literal(e ast.Expr) string {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return ""
	}
	s, _ := strconv.Unquote(l.Value)
	return s
}

func TestEachTextIsInTheCatalogue(t *testing.T) {
	single, plural := textsInSource(t)
	var catalogue map[string]json.RawMessage
	if err := json.Unmarshal(assets.English(), &catalogue); err != nil {
		t.Fatal(err)
	}
	for key, english := range single {
		var text string
		if json.Unmarshal(catalogue[key], &text) != nil || text != english {
			t.Errorf("%s: the catalogue has %s, the source %q", key, catalogue[key], english)
		}
	}
	for key, english := range plural {
		var text struct{ One, Other string }
		if json.Unmarshal(catalogue[key], &text) != nil || text.Other != english || text.One == "" {
			t.Errorf("%s: the catalogue has %s, the source %q", key, catalogue[key], english)
		}
	}
	for key := range catalogue {
		if single[key] == "" && plural[key] == "" && !ofToolkit(key) && !strings.HasPrefix(key, "said.") {
			t.Errorf("%s is in the catalogue and nowhere in the source", key)
		}
	}
	if len(single) < 100 {
		t.Errorf("only %d texts found: does the search still work?", len(single))
	}
}

// ofToolkit reports whether it is Fyne that asks for a text: in its dialogs, and in the menu of a
// text field.
func ofToolkit(key string) bool {
	return strings.HasPrefix(key, "toolkit.") || key == "file.name" || key == "file.parent"
}

// TestOneIsSingular reads how the catalogue speaks of one.
func TestOneIsSingular(t *testing.T) {
	var catalogue map[string]json.RawMessage
	if err := json.Unmarshal(assets.English(), &catalogue); err != nil {
		t.Fatal(err)
	}
	plural := regexp.MustCompile(`\{\{\.n\}\} (\w+ ){0,2}(are|were|have|do|photos|files|keywords|sidecars|tags)\b`)
	for key, raw := range catalogue {
		var text struct{ One string }
		if json.Unmarshal(raw, &text) == nil && plural.MatchString(text.One) {
			t.Errorf("%s says of one: %q", key, text.One)
		}
	}
}

func TestTheVoice(t *testing.T) {
	single, plural := textsInSource(t)
	for _, texts := range []map[string]string{single, plural} {
		for key, english := range texts {
			if strings.Contains(english, "!") || strings.Contains(strings.ToLower(english), "please") {
				t.Errorf("%s: %q", key, english)
			}
		}
	}
}

func TestEachCommandHasAKeyOrAMenu(t *testing.T) {
	phrase.Speak("en")
	ids, keys := map[string]bool{}, map[key]string{}
	for _, c := range commands() {
		if ids[c.id] {
			t.Errorf("two commands are called %s", c.id)
		}
		ids[c.id] = true
		if c.label == "" || c.run == nil || c.menu == noMenu && len(c.keys) == 0 {
			t.Errorf("%s has no label, does nothing, or cannot be reached", c.id)
		}
		for _, k := range c.keys {
			if other := keys[k]; other != "" {
				t.Errorf("%s calls both %s and %s", k, other, c.id)
			}
			keys[k] = c.id
		}
	}
	for k, id := range map[key]string{plain(fyne.KeyA): "accept", plain(fyne.KeyX): "reject", withCtrl(fyne.KeyS): "write", withCtrl(fyne.KeyZ): "undo", plain(fyne.KeySpace): "loupe"} {
		if keys[k] != id {
			t.Errorf("%s calls %q, want %s", k, keys[k], id)
		}
	}
}

// TestKeysHaveTheNamesThatStandOnThem reads the page of keys: no names of the toolkit, no key twice
// for a command, and no group under the title of another.
func TestKeysHaveTheNamesThatStandOnThem(t *testing.T) {
	phrase.Speak("en")
	odd := regexp.MustCompile(`KP_|Return|Escape|Prior|Next$|BackSpace`)
	groups := (&menus{table: commands()}).keyGroups()
	for _, g := range groups {
		if g.Title == "" && len(g.Rows) > 0 {
			t.Errorf("%q stands under the title of another group", g.Rows[0].Label)
		}
		for _, row := range g.Rows {
			for i, name := range row.Keys {
				if odd.MatchString(name) || slices.Contains(row.Keys[:i], name) {
					t.Errorf("%s is called by %q", row.Label, row.Keys)
				}
			}
		}
	}
}
