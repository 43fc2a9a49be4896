package thumb

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// TestBudget: those who decode beside each other never have more than there is, and a giant goes
// alone.
func TestBudget(t *testing.T) {
	const limit = 1000
	b := NewBudget(limit)
	var used, alone atomic.Int64
	var all sync.WaitGroup
	for range 200 {
		want := 1 + rand.Int64N(2*limit)
		all.Go(func() {
			release, err := b.Acquire(t.Context(), want)
			if err != nil {
				t.Error(err)
				return
			}
			now := used.Add(want)
			if now > limit && now != want {
				t.Errorf("%d of %d bytes are used, %d of them by one", now, limit, want)
			}
			if want > limit {
				alone.Add(1)
			}
			used.Add(-want)
			release()
		})
	}
	all.Wait()
	if alone.Load() == 0 {
		t.Error("no giant was tried")
	}
}

// TestBudgetLimit: a new limit holds for what begins later, and the usual one is 512 MB.
func TestBudgetLimit(t *testing.T) { synctest.Test(t, budgetLimit) }

func budgetLimit(t *testing.T) {
	fits := func(b *Budget, bytes int64) (there bool) {
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			if release, err := b.Acquire(ctx, bytes); err == nil {
				there = true
				release()
			} else if !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		}()
		synctest.Wait()
		cancel()
		synctest.Wait()
		return there
	}
	b := NewBudget(0)
	held, err := b.Acquire(t.Context(), 400<<20)
	if err != nil {
		t.Fatal(err)
	}
	if !fits(b, 100<<20) || fits(b, 200<<20) {
		t.Error("the usual budget is not 512 MB")
	}
	b.Limit(4 << 30)
	if !fits(b, 800<<20) || fits(b, 1<<30) {
		t.Error("what has begun keeps its share")
	}
	held()
	if !fits(b, 5<<30) {
		t.Error("a giant does not go alone")
	}
}

// TestAGiantGoesBackToTheSystem: when its part of the budget is given back, so is its memory, not
// only to the program.
func TestAGiantGoesBackToTheSystem(t *testing.T) {
	release, err := NewBudget(0).Acquire(t.Context(), giant)
	if err != nil {
		t.Fatal(err)
	}
	picture := make([]byte, giant)
	for i := 0; i < len(picture); i += 1 << 12 { // so that it is there
		picture[i] = 1
	}
	runtime.KeepAlive(picture)
	release()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if kept := m.HeapIdle - m.HeapReleased; kept > giant/4 {
		t.Errorf("%d MB are kept", kept>>20)
	}
}
