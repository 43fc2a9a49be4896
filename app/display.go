package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// displayWait is how long a display on another machine may take to answer.
const displayWait = 2 * time.Second

// checkDisplay reports whether a window can open here. Where X11 or Wayland draw it, the window
// library would end the program without a sentence; elsewhere there is always a display.
func checkDisplay() error {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return nil
	}
	display := os.Getenv("DISPLAY")
	switch {
	case os.Getenv("WAYLAND_DISPLAY") != "":
		return nil
	case display == "":
		return errors.New("there is no display to open a window on: set DISPLAY, or use a command, such as " +
			"\"catchlight tag --dry-run PATH\" (see --help)")
	case !answersX11(display):
		return fmt.Errorf("the display %q does not answer: set DISPLAY to one that does, or use a command, such as "+
			"\"catchlight tag --dry-run PATH\" (see --help)", display)
	}
	return nil
}

// answersX11 tries to connect to an X server, named as in X(7), section DISPLAY NAMES:
// host:number.screen, without a host the local socket. A name that it does not understand is left
// to the window library.
func answersX11(display string) bool {
	host, rest, ok := strings.Cut(display, ":")
	number, _, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || strings.Contains(host, "/") {
		return true
	}
	if host != "" && host != "unix" {
		return answers("tcp", net.JoinHostPort(host, strconv.Itoa(6000+n)))
	}
	socket := "/tmp/.X11-unix/X" + number
	return answers("unix", socket) || answers("unix", "@"+socket)
}

func answers(network, address string) bool {
	conn, err := net.DialTimeout(network, address, displayWait)
	if err != nil {
		return false
	}
	_ = conn.Close()
	return true
}
