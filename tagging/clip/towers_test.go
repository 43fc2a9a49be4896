package clip

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/tagging"
)

// The starter under another name: a model of which the 8-bit tower may be tried.
func towersOf(t *testing.T, lib *library.Library, use Quantised) Towers {
	t.Helper()
	m := Starter()
	m.Manifest.Name = "guest"
	return Towers{Model: m, Library: lib, Folder: t.TempDir(), Use: use}
}

// earned is an outcome with which a tower may be used.
var earned = Outcome{Trial: Trial{Photos: tagging.TrialPhotos, Mean: 1, Least: 1, Same: 1, Gain: 3}}

// importPaintings imports n distinct small pictures.
func importPaintings(t *testing.T, lib *library.Library, n int) []library.ID {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		img := image.NewRGBA(image.Rect(0, 0, 40, 30))
		for p := range 40 * 30 {
			img.Set(p%40, p/40, color.RGBA{uint8(p * (i + 1)), uint8(i * 3), uint8(p / 5), 255})
		}
		f, err := os.Create(filepath.Join(dir, fmt.Sprintf("%03d.png", i)))
		if err == nil {
			err = png.Encode(f, img)
		}
		if err != nil || f.Close() != nil {
			t.Fatal(err)
		}
	}
	return importAll(t, lib, dir)
}

func TestTowersFollowTheOutcome(t *testing.T) {
	unearned := Outcome{Trial: Trial{Photos: tagging.TrialPhotos, Mean: 1, Least: .9, Same: 1, Gain: 3}}
	vectors := func(n int) []library.Vector {
		vs := make([]library.Vector, n)
		for i := range vs {
			vs[i] = library.Vector{Picture: [16]byte{1, byte(i)}, Values: []float32{1}}
		}
		return vs
	}
	for name, test := range map[string]struct {
		use          Quantised
		outcome      *Outcome
		whole, small int // vectors; there are ten photos
		want         bool
	}{
		"untried":                        {want: false},
		"untried, asked for":             {use: QuantisedOn, want: true},
		"earned, nothing seen":           {outcome: &earned, want: true},
		"earned, refused by the user":    {use: QuantisedOff, outcome: &earned, want: false},
		"earned, half seen by the whole": {outcome: &earned, whole: 5, want: true},
		"earned, most seen by the whole": {outcome: &earned, whole: 6, want: false},
		"earned, on the way":             {outcome: &earned, whole: 6, small: 2, want: true},
		"not earned":                     {outcome: &unearned, small: 5, want: false},
		"not tried":                      {outcome: &Outcome{Problem: "it went wrong"}, want: false},
		"earned on another machine":      {whole: 3, small: 7, want: true},
	} {
		t.Run(name, func(t *testing.T) {
			lib := openLibrary(t)
			importPaintings(t, lib, 10)
			towers := towersOf(t, lib, test.use)
			if test.outcome != nil {
				if err := lib.StoreMeasured(towers.key(), test.outcome); err != nil {
					t.Fatal(err)
				}
			}
			for model, n := range map[string]int{"guest": test.whole, "guest-int8": test.small} {
				if err := lib.StoreVectors(model, vectors(n)); err != nil {
					t.Fatal(err)
				}
			}
			if got := towers.Small(); got != test.want {
				t.Errorf("8 bits: %t", got)
			}
		})
	}
}

// TestIndexTriesTheTower indexes enough photos for a trial, whose outcome is kept; the library then
// has the vectors of exactly one tower for every photo.
func TestIndexTriesTheTower(t *testing.T) {
	lib := openLibrary(t)
	ids := importPaintings(t, lib, tagging.TrialPhotos+6)
	towers := towersOf(t, lib, QuantisedAuto)
	name := indexWith(t, towers, ids)
	outcome, tried := towers.Outcome()
	if !tried || outcome.Problem != "" || outcome.Photos != tagging.TrialPhotos || outcome.Gain <= 0 || outcome.Mean < .9 {
		t.Errorf("tried %t: %s", tried, outcome)
	}
	if n := lib.VectorCount(name); n != len(ids) {
		t.Errorf("%d vectors of %s, want %d", n, name, len(ids))
	}
	// A library of which the whole tower has seen most stays with it: a busy machine's trial is late.
	late := 2*lib.VectorCount("guest") > len(ids)
	if want := map[bool]string{false: "guest", true: "guest-int8"}[outcome.Earned() && !late]; name != want {
		t.Errorf("the library has gone on with %s", name)
	}
	if indexWith(t, towers, ids) != name {
		t.Error("it changed again")
	}
}

// TestIndexGoesOver lets a library that has seen some photos go over to the 8-bit tower: all are
// seen by it in the end, the old vectors are still there, and so are the vectors of texts.
func TestIndexGoesOver(t *testing.T) {
	lib := openLibrary(t)
	ids := importPaintings(t, lib, 12)
	whole := towersOf(t, lib, QuantisedOff)
	if name := indexWith(t, whole, ids[:4]); name != "guest" {
		t.Fatalf("the whole tower is called %s", name)
	}
	towers := whole
	towers.Use = QuantisedAuto
	if err := lib.StoreMeasured(towers.key(), earned); err != nil {
		t.Fatal(err)
	}
	if name := indexWith(t, towers, ids[4:]); name != "guest-int8" || lib.VectorCount(name) != 8 {
		t.Errorf("%s has %d vectors", name, lib.VectorCount(name))
	}
	if name := indexWith(t, towers, ids); lib.VectorCount(name) != 12 || lib.VectorCount("guest") != 4 {
		t.Errorf("%d vectors in 8 bits, %d of the whole tower", lib.VectorCount(name), lib.VectorCount("guest"))
	}
	e, err := towers.Open(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if p := e.Profile(); p.Name != "guest-int8" || p.TextName != "guest" {
		t.Errorf("%+v", p)
	}
}

// TestAskedForInVain: the user asks for 8 bits of models that have something to compute in them, and
// of one that has nothing.
func TestAskedForInVain(t *testing.T) {
	for _, c := range []struct {
		operator string
		want     bool
	}{{"MatMul", true}, {"Gemm", true}, {"Mul", false}} {
		towers := Towers{Model: smallModel(t, c.operator), Library: openLibrary(t), Folder: t.TempDir(), Use: QuantisedOn}
		_, err := towers.Model.Quantized(towers.Folder, "")
		if made := err == nil; made != c.want || towers.Small() != c.want {
			t.Errorf("%s: 8 bits %t, made %t (%v)", c.operator, towers.Small(), made, err)
		}
		if name := towers.VectorsName(); (name == QuantisedName("small")) != c.want {
			t.Errorf("%s: the vectors are looked for as %s", c.operator, name)
		}
	}
}

// indexWith indexes as the program does, and returns under which name the vectors were stored in
// the end.
func indexWith(t *testing.T, towers Towers, ids []library.ID) string {
	t.Helper()
	for range 3 {
		e, err := towers.Open(Options{})
		if err != nil {
			t.Fatal(err)
		}
		done, err := tagging.Index(context.Background(), towers.Library, nil, e, ids, tagging.IndexOptions{ShouldSwitch: towers.ShouldSwitch(e)})
		name := e.Profile().Name
		if err != nil || len(done.Failed) > 0 || e.Close() != nil {
			t.Fatalf("%v: %v", err, done.Failed)
		}
		if !done.ShouldSwitch {
			return name
		}
	}
	t.Fatal("it does not come to an end")
	return ""
}

// Whoever asks for the vectors of a model without opening it uses the names under which the open
// one stores them: of either tower, and of the starter, whose names differ from the model's.
func TestTowersNameTheirVectors(t *testing.T) {
	for use, model := range map[Quantised]Model{QuantisedOff: Starter(), QuantisedOn: Starter(), QuantisedAuto: towersOf(t, nil, "").Model} {
		towers := Towers{Model: model, Library: openLibrary(t), Folder: t.TempDir(), Use: use}
		enc, err := towers.Open(Options{})
		if err != nil {
			t.Fatal(err)
		}
		stored, name := enc.Profile().Name, model.Manifest.Name
		if got := towers.VectorsName(); got != stored || !slices.Contains(StoredNames(name), stored) {
			t.Errorf("%s, 8 bits %q: vectors are stored as %q, and looked for as %q, or one of %q", name, use, stored, got, StoredNames(name))
		}
		if got := enc.Profile().TakenKey(); got != VectorsName(name) {
			t.Errorf("%s, 8 bits %q: what was taken over has the key %q, and is looked for as %q", name, use, got, VectorsName(name))
		}
		if err := enc.Close(); err != nil {
			t.Error(err)
		}
	}
}
