package instance

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// Listener is the window's end of a meeting.
type Listener struct {
	net.Listener
	address
	Meeting
}

// Listen takes the meeting over. The caller holds the library's lock, so a window that is noted
// there is gone, or hangs without the library.
func (m Meeting) Listen() (*Listener, error) {
	l := &Listener{Meeting: m, address: address{Secret: make([]byte, proofBytes), PID: os.Getpid()}}
	if _, err := rand.Read(l.Secret); err != nil {
		return nil, fmt.Errorf("listen for a second start: %w", err)
	}
	socket := m.file + ".sock"
	err := os.Remove(socket)
	if err == nil || errors.Is(err, os.ErrNotExist) {
		l.Listener, err = net.Listen("unix", socket)
	}
	if err != nil { // no such sockets here, or the name is too long for one
		if l.Listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return nil, fmt.Errorf("listen for a second start: %w", err)
		}
	}
	l.Network, l.Address = l.Addr().Network(), l.Addr().String()
	if err := m.note(l.address); err != nil {
		return nil, errors.Join(fmt.Errorf("listen for a second start: %w", err), l.Close())
	}
	return l, nil
}

// note writes the address where only this user can read it.
func (m Meeting) note(a address) error {
	data, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if err := os.Remove(m.file); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(m.file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// Serve gives open the paths that each later start hands over, until ctx ends; then it leaves the
// meeting, which must be before the library is closed. open may be called by several goroutines at
// once, and returns a channel that says whether the window shows. Serve blocks until all have
// ended.
func (l *Listener) Serve(ctx context.Context, open func(paths []string) (shows <-chan bool)) {
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer stop()
	defer l.leave()
	var talks sync.WaitGroup
	defer talks.Wait()
	for ctx.Err() == nil {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		talks.Go(func() { l.talk(ctx, conn, open) })
	}
}

// leave makes later starts find nobody.
func (l *Listener) leave() {
	_ = l.Close()         // closed already when ctx ended
	_ = os.Remove(l.file) // one that stays leads nowhere
}

// talk is the window's side of one talk; it closes conn. A start that cannot prove that it is the
// user's gets no answer.
func (l *Listener) talk(ctx context.Context, conn net.Conn, open func([]string) <-chan bool) {
	defer conn.Close() //nolint:errcheck // nothing can be done about it
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	_ = conn.SetDeadline(time.Now().Add(l.wait))
	paths, err := l.receive(conn)
	if err != nil {
		return
	}
	wait := time.NewTimer(l.wait)
	defer wait.Stop()
	select {
	case shows := <-open(paths):
		if shows {
			_, _ = io.WriteString(conn, handOverAnswer) // one that has gone meanwhile opens a window of its own, if it can
		}
	case <-wait.C:
	case <-ctx.Done():
	}
}

// receive reads the paths of one start.
func (a address) receive(conn net.Conn) ([]string, error) {
	nonce := make([]byte, proofBytes)
	if _, err := io.ReadFull(conn, nonce); err != nil {
		return nil, err
	}
	if _, err := conn.Write(a.proof("window", nonce)); err != nil {
		return nil, err
	}
	if err := expectBytes(conn, a.proof("start", nonce)); err != nil {
		return nil, err
	}
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
	return paths, nil
}
