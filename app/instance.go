package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"
)

// One window for one library: the first one listens on a socket whose name comes from the library's path, a second one
// hands its paths over and ends. The message is the absolute paths, each ended by NUL (a path may hold any other byte);
// the answer is handOverAnswer.
const (
	handOverAnswer = "taken\n"
	handOverWait   = 3 * time.Second // a window that does not answer within this is taken for dead
	handOverLimit  = 16 << 20        // bytes of paths in one message
)

// socketPath is the socket of the window on the given library. It lies in the user's own runtime folder, else in a folder
// of the user's in the temporary one.
func socketPath(libraryPath string) (string, error) {
	dir := xdg.RuntimeDir
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		dir = filepath.Join(os.TempDir(), fmt.Sprintf("catchlight-%d", os.Getuid()))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return "", fmt.Errorf("make the folder of the window's socket: %w", err)
		}
	}
	sum := sha256.Sum256([]byte(libraryPath))
	return filepath.Join(dir, fmt.Sprintf("catchlight-%x.sock", sum[:8])), nil
}

// handOver gives paths (absolute) to the window behind socket. False: nobody answers there. It blocks for handOverWait at
// most.
func handOver(socket string, paths []string) bool {
	conn, err := net.DialTimeout("unix", socket, handOverWait)
	if err != nil {
		return false
	}
	defer conn.Close() //nolint:errcheck // the answer was read, or there is none
	_ = conn.SetDeadline(time.Now().Add(handOverWait))
	var message bytes.Buffer
	for _, path := range paths {
		message.WriteString(path + "\x00")
	}
	if _, err := conn.Write(message.Bytes()); err != nil {
		return false
	}
	if c, ok := conn.(*net.UnixConn); ok {
		_ = c.CloseWrite()
	}
	answer, _ := io.ReadAll(io.LimitReader(conn, int64(len(handOverAnswer))))
	return string(answer) == handOverAnswer
}

// listen takes the socket. The caller holds the library's lock, so a socket that is there is a dead window's.
func listen(socket string) (net.Listener, error) {
	if err := os.Remove(socket); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("remove the socket of a window that is gone: %w", err)
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		return nil, fmt.Errorf("listen for a second start: %w", err)
	}
	return l, nil
}

// serve calls open with the paths that each later start hands over, until ctx ends; then it closes l. It blocks; open is
// called on this goroutine.
func serve(ctx context.Context, l net.Listener, open func(paths []string)) {
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer stop()
	defer l.Close() //nolint:errcheck // closed already when ctx ended
	for ctx.Err() == nil {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		if paths, err := receive(conn); err == nil {
			open(paths)
		}
	}
}

// receive reads one message, answers it and closes conn.
func receive(conn net.Conn) ([]string, error) {
	defer conn.Close() //nolint:errcheck // nothing can be done about it
	_ = conn.SetDeadline(time.Now().Add(handOverWait))
	message, err := io.ReadAll(io.LimitReader(conn, handOverLimit))
	if err != nil {
		return nil, err
	}
	var paths []string
	for path := range bytes.SplitSeq(message, []byte{0}) {
		if len(path) > 0 {
			paths = append(paths, string(path))
		}
	}
	_, err = io.WriteString(conn, handOverAnswer)
	return paths, err
}
