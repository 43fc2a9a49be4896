//go:build linux

package e2e

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// display is an X server without a screen, of the test's own.
type display struct {
	*testing.T
	name string // for DISPLAY
}

// newDisplay starts an X server; the test skips where Xvfb or xdotool is absent.
func newDisplay(t *testing.T) display {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("needs %s (Debian: xvfb, xdotool)", tool)
		}
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset")
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Signal(syscall.SIGTERM); _ = server.Wait() })
	_ = write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb does not start: %v", err)
	}
	return display{t, ":" + strings.TrimSpace(number)}
}

// do runs a tool on the display and returns what it prints; an error is the tool's business (no window yet, say).
func (d display) do(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.name)
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}

// must is do for what has to work.
func (d display) must(name string, args ...string) string {
	d.Helper()
	out, err := d.do(name, args...)
	if err != nil {
		d.Fatalf("%s %v: %v", name, args, err)
	}
	return out
}

// screen is a window of the program on a display.
type screen struct {
	display
	window        string // X11's number of it
	width, height int
}

// screen waits for the program's window and gives it the whole display and the keyboard.
func (d display) screen() screen {
	d.Helper()
	s := screen{display: d, width: 1280, height: 800}
	eventually(d.T, "the window opens", func() bool {
		out, err := d.do("xdotool", "search", "--onlyvisible", "--name", "^Catchlight$")
		s.window, _, _ = strings.Cut(out, "\n")
		return err == nil && s.window != ""
	})
	d.must("xdotool", "windowmove", s.window, "0", "0")
	d.must("xdotool", "windowsize", s.window, strconv.Itoa(s.width), strconv.Itoa(s.height))
	d.must("xdotool", "windowfocus", s.window)
	return s
}

// keys presses keys, one after the other.
func (s screen) keys(keys ...string) {
	s.Helper()
	s.must("xdotool", append([]string{"key", "--delay", "40"}, keys...)...)
}

func (s screen) types(text string) {
	s.Helper()
	s.must("xdotool", "type", "--delay", "40", text)
}

// click presses the first button at a place of the window.
func (s screen) click(x, y int) {
	s.Helper()
	s.must("xdotool", "mousemove", strconv.Itoa(x), strconv.Itoa(y), "click", "1")
}

// shot saves a picture of the display under build/shots, for eyes.
func (s screen) shot(name string) {
	s.Helper()
	dir := filepath.Join("..", "..", "build", "shots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		s.Fatal(err)
	}
	if _, err := s.do("import", "-window", "root", filepath.Join(dir, name+".png")); err != nil {
		s.Logf("no picture of %s: needs import (Debian: imagemagick): %v", name, err)
	}
}

// drop drops files on the window as a file manager does, with the tool of the photo collection.
func (s screen) drop(tool string, paths ...string) {
	s.Helper()
	args := append([]string{tool, s.window, fmt.Sprint(s.width / 2), fmt.Sprint(s.height / 2)}, paths...)
	s.must("python3", args...)
}
