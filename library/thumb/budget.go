package thumb

import (
	"context"
	"runtime/debug"
	"sync/atomic"

	"golang.org/x/sync/semaphore"
)

// Budget is the memory of all who read and decode photos beside each other: a tagging run, the
// thumbnails, the photo that is looked at. Any goroutine may use it.
type Budget struct {
	room  *semaphore.Weighted // of shares, so that it holds while the limit changes
	limit atomic.Int64        // bytes
}

const (
	usualMemory = 512 << 20 // two scans of 24 megapixels, or forty JPEGs of a camera
	allShares   = 1 << 20
	// giant is what is worth to be collected and given back to the system at once, in bytes: two of
	// them that follow each other would lie in memory together. Collecting alone does not do: the
	// next one seldom fits where the last one was, for something small has been put there.
	giant = 256 << 20
)

// NewBudget gives a budget of so many bytes; 0 is the usual one, 512 MB.
func NewBudget(bytes int64) *Budget {
	b := &Budget{room: semaphore.NewWeighted(allShares)}
	b.Limit(bytes)
	return b
}

// Limit changes the budget to so many bytes, 0 being the usual one, for all that begins from now
// on. Does not block.
func (b *Budget) Limit(bytes int64) {
	if bytes <= 0 {
		bytes = usualMemory
	}
	b.limit.Store(bytes)
}

// Acquire waits until so many bytes are left, and takes them; what needs more than there is goes
// alone. The caller calls release once, when nothing of it is needed any more; whoever holds a part
// must not ask for another one. The error is ctx's.
func (b *Budget) Acquire(ctx context.Context, bytes int64) (release func(), err error) {
	shares := int64(min(float64(bytes)/float64(b.limit.Load()), 1) * allShares)
	if err := b.room.Acquire(ctx, shares); err != nil {
		return nil, err
	}
	return func() {
		if bytes >= giant {
			debug.FreeOSMemory()
		}
		b.room.Release(shares)
	}, nil
}
