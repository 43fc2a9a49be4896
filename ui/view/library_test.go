package view

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// open opens an empty library.
func open(t testing.TB, dir string) *library.Library {
	t.Helper()
	lib, err := library.Open(filepath.Join(dir, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	return lib
}

// paint writes a JPEG of one colour.
func paint(t testing.TB, path string, c color.Color) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 48, 32))
	for i := range 48 * 32 {
		img.Set(i%48, i/48, c)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(jpeg.Encode(f, img, nil), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// album is a library with a few photos, each with something that others lack.
type album struct {
	t      *testing.T
	lib    *library.Library
	dir    string
	req    Request
	memory memory // of all states that were asked for
}

// newAlbum has a red, a green and a blue photo with their colours proposed, a copy of the green one
// in another folder, a grey one that no model has seen, and a file that is no photo.
func newAlbum(t *testing.T) *album {
	t.Helper()
	dir := t.TempDir()
	a := &album{t: t, lib: open(t, dir), dir: filepath.Join(dir, "photos")}
	colours := map[string]color.RGBA{
		"a-red": {220, 0, 0, 255}, "b-green": {0, 220, 0, 255}, "c-blue": {0, 0, 220, 255}, "copies/e-green": {0, 220, 0, 255}, "copies/f-grey": {9, 9, 9, 255},
	}
	for name, c := range colours {
		paint(t, filepath.Join(a.dir, name+".jpg"), c)
	}
	if err := os.WriteFile(filepath.Join(a.dir, "d-broken.jpg"), []byte("no photo"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := a.lib.Import(t.Context(), []string{a.dir}, library.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	v, err := vocabulary.Parse("colours", []byte("colour\n\tred\n\tgreen\n\tblue\n"))
	if err != nil {
		t.Fatal(err)
	}
	a.req = Request{Tags: &Tagset{Vocabulary: v, Model: "m"}, Strength: tagging.Loose, Order: OrderName}
	a.req.Proposals = NewProposals(a.req.Tags, nil)
	for i, name := range []string{"red", "green", "blue"} {
		tag, _ := v.Find(name)
		p := a.photo(t, []string{"a-red", "b-green", "c-blue"}[i])
		a.req.Proposals.put(p.Picture, []tagging.Suggestion{{Tag: tag, Name: name, Score: .5, Strength: tagging.Balanced}})
	}
	return a
}

func (a *album) photo(t *testing.T, name string) *library.Photo {
	t.Helper()
	p := a.lib.Snapshot().ByPath(filepath.Join(a.dir, name+".jpg"))
	if p == nil {
		t.Fatalf("%s is not in the library", name)
	}
	return p
}

// decide makes a decision on a photo.
func (a *album) decide(t *testing.T, name, tag string, v library.Verdict) {
	t.Helper()
	if err := a.lib.Decide(tag, library.Decision{Photo: a.photo(t, name).ID, Tag: tag, Verdict: v}); err != nil {
		t.Fatal(err)
	}
}

// state is what follows from the album's request for a scope and filters. It is the same where
// something is remembered of the states before.
func (a *album) state(s Scope, chosen ...library.Choice) *State {
	a.t.Helper()
	req := a.req
	req.Snapshot, req.Scope, req.Chosen = a.lib.Snapshot(), s, chosen
	req.stacks = a.memory.stacks.of(req, a.lib)
	for !req.Proposals.know(context.Background(), &req, a.lib) {
	}
	fresh, kept := derive(req, a.lib, &memory{}), derive(req, a.lib, &a.memory)
	if !reflect.DeepEqual(fresh.Counts, kept.Counts) || !slices.Equal(fresh.IDs, kept.IDs) || fresh.Open != kept.Open {
		a.t.Errorf("with a memory it is %+v, %v, %d open; without %+v, %v, %d", kept.Counts, kept.IDs, kept.Open, fresh.Counts, fresh.IDs, fresh.Open)
	}
	return kept
}

// names lists the photos of a state by their names without endings.
func (a *album) names(s *State) string {
	var list []string
	for _, id := range s.IDs {
		list = append(list, strings.TrimSuffix(filepath.Base(a.lib.Snapshot().Photo(id).Path), ".jpg"))
	}
	return strings.Join(list, " ")
}

// linked makes n photos in folders of 500: links to as many small pictures.
func linked(b *testing.B, dir string, n int) {
	b.Helper()
	for i := range n {
		folder := filepath.Join(dir, fmt.Sprintf("%04d", i/500))
		path := filepath.Join(folder, fmt.Sprintf("IMG_%06d.jpg", i))
		if i < 500 {
			paint(b, path, color.RGBA{uint8(i), uint8(i >> 2), 99, 255})
			continue
		}
		if err := os.MkdirAll(folder, 0o700); err != nil {
			b.Fatal(err)
		}
		if err := os.Link(filepath.Join(dir, "0000", fmt.Sprintf("IMG_%06d.jpg", i%500)), path); err != nil {
			b.Fatal(err)
		}
	}
}
