package safewrite

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"catchlight/library/testphoto"
)

// tornForms are what a power cut may leave of content whose writing was not stored: any part of it,
// zeros for the rest.
func tornForms(whole []byte) map[string][]byte {
	half := len(whole) / 2
	zeros := func(from, to int) []byte {
		torn := bytes.Clone(whole)
		clear(torn[from:to])
		return torn
	}
	return map[string][]byte{
		"empty": {}, "a prefix": whole[:half], "all but a byte": whole[:len(whole)-1],
		"all zeros": make([]byte, len(whole)), "zeros, too short": make([]byte, half), "a tail of zeros": zeros(half, len(whole)),
		"a tail of one sector": zeros(len(whole)-min(len(whole), sector), len(whole)), "a head of zeros": zeros(0, half),
		"a hole": zeros(half/2, half), "whole": whole,
	}
}

// Whatever a power cut has left of the temporary file of a write, an undo or a new sidecar, beside
// a photo that the step had not reached yet: the photo stays, and nothing stays beside it. So it is beside
// one that a later step has brought to where the interrupted one was going: its disk did not answer when the
// program started again, and the user wrote once more.
func TestTornFilesReplaceNothing(t *testing.T) {
	picture := testphoto.JPEG(t)
	path := contestedFile(t, "a.jpg", picture)
	c := prepared(t, path)
	fc, after := stored(t, c)[0], c.Files[0].data.Joined()
	for name, temp := range tornForms(after) {
		inspected(t, "write, "+name, fc, photoState{file: picture, temp: temp, name: fc.Temp}, StateOld, picture)
		inspected(t, "written since, "+name, fc, photoState{file: after, temp: temp, name: fc.Temp}, StateNew, after)
	}
	for name, temp := range tornForms(picture) {
		inspected(t, "undo, "+name, fc, photoState{file: after, temp: temp, name: fc.backTemp()}, StateNew, after)
		inspected(t, "undone since, "+name, fc, photoState{file: picture, temp: temp, name: fc.backTemp()}, StateOld, picture)
	}
	raw := contestedFile(t, "a.nef", testphoto.TIFF())
	c = prepared(t, raw)
	fc, after = stored(t, c)[0], c.Files[0].data.Joined()
	for name, temp := range tornForms(after) {
		inspected(t, "sidecar, "+name, fc, photoState{temp: temp, name: fc.Temp}, StateOld, nil)
	}
}

// photoState is what a folder holds when Inspect comes: the photo, nil when it is away, and a file
// beside it.
type photoState struct {
	file, temp []byte
	name       string // of temp
}

// inspected arranges a state and fails the test unless Inspect finds want, leaves the photo as left
// (nil: not there) and the files kept beside it.
func inspected(t *testing.T, what string, fc FileChange, s photoState, want FileState, left []byte, kept ...string) {
	t.Helper()
	os.Remove(fc.Path)
	if s.file != nil {
		writeFile(t, fc.Path, s.file)
	}
	if s.temp != nil {
		writeFile(t, s.name, s.temp)
	}
	before := folder(t, fc.Path)
	found, err := Inspect(fc)
	if err != nil || found.State != want || !slices.Equal(found.Leftovers, kept) {
		t.Errorf("%s: %+v, %v; want %v, kept %q", what, found, err, want, kept)
	}
	now, err := os.ReadFile(fc.Path)
	if !bytes.Equal(now, left) || (err != nil) != (left == nil) {
		t.Errorf("%s: the photo is another one (%v)", what, err)
	}
	for _, name := range []string{fc.Temp, fc.backTemp()} {
		_, err := os.Lstat(name)
		if stays := err == nil; stays != slices.Contains(kept, name) {
			t.Errorf("%s: of %q Inspect left %q", what, before, folder(t, fc.Path))
		}
		os.Remove(name)
	}
	os.Remove(fc.Path)
}

// Only where the photo holds what the step writes is the file beside it another program's version:
// that goes back to its place. What is neither that nor ours is kept, for it may be somebody's only
// copy; so is the photo.
func TestWhatLiesBesideAPhoto(t *testing.T) {
	picture := testphoto.JPEG(t)
	path := contestedFile(t, "a.jpg", picture)
	c := prepared(t, path)
	fc, after := stored(t, c)[0], c.Files[0].data.Joined()
	foreign := append([]byte("another program's version"), picture...)
	cut := append(bytes.Clone(foreign), make([]byte, sector)...)
	for name, s := range map[string]struct {
		file, temp []byte
		back       bool // temp has the name that Revert writes under
		want       FileState
		left       []byte // nil: nothing
		kept       bool
	}{
		"nothing happened":                     {picture, nil, false, StateOld, picture, false},
		"exchanged":                            {after, picture, false, StateNew, after, false},
		"done":                                 {after, nil, false, StateNew, after, false},
		"undo exchanged":                       {picture, after, true, StateOld, picture, false},
		"renamed, and the old name stayed":     {after, after, false, StateNew, after, false},
		"written by another since":             {foreign, nil, false, StateForeign, foreign, false},
		"written by another before":            {foreign, after, false, StateForeign, foreign, false},
		"exchanged with a newer one":           {after, foreign, false, StateForeign, foreign, false},
		"undo exchanged with a newer one":      {picture, foreign, true, StateForeign, foreign, false},
		"a strange file before the write":      {picture, foreign, false, StateOld, picture, true},
		"a strange file before the undo":       {after, foreign, true, StateNew, after, true},
		"exchanged with a torn one":            {after, cut, false, StateNew, after, true},
		"undo exchanged with a torn one":       {picture, cut, true, StateOld, picture, true},
		"an old undo's file, torn":             {after, picture[:len(picture)/2], false, StateNew, after, true},
		"another's photo, a strange file":      {foreign, []byte("strange"), false, StateForeign, foreign, true},
		"another's photo, the old one aside":   {foreign, picture, false, StateForeign, foreign, true},
		"another's photo, the undone aside":    {foreign, after, true, StateForeign, foreign, true},
		"the photo has gone":                   {nil, nil, false, StateMissing, nil, false},
		"the photo has gone, new content":      {nil, after, false, StateNew, after, false},
		"the photo has gone, old content":      {nil, picture, false, StateOld, picture, false},
		"the photo has gone, content of undo":  {nil, picture, true, StateOld, picture, false},
		"the photo has gone, a strange file":   {nil, foreign, false, StateMissing, nil, true},
		"the photo has gone, a half of it":     {nil, picture[:len(picture)/2], true, StateMissing, nil, true},
		"the photo has gone, nothing but name": {nil, []byte{}, false, StateMissing, nil, false},
	} {
		aside := fc.Temp
		if s.back {
			aside = fc.backTemp()
		}
		var kept []string
		if s.kept {
			kept = []string{aside}
		}
		inspected(t, name, fc, photoState{s.file, s.temp, aside}, s.want, s.left, kept...)
	}
}

func TestInspectCreated(t *testing.T) {
	path := photoFile(t, "a.nef", testphoto.TIFF())
	c := prepared(t, path)
	fc, sidecar := stored(t, c)[0], c.Files[0].data.Joined()
	inspected(t, "another's sidecar", fc, photoState{[]byte("theirs"), sidecar, fc.Temp}, StateForeign, []byte("theirs"))
	inspected(t, "done", fc, photoState{sidecar, nil, ""}, StateNew, sidecar)
	inspected(t, "done, and the old name stayed", fc, photoState{sidecar, sidecar, fc.Temp}, StateNew, sidecar)
	inspected(t, "undone", fc, photoState{nil, sidecar, fc.backTemp()}, StateOld, nil)
	inspected(t, "undone, another's version", fc, photoState{nil, []byte("theirs"), fc.backTemp()}, StateForeign, []byte("theirs"))
	inspected(t, "done, a strange file", fc, photoState{sidecar, []byte("strange"), fc.Temp}, StateNew, sidecar, fc.Temp)
}

// A write that could not finish a second file takes the first one back: what a power cut leaves of
// that is no version of another program's, though the photo holds what the write aims at.
func TestTornTakingBack(t *testing.T) {
	picture := testphoto.JPEG(t)
	path := contestedFile(t, "a.jpg", picture)
	c := prepared(t, path)
	fc, after := stored(t, c)[0], c.Files[0].data.Joined()
	writeFile(t, path, after)
	if err := os.Mkdir(fc.backTemp(), 0o700); err != nil { // so that it can be seen under which name it is taken back
		t.Fatal(err)
	}
	if _, err := Revert(fc, Options{}); !errors.Is(err, os.ErrExist) {
		t.Errorf("taking back does not write under its own name: %v", err)
	}
}

// Undo gives a file the time back that a write kept, and no other.
func TestUndoKeepsAKeptTime(t *testing.T) {
	then := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	for _, keep := range []bool{true, false} {
		path := photoFile(t, "a.jpg", testphoto.JPEG(t))
		writeFile(t, path+".xmp", []byte(testphoto.Packet(testphoto.Description(""))))
		if err := errors.Join(os.Chtimes(path, then, then), os.Chtimes(path+".xmp", then, then)); err != nil {
			t.Fatal(err)
		}
		c := write(t, path, adding("dog"), Options{KeepTime: keep})
		if len(c.Files) != 2 {
			t.Fatalf("%d files", len(c.Files))
		}
		for _, fc := range stored(t, c) {
			if _, err := Revert(fc, Options{}); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(fc.Path); err != nil || info.ModTime().Equal(then) != keep {
				t.Errorf("kept %v: %s is of %v, %v", keep, filepath.Base(fc.Path), info.ModTime(), err)
			}
		}
	}
}
