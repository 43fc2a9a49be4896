//go:build linux

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAWindowThatHangs: a start beside a window that does not answer does not believe that it has
// handed over. It says which process to end, on the screen too, and opens once that has ended.
func TestAWindowThatHangs(t *testing.T) {
	d := newDisplay(t)
	h := newHome(t)
	h.makePhotos(3)
	first, _ := h.open(d)
	first.signal(syscall.SIGSTOP)
	second := h.start(h.withDisplay(d, "photos"))
	s := d.failure()
	s.shot("hanging")
	s.keys("Escape")
	second.wait().ends(2, fmt.Sprintf("(process %d)", first.cmd.Process.Pid), "does not answer", "end that process")
	first.signal(syscall.SIGKILL)
	first.wait()
	third, _ := h.open(d)
	third.signal(syscall.SIGTERM)
	third.wait().ends(0)
}

// TestAStartThatFailsIsShown: whoever starts the program from the desktop reads no standard error.
func TestAStartThatFailsIsShown(t *testing.T) {
	d := newDisplay(t)
	h := newHome(t)
	broken := filepath.Join(h.dir, "broken.db")
	if err := os.WriteFile(broken, []byte(strings.Repeat("no library ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	run := h.start(h.withDisplay(d, "--library", broken))
	s := d.failure()
	s.shot("failure")
	s.keys("Return")
	run.wait().ends(2, "broken.db", "is no Catchlight library")
}

// failure waits for the window that says why the program could not start.
func (d display) failure() screen {
	d.Helper()
	s := screen{display: d}
	eventually(d.T, "the failure is shown", func() bool {
		out, err := d.do("xdotool", "search", "--onlyvisible", "--name", "could not start")
		s.window, _, _ = strings.Cut(out, "\n")
		return err == nil && s.window != ""
	})
	d.must("xdotool", "windowraise", s.window)
	d.must("xdotool", "windowsize", s.window, "700", "300") // over the other window's accent button, if there is one
	d.must("xdotool", "windowmove", s.window, "290", "280")
	d.must("xdotool", "windowfocus", s.window)
	eventually(d.T, "it is drawn", func() bool { _, _, found := s.accentButton(); return found })
	return s
}
