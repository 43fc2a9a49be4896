package catchlight_test

import (
	"go/ast"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"regexp"
	"strings"
	"testing"
)

var (
	namedTest   = regexp.MustCompile(`\b(?:Test|Fuzz)[A-Z][A-Za-z0-9]*`)
	namedTarget = regexp.MustCompile("(?m)(?:`|^    )make ([a-z][a-z-]*)")
	namedFile   = regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)
	code        = regexp.MustCompile("(?s)```.*?```|`[^`]+`")
)

// TestDocsNameWhatThereIs: a promise whose proof has another name by now cannot be looked up, nor a
// page that has moved.
func TestDocsNameWhatThereIs(t *testing.T) {
	tests, targets := testsOfAll(t), targetsOfMake(t)
	for name, text := range docs(t) {
		for _, quoted := range code.FindAllString(text, -1) {
			for _, test := range namedTest.FindAllString(quoted, -1) {
				if !tests[test] && !strings.Contains(quoted, test+"…") {
					t.Errorf("%s names %s, and there is no such test", name, test)
				}
			}
		}
		for _, target := range namedTarget.FindAllStringSubmatch(text, -1) {
			if !targets[target[1]] {
				t.Errorf("%s names make %s, which the Makefile does not know", name, target[1])
			}
		}
		for _, link := range namedFile.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(path.Join(path.Dir(name), link[1])); err != nil {
				t.Errorf("%s leads to %s, which is not there", name, link[1])
			}
		}
	}
}

// TestArchitectureNamesEachPackage: of one that stands nowhere nobody knows why it is there.
func TestArchitectureNamesEachPackage(t *testing.T) {
	design := docs(t)["ARCHITECTURE.md"]
	for _, s := range sources(t) {
		name := regexp.MustCompile(`(?m)(^|[ /])` + regexp.QuoteMeta(path.Base(s.pkg)) + `[ ,]`)
		if s.pkg != "." && !name.MatchString(design) {
			t.Errorf("ARCHITECTURE.md does not name the package %s", s.pkg)
		}
	}
}

// TestEachModuleHasItsReason: what the program is built on is chosen, and somebody says why.
func TestEachModuleHasItsReason(t *testing.T) {
	reasons, needed := strings.ToLower(docs(t)["docs/DEPENDENCIES.md"]), 0
	modules, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(modules)) {
		module, version, required := strings.Cut(strings.TrimSpace(line), " ")
		if !required || !strings.HasPrefix(version, "v") || strings.HasSuffix(version, "// indirect") {
			continue
		}
		needed++
		if name := path.Base(majorVersion.ReplaceAllString(module, "")); !strings.Contains(reasons, strings.ToLower(name)) {
			t.Errorf("docs/DEPENDENCIES.md does not say what %s is for", module)
		}
	}
	if needed < 10 {
		t.Errorf("%d modules in go.mod", needed)
	}
}

// majorVersion ends the path of a module, and is not its name.
var majorVersion = regexp.MustCompile(`/v\d+$`)

// docs are the project's own texts by their paths.
func docs(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name == ".git" || name == "build" || entry.Name() == "testdata"):
			return fs.SkipDir
		case path.Ext(name) != ".md":
			return nil
		}
		data, err := os.ReadFile(name)
		texts[name] = string(data)
		return err
	})
	if err != nil || len(texts) < 10 {
		t.Fatalf("%d texts: %v", len(texts), err)
	}
	return texts
}

// testsOfAll are the names of all tests and fuzz targets of the module.
func testsOfAll(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, s := range sources(t) {
		for _, d := range s.tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && s.test {
				names[f.Name.Name] = true
			}
		}
	}
	return names
}

// targetsOfMake are what make knows.
func targetsOfMake(t *testing.T) map[string]bool {
	t.Helper()
	data, err := os.ReadFile("Makefile")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, found := range regexp.MustCompile(`(?m)^([a-z][a-z-]*):`).FindAllSubmatch(data, -1) {
		names[string(found[1])] = true
	}
	return names
}

// TestLicencesOfAllModules: the notices that travel with the program are those of the modules and
// versions that are linked into it.
func TestLicencesOfAllModules(t *testing.T) {
	notices, err := os.ReadFile("packaging/licences/go-modules.txt")
	if err != nil {
		t.Fatal(err)
	}
	list := exec.Command("go", "list", "-deps", "-tags", "migrated_fynedo,no_animations,nodynamic", "-f",
		"{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", "./app")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		if module := strings.TrimSpace(line); !strings.Contains(string(notices), "\n"+module+": ") {
			t.Errorf("the licence of %s is not among the notices: run make licences", module)
		}
	}
}
