package main

import (
	"bytes"
	"io"
)

// harmless are complaints of the window library: about a desktop without D-Bus, where it does not follow the system's
// theme, and about its own file of preferences, empty until it has one; ours lie beside the library.
var harmless = [][]byte{
	[]byte("failed to watch theme settings"),
	[]byte("Preferences load error"),
}

// quietLog passes log lines on, except harmless complaints with the lines that explain them. The log package calls it
// with one line at a time and never twice at once.
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
