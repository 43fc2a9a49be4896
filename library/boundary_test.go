package library

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"catchlight/library/sidecar"
)

// linked is a folder that somebody has given to the user, with links to files that lie elsewhere
// and to one within.
func linked(t *testing.T) (given, elsewhere string) {
	t.Helper()
	dir := t.TempDir()
	given, elsewhere = filepath.Join(dir, "given"), filepath.Join(dir, "elsewhere")
	write(t, filepath.Join(given, "own.jpg"), jpegOf(1))
	write(t, filepath.Join(given, "own.png"), pngOf(t, 1))
	write(t, filepath.Join(given, "sub/deep.jpg"), jpegOf(2))
	write(t, filepath.Join(elsewhere, "private.jpg"), jpegOf(3))
	write(t, filepath.Join(elsewhere, "private.png"), pngOf(t, 3))
	write(t, filepath.Join(elsewhere, "private.png.xmp"), []byte(sidecarWith("secret")))
	for link, target := range map[string]string{
		"out.jpg": "../elsewhere/private.jpg", "within.jpg": "sub/deep.jpg",
		"sub/far.jpg": filepath.Join(elsewhere, "private.jpg"), "own.png.xmp": "../elsewhere/private.png.xmp",
	} {
		if err := os.Symlink(target, filepath.Join(given, link)); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	return given, elsewhere
}

// TestLinksDoNotLeadOut: of what is given as a folder, files that links lead to outside of it are
// changed only when the user has asked for that; their words are told, with where they lead.
func TestLinksDoNotLeadOut(t *testing.T) {
	for name, c := range map[string]struct {
		named   []string // below the folder
		follow  bool
		source  bool // the folder was added to the window
		changed bool // what lies elsewhere
	}{
		"a folder":             {named: []string{"."}},
		"a folder by a link":   {named: []string{"../by-link"}},
		"added to the window":  {source: true},
		"links to be followed": {named: []string{"."}, follow: true, changed: true},
		"the links are named":  {named: []string{".", "out.jpg", "../elsewhere"}, changed: true},
	} {
		given, elsewhere := linked(t)
		if err := os.Symlink(given, filepath.Join(filepath.Dir(given), "by-link")); err != nil {
			t.Fatal(err)
		}
		l := newLibrary(t)
		root := given
		if strings.Contains(name, "by a link") {
			root = filepath.Join(filepath.Dir(given), "by-link")
		}
		if c.source {
			if err := l.AddSources(root); err != nil {
				t.Fatal(err)
			}
		}
		imported(t, l, root)
		before := hashes(t, elsewhere)
		o := WriteOptions{FollowLinks: c.follow}
		for _, path := range c.named {
			o.Named = append(o.Named, filepath.Join(given, path))
		}
		_, results := wrote(t, l, addition("dog"), o)
		now := hashes(t, elsewhere)
		for path := range before {
			changed := now[path] != before[path]
			if want := c.changed && !strings.HasSuffix(path, ".png"); changed != want {
				t.Errorf("%s: %s changed: %v", name, path, changed)
			}
		}
		if len(now) != len(before) {
			t.Errorf("%s: new files elsewhere", name)
		}
		for path, r := range results {
			leadsOut := strings.HasSuffix(path, "out.jpg") || strings.HasSuffix(path, "far.jpg") || strings.HasSuffix(path, "own.png")
			said := strings.Contains(r.Why, "is a link to private.") || r.Err != nil && strings.Contains(r.Err.Error(), "is a link to private.png.xmp")
			if said != (leadsOut && !c.changed) {
				t.Errorf("%s: %s: %q, %v", name, path, r.Why, r.Err)
			}
		}
		for _, file := range []string{"own.jpg", "within.jpg", "sub/deep.jpg"} {
			if k, err := new(sidecar.Folders).ReadKeywords(filepath.Join(given, file)); err != nil || !k.Has("dog") {
				t.Errorf("%s: %s: %v, %v", name, file, err, k.All)
			}
		}
	}
}

// TestAPhotoThatIsNamedIsMeant: one that was given alone is changed where it is, and so are its
// sidecars beside it.
func TestAPhotoThatIsNamedIsMeant(t *testing.T) {
	given, elsewhere := linked(t)
	l := newLibrary(t)
	for _, path := range []string{filepath.Join(given, "out.jpg"), filepath.Join(elsewhere, "private.png")} {
		imported(t, l, path)
		var failed error
		_, err := l.Write(t.Context(), "test", []WriteRequest{{Path: path, Edit: addition("dog")}}, WriteOptions{Each: func(r WriteResult) { failed = r.Err }})
		if k, _ := new(sidecar.Folders).ReadKeywords(path); errors.Join(err, failed) != nil || !k.Has("dog") {
			t.Errorf("%s: %v, %v", path, errors.Join(err, failed), k.All)
		}
	}
}

func TestFilesTellWhereLinksLead(t *testing.T) {
	given, elsewhere := linked(t)
	files, _, err := newLibrary(t).Files(t.Context(), []string{given}, nil)
	if err != nil {
		t.Fatal(err)
	}
	private, err := filepath.EvalSymlinks(filepath.Join(elsewhere, "private.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		want := ""
		if name := filepath.Base(f.Path); name == "out.jpg" || name == "far.jpg" {
			want = private
		}
		if f.LeadsTo != want {
			t.Errorf("%s leads to %q, want %q", f.Path, f.LeadsTo, want)
		}
	}
}
