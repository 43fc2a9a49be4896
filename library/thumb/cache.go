package thumb

import (
	"context"
	"fmt"
	"image"
	"runtime"
	"slices"
	"sync"

	"catchlight/library/picture"
)

// Key names a thumbnail: a picture, and the length of its long edge in pixels.
type Key struct {
	Picture picture.ID
	Long    int
}

// The lengths that thumbnails have: few, so that they are shared, and each twice the one before, so
// that one is quickly made of the next.
const (
	Small  = 256
	Medium = 512
	Large  = 1024
)

// Cache keeps thumbnails in memory and on disk, both bounded in bytes, and makes
// the missing ones. All methods may be called from any goroutine. The images it
// gives out are shared: never change them.
type Cache struct {
	mu      sync.Mutex
	memory  recent
	jobs    map[Key]*job // waiting and running
	asked   queue        // thumbnails that may be there
	lacking queue        // those for which the photo must be read
	closed  bool
	around  func(ctx context.Context, path string, minShort int) (done func(), err error) // nil: nobody minds

	disk    *store // nil: memory only
	cancel  context.CancelFunc
	running sync.WaitGroup
}

// job is one thumbnail to make, for everyone who asked for it.
type job struct {
	key     Key
	path    string
	askers  []*asker
	started bool
}

// queue are jobs that wait, the newest last. The lock of the cache is that of its condition.
type queue struct {
	jobs []*job
	wake *sync.Cond // a job was added, or the cache was closed
}

func (q *queue) add(j *job) {
	q.jobs = append(q.jobs, j)
	q.wake.Signal()
}

func (q *queue) drop(j *job) {
	if i := slices.Index(q.jobs, j); i >= 0 {
		q.jobs = slices.Delete(q.jobs, i, i+1)
	}
}

type asker struct{ done func(*image.RGBA, error) }

// maxWorkers is few on purpose: thumbnails must not take the machine from the
// tagging run, and disks do not read faster with more. There are as many who look
// for thumbnails that are there as there are who make them: where the disk of one
// photo sleeps, or does not answer, those of others are shown.
const maxWorkers = 4

// NewCache starts a cache with its workers. dir holds the disk part and is made
// when it does not exist; "" keeps the cache in memory only. memory and disk are
// bounds in bytes of pixels and of files. Close it.
func NewCache(dir string, memory, disk int64) (*Cache, error) {
	return startCache(dir, memory, disk, min(maxWorkers, max(1, runtime.NumCPU()-1)))
}

func startCache(dir string, memory, disk int64, workers int) (*Cache, error) {
	ctx, cancel := context.WithCancel(context.Background())
	c := &Cache{memory: newRecent(memory), jobs: map[Key]*job{}, cancel: cancel}
	c.asked.wake, c.lacking.wake = sync.NewCond(&c.mu), sync.NewCond(&c.mu)
	if dir != "" {
		s, err := openStore(dir, disk)
		if err != nil {
			cancel()
			return nil, fmt.Errorf("open thumbnail cache: %w", err)
		}
		c.disk = s
		c.running.Go(func() { s.prune(ctx) })
	}
	for range workers {
		c.running.Go(func() { c.each(ctx, &c.asked, c.look) })
		c.running.Go(func() { c.each(ctx, &c.lacking, c.make) })
	}
	return c, nil
}

// Get looks in memory only and never blocks.
func (c *Cache) Get(k Key) (*image.RGBA, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.memory.get(k)
}

// Request asks for the thumbnail of the photo at path. The newest request is
// served first; requests for one key are served together. It never blocks. done
// is called once, on a worker's goroutine, with the image or an error that names
// the file; on the caller's with ErrClosed after Close. cancel withdraws the
// request: done is then not called unless its call has begun already.
func (c *Cache) Request(k Key, path string, done func(*image.RGBA, error)) (cancel func()) {
	a := &asker{done}
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		done(nil, ErrClosed)
		return func() {}
	}
	defer c.mu.Unlock()
	j := c.jobs[k]
	if j == nil {
		j = &job{key: k}
		c.jobs[k] = j
	}
	j.askers = append(j.askers, a)
	if !j.started {
		j.path = path // the newest one, should the photo have moved
		c.unqueue(j)
		c.asked.add(j)
	}
	return func() { c.withdraw(j, a) }
}

// unqueue takes a job out of the queue that it is in. The caller holds the lock.
func (c *Cache) unqueue(j *job) {
	c.asked.drop(j)
	c.lacking.drop(j)
}

func (c *Cache) withdraw(j *job, a *asker) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i := slices.Index(j.askers, a); i >= 0 {
		j.askers = slices.Delete(j.askers, i, i+1)
	}
	if len(j.askers) == 0 && !j.started && c.jobs[j.key] == j {
		c.unqueue(j)
		delete(c.jobs, j.key)
	}
}

// Put stores the thumbnail of a picture that was decoded for another purpose,
// unless it is there already or the picture was decoded too small for it. It
// scales and writes on the caller's goroutine: some milliseconds. So that a
// tagging run does not push the visible thumbnails out of memory, it goes there
// only while there is room; without a disk part, always.
func (c *Cache) Put(k Key, p *Picture) {
	b := p.Image.Rect
	if long := max(b.Dx(), b.Dy()); long < k.Long && long < max(p.Width, p.Height) {
		return
	}
	c.mu.Lock()
	_, known := c.memory.get(k)
	stop := c.closed
	c.mu.Unlock()
	if stop || known || c.disk != nil && c.disk.has(k) {
		return
	}
	img := p.Fit(k.Long, k.Long)
	c.mu.Lock()
	if c.disk == nil || c.memory.room() >= int64(len(img.Pix)) {
		c.memory.put(k, img)
	}
	c.mu.Unlock()
	if c.disk != nil {
		c.disk.save(k, img)
	}
}

// Shrink forgets the thumbnails in memory that were wanted longest ago, until the others take so many
// bytes at most. It does not block.
func (c *Cache) Shrink(bytes int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.memory.shrink(bytes)
}

// Close stops the workers and waits for them; what is still waiting is told
// ErrClosed. A decode that has begun is given up, or soon at its end.
func (c *Cache) Close() {
	c.mu.Lock()
	left := slices.Concat(c.asked.jobs, c.lacking.jobs)
	c.asked.jobs, c.lacking.jobs, c.closed = nil, nil, true
	for _, j := range left {
		delete(c.jobs, j.key)
	}
	c.mu.Unlock()
	c.cancel()
	c.asked.wake.Broadcast()
	c.lacking.wake.Broadcast()
	for _, j := range left {
		for _, a := range j.askers {
			a.done(nil, ErrClosed)
		}
	}
	c.running.Wait()
}

// each does the jobs of a queue until the cache is closed, the newest first.
func (c *Cache) each(ctx context.Context, q *queue, do func(context.Context, *job)) {
	for j := c.next(ctx, q); j != nil; j = c.next(ctx, q) {
		do(ctx, j)
	}
}

// look answers with a thumbnail that is there; without one the photo is to be read.
func (c *Cache) look(ctx context.Context, j *job) {
	if img := c.find(j.key); img != nil {
		c.answer(ctx, j, img, nil)
	} else if !c.lack(j) {
		c.answer(ctx, j, nil, ErrClosed)
	}
}

// lack queues a job for those who read photos, if anybody waits for it still; false once the cache is
// closed, when they take none.
func (c *Cache) lack(j *job) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.closed:
		return false
	case len(j.askers) == 0:
		delete(c.jobs, j.key)
	default:
		j.started = false
		c.lacking.add(j)
	}
	return true
}

// make answers with a thumbnail of the photo.
func (c *Cache) make(ctx context.Context, j *job) {
	img, err := c.create(ctx, j.key, j.path)
	c.answer(ctx, j, img, err)
}

// answer tells all who asked.
func (c *Cache) answer(ctx context.Context, j *job, img *image.RGBA, err error) {
	if ctx.Err() != nil {
		err = ErrClosed
	}
	c.mu.Lock()
	if err == nil {
		c.memory.put(j.key, img)
	}
	delete(c.jobs, j.key)
	askers := j.askers
	j.askers = nil
	c.mu.Unlock()
	for _, a := range askers {
		a.done(img, err)
	}
}

// next waits for the newest job of a queue; nil when the cache is closed.
func (c *Cache) next(ctx context.Context, q *queue) *job {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(q.jobs) == 0 && ctx.Err() == nil {
		q.wake.Wait()
	}
	if ctx.Err() != nil {
		return nil
	}
	last := len(q.jobs) - 1
	j := q.jobs[last]
	q.jobs = q.jobs[:last]
	j.started = true
	return j
}

// Load finds a thumbnail in memory, on disk, or makes it, on the caller's goroutine; what it finds
// does not go into memory. Its error names the file, or is ctx's. Unlike Request it blocks.
func (c *Cache) Load(ctx context.Context, k Key, path string) (*image.RGBA, error) {
	if img := c.find(k); img != nil {
		return img, nil
	}
	return c.create(ctx, k, path)
}

// create is Load for a thumbnail that was looked for just now.
func (c *Cache) create(ctx context.Context, k Key, path string) (*image.RGBA, error) {
	done, err := c.begin(ctx, path, k.Long)
	if err != nil {
		return nil, err
	}
	defer done()
	if img := c.find(k); img != nil {
		return img, nil // a tagging run has made it while this one waited
	}
	img, id, err := makeThumbnail(ctx, path, k.Long)
	if err != nil {
		return nil, err
	}
	if c.disk != nil && id == k.Picture {
		c.disk.save(k, img) // not when the file holds another picture by now
	}
	return img, nil
}

// find looks in memory and on disk.
func (c *Cache) find(k Key) *image.RGBA {
	if img, ok := c.Get(k); ok || c.disk == nil {
		return img
	}
	return c.disk.load(k)
}

// Around lets a function have a word before each photo is decoded to minShort pixels, and wait: its
// error is that of the photo; done is called afterwards.
func (c *Cache) Around(begin func(ctx context.Context, path string, minShort int) (done func(), err error)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.around = begin
}

func (c *Cache) begin(ctx context.Context, path string, minShort int) (done func(), err error) {
	c.mu.Lock()
	around := c.around
	c.mu.Unlock()
	if around == nil {
		return func() {}, nil
	}
	return around(ctx, path, minShort)
}

// makeThumbnail decodes a photo at the scale that a long edge needs, and says
// which picture it found. Of a damaged photo it shows what can be seen.
func makeThumbnail(ctx context.Context, path string, long int) (*image.RGBA, picture.ID, error) {
	file, err := ReadFile(ctx, path)
	if err != nil {
		return nil, picture.ID{}, err
	}
	data, f := file.Data, file.Format
	d := picture.ReadDetails(data, f)
	minShort := long
	if edge := max(d.Width, d.Height); edge > 0 && f != picture.RAW && f != picture.DNG {
		minShort = max(1, long*min(d.Width, d.Height)/edge)
	}
	p, err := Decode(ctx, data, f, d.Orientation, minShort)
	if p == nil {
		return nil, picture.ID{}, fmt.Errorf("%s: %w", path, err)
	}
	return p.Fit(long, long), picture.Identify(data, f, d.Orientation), nil
}
