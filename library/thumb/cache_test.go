package thumb

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"catchlight/library/picture"
)

// cachePhoto writes a photo and gives the key of its thumbnail.
func cachePhoto(t testing.TB, dir string, n, long int) (Key, string) {
	t.Helper()
	img := quadrants(120+n, 80)
	data := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, img) })
	path := writeFile(t, filepath.Join(dir, fmt.Sprintf("photo-%03d.png", n)), data)
	return Key{picture.Identify(data, picture.PNG, 1), long}, path
}

func newCache(t testing.TB, dir string, memory, disk int64) *Cache {
	t.Helper()
	c, err := NewCache(dir, memory, disk)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// ask requests a thumbnail and waits for it.
func ask(t testing.TB, c *Cache, k Key, path string) (*image.RGBA, error) {
	t.Helper()
	type answer struct {
		img *image.RGBA
		err error
	}
	got := make(chan answer, 1)
	c.Request(k, path, func(img *image.RGBA, err error) { got <- answer{img, err} })
	select {
	case a := <-got:
		return a.img, a.err
	case <-time.After(30 * time.Second):
		t.Fatal("no answer")
		return nil, nil
	}
}

func storedFiles(t testing.TB, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestCacheServesFromEachLevel(t *testing.T) {
	photos, dir := t.TempDir(), filepath.Join(t.TempDir(), "new", "thumbnails")
	k, path := cachePhoto(t, photos, 0, 60)
	c := newCache(t, dir, 1<<20, 1<<20)
	if _, ok := c.Get(k); ok {
		t.Fatal("something out of nothing")
	}
	made, err := ask(t, c, k, path)
	if err != nil {
		t.Fatal(err)
	}
	if made.Rect.Max != image.Pt(60, 40) {
		t.Errorf("the thumbnail has %v", made.Rect.Max)
	}
	wantQuadrants(t, made, quadrantColours, 2)
	if got, ok := c.Get(k); !ok || got != made {
		t.Error("not in memory")
	}
	c.Close()
	if err := os.Remove(path); err != nil { // what is on disk needs no photo
		t.Fatal(err)
	}
	again, err := ask(t, newCache(t, dir, 1<<20, 1<<20), k, path)
	if err != nil {
		t.Fatal(err)
	}
	wantQuadrants(t, again, quadrantColours, 6)
}

func TestCacheRemakesDamagedFiles(t *testing.T) {
	dir := t.TempDir()
	k, path := cachePhoto(t, t.TempDir(), 0, 60)
	for name, damage := range map[string]func([]byte) []byte{
		"cut":   func(b []byte) []byte { return b[:len(b)/2] },
		"empty": func([]byte) []byte { return nil },
		"junk":  func(b []byte) []byte { return bytes.Repeat([]byte("junk"), 100) },
		"too large": func([]byte) []byte {
			return encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, quadrants(200, 90), nil) })
		},
	} {
		c := newCache(t, dir, 1<<20, 1<<20)
		if _, err := ask(t, c, k, path); err != nil {
			t.Fatal(err)
		}
		c.Close()
		files := storedFiles(t, dir)
		if len(files) != 1 {
			t.Fatalf("%s: files %v", name, files)
		}
		data, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, files[0], damage(data))
		img, err := ask(t, newCache(t, dir, 1<<20, 1<<20), k, path)
		if err != nil || img.Rect.Max != image.Pt(60, 40) {
			t.Errorf("%s: %v, %v", name, img, err)
		}
		if data, err := os.ReadFile(files[0]); err != nil || len(data) < 300 {
			t.Errorf("%s: the file was not made anew: %d bytes, %v", name, len(data), err)
		}
	}
}

// TestCacheOrder has no workers: the test itself serves the jobs.
func TestCacheOrder(t *testing.T) {
	photos := t.TempDir()
	c, err := startCache("", 1<<20, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var order []string
	request := func(n int, name string) (cancel func()) {
		k, path := cachePhoto(t, photos, n, 40)
		return c.Request(k, path, func(*image.RGBA, error) { order = append(order, name) })
	}
	request(1, "first")
	request(2, "second")
	cancel := request(3, "third")
	half := request(2, "second, withdrawn")
	request(4, "fourth")
	gone := request(5, "withdrawn")
	request(1, "first again") // comes to the front
	for _, withdraw := range []func(){half, gone, gone} {
		withdraw() // twice does no harm
	}
	if len(c.asked.jobs) != 4 || len(c.jobs) != 4 {
		t.Fatalf("%d wait, %d jobs", len(c.asked.jobs), len(c.jobs))
	}
	for range 4 {
		c.look(t.Context(), c.next(t.Context(), &c.asked))
		c.make(t.Context(), c.next(t.Context(), &c.lacking))
	}
	cancel() // too late: served
	want := []string{"first", "first again", "fourth", "second", "third"}
	if !slices.Equal(order, want) || len(c.jobs) != 0 {
		t.Errorf("served %q, want %q; %d jobs left", order, want, len(c.jobs))
	}
}

// TestCacheLateRequest: who asks while the thumbnail is being made gets it too, and
// it is made once.
func TestCacheLateRequest(t *testing.T) {
	c, err := startCache("", 1<<20, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	k, path := cachePhoto(t, t.TempDir(), 1, 40)
	var got []*image.RGBA
	note := func(img *image.RGBA, _ error) { got = append(got, img) }
	c.Request(k, path, note)
	c.look(t.Context(), c.next(t.Context(), &c.asked))
	j := c.next(t.Context(), &c.lacking)
	c.Request(k, path, note)
	cancel := c.Request(k, path, note)
	cancel()
	if len(c.asked.jobs)+len(c.lacking.jobs) != 0 {
		t.Error("a second job for the same thumbnail")
	}
	c.make(t.Context(), j)
	if len(got) != 2 || got[0] == nil || got[0] != got[1] {
		t.Errorf("answers %v", got)
	}
}

func TestCacheErrorsNameTheFile(t *testing.T) {
	c := newCache(t, "", 1<<20, 0)
	path := writeFile(t, filepath.Join(t.TempDir(), "text.jpg"), []byte("no photo at all"))
	if _, err := ask(t, c, Key{Long: 40}, path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v", err)
	}
	half := testFile(t, "cat.jpg")
	path = writeFile(t, filepath.Join(t.TempDir(), "half.jpg"), half[:len(half)/2])
	if img, err := ask(t, c, Key{Long: 40}, path); err != nil || img.Rect.Max.X != 40 {
		t.Errorf("half a photo shows what there is: %v, %v", img, err)
	}
}

func TestCacheMemoryIsBounded(t *testing.T) {
	photos := t.TempDir()
	const size = 60 * 40 * 4
	c := newCache(t, "", 3*size, 0)
	var keys []Key
	for n := range 6 {
		k, path := cachePhoto(t, photos, n, 60)
		keys = append(keys, k)
		if _, err := ask(t, c, k, path); err != nil {
			t.Fatal(err)
		}
		c.Get(keys[0]) // in use all the time
	}
	c.mu.Lock()
	used := c.memory.used
	c.mu.Unlock()
	if used > 3*size {
		t.Errorf("%d bytes are used of %d", used, 3*size)
	}
	for i, want := range []bool{true, false, false, false, false, true} {
		if i == 4 {
			continue // the third place: by the rows that a width rounds to
		}
		if _, ok := c.Get(keys[i]); ok != want {
			t.Errorf("photo %d in memory: %v", i, ok)
		}
	}
}

func TestCacheDiskIsBounded(t *testing.T) {
	dir, photos := t.TempDir(), t.TempDir()
	const limit = 8 << 10
	c := newCache(t, dir, 1<<20, limit)
	for n := range 40 {
		k, path := cachePhoto(t, photos, n, 60)
		if _, err := ask(t, c, k, path); err != nil {
			t.Fatal(err)
		}
	}
	c.Close()
	s := c.disk
	s.sweep(t.Context())
	total := int64(0)
	for _, path := range storedFiles(t, dir) {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	if total > limit || total == 0 || s.used.Load() != total {
		t.Errorf("%d bytes on disk, %d counted, the limit is %d", total, s.used.Load(), limit)
	}
}

func TestStoreClearsOldTemporaryFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "ab"), 0o700); err != nil {
		t.Fatal(err)
	}
	old, fresh := writeFile(t, filepath.Join(dir, "ab", "1.tmp"), nil), writeFile(t, filepath.Join(dir, "ab", "2.tmp"), nil)
	past := time.Now().Add(-3 * useInterval)
	if err := os.Chtimes(old, past, past); err != nil {
		t.Fatal(err)
	}
	s, err := openStore(dir, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	s.sweep(t.Context())
	if files := storedFiles(t, dir); !slices.Equal(files, []string{fresh}) {
		t.Errorf("left are %v", files)
	}
}

func TestCachePut(t *testing.T) {
	dir := t.TempDir()
	const size = 60 * 40 * 4
	c := newCache(t, dir, size, 1<<20)
	k, path := cachePhoto(t, t.TempDir(), 0, 60)
	p, err := DecodeFile(t.Context(), path, 0)
	if err != nil {
		t.Fatal(err)
	}
	c.Put(k, p)
	shown, ok := c.Get(k)
	if !ok || shown.Rect.Max != image.Pt(60, 40) {
		t.Fatal("not in memory")
	}
	other := Key{picture.ID{1}, 60}
	c.Put(other, p) // no room: on disk only
	if _, ok := c.Get(k); !ok {
		t.Error("a Put pushed a thumbnail out of memory")
	}
	if img := c.disk.load(other); img == nil || img.Rect.Max != image.Pt(60, 40) {
		t.Errorf("on disk: %v", img)
	}
	small := &Picture{Image: quadrants(30, 20), Width: 300, Height: 200}
	c.Put(Key{picture.ID{2}, 60}, small)
	if len(storedFiles(t, dir)) != 2 {
		t.Error("a picture that was decoded too small was stored")
	}
	tiny := &Picture{Image: quadrants(30, 20), Width: 30, Height: 20}
	c.Put(Key{picture.ID{3}, 60}, tiny)
	if len(storedFiles(t, dir)) != 3 {
		t.Error("a photo that is small itself was not stored")
	}
}

// TestCacheChangedPhoto: a file that holds another picture by now is shown, but
// not kept under the old picture's name.
func TestCacheChangedPhoto(t *testing.T) {
	dir := t.TempDir()
	_, path := cachePhoto(t, t.TempDir(), 0, 60)
	c := newCache(t, dir, 1<<20, 1<<20)
	if _, err := ask(t, c, Key{picture.ID{9}, 60}, path); err != nil {
		t.Fatal(err)
	}
	if files := storedFiles(t, dir); len(files) != 0 {
		t.Errorf("kept as %v", files)
	}
}

func TestCacheClose(t *testing.T) {
	photos := t.TempDir()
	c, err := NewCache(t.TempDir(), 1<<20, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	answers := map[error]int{}
	for n := range 50 {
		k, path := cachePhoto(t, photos, n, 60)
		c.Request(k, path, func(_ *image.RGBA, err error) {
			mu.Lock()
			answers[err]++
			mu.Unlock()
		})
	}
	c.Close()
	c.Close() // twice does no harm
	mu.Lock()
	if answers[nil]+answers[ErrClosed] != 50 {
		t.Errorf("answers %v", answers)
	}
	mu.Unlock()
	var late error
	c.Request(Key{}, "x.jpg", func(_ *image.RGBA, err error) { late = err })
	if !errors.Is(late, ErrClosed) {
		t.Errorf("after Close: %v", late)
	}
	if _, err := NewCache(writeFile(t, filepath.Join(photos, "file"), nil), 1, 1); err == nil {
		t.Error("a file as the cache folder")
	}
}

// TestWhatWaitedIsNotMadeTwice: a thumbnail that somebody else has made while its request waited is
// not decoded again.
func TestWhatWaitedIsNotMadeTwice(t *testing.T) {
	for name, dir := range map[string]string{"on disk": t.TempDir(), "in memory": ""} {
		c, err := NewCache(dir, 1<<20, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		k := Key{Picture: picture.ID{1}, Long: 16}
		c.Around(func(context.Context, string, int) (func(), error) {
			c.Put(k, &Picture{Image: quadrants(32, 32), Width: 32, Height: 32})
			return func() {}, nil
		})
		if img, err := c.Load(t.Context(), k, filepath.Join(t.TempDir(), "gone.jpg")); err != nil || img.Rect.Dx() != 16 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
