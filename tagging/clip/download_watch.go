package clip

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// errStalled is why a context ends whose server sends nothing any more.
var errStalled = errors.New("the server stopped sending")

// watch ends a context when nothing came for a while.
type watch struct {
	timer  *time.Timer
	limit  time.Duration
	cancel context.CancelCauseFunc
	ctx    context.Context
}

func newWatch(parent context.Context, limit time.Duration) (context.Context, *watch) {
	ctx, cancel := context.WithCancelCause(parent)
	timer := time.AfterFunc(limit, func() { cancel(errStalled) })
	return ctx, &watch{timer: timer, limit: limit, cancel: cancel, ctx: ctx}
}

func (w *watch) reset() { w.timer.Reset(w.limit) }

func (w *watch) end() {
	w.timer.Stop()
	w.cancel(nil)
}

// explain names the stall where the error only says that a context ended.
func (w *watch) explain(err error) error {
	if err != nil && errors.Is(context.Cause(w.ctx), errStalled) {
		return fmt.Errorf("%w for %v", errStalled, w.limit)
	}
	return err
}

// counter adds up the bytes of a download: those of finished files, and of the one in work.
type counter struct {
	finished, total int64
	report          func(done, total int64)
}

// from counts what a file has already and returns what counts the rest.
func (c *counter) from(have int64) func(int64) {
	return func(n int64) {
		have += n
		if c.report != nil {
			c.report(c.finished+have, c.total)
		}
	}
}

func (c *counter) next(bytes int64) { c.finished += bytes }

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func positive(d, otherwise time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return otherwise
}
