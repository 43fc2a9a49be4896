package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// source parses the files of a package, without its tests.
func source(t *testing.T, dir string) map[string]*ast.File {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %v", dir, err)
	}
	files := map[string]*ast.File{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = f
	}
	return files
}

// blocks reports whether a comment says of its function that it waits for something, or belongs to
// another goroutine.
func blocks(doc *ast.CommentGroup) bool {
	text := strings.Join(strings.Fields(doc.Text()), " ")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "does not block", ""), "Does not block", "")
	return strings.Contains(text, "blocks") || strings.Contains(text, "may block")
}

// waiting are the methods of a type whose comments say that they block.
func waiting(t *testing.T, dir, typ string) map[string]bool {
	names := map[string]bool{}
	for _, f := range source(t, dir) {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil && fn.Name.IsExported() && receiver(fn) == typ && blocks(fn.Doc) {
				names[fn.Name.Name] = true
			}
		}
	}
	return names
}

func receiver(fn *ast.FuncDecl) string {
	typ := fn.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	name, _ := typ.(*ast.Ident)
	return name.Name
}

// background are the ways to leave Fyne's goroutine, each with the place of what may wait for the
// disk among what it is given.
var background = map[string]int{"Enqueue": 0, "Beside": 0, "changeFolder": 0, "transfer": 1, "Change": 2, "ChangeWords": 2, "Go": 0}

// waits finds the calls in a piece of code that wait for the disk on Fyne's goroutine.
func waits(code ast.Node, waiting map[string]bool) (calls []string) {
	ast.Inspect(code, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			return false
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Work" {
				return false // of a job
			}
		case *ast.CallExpr:
			fun, ok := n.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if at, leaves := background[fun.Sel.Name]; leaves {
				for i, given := range n.Args {
					if i != at { // what is done afterwards is done on Fyne's goroutine again
						calls = append(calls, waits(given, waiting)...)
					}
				}
				return false
			}
			if waiting[fun.Sel.Name] && ofStore(fun.X) {
				calls = append(calls, fun.Sel.Name)
			}
		}
		return true
	})
	return calls
}

// ofStore reports whether a call goes to the library or the shelf of models.
func ofStore(of ast.Expr) bool {
	switch of := of.(type) {
	case *ast.Ident:
		return of.Name == "lib" || of.Name == "shelf"
	case *ast.SelectorExpr:
		return of.Sel.Name == "Library" || of.Sel.Name == "Shelf" || of.Sel.Name == "lib"
	}
	return false
}

// outside finds what an errand that others wait for does on disks of the user's: whatever is not the
// library's, or of the shelf of models.
func outside(code ast.Node) (uses []string) {
	ast.Inspect(code, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		if fun, ok := call.Fun.(*ast.SelectorExpr); !ok || fun.Sel.Name != "Enqueue" {
			return true
		}
		ast.Inspect(call.Args[0], func(n ast.Node) bool {
			if of, ok := n.(*ast.SelectorExpr); ok {
				name, _ := of.X.(*ast.Ident)
				if name != nil && slices.Contains([]string{"os", "exec", "disk", "sidecar", "safewrite"}, name.Name) {
					uses = append(uses, name.Name+"."+of.Sel.Name)
				}
			}
			return true
		})
		return true
	})
	return uses
}

// TestNothingStoredWaitsForADiskOfTheUsers: what stands in the queue of what is stored needs the
// library's folder alone. A disk that sleeps or hangs would keep back all that comes after.
func TestNothingStoredWaitsForADiskOfTheUsers(t *testing.T) {
	for _, dir := range rooms(t) {
		for name, file := range source(t, dir) {
			for _, use := range outside(file) {
				t.Errorf("%s/%s: an errand uses %s: let it work Beside", dir, name, use)
			}
		}
	}
	for code, want := range map[string]int{
		"w.errands.Enqueue(func() error { return disk.Replace(path, write) }, nil)":   1,
		"w.errands.Beside(func() error { _, err := os.Stat(path); return err }, nil)": 0,
		"w.errands.Enqueue(func() error { return lib.Remove(ids...) }, nil)":          0,
	} {
		e, err := parser.ParseExpr(code)
		if err != nil {
			t.Fatal(err)
		}
		if got := outside(e); len(got) != want {
			t.Errorf("%s: %v", code, got)
		}
	}
}

// rooms are the folders of the window's packages.
func rooms(t *testing.T) []string {
	t.Helper()
	var dirs []string
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "testdata" {
			return filepath.SkipDir
		}
		if err == nil && d.IsDir() {
			dirs = append(dirs, name)
		}
		return err
	})
	if err != nil || len(dirs) < 5 {
		t.Fatalf("%v: %v", dirs, err)
	}
	return dirs
}

// TestFynesGoroutineNeverWaitsForTheDisk: what blocks by its own comment is called only by
// functions that say the same of themselves, in jobs, and in errands.
func TestFynesGoroutineNeverWaitsForTheDisk(t *testing.T) {
	slow := waiting(t, filepath.Join("..", "library"), "Library")
	for name := range waiting(t, filepath.Join("..", "tagging", "clip"), "Shelf") {
		slow[name] = true
	}
	for _, name := range []string{"Decide", "Undo", "SetSettings", "RemoveFolder", "Relocate", "Info", "Runs", "ForgetModel", "Find", "Offers", "Remove"} {
		if !slow[name] {
			t.Errorf("%s does not say that it blocks", name)
		}
	}
	found := 0
	for _, dir := range rooms(t) {
		for name, file := range source(t, dir) {
			for _, d := range file.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok || fn.Body == nil || blocks(fn.Doc) {
					continue
				}
				for _, call := range waits(fn.Body, slow) {
					found++
					t.Errorf("%s/%s: %s waits for %s on Fyne's goroutine: give it to an errand or a job, or say that it blocks", dir, name, fn.Name.Name, call)
				}
			}
		}
	}
	if found > 0 {
		return
	}
	// the test sees what it is for
	for code, want := range map[string]int{
		"w.deps.Library.Decide(x)":                                    1,
		"w.errands.Enqueue(func() { lib.Decide(x) }, nil)":            0,
		"w.errands.Enqueue(nil, func() { w.deps.Library.Decide(x) })": 1,
		"func() { h.w.deps.Library.Runs() }()":                        1,
		"w.add(&jobs.Job{Work: func() { lib.Undo() }})":               0,
		"w.add(&jobs.Job{Begin: func() { lib.Undo() }})":              1,
	} {
		e, err := parser.ParseExpr(code)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(waits(e, slow)); got != want {
			t.Errorf("%s: %d calls found, want %d", code, got, want)
		}
	}
}
