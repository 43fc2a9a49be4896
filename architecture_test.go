// Package catchlight_test holds the project to its own design: it parses every Go file of the
// module and fails, with a sentence that says what to do, where a file breaks a rule of
// ARCHITECTURE.md.
package catchlight_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module      = "catchlight/"
	mostMethods = 60 // of a type of the window
	mostHolders = 8  // structs that hold the window; lower it when one lets go of it
)

// layers lists, for each package, the packages of this module that it may import. The test of a
// package may import what the package may. A package that is not here does not exist: see
// "Packages" in ARCHITECTURE.md before adding one.
var layers = map[string][]string{
	"app":                {"tagging/query", "app/asked", "app/locale", "app/dock", "app/instance", "app/preview", "app/usage", "ui", "ui/failure", "ui/grid", "ui/kit", "ui/update", "tagging", "tagging/agency", "tagging/clip", "tagging/evaluate", "tagging/facts", "tagging/find", "tagging/lexicon", "tagging/rclip", "tagging/vocabulary", "library", "library/keywords", "library/sidecar", "library/safewrite", "library/picture", "library/disk", "library/thumb", "assets"},
	"ui":                 {"ui/agencies", "tagging/agency", "ui/grid", "ui/kit", "ui/jobs", "ui/view", "ui/chips", "ui/empty", "ui/engine", "ui/help", "ui/inspector", "ui/jobbar", "ui/message", "ui/models", "ui/grades", "ui/filter", "ui/page", "ui/phrase", "ui/preferences", "ui/problems", "ui/kittest", "ui/update", "ui/loupe", "ui/review", "ui/search", "ui/sidebar", "ui/thumbnail", "ui/toolbar", "ui/vocabularies", "ui/writing", "tagging", "tagging/clip", "tagging/facts", "tagging/vocabulary", "library", "library/keywords", "library/sidecar", "library/safewrite", "library/picture", "library/disk", "library/thumb", "assets"},
	"ui/grid":            {"ui/kit", "assets"},
	"ui/kit":             {"assets"},
	"ui/jobs":            {},
	"ui/jobbar":          {"ui/jobs", "ui/kit", "ui/message", "ui/kittest", "ui/page", "ui/phrase", "library"},
	"ui/testwindow":      {}, // tests only: stands for the goroutine of the window
	"ui/page":            {"ui/kit"},
	"ui/engine":          {"ui/jobs", "ui/message", "ui/phrase", "ui/view", "tagging", "tagging/clip", "tagging/evaluate", "tagging/facts", "tagging/lexicon", "tagging/vocabulary", "library", "library/keywords", "library/picture", "library/thumb"},
	"ui/preferences":     {"assets", "ui/engine", "ui/jobs", "ui/kittest", "ui/message", "tagging", "ui/kit", "ui/page", "ui/phrase", "ui/view", "tagging/clip", "tagging/facts", "tagging/vocabulary", "library", "library/keywords", "library/picture", "library/safewrite", "library/sidecar"},
	"ui/grades":          {"ui/engine", "ui/jobs", "ui/kit", "ui/page", "ui/phrase", "tagging/evaluate", "tagging/vocabulary"},
	"ui/models":          {"ui/engine", "ui/jobs", "ui/kit", "ui/page", "ui/phrase", "ui/thumbnail", "ui/view", "tagging", "tagging/clip", "library", "library/picture"},
	"ui/thumbnail":       {"ui/kit", "library", "library/thumb"},
	"ui/loupe":           {"ui/jobs", "ui/kit", "ui/page", "ui/phrase", "ui/thumbnail", "library", "library/picture", "library/thumb"},
	"ui/writing":         {"ui/jobs", "ui/kit", "ui/message", "ui/page", "ui/phrase", "ui/thumbnail", "library", "library/keywords", "library/picture", "library/safewrite"},
	"ui/agencies":        {"ui/kit", "ui/page", "ui/phrase", "ui/thumbnail", "library", "tagging/agency"},
	"ui/filter":          {"ui/kit", "ui/phrase", "tagging/facts", "library"},
	"ui/sidebar":         {"ui/chips", "ui/filter", "ui/kit", "ui/phrase", "ui/view", "tagging/facts", "tagging/vocabulary", "library", "assets"},
	"ui/chips":           {"ui/phrase", "ui/kit", "ui/view", "tagging/facts"},
	"ui/inspector":       {"ui/chips", "ui/engine", "ui/kit", "ui/phrase", "ui/thumbnail", "ui/view", "tagging/facts", "library", "library/keywords", "assets", "library/picture"},
	"ui/empty":           {"ui/filter", "ui/kit", "ui/view", "library"},
	"ui/help":            {"docs/guide", "ui/jobs", "ui/kit", "ui/page", "ui/phrase", "ui/update", "ui/kittest"},
	"ui/update":          {},
	"ui/search":          {"tagging/query", "ui/engine", "ui/jobs", "ui/kit", "ui/message", "ui/phrase", "ui/thumbnail", "ui/view", "tagging", "tagging/find", "library", "assets"},
	"ui/toolbar":         {"ui/filter", "ui/grid", "ui/kit", "ui/phrase", "ui/view", "tagging", "library"},
	"ui/vocabularies":    {"assets", "ui/jobs", "ui/kit", "ui/page", "ui/phrase", "ui/thumbnail", "ui/view", "tagging", "tagging/vocabulary", "library", "library/disk", "library/keywords", "library/picture", "library/thumb"},
	"ui/review":          {"ui/chips", "ui/grid", "ui/jobs", "ui/kit", "ui/page", "ui/phrase", "ui/thumbnail", "ui/view", "tagging", "tagging/vocabulary", "library", "library/keywords"},
	"ui/failure":         {"ui/kit", "ui/kittest", "ui/phrase", "assets"},
	"ui/problems":        {"ui/kit", "ui/message", "ui/page", "ui/phrase", "ui/thumbnail", "library", "library/keywords"},
	"ui/kittest":         {"ui/kit"}, // tests only: reads what a window shows
	"ui/message":         {"ui/phrase", "library"},
	"ui/phrase":          {"ui/jobs", "assets"},
	"ui/view":            {"tagging/query", "tagging", "tagging/facts", "tagging/lexicon", "tagging/vocabulary", "library", "library/keywords", "library/picture", "library/safewrite", "library/thumb"},
	"tagging/clip":       {"tagging/clip/onnx", "tagging/query", "library/web", "tagging/people", "tagging", "tagging/evaluate", "tagging/find", "tagging/lexicon", "tagging/vocabulary", "library", "library/keywords", "library/sidecar", "library/safewrite", "library/picture", "library/disk", "library/thumb", "assets"},
	"tagging/clip/onnx":  {},
	"tagging/people":     {"library/thumb"},
	"tagging":            {"tagging/query", "tagging/lexicon", "tagging/vocabulary", "library", "library/keywords", "library/sidecar", "library/safewrite", "library/picture", "library/disk", "library/thumb"},
	"tagging/find":       {"tagging/query", "tagging", "tagging/lexicon", "tagging/vocabulary", "library", "library/keywords", "library/sidecar", "library/safewrite", "library/picture", "library/disk", "library/thumb"},
	"tagging/query":      {},
	"tagging/lexicon":    {"library/keywords", "assets"},
	"tagging/vocabulary": {"tagging/lexicon", "library", "library/keywords", "library/sidecar", "library/safewrite", "library/picture", "library/disk", "assets"},
	"tagging/facts":      {"tagging/vocabulary", "tagging/lexicon", "library", "library/keywords", "library/sidecar", "library/safewrite", "library/picture", "library/thumb", "assets"},
	"tagging/evaluate":   {"tagging", "tagging/facts", "tagging/vocabulary", "library", "library/keywords", "library/sidecar", "library/safewrite", "library/picture", "library/disk", "library/thumb"},
	"tagging/figures":    {"tagging/clip", "tagging", "tagging/evaluate", "tagging/find", "tagging/query", "tagging/vocabulary", "library", "library/picture", "library/thumb"}, // tests only
	"tagging/agency":     {"library", "library/keywords", "library/picture"},
	"tagging/rclip":      {"tagging", "library", "library/keywords", "library/sidecar", "library/safewrite", "library/picture", "library/disk", "library/thumb"},
	"library":            {"library/bolt", "library/vectors", "library/keywords", "library/sidecar", "library/safewrite", "library/picture", "library/disk", "library/thumb", "assets"},
	"library/bolt":       {"library/vectors", "library/keywords", "library/safewrite", "library/picture", "library/disk", "library/thumb"},
	"library/vectors":    {"library/picture"},
	"library/thumb":      {"library/picture", "library/disk", "assets"},
	"library/safewrite":  {"library/keywords", "library/sidecar", "library/picture", "library/disk"},
	"library/sidecar":    {"library/keywords", "library/picture", "library/disk"},
	"library/keywords":   {"library/picture"},
	"library/testphoto":  {}, // tests only, of any package
	"library/picture":    {},
	"library/disk":       {"library/picture"},
	"library/web":        {},
	"assets":             {},
	"docs/guide":         {},
	"app/dock":           {},
	"app/instance":       {},
	"app/preview":        {},
	"app/asked":          {"tagging/query", "app/usage", "library/picture", "library/thumb", "library/web"},
	"app/usage":          {},
	"app/locale":         {},                                                           // runs before the window library, see its comment
	"app/e2e":            {},                                                           // tests only: runs the built program
	"app/proof":          {"library/keywords", "library/safewrite", "library/sidecar"}, // tests only: runs the built program
	".":                  {},                                                           // this test
}

// testsOnly are the packages that only tests may import: any test, where they import nothing of ours.
var testsOnly = []string{"library/testphoto", "ui/kittest", "ui/testwindow"}

// importers lists the packages that alone may import a module, or anything below it that has no
// line before its own.
var importers = []struct {
	module string
	by     []string
}{
	{"fyne.io/fyne/v2/app", []string{"app"}},
	{"fyne.io/fyne/v2/lang", []string{"app", "ui", "ui/agencies", "ui/chips", "ui/empty", "ui/engine", "ui/failure", "ui/filter", "ui/grades", "ui/help", "ui/inspector", "ui/jobbar", "ui/kit", "ui/loupe", "ui/message", "ui/models", "ui/phrase", "ui/preferences", "ui/problems", "ui/review", "ui/search", "ui/sidebar", "ui/thumbnail", "ui/toolbar", "ui/vocabularies", "ui/writing"}}, // the texts: they need no window
	{"fyne.io/fyne/v2", []string{"app", "ui", "ui/agencies", "ui/empty", "ui/failure", "ui/filter", "ui/grades", "ui/grid", "ui/help", "ui/inspector", "ui/jobbar", "ui/kit", "ui/kittest", "ui/loupe", "ui/models", "ui/page", "ui/preferences", "ui/problems", "ui/review", "ui/search", "ui/sidebar", "ui/thumbnail", "ui/toolbar", "ui/vocabularies", "ui/writing"}},
	{"github.com/yalue/onnxruntime_go", []string{"tagging/clip"}},
	{"go.etcd.io/bbolt", []string{"library/bolt"}},
	{"github.com/ncruces/go-sqlite3", []string{"tagging/rclip"}},
}

// harmers are packages whose tests alone import a module, to harm a file as no program would and to
// see that it is mended.
var harmers = map[string]string{"go.etcd.io/bbolt": "library"}

// writers may change files: safewrite the photos and sidecars, the others what is theirs, beside
// the library or in the cache (library file and settings; thumbnails; models; the socket of the
// open window), disk for all of them. Nobody else changes a file, so that nobody else can harm a
// photo.
var writers = []string{"library/safewrite", "library/disk", "library/bolt", "library", "library/thumb", "tagging/clip", "app", "app/instance"}

// changing are the functions of package os that change a file or folder.
var changing = []string{
	"Create", "CreateTemp", "OpenFile", "WriteFile", "Rename", "Remove", "RemoveAll",
	"Truncate", "Chtimes", "Chmod", "Chown", "Link", "Symlink",
}

// source is one parsed file of the module.
type source struct {
	path, pkg string // relative to the module's root, with slashes
	test      bool
	generated bool
	lines     int
	set       *token.FileSet
	tree      *ast.File
}

// at names a place in the file as editors understand it.
func (s source) at(n ast.Node) string {
	return s.path + ":" + strconv.Itoa(s.set.Position(n.Pos()).Line)
}

// imports yields the paths that the file imports.
func (s source) imports() []string {
	var paths []string
	for _, spec := range s.tree.Imports {
		p, _ := strconv.Unquote(spec.Path.Value) // the parser accepted it
		paths = append(paths, p)
	}
	return paths
}

// sources parses every Go file of the module.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && foreign(name, entry.Name()) {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		s, err := parse(name)
		all = append(all, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// foreign reports whether a folder holds no package of this module: hidden, testdata, built, or a
// module of its own.
func foreign(name, base string) bool {
	if name == "." {
		return false
	}
	_, err := os.Stat(filepath.Join(name, "go.mod"))
	return err == nil || base == "testdata" || base == "build" || strings.HasPrefix(base, ".")
}

func parse(name string) (source, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return source{}, err
	}
	slashed := filepath.ToSlash(name)
	s := source{
		path: slashed, pkg: path.Dir(slashed), test: strings.HasSuffix(name, "_test.go"),
		lines: bytes.Count(data, []byte("\n")), set: token.NewFileSet(),
	}
	s.tree, err = parser.ParseFile(s.set, name, data, parser.SkipObjectResolution|parser.ParseComments)
	s.generated = err == nil && ast.IsGenerated(s.tree)
	return s, err
}

// within reports whether an import path is the module or lies below it.
func within(imported, module string) bool {
	return imported == module || strings.HasPrefix(imported, module+"/")
}

// calls yields every mention of pkg.name in the file.
func (s source) calls(pkg string, names ...string) []ast.Node {
	var found []ast.Node
	ast.Inspect(s.tree, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || !slices.Contains(names, sel.Sel.Name) {
			return true
		}
		if id, ok := sel.X.(*ast.Ident); ok && id.Name == pkg {
			found = append(found, n)
		}
		return true
	})
	return found
}

func TestLayersPointDownOnly(t *testing.T) {
	for _, s := range sources(t) {
		allowed, known := layers[s.pkg]
		if !known {
			t.Errorf("%s: package %q is not in the design; say in ARCHITECTURE.md why it is needed and add it here", s.path, s.pkg)
			continue
		}
		for _, imported := range s.imports() {
			other, ours := strings.CutPrefix(imported, module)
			forTests := slices.Contains(testsOnly, other)
			switch {
			case forTests && !s.test:
				t.Errorf("%s imports %s: it is for tests alone", s.path, other)
			case forTests && len(layers[other]) == 0:
			case ours && other != s.pkg && !slices.Contains(allowed, other):
				t.Errorf("%s imports %s: %s may import only %v; move what is shared down, or pass it in", s.path, other, s.pkg, allowed)
			}
		}
	}
}

func TestModulesHaveTheirOnlyImporters(t *testing.T) {
	for _, s := range sources(t) {
		for _, imported := range s.imports() {
			for _, rule := range importers {
				if !within(imported, rule.module) {
					continue
				}
				harms := s.test && harmers[rule.module] == s.pkg
				if !harms && !slices.Contains(rule.by, s.pkg) {
					t.Errorf("%s imports %s: only %v may; call that package instead", s.path, imported, rule.by)
				}
				break // the first line is the nearest
			}
		}
	}
}

func TestOnlyTheWritersChangeFiles(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || slices.Contains(writers, s.pkg) {
			continue
		}
		for _, n := range s.calls("os", changing...) {
			t.Errorf("%s changes a file: only %v may; photos and sidecars are written by library/safewrite alone", s.at(n), writers)
		}
	}
}

// TestOneDoorToTheWindow: everything reaches the Fyne goroutine through one function, so that it
// can be coalesced, and drained in tests; waiting for that goroutine from another one is a deadlock
// in the making.
func TestOneDoorToTheWindow(t *testing.T) {
	var doors []string
	for _, s := range sources(t) {
		for _, n := range s.calls("fyne", "DoAndWait") {
			t.Errorf("%s calls fyne.DoAndWait: nobody waits for the window; post a function and go on", s.at(n))
		}
		if s.test {
			continue
		}
		for _, n := range s.calls("fyne", "Do") {
			doors = append(doors, s.at(n))
		}
	}
	if len(doors) > 1 {
		t.Errorf("fyne.Do is mentioned in %d places, one is wanted; use the window's post function:\n%s",
			len(doors), strings.Join(doors, "\n"))
	}
}

// TestNoPartOfTheWindowDoesAll: what has too many methods hides which of its fields an act touches.
func TestNoPartOfTheWindowDoesAll(t *testing.T) {
	methods := map[string]int{}
	for _, s := range sources(t) {
		if s.test || s.pkg != "ui" && !strings.HasPrefix(s.pkg, "ui/") {
			continue
		}
		for _, d := range s.tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
				methods[s.pkg+"."+owner(f.Recv.List[0].Type)]++
			}
		}
	}
	for name, n := range methods {
		if n > mostMethods {
			t.Errorf("%s has %d methods, at most %d are wanted; give them to who owns what they change", name, n, mostMethods)
		}
	}
}

// TestFewHoldTheWindow: what holds the window can reach all of it. New pages and panels get what
// they need, in rooms of their own, which cannot name it; those that still hold it become fewer,
// never more.
func TestFewHoldTheWindow(t *testing.T) {
	var holders []string
	for _, s := range sources(t) {
		if s.test || s.pkg != "ui" {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			if fields, ok := spec.Type.(*ast.StructType); ok && slices.ContainsFunc(fields.Fields.List, holdsWindow) {
				holders = append(holders, spec.Name.Name+" ("+s.at(spec)+")")
			}
			return true
		})
	}
	if len(holders) != mostHolders {
		t.Errorf("%d structs hold the window, %d are noted: give a new one what it needs instead, and note fewer when one lets go of it:\n%s",
			len(holders), mostHolders, strings.Join(holders, "\n"))
	}
}

// holdsWindow reports whether a field is the window, or a pointer to it.
func holdsWindow(field *ast.Field) bool {
	typ := field.Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	name, ok := typ.(*ast.Ident)
	return ok && name.Name == "Window"
}

// owner is the name of the type that a method belongs to.
func owner(receiver ast.Expr) string {
	switch e := receiver.(type) {
	case *ast.StarExpr:
		return owner(e.X)
	case *ast.IndexExpr:
		return owner(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
