package clip

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/testphoto"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

const (
	soakPhotos  = 24 // in the folder, once it has filled
	soakArrives = 3  // photos that come, and later go, in each round
	soakRuns    = 5  // that can be undone, as of a library with a limit
	// soakSteps is how many decisions can be undone in a session (maxSteps of package library).
	// They are kept on purpose, so they are all there before memory is judged.
	soakSteps = 1000
)

// soak is a day in one process: a folder whose photos come, are tagged, written, taken back,
// renamed, edited by another program and go, while a watcher imports what it sees and a reader
// suggests, as in the window.
type soak struct {
	testing.TB
	dir    string
	lib    *library.Library
	enc    *Encoder
	tags   *tagging.TagVectors
	photos []*soaked // oldest first
	made   int       // photos so far
	rounds int
	runs   []library.Run
	count  soakCount
	harm   map[string]func() // what is done wrong on purpose, by its moment in a round (soak_planted_test.go)
	beside sync.Mutex        // held by what works beside the rounds, so that memory can be taken between
}

// soaked is a photo and what must be true of it.
type soaked struct {
	n      int // which of all photos it is: its picture
	id     library.ID
	path   string
	pixels [32]byte
	words  map[string]bool // that its file, or its sidecar, has to hold; no others
}

type soakCount struct{ indexed, written, undone, renamed, edited, lost int }

// TestSoak goes round after round in one process, under the race detector by "make soak" and "make
// test". No photo, word, decision or picture may be lost; CATCHLIGHT_SOAK=MINUTES says for how
// long, and over many rounds memory has to stay flat.
func TestSoak(t *testing.T) {
	testphoto.Needs(t, "exiftool") // it stands for the other program
	minutes, _ := strconv.ParseFloat(os.Getenv("CATCHLIGHT_SOAK"), 64)
	until := time.Now().Add(time.Duration(minutes * float64(time.Minute)))
	s := newSoak(t, openStarter(t))
	var figures soakFigures
	for s.rounds < 3 || time.Now().Before(until) {
		s.round()
		s.beside.Lock()
		figures = append(figures, takeSoakFigure(s.lib))
		s.beside.Unlock()
		if minutes > 0 && s.rounds == soakPhotos/soakArrives {
			s.fillHistory()
		}
		if t.Failed() {
			break // one fault is enough to look at
		}
	}
	if err := s.lib.Check(); err != nil {
		t.Error(err)
	}
	t.Logf("%d rounds: %d photos came, %d indexed, %d written, %d taken back, %d renamed, %d edited by exiftool; %d lost",
		s.rounds, s.made, s.count.indexed, s.count.written, s.count.undone, s.count.renamed, s.count.edited, s.count.lost)
	figures.judge(t)
}

func newSoak(t *testing.T, enc *Encoder) *soak {
	s := &soak{TB: t, dir: t.TempDir(), enc: enc, lib: openLibrary(t)}
	for _, folder := range []string{"a", "b"} {
		if err := os.Mkdir(filepath.Join(s.dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	v, err := vocabulary.Load(vocabulary.Essentials)
	if err == nil {
		s.tags, err = tagging.Vectors(t.Context(), s.enc, s.lib, v, tagging.VectorOptions{})
	}
	if err == nil {
		err = s.lib.AddSources(s.dir)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.workBeside()
	return s
}

// workBeside starts what works beside the user in a window: the watcher, and who derives
// suggestions from each snapshot.
func (s *soak) workBeside() {
	ctx, cancel := context.WithCancel(context.Background())
	told := make(chan []string, 1000)
	var group sync.WaitGroup
	group.Go(func() {
		s.lib.Watch(ctx, nil, func(paths []string) {
			select {
			case told <- paths:
			default: // the rounds import the whole folder anyway
			}
		})
	})
	group.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case paths := <-told:
				s.importSeen(ctx, paths)
			case <-s.lib.Changed():
				s.suggestAll(ctx)
			}
		}
	})
	s.Cleanup(func() { cancel(); group.Wait() })
}

func (s *soak) importSeen(ctx context.Context, paths []string) {
	s.beside.Lock()
	defer s.beside.Unlock()
	if _, err := s.lib.Import(ctx, paths, library.ImportOptions{}); err != nil && ctx.Err() == nil {
		s.Error(err)
	}
}

func (s *soak) suggestAll(ctx context.Context) {
	s.beside.Lock()
	defer s.beside.Unlock()
	snap := s.lib.Snapshot()
	_ = s.tags.Learn(s.lib, snap).SuggestAll(ctx, s.lib.VectorBlocks(starterVectors), tagging.SuggestOptions{},
		func(picture.ID) bool { return true }, func(picture.ID, []tagging.Suggestion) {})
}

// round is what a user does with the photos of a day.
func (s *soak) round() {
	s.rounds++
	s.arrive()
	s.importAll("photos came")
	indexed := make(chan struct{})
	go func() { defer close(indexed); s.index() }() // while the user decides and writes
	s.decide()
	s.at("decided")
	s.writeTwice()
	<-indexed
	s.rename()
	s.at("renamed")
	s.importAll("photos were renamed")
	s.editElsewhere()
	s.importAll("another program edited")
	s.at("edited")
	s.judge()
	s.leave()
}

// at does the harm of a moment, where any was planted.
func (s *soak) at(moment string) {
	if harm := s.harm[moment]; harm != nil {
		harm()
	}
}

// arrive makes new photos: JPEGs, which are written, and PNGs, which get a sidecar.
func (s *soak) arrive() {
	for range soakArrives {
		p := &soaked{n: s.made, words: map[string]bool{}}
		s.made++
		ending := []string{".jpg", ".jpg", ".png"}[p.n%3]
		p.path = filepath.Join(s.dir, "a", fmt.Sprintf("photo-%06d%s", p.n, ending))
		if err := os.WriteFile(p.path, painted(uint64(p.n), ending), 0o644); err != nil {
			s.Fatal(err)
		}
		p.pixels = pixelsOf(s.TB, p.path)
		s.photos = append(s.photos, p)
	}
}

// painted is a picture of its own for each seed.
func painted(seed uint64, ending string) []byte {
	random, img := rand.New(rand.NewPCG(seed, 7)), image.NewRGBA(image.Rect(0, 0, 192, 128))
	for cell := range 24 {
		shade := color.RGBA{uint8(random.Uint32()), uint8(random.Uint32()), uint8(random.Uint32()), 255}
		for i := range 32 * 32 {
			img.SetRGBA(cell%6*32+i%32, cell/6*32+i/32, shade)
		}
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, img, nil)
	if ending == ".png" {
		out.Reset()
		err = png.Encode(&out, img)
	}
	if err != nil {
		panic(err) // into memory
	}
	return out.Bytes()
}

// pixelsOf decodes a file by the standard library, which no part of the program shares.
func pixelsOf(t testing.TB, path string) [32]byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
		return [32]byte{}
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return [32]byte{}
	}
	var all []byte
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			r, g, b, _ := img.At(x, y).RGBA()
			all = append(all, byte(r), byte(g), byte(b))
		}
	}
	return sha256.Sum256(all)
}

// importAll imports the folder; each photo must be the one that it was, and have the words that
// its file has.
func (s *soak) importAll(when string) {
	found, err := s.lib.Import(s.Context(), []string{s.dir}, library.ImportOptions{})
	if err != nil || len(found.Failed) > 0 {
		s.Fatalf("round %d, %s: %v, %v", s.rounds, when, err, found.Failed)
	}
	snap := s.lib.Snapshot()
	for _, p := range s.photos {
		known := snap.ByPath(p.path)
		if known == nil || known.Missing || known.ID != cmp.Or(p.id, known.ID) {
			s.lose("round %d, %s: %s is not the photo that it was: %+v", s.rounds, when, p.path, known)
			continue
		}
		p.id = known.ID
		for word := range p.words {
			if !known.Keywords.Has(word) {
				s.lose("round %d, %s: %s has lost %q in the library", s.rounds, when, p.path, word)
			}
		}
	}
}

func (s *soak) lose(format string, args ...any) {
	s.count.lost++
	s.Errorf(format, args...)
}

// index computes the vectors of the new photos, and of no others.
func (s *soak) index() {
	var ids []library.ID
	for _, p := range s.photos {
		ids = append(ids, p.id)
	}
	done, err := tagging.Index(context.Background(), s.lib, nil, s.enc, ids, tagging.IndexOptions{})
	if err != nil || len(done.Failed) > 0 || done.Indexed != soakArrives {
		s.Errorf("round %d: indexed %d of %d new photos: %v %v", s.rounds, done.Indexed, soakArrives, err, done.Failed)
	}
	s.count.indexed += done.Indexed
}

// leave takes the oldest photos away, files and all, and forgets the oldest runs.
func (s *soak) leave() {
	if len(s.runs) > soakRuns {
		if _, err := s.lib.DropRuns(s.runs[len(s.runs)-soakRuns].Time); err != nil {
			s.Error(err)
		}
	}
	if len(s.photos) < soakPhotos {
		return
	}
	var gone []library.ID
	for _, p := range s.photos[:soakArrives] {
		gone = append(gone, p.id)
		for _, path := range []string{p.path, p.path + ".xmp"} {
			if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
				s.Error(err)
			}
		}
	}
	s.photos = s.photos[soakArrives:]
	s.importAll("photos were deleted")
	if err := s.lib.Remove(gone...); err != nil {
		s.Errorf("round %d: %v", s.rounds, err)
	}
}

// files are the hashes of all that lies in the folder.
func (s *soak) files() map[string][32]byte {
	all := map[string][32]byte{}
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = sha256.Sum256(data)
		return err
	})
	if err != nil {
		s.Error(err)
	}
	return all
}
