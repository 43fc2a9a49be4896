package library

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"catchlight/library/disk"
)

// TestEditsThatPutTheTimeBack: a file with its old size and time, but other content, is read again;
// what the library has written itself is not.
func TestEditsThatPutTheTimeBack(t *testing.T) {
	dir := photosIn(t, 2)
	l := newLibrary(t)
	beside := filepath.Join(dir, "p00001.jpg.xmp")
	edit := func(path string, data []byte) {
		t.Helper()
		before, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		write(t, path, data)
		if err := os.Chtimes(path, before.ModTime(), before.ModTime()); err != nil {
			t.Fatal(err)
		}
		if now, _ := os.Stat(path); disk.ChangeTime(now).IsZero() {
			t.Skip("this system tells no change time")
		}
		imported(t, l, dir)
	}
	one := filepath.Join(dir, "p00000.jpg")
	imported(t, l, dir)
	wrote(t, l, addition("apple"), WriteOptions{})
	data, err := os.ReadFile(one)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range l.Snapshot().Photos() {
		if info, err := os.Stat(p.Path); err != nil || !unchanged(p, info, p.sidecarStamp) {
			t.Errorf("%s: %v: it would be read again after our own write", p.Path, err)
		}
	}
	edit(one, bytes.ReplaceAll(data, []byte("apple"), []byte("peach")))
	if p := l.Snapshot().ByPath(one); !p.Keywords.Has("peach") || p.Keywords.Has("apple") {
		t.Errorf("an edit in the file: %+v", p.Keywords.All)
	}
	write(t, beside, []byte(sidecarWith("lemon")))
	imported(t, l, dir)
	edit(beside, []byte(sidecarWith("mango")))
	if p := l.Snapshot().ByPath(filepath.Join(dir, "p00001.jpg")); !p.Keywords.Has("mango") || p.Keywords.Has("lemon") {
		t.Errorf("an edit in the sidecar: %+v", p.Keywords.All)
	}
}

// TestChangeTimeIsLearned: photos that an earlier version has stored without it get it, without
// being read again.
func TestChangeTimeIsLearned(t *testing.T) {
	dir := photosIn(t, 1)
	l := newLibrary(t)
	imported(t, l, dir)
	p := *l.Snapshot().Photos()[0]
	at := p.statusAt
	p.statusAt = time.Time{}
	p.Camera = "kept, for nothing is read"
	if err := l.apply(changes{p.ID: newEntry(&p, nil)}, nil); err != nil {
		t.Fatal(err)
	}
	imported(t, l, dir)
	if now := l.Snapshot().Photos()[0]; !now.statusAt.Equal(at) || now.Camera != p.Camera {
		t.Errorf("%v, want %v; %q", now.statusAt, at, now.Camera)
	}
}

// sidecarWith is a sidecar that holds one word.
func sidecarWith(word string) string {
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>` +
		word + `</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`
}
