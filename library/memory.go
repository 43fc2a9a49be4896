package library

import (
	"context"

	"catchlight/library/thumb"
)

// Memory is the budget of all that reads and decodes photos of this library: as in the preferences,
// until somebody limits it otherwise. Does not block.
func (l *Library) Memory() *thumb.Budget { return l.memory }

// BeginDecoding waits for the memory that it takes to read and decode the photo at a path
// (absolute) with at least minShort pixels on its short edge, then notes it as BeginReading does.
// The caller calls done afterwards. An error is ctx's, or wraps ErrStuck. A photo that the library
// does not know goes alone. Any goroutine; it blocks.
func (l *Library) BeginDecoding(ctx context.Context, path string, minShort int) (done func(), err error) {
	var p Photo
	if known := l.Snapshot().ByPath(path); known != nil {
		p = *known
	}
	release, err := l.memory.Acquire(ctx, thumb.Weight(p.Format, p.Size, p.Width, p.Height, minShort))
	if err != nil {
		return nil, err
	}
	read, err := l.BeginReading(path)
	if err != nil {
		release()
		return nil, err
	}
	return func() { read(); release() }, nil
}
