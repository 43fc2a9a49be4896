package library

import (
	"path/filepath"
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
