package thumb

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"golang.org/x/sync/semaphore"
)

// program is a decoder in WebAssembly. It can reach nothing but the memory that it is given.
type program struct {
	once    sync.Once
	packed  *[]byte // gzip
	runtime wazero.Runtime
	code    wazero.CompiledModule
	err     error
}

// compile makes the program ready, the first time that it is wanted.
func (p *program) compile() error {
	p.once.Do(func() {
		ctx := context.Background() // it serves all files, also those after the one that asks first
		p.runtime = wazero.NewRuntime(ctx)
		if _, p.err = wasi_snapshot_preview1.Instantiate(ctx, p.runtime); p.err != nil {
			return
		}
		unpacked, err := gzip.NewReader(bytes.NewReader(*p.packed))
		if err != nil {
			p.err = err
			return
		}
		code, err := io.ReadAll(unpacked)
		if err != nil {
			p.err = err
			return
		}
		p.code, p.err = p.runtime.CompileModule(ctx, code)
	})
	return p.err
}

// guestRoom is the memory of all guests together, in bytes. One that is given up holds its part
// until it has ended.
var guestRoom = semaphore.NewWeighted(maxMemory + maxMemory/4)

// guestPatience is how long a photo waits for room before it is refused: the guests that are given
// up may take longer.
const guestPatience = 20 * time.Second

// guest is a program at work on one file. Its methods do nothing after the first error, which err
// has.
type guest struct {
	ctx    context.Context
	module api.Module
	err    error
}

// outcome is what a guest's work came to.
type outcome struct {
	raster *raster
	err    error
}

// run starts the program with at most limit bytes of memory and lets work use it, for a time that
// fits a picture of so many pixels. A guest cannot be stopped (with the checks for that it computes
// five times as long), so one that takes longer, or whose photo is not wanted any more, is given
// up: it ends by itself, within its memory, and its work is thrown away. work must touch nothing of
// the caller's; what it reads of the guest's memory is gone afterwards.
func (p *program) run(a *allowance, claimed, limit int64, work func(*guest) (*raster, error)) (*raster, error) {
	if err := p.compile(); err != nil {
		return nil, fmt.Errorf("start a decoder: %w", err)
	}
	if err := a.waitForRoom(limit); err != nil {
		return nil, err
	}
	done, clock := make(chan outcome, 1), make(chan func() time.Duration, 1)
	go func() { // a goroutine that nobody waits for: see above
		defer guestRoom.Release(limit)
		runtime.LockOSThread() // its time is the thread's
		defer runtime.UnlockOSThread()
		clock <- threadTime()
		r, err := p.host(limit, work)
		done <- outcome{r, err}
	}()
	return a.await(done, <-clock, guestTime+time.Duration(a.file)*guestTimePerMiB>>20+time.Duration(claimed)*guestTimePerMP/1e6)
}

func (a *allowance) waitForRoom(limit int64) error {
	ctx, cancel := context.WithTimeout(a.ctx, guestPatience)
	defer cancel()
	if err := guestRoom.Acquire(ctx, limit); err != nil {
		return cmp.Or(a.ctx.Err(), fmt.Errorf("%w: the decoder is at work on other photos; try again", ErrTooLong))
	}
	return nil
}

// await waits for a guest until its photo is not wanted any more, or it has computed for longer
// than most. (That is the time that it computes, where the system tells: a busy machine costs no
// photo.)
func (a *allowance) await(done <-chan outcome, computed func() time.Duration, most time.Duration) (*raster, error) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case o := <-done:
			return o.raster, o.err
		case <-a.ctx.Done():
			return nil, a.ctx.Err()
		case <-tick.C:
			if computed() > most {
				return nil, fmt.Errorf("%w; save it anew if it is really a photo", ErrTooLong)
			}
		}
	}
}

// host is one guest from its start to its end. A panic of its engine is an error of the file.
func (p *program) host(limit int64, work func(*guest) (*raster, error)) (r *raster, err error) {
	memory := &guestMemory{limit: uint64(limit)}
	defer func() {
		if bad := recover(); bad != nil {
			r, err = nil, fmt.Errorf("%w (its decoder stopped: %v)", ErrDamaged, bad)
		}
		if err != nil && memory.refused {
			err = fmt.Errorf("%w: it takes more than %d MB of memory, which is more than a picture of the size in its header needs; save a smaller copy", ErrTooLarge, limit>>20)
		}
	}()
	allocate := experimental.MemoryAllocatorFunc(func(_, _ uint64) experimental.LinearMemory { return memory })
	ctx := context.Background() // a guest ends by itself
	// The name is empty: instances side by side must not have the same.
	module, err := p.runtime.InstantiateModule(experimental.WithMemoryAllocator(ctx, allocate), p.code, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, err
	}
	defer func() { _ = module.Close(ctx) }() // its memory goes
	return work(&guest{ctx: ctx, module: module})
}

var errGuest = errors.New("its decoder gave up")

// call calls a function of the guest.
func (g *guest) call(name string, args ...uint64) uint64 {
	if g.err != nil {
		return 0
	}
	f := g.module.ExportedFunction(name)
	if f == nil {
		g.err = fmt.Errorf("the decoder has no %s", name)
		return 0
	}
	results, err := f.Call(g.ctx, args...)
	if err != nil {
		g.err = err
		return 0
	}
	if len(results) == 0 {
		return 0
	}
	return results[0]
}

// alloc gives the address of n bytes of the guest's memory.
func (g *guest) alloc(n int64) uint64 {
	address := g.call("malloc", uint64(n))
	if address == 0 && g.err == nil {
		g.err = errGuest
	}
	return address
}

// give copies data into the guest's memory.
func (g *guest) give(data []byte) uint64 {
	address := g.alloc(int64(len(data)))
	if g.err == nil && !g.module.Memory().Write(uint32(address), data) {
		g.err = errGuest
	}
	return address
}

// numbers reads n numbers of 32 bits.
func (g *guest) numbers(address uint64, n int) []int {
	values := make([]int, n)
	for i := range values {
		v, ok := g.module.Memory().ReadUint32Le(uint32(address) + uint32(4*i))
		if !ok && g.err == nil {
			g.err = errGuest
		}
		values[i] = int(v)
	}
	return values
}

// bytes are n bytes of the guest's memory itself, not a copy.
func (g *guest) bytes(address uint64, n int64) []byte {
	if g.err != nil {
		return nil
	}
	data, ok := g.module.Memory().Read(uint32(address), uint32(n))
	if !ok {
		g.err = errGuest
	}
	return data
}

// guestMemory is the memory of a guest: as much as it asks for, up to a limit. Its address stays,
// so that growing copies nothing.
type guestMemory struct {
	limit   uint64
	whole   []byte
	refused bool // more was asked for
}

// Reallocate implements experimental.LinearMemory; nil refuses.
func (m *guestMemory) Reallocate(size uint64) []byte {
	if size > m.limit {
		m.refused = true
		return nil
	}
	if m.whole == nil {
		whole, err := reserve(int(m.limit))
		if err != nil {
			m.refused = true
			return nil
		}
		m.whole = whole
	}
	return m.whole[:size]
}

// Free implements experimental.LinearMemory.
func (m *guestMemory) Free() {
	release(m.whole)
	m.whole = nil
}
