package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progressEvery is the shortest time between two updates of the progress line: 10 Hz, as in the window.
const progressEvery = 100 * time.Millisecond

// progressLine is the one line of progress on a terminal: how many, how fast, how long yet. Any goroutine may call it.
type progressLine struct {
	mu      sync.Mutex
	to      io.Writer // nil: nobody looks, say nothing
	verb    string
	started time.Time
	shown   time.Time
}

// progressLine starts a progress line, a silent one where standard error is no terminal or with --quiet.
func (p *program) progressLine(verb string) *progressLine {
	l := &progressLine{verb: verb, started: time.Now()}
	if !p.quiet && isTerminal(p.messages) {
		l.to = p.messages
	}
	return l
}

// update shows that done of total photos are done; total 0 means not known yet.
func (l *progressLine) update(done, total int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if l.to == nil || now.Sub(l.shown) < progressEvery {
		return
	}
	l.shown = now
	_, _ = fmt.Fprintf(l.to, "\r\x1b[K%s", progressText(l.verb, done, total, now.Sub(l.started)))
}

// clear wipes the line, so that messages and results start on a clean one.
func (l *progressLine) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.to != nil && !l.shown.IsZero() {
		_, _ = fmt.Fprint(l.to, "\r\x1b[K")
	}
	l.to = nil
}

// progressText is "Indexing 312 of 1024 · 84/s · 9 s left"; rate and rest only once they mean something.
func progressText(verb string, done, total int, took time.Duration) string {
	text := fmt.Sprintf("%s %d", verb, done)
	if total > 0 {
		text += fmt.Sprintf(" of %d", total)
	}
	if done == 0 || took < time.Second {
		return text
	}
	rate := float64(done) / took.Seconds()
	text += fmt.Sprintf(" · %.3g/s", rate)
	if total > done {
		left := time.Duration(float64(total-done) / rate * float64(time.Second))
		text += fmt.Sprintf(" · %s left", left.Round(time.Second))
	}
	return text
}
