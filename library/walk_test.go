package library

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// foreignSamples are folders of systems and programs, in spellings as they occur.
var foreignSamples = []string{
	"@eaDir", "@EADIR", "#recycle", "#Recycle", "#snapshot", "@Recycle", "@Recently-Snapshot", "$RECYCLE.BIN", "$Recycle.Bin",
	"RECYCLER", "System Volume Information", "FOUND.000", "lost+found", "__MACOSX", "Network Trash Folder", "Temporary Items",
	".Trashes", ".thumbnails", ".Trash-1000", ".dtrash", ".picasaoriginals", ".Spotlight-V100", "CaptureOne", "[Originals]",
	"Catalog Previews.lrdata", "Lightroom Library.lrlibrary", "Photos Library.photoslibrary", "Old.aplibrary",
}

func TestLeavesOut(t *testing.T) {
	for _, name := range foreignSamples {
		if !LeavesOut(name) {
			t.Errorf("%s is not left out", name)
		}
	}
	for _, name := range []string{"2026", "eaDir", "recycle", "Found.abc", "found.0001", "Originals", "Capture One", "System", "macosx", "lrdata"} {
		if LeavesOut(name) {
			t.Errorf("%s is left out", name)
		}
	}
}

// Folders of the system and of other programs are left out at any depth, unless they or what is in
// them is named.
func TestForeignFolders(t *testing.T) {
	dir := photosIn(t, 1)
	n := 1
	put := func(folder string) {
		n++
		write(t, filepath.Join(dir, folder, "SYNOPHOTO_THUMB_M.jpg"), jpegOf(n))
	}
	for _, name := range foreignSamples {
		put(name)
		put("2026/" + name + "/deep")
	}
	l := newLibrary(t)
	in := imported(t, l, dir)
	if in.New != 1 {
		t.Errorf("%v: %q", in.counts(), in.Paths)
	}
	files, passed, err := l.Files(t.Context(), []string{dir}, nil)
	if err != nil || len(files) != 1 || !slices.Equal(passed.Folders, in.Passed.Folders) {
		t.Errorf("%v, %v, %q", err, files, passed.Folders)
	}
	for _, sentence := range in.Passed.Sentences() {
		if !strings.Contains(sentence, "#recycle") || strings.Contains(sentence, "thumbnails") {
			t.Errorf("%s", sentence)
		}
	}
	trash := filepath.Join(dir, "#recycle")
	if in := imported(t, l, trash, filepath.Join(dir, "2026/@eaDir/deep"), filepath.Join(dir, "lost+found/SYNOPHOTO_THUMB_M.jpg")); in.New != 3 {
		t.Errorf("named: %v: %q", in.counts(), in.Paths)
	}
}

// TestWhatIsNotFollowedIsSaid: photos behind a link to a folder, or in a folder that asks to be left
// out, would be missed silently, or counted as files that are no photos.
func TestWhatIsNotFollowedIsSaid(t *testing.T) {
	dir, elsewhere := photosIn(t, 1), photosIn(t, 2)
	write(t, filepath.Join(dir, "app", "cache", "a.jpg"), jpegOf(7))
	write(t, filepath.Join(dir, "app", ".nomedia"), nil)
	for link, to := range map[string]string{"linked": elsewhere, "circle": dir, "to-a-file.jpg": filepath.Join(elsewhere, "p00001.jpg")} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	in := imported(t, newLibrary(t), dir)
	want := Passed{Folders: []string{filepath.Join(dir, "app")}, Links: []string{filepath.Join(dir, "circle"), filepath.Join(dir, "linked")}}
	if !reflect.DeepEqual(in.Passed, want) {
		t.Errorf("passed over: %+v", in.Passed)
	}
	said := strings.Join(in.Passed.Sentences(), "\n")
	if !strings.Contains(said, "1 folder of the system") || !strings.Contains(said, "2 links to folders not followed") || !strings.HasSuffix(said, "circle, linked") {
		t.Error(said)
	}
	for name, photos := range map[string]int{"linked": 2, "app": 1} { // named, they are read
		if in := imported(t, newLibrary(t), filepath.Join(dir, name)); in.New != photos {
			t.Errorf("%s: %v", name, in.counts())
		}
	}
}

func TestPassedSentences(t *testing.T) {
	dir := photosIn(t, 2)
	for _, name := range []string{"a.MOV", "b.mov", "c.mp4", "d.svg", "notes.txt", "x.xmp", "Thumbs.db", ".hidden.mov"} {
		write(t, filepath.Join(dir, name), []byte("x"))
	}
	for _, name := range []string{"a.mpo", "b.JFIF", "c.jpe", "d.jpg_large"} { // JPEGs by other names
		write(t, filepath.Join(dir, name), jpegOf(len(name)+int(name[0])))
	}
	in := imported(t, newLibrary(t), dir)
	want := "4 files of kinds that Catchlight does not read: .mov 2, .mp4 1, .svg 1"
	if got := in.Passed.Sentences(); !slices.Equal(got, []string{want}) || in.New != 6 || in.Passed.Files != 6 {
		t.Errorf("%v: %q", in.counts(), got)
	}
}
