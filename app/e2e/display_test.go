//go:build linux

package e2e

import (
	"bufio"
	"fmt"
	"image/color"
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
	name          string // for DISPLAY
	width, height int    // in pixels
	memory        string // the file in which the server keeps what is shown
	done          *int   // how many tools have run on it
}

// newDisplay starts an X server as large as the window is at first. The test goes on beside others: it
// waits for a window most of the time.
func newDisplay(t *testing.T) display {
	t.Helper()
	t.Parallel()
	return newDisplayOf(t, 1280, 800)
}

// newDisplayOf starts an X server of so many pixels; the test skips where a tool for it is absent.
func newDisplayOf(t *testing.T, width, height int) display {
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
	memory := t.TempDir()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height),
		"-fbdir", memory, "-nocursor", "-nolisten", "tcp", "-noreset")
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
	return display{t, ":" + strings.TrimSpace(number), width, height, filepath.Join(memory, "Xvfb_screen0"), new(int)}
}

// do runs a tool on the display and returns what it prints; an error is the tool's business (no
// window yet, say).
func (d display) do(name string, args ...string) (string, error) {
	*d.done++
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.name)
	out, err := cmd.Output()
	return string(out), err
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
	window string // X11's number of it
}

// screen waits for the program's window and gives it the whole display and the keyboard.
func (d display) screen() screen {
	d.Helper()
	s := screen{display: d}
	eventually(d.T, "the window opens", func() bool {
		out, err := d.do("xdotool", "search", "--onlyvisible", "--name", "^Catchlight$")
		s.window, _, _ = strings.Cut(out, "\n")
		return err == nil && s.window != ""
	})
	d.must("xdotool", "windowmove", s.window, "0", "0")
	d.must("xdotool", "windowsize", s.window, strconv.Itoa(s.width), strconv.Itoa(s.height))
	d.must("xdotool", "windowfocus", s.window)
	s.drawn()
	return s
}

// keys presses keys, one after the other.
func (s screen) keys(keys ...string) {
	s.Helper()
	s.must("xdotool", append([]string{"key", "--delay", "40"}, keys...)...)
}

func (s screen) types(text string) {
	s.Helper()
	s.must("xdotool", "type", "--delay", "40", "--", text)
}

// click presses the first button at a place of the window; the window must have seen the pointer
// move before.
func (s screen) click(x, y int) {
	s.Helper()
	s.must("xdotool", "mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.2", "click", "1")
}

// drawn waits until the window shows more than one colour.
func (s screen) drawn() {
	s.Helper()
	eventually(s.T, "the window is drawn", func() bool {
		img := s.frame()
		return img.RGBAAt(s.width/2, s.height-2) != img.RGBAAt(s.width/2, s.height/2)
	})
}

// accentButton finds the one button that is filled with the accent colour: the middle of the
// longest row of it.
func (s screen) accentButton() (x, y int, found bool) {
	s.Helper()
	img, longest := s.frame(), 40 // shorter ones are marks
	fill := color.RGBA{0xF0, 0xB4, 0x5A, 255}
	for row := range s.height {
		for from := 0; from < s.width; from++ {
			to := from
			for to < s.width && img.RGBAAt(to, row) == fill {
				to++
			}
			if to-from > longest {
				longest, x, y, found = to-from, (from+to)/2, row+4, true
			}
			from = to
		}
	}
	return x, y, found
}

// drop drops files on the window as a file manager does, with the tool of the photo collection; a
// window that has just opened may not take a drop yet.
func (s screen) drop(tool string, paths ...string) {
	s.Helper()
	args := append([]string{s.window, strconv.Itoa(s.width / 2), strconv.Itoa(s.height / 2)}, paths...)
	eventually(s.T, "the window takes the drop (the tool needs Debian's python3-xlib)", func() bool {
		_, err := s.do(tool, args...)
		return err == nil
	})
}
