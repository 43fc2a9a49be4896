package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"
)

// say writes one message to standard error, unless --quiet.
func (p *program) say(format string, args ...any) {
	if !p.quiet {
		p.tell(format, args...)
	}
}

// warn names a photo that failed and its reason on standard error, also with --quiet: no failure is
// silent.
func (p *program) warn(path, reason string) { p.tell("%s: %s", path, reason) }

// tell is the one way to standard error: names, words and errors among the arguments reach it only
// as visible text.
func (p *program) tell(format string, args ...any) {
	_, _ = fmt.Fprintf(p.messages, format+"\n", visibleArgs(args)...)
}

// emit is the one way to standard output. It writes one result: line as a JSON object with --json,
// else the words for a person, each text a line of its own that reaches it only as visible text.
// Empty texts print nothing.
func (p *program) emit(line any, plain ...string) error {
	if p.json {
		var out bytes.Buffer
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(line); err != nil {
			return err
		}
		_, err := p.out.Write(visibleJSON(out.Bytes()))
		return err
	}
	for _, text := range plain {
		if text == "" {
			continue
		}
		if _, err := fmt.Fprintln(p.out, visible(text)); err != nil {
			return err
		}
	}
	return nil
}

// hand writes a path to standard output as other programs take it: as it is, and with an end of
// which no path has any, or a line break. Only on a terminal, where it would steer, it is made
// visible.
func (p *program) hand(path, end string) error {
	if end == "\n" && isTerminal(p.out) {
		path = visible(path)
	}
	_, err := io.WriteString(p.out, path+end)
	return err
}

// draw writes a picture to standard output, of which every character is the program's own.
func (p *program) draw(picture []byte) error {
	_, err := p.out.Write(picture)
	return err
}

// canAsk reports whether a person sits at the other end of standard input.
func (p *program) canAsk() bool { return p.in != nil && isTerminal(p.in) }

// ask puts a question on standard error and reads one line; only "y" and "yes" mean yes. A signal
// ends the wait: the reader is left behind, and goes with the program.
func (p *program) ask(ctx context.Context, question string) (bool, error) {
	_, _ = fmt.Fprint(p.messages, visible(question)+" [y/N] ")
	answer := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(p.in).ReadString('\n')
		answer <- strings.ToLower(strings.TrimSpace(line))
	}()
	select {
	case a := <-answer:
		return a == "y" || a == "yes", nil
	case <-ctx.Done():
		_, _ = fmt.Fprintln(p.messages) // what follows begins on a line of its own
		return false, ctx.Err()
	}
}

// isTerminal reports whether stream is a terminal; /dev/null and pipes are none.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// harmless are complaints of the window library: about a desktop without D-Bus, where it does not
// follow the system's theme, and about its own file of preferences, empty until it has one; ours
// lie beside the library.
var harmless = [][]byte{
	[]byte("failed to watch theme settings"),
	[]byte("Preferences load error"),
}

// quietLog passes log lines on, except harmless complaints with the lines that explain them. The
// log package calls it with one line at a time and never twice at once.
type quietLog struct {
	to       io.Writer
	dropping bool
}

func (q *quietLog) Write(line []byte) (int, error) {
	if explains := bytes.Contains(line, []byte("  Cause: ")) || bytes.Contains(line, []byte("  At: ")); !explains {
		q.dropping = false
		for _, text := range harmless {
			q.dropping = q.dropping || bytes.Contains(line, text)
		}
	}
	if q.dropping {
		return len(line), nil
	}
	return q.to.Write(line)
}

// progressEvery is the shortest time between two updates of the progress line: 10 Hz, as in the
// window.
const progressEvery = 100 * time.Millisecond

// progressLine is the one line of progress on a terminal: how many, how fast, how long yet. Any
// goroutine may call it.
type progressLine struct {
	mu      sync.Mutex
	to      io.Writer // nil: nobody looks, say nothing
	verb    string
	started time.Time
	shown   time.Time
}

// progressLine starts a progress line, a silent one where standard error is no terminal that can
// wipe a line, or with --quiet.
func (p *program) progressLine(verb string) *progressLine {
	l := &progressLine{verb: verb, started: time.Now()}
	if !p.quiet && isTerminal(p.messages) && os.Getenv("TERM") != "dumb" {
		l.to = p.messages
	}
	return l
}

// fitting is text cut to a terminal's width in columns, of which the last stays free: a line that
// goes on in the next row cannot be wiped.
func fitting(text string, columns int) string {
	letters := []rune(text)
	if len(letters) < columns {
		return text
	}
	return string(letters[:max(columns-2, 0)]) + "…"
}

// columnsOf is the width of a terminal; 80 where it does not say.
func columnsOf(stream any) int {
	if f, ok := stream.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			return columns
		}
	}
	return 80
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
	_, _ = fmt.Fprintf(l.to, "\r\x1b[K%s", fitting(progressText(l.verb, done, total, now.Sub(l.started)), columnsOf(l.to)))
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

// progressText is "Indexing 312 of 1024 · 84/s · 9 s left"; rate and rest only once they mean
// something.
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
