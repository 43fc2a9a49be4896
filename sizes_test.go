package catchlight_test

import (
	"go/ast"
	"path"
	"slices"
	"strings"
	"testing"
)

// How large a part may be before nobody has it in his head any more.
const (
	longestFile     = 400 // lines
	longestFunction = 40  // lines
	mostFiles       = 40  // of a package, without its tests
	mostInterfaces  = 3   // of the program
)

// mostLines bounds the rooms whose whole point is that they can be read in one go.
var mostLines = map[string]int{
	"library/safewrite": 1500, // audited in an hour: nothing else changes a photo
	"ui":                8000,
}

func TestFilesStayShort(t *testing.T) {
	for _, s := range sources(t) {
		if s.lines >= longestFile && !s.generated {
			t.Errorf("%s has %d lines: a file has fewer than %d; split it by what its parts know", s.path, s.lines, longestFile)
		}
	}
}

// TestFunctionsAreSeenAtOnce: a table that a function gives back may be longer.
func TestFunctionsAreSeenAtOnce(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || s.generated || s.pkg == "library/testphoto" {
			continue
		}
		for _, d := range s.tree.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil || isTable(f) {
				continue
			}
			if lines := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; lines > longestFunction {
				t.Errorf("%s: %s has %d lines, at most %d are seen at once; tell the story at one level", s.at(f), f.Name.Name, lines, longestFunction)
			}
		}
	}
}

// isTable reports whether all that a function does is to give a literal back.
func isTable(f *ast.FuncDecl) bool {
	if len(f.Body.List) != 1 {
		return false
	}
	back, ok := f.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(back.Results) != 1 {
		return false
	}
	_, ok = back.Results[0].(*ast.CompositeLit)
	return ok
}

func TestPackagesStaySmall(t *testing.T) {
	files, lines := map[string]int{}, map[string]int{}
	for _, s := range sources(t) {
		if !s.test && !s.generated {
			files[s.pkg]++
			lines[s.pkg] += s.lines
		}
	}
	for pkg, n := range files {
		if n > mostFiles {
			t.Errorf("%s has %d files, at most %d are one subject; give a part of it a room of its own", pkg, n, mostFiles)
		}
	}
	for pkg, most := range mostLines {
		if lines[pkg] == 0 || lines[pkg] > most {
			t.Errorf("%s has %d lines, wanted are 1 to %d", pkg, lines[pkg], most)
		}
	}
}

func TestInterfacesAreFew(t *testing.T) {
	var found []string
	for _, s := range sources(t) {
		if s.test || s.generated {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok && isInterface(spec) {
				found = append(found, spec.Name.Name+" ("+s.at(spec)+")")
			}
			return true
		})
	}
	if len(found) > mostInterfaces {
		t.Errorf("the program has %d interfaces, at most %d are wanted; pass a function or a concrete type:\n%s",
			len(found), mostInterfaces, strings.Join(found, "\n"))
	}
}

// isInterface tells interfaces of methods from constraints of type parameters, which are not
// counted.
func isInterface(spec *ast.TypeSpec) bool {
	declared, ok := spec.Type.(*ast.InterfaceType)
	if !ok {
		return false
	}
	for _, m := range declared.Methods.List {
		if len(m.Names) > 0 {
			return true
		}
	}
	return false
}

// TestOnePackageAFolder: files of other systems too, which no build here looks at.
func TestOnePackageAFolder(t *testing.T) {
	names := map[string]string{}
	for _, s := range sources(t) {
		name := strings.TrimSuffix(s.tree.Name.Name, "_test")
		if names[s.pkg] == "" {
			names[s.pkg] = name
		}
		if names[s.pkg] != name {
			t.Errorf("%s is of package %s, the files beside it of %s: it does not build on its system", s.path, name, names[s.pkg])
		}
	}
}

// TestNoAnonymousCupboards: a package is named after what it knows.
func TestNoAnonymousCupboards(t *testing.T) {
	for _, s := range sources(t) {
		if slices.Contains([]string{"util", "utils", "common", "helpers", "misc"}, path.Base(s.pkg)) {
			t.Errorf("%s: %q does not say what the package knows; put the function where it is used", s.path, path.Base(s.pkg))
		}
	}
}
