package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"
)

// say writes one message to standard error, unless --quiet.
func (p *program) say(format string, args ...any) {
	if !p.quiet {
		p.tell(format, args...)
	}
}

// warn names a photo that failed and its reason on standard error, also with --quiet: no failure is silent.
func (p *program) warn(path, reason string) { p.tell("%s: %s", path, reason) }

// tell is the one way to standard error: names, words and errors among the arguments reach it only as visible text.
func (p *program) tell(format string, args ...any) {
	_, _ = fmt.Fprintf(p.messages, format+"\n", visibleArgs(args)...)
}

// emit is the one way to standard output. It writes one result: line as a JSON object with --json, else the words for a
// person, each text a line of its own that reaches it only as visible text. Empty texts print nothing.
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

// canAsk reports whether a person sits at the other end of standard input.
func (p *program) canAsk() bool { return p.in != nil && isTerminal(p.in) }

// ask puts a question on standard error and reads one line; only "y" and "yes" mean yes. A signal ends the wait: the
// reader is left behind, and goes with the program.
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
		return false, ctx.Err()
	}
}

// isTerminal reports whether stream is a terminal; /dev/null and pipes are none.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// counting is "1 photo" or "12 photos".
func counting(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if stem, ok := strings.CutSuffix(one, "y"); ok {
		return fmt.Sprintf("%d %sies", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, one)
}
