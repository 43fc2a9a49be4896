package library

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// noon is when the photos of these tests begin.
var noon = time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)

// shot is a photo for a test: its name, the second it was taken, camera and hash. The picture is
// that of its hash.
type shot struct {
	name   string
	second int // < 0: no time
	camera string
	hash   uint64
	sharp  float32
}

// snapshotOf is a library of shots with a look at them.
func snapshotOf(shots ...shot) (*Snapshot, likeness) {
	var photos []*Photo
	prints := map[picture.ID]thumb.Fingerprint{}
	pictures := map[uint64]picture.ID{}
	for i, s := range shots {
		if _, known := pictures[s.hash]; !known {
			pictures[s.hash] = pictureOf(i)
		}
		f, _ := picture.FormatOf(s.name)
		p := &Photo{ID: ID(i + 1), Path: "/photos/" + s.name, Format: f, Picture: pictures[s.hash]}
		p.Camera, p.Width, p.Height = s.camera, 600, 400
		if s.second >= 0 {
			p.Taken = noon.Add(time.Duration(s.second) * time.Second)
		}
		photos = append(photos, p)
		prints[p.Picture] = thumb.Fingerprint{Hash: s.hash, Sharpness: s.sharp}
	}
	slices.SortFunc(photos, func(a, b *Photo) int { return strings.Compare(a.Path, b.Path) })
	entries := make([]*entry, len(photos)+1)
	for _, p := range photos {
		entries[p.ID] = newEntry(p, nil)
	}
	return newSnapshot(newSorted(photos), entries, nil), likeness{
		fingerprint: func(p picture.ID) (thumb.Fingerprint, bool) { f, ok := prints[p]; return f, ok },
		vector:      func(picture.ID) ([]float32, bool) { return nil, false },
	}
}

// said writes stacks down: the names of each, the best one with a star; stacks and duplicates in
// order of name.
func said(stacks []Stack) []string {
	var all []string
	for _, s := range stacks {
		var names []string
		for i, p := range s.Photos {
			name := filepath.Base(p.Path)
			if i == s.Best {
				name += "*"
			}
			names = append(names, name)
		}
		all = append(all, strings.Join(names, " "))
	}
	slices.Sort(all)
	return all
}

const (
	motif = 0x5a5a_1234_9876_f00f
	other = ^uint64(motif)
)

func TestStacks(t *testing.T) {
	for name, c := range map[string]struct {
		shots                    []shot
		bursts, pairs, duplicate []string
	}{
		"frames of one camera within two seconds are a burst, the sharpest is the best": {
			shots:  []shot{{"1.jpg", 0, "X", motif, 5}, {"2.jpg", 1, "X", motif ^ 0xff, 9}, {"3.jpg", 3, "X", motif ^ 0xfff, 7}},
			bursts: []string{"1.jpg 2.jpg* 3.jpg"},
		},
		"a longer gap, another camera or another motif ends it": {
			shots: []shot{
				{"1.jpg", 0, "X", motif, 5}, {"2.jpg", 3, "X", motif ^ 1<<9, 9}, {"3.jpg", 4, "Y", motif ^ 1<<10, 9}, {"4.jpg", 4, "X", other, 9},
			},
		},
		"two cameras at once are two bursts": {
			shots:  []shot{{"a1.jpg", 0, "X", motif, 2}, {"b1.jpg", 0, "Y", other, 2}, {"a2.jpg", 1, "X", motif ^ 0xff, 1}, {"b2.jpg", 1, "Y", other ^ 0xff, 3}},
			bursts: []string{"a1.jpg* a2.jpg", "b1.jpg b2.jpg*"},
		},
		"without a time or a camera there is none": {
			shots: []shot{{"1.jpg", -1, "X", motif ^ 0xff, 5}, {"2.jpg", -1, "X", motif, 9}, {"3.jpg", 1, "", motif ^ 0xff00, 1}, {"4.jpg", 1, "", motif ^ 0xff0000, 1}},
		},
		"a version of a frame is no frame": {
			shots:     []shot{{"1.jpg", 0, "X", motif, 5}, {"1-edit.jpg", 0, "X", motif ^ 1, 5}},
			duplicate: []string{"1-edit.jpg* 1.jpg"},
		},
		"raw and picture of one stem are a pair, also in a burst": {
			shots: []shot{
				{"1.cr2", 0, "X", motif, 5},
				{"1.jpg", 0, "X", motif ^ 1, 5},
				{"2.cr2", 1, "X", motif ^ 0xff, 7},
				{"2.jpg", 1, "X", motif ^ 0xfe, 6},
			},
			bursts: []string{"1.cr2 1.jpg 2.cr2* 2.jpg"},
			pairs:  []string{"1.cr2 1.jpg*", "2.cr2 2.jpg*"},
		},
		"two raw files of one stem are no pair": {
			shots: []shot{{"1.cr2", 0, "X", motif, 5}, {"1.dng", 9, "X", other, 5}, {"1.jpg", 20, "X", motif ^ 0xffff, 5}},
		},
		"copies, and the same picture without its time": {
			shots:     []shot{{"a.jpg", 0, "X", motif, 5}, {"b.jpg", 0, "X", motif, 5}, {"c.jpg", -1, "", motif ^ 1<<60, 5}, {"d.jpg", 900, "X", motif ^ 0xf, 5}},
			duplicate: []string{"a.jpg* b.jpg c.jpg"},
		},
		"four bits are near, five are not, and flat pictures are like nothing": {
			shots:     []shot{{"a.jpg", -1, "", motif, 5}, {"b.jpg", -1, "", motif ^ 0x8000_4000_2000_1000, 5}, {"c.jpg", -1, "", other, 5}, {"d.jpg", -1, "", other ^ 0x1f, 5}, {"e.jpg", -1, "", 0, 0}},
			duplicate: []string{"a.jpg* b.jpg"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := findStacks(snapshotOf(c.shots...))
			for k, want := range map[StackKind][]string{Burst: c.bursts, Pair: c.pairs, Duplicates: c.duplicate} {
				if got := said(s.All(k)); !slices.Equal(got, want) {
					t.Errorf("kind %d: %q, want %q", k, got, want)
				}
				for _, stack := range s.All(k) {
					for _, p := range stack.Photos {
						if of, ok := s.Of(k, p.ID); !ok || !slices.Equal(of.Photos, stack.Photos) {
							t.Errorf("%s is not known to be in its stack", p.Path)
						}
					}
				}
			}
		})
	}
}

// TestVectorsDecide: a burst may move, and a hash may agree by chance.
func TestVectorsDecide(t *testing.T) {
	snap, look := snapshotOf(shot{"1.jpg", 0, "X", motif, 5}, shot{"2.jpg", 1, "X", other, 9}, shot{"3.jpg", -1, "", motif ^ 1, 9})
	near := map[picture.ID][]float32{snap.ByPath("/photos/1.jpg").Picture: {1, 0}, snap.ByPath("/photos/2.jpg").Picture: {.95, .31}, snap.ByPath("/photos/3.jpg").Picture: {0, 1}}
	look.vector = func(p picture.ID) ([]float32, bool) { v, ok := near[p]; return v, ok }
	s := findStacks(snap, look)
	if got := said(s.All(Burst)); !slices.Equal(got, []string{"1.jpg 2.jpg*"}) {
		t.Errorf("bursts %q", got)
	}
	if got := said(s.All(Duplicates)); len(got) != 0 {
		t.Errorf("duplicates %q", got)
	}
}

// TestDuplicatesAreAllFound compares with a search over all pairs.
func TestDuplicatesAreAllFound(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var shots []shot
	for i := range 600 {
		h := r.Uint64() | 1
		shots = append(shots, shot{fmt.Sprintf("%d.jpg", i), -1, "", h, 0})
		for n := range r.IntN(3) { // versions, each with up to 4 other bits
			for range 4 {
				h ^= 1 << r.IntN(64)
			}
			shots = append(shots, shot{fmt.Sprintf("%d-%d.jpg", i, n), -1, "", h | 1, 0})
		}
	}
	s := findStacks(snapshotOf(shots...))
	joined := 0
	for i, a := range shots {
		for j, b := range shots[:i] {
			x, _ := s.Of(Duplicates, ID(i+1))
			near := thumb.Fingerprint{Hash: a.hash}.Distance(thumb.Fingerprint{Hash: b.hash}) <= duplicateBits
			if near && !slices.ContainsFunc(x.Photos, func(p *Photo) bool { return p.ID == ID(j+1) }) {
				t.Errorf("%s and %s are not together", a.name, b.name)
			}
			if near {
				joined++
			}
		}
	}
	if joined < 300 {
		t.Errorf("only %d near pairs", joined)
	}
}

func TestFingerprintsAreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	l, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	want := thumb.Fingerprint{Hash: motif, Sharpness: 12.5}
	if err := l.StoreFingerprints(map[picture.ID]thumb.Fingerprint{pictureOf(1): want, pictureOf(2): {}}); err != nil {
		t.Fatal(err)
	}
	if err := l.dropPictures([]picture.ID{pictureOf(2)}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got, ok := l.Fingerprint(pictureOf(1)); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, want %+v", got, want)
		}
		if _, ok := l.Fingerprint(pictureOf(2)); ok {
			t.Error("a dropped fingerprint is still there")
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		if l, err = Open(path); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkStacks: 100,000 photos, a fifth of them in bursts, a fiftieth twice.
func BenchmarkStacks(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var shots []shot
	second := 0
	for i := range 100_000 {
		h := r.Uint64() | 1
		second += 5 + r.IntN(60)
		if i%5 == 0 && i > 0 {
			h, second = shots[i-1].hash^1<<r.IntN(64), shots[i-1].second+1
		}
		if i%50 == 49 {
			h, second = shots[i-20].hash^2, -1
		}
		shots = append(shots, shot{fmt.Sprintf("%06d.jpg", i), max(second, -1), fmt.Sprint("camera ", i/20000), h, float32(i % 97)})
		second = max(second, i*60)
	}
	snap, look := snapshotOf(shots...)
	for b.Loop() {
		s := findStacks(snap, look)
		b.ReportMetric(float64(len(s.All(Burst))), "bursts")
		b.ReportMetric(float64(len(s.All(Duplicates))), "duplicates")
	}
}

// TestBurstsGoByInstants: two photos whose clocks showed nearly the same time, hours apart, are no
// burst.
func TestBurstsGoByInstants(t *testing.T) {
	two := []shot{{"a.jpg", 0, "Z", motif, 1}, {"b.jpg", 1, "Z", motif ^ 0xff, 1}}
	if near := findStacks(snapshotOf(two...)).All(Burst); len(near) != 1 {
		t.Errorf("one second apart: %v", said(near))
	}
	s, look := snapshotOf(two...)
	second := s.Photos()[1]
	second.Taken = second.Taken.Add(-9 * time.Hour).In(time.FixedZone("", 9*3600))
	if far := findStacks(s, look).All(Burst); len(far) != 0 {
		t.Errorf("nine hours apart: %v", said(far))
	}
}
