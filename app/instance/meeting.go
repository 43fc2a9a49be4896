// Package instance sees to it that a library has one window: a second start hands its paths over to
// the first and ends.
//
// The first window listens and notes where, in a file whose name comes from the library's path; a
// later start finds it there, hands its paths over, and ends when the window says that it shows.
// Both prove that they can read the file, which is the user's alone, before a path is sent or
// taken:
//
//	start  → window   a nonce of 32 bytes
//	window → start    HMAC(secret, "window" + nonce)
//	start  → window   HMAC(secret, "start" + nonce), then the absolute paths, each ended by NUL (a
//	                  path may hold any other byte)
//	window → start    handOverAnswer, once Fyne's goroutine has brought the window to the front
package instance

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"
)

const (
	handOverAnswer = "taken\n"
	handOverWait   = 4 * time.Second // a window that does not answer within this does not show
	handOverLimit  = 16 << 20        // bytes of paths in one message
	proofBytes     = sha256.Size
)

// Meeting is where the window of one library and later starts find each other.
type Meeting struct {
	file string        // holds the address
	wait time.Duration // for an answer of the other side
}

// address is where a window listens. It is JSON in the meeting's file.
type address struct {
	Network string `json:"network"` // unix, else tcp: Windows before 1803 and Wine have no Unix sockets
	Address string `json:"address"`
	Secret  []byte `json:"secret"`
	PID     int    `json:"pid"`
}

// For is the meeting for the given library.
func For(libraryPath string) (Meeting, error) {
	folder, err := privateFolder()
	if err != nil {
		return Meeting{}, err
	}
	sum := sha256.Sum256([]byte(libraryPath))
	return Meeting{filepath.Join(folder, fmt.Sprintf("window-%x", sum[:8])), handOverWait}, nil
}

// address is that of the window that came last; ok is false where there is none, or a file that
// others can write or read.
func (m Meeting) address() (a address, ok bool) {
	if info, err := os.Lstat(m.file); err != nil || !info.Mode().IsRegular() || info.Size() > 4096 || !isPrivate(info) {
		return address{}, false
	}
	data, err := os.ReadFile(m.file)
	if err != nil || json.Unmarshal(data, &a) != nil || len(a.Secret) != proofBytes {
		return address{}, false
	}
	return a, a.Network == "unix" || a.Network == "tcp"
}

// Noted reports whether a window was at the meeting, or has just begun to listen.
func (m Meeting) Noted() bool {
	_, ok := m.address()
	return ok
}

// Why a window has not taken over.
var (
	errNoWindow = errors.New("no window listens")
	ErrMute     = errors.New("the window does not show")
)

// HandOver gives paths (absolute) to the window; without an error it shows now. It blocks for
// m.wait at most.
func (m Meeting) HandOver(paths []string) error {
	a, ok := m.address()
	if !ok {
		return errNoWindow
	}
	conn, err := net.DialTimeout(a.Network, a.Address, m.wait)
	if err != nil {
		return errNoWindow
	}
	defer conn.Close() //nolint:errcheck // the answer was read, or there is none
	_ = conn.SetDeadline(time.Now().Add(m.wait))
	if err := a.offer(conn, paths); err != nil {
		return fmt.Errorf("%w: %w", ErrMute, err)
	}
	return nil
}

// offer is the start's side of the talk.
func (a address) offer(conn net.Conn, paths []string) error {
	nonce := make([]byte, proofBytes)
	if _, err := rand.Read(nonce); err != nil {
		return err
	}
	if _, err := conn.Write(nonce); err != nil {
		return err
	}
	if err := expectBytes(conn, a.proof("window", nonce)); err != nil {
		return err
	}
	message := bytes.NewBuffer(a.proof("start", nonce))
	for _, path := range paths {
		message.WriteString(path + "\x00")
	}
	if _, err := conn.Write(message.Bytes()); err != nil {
		return err
	}
	if c, ok := conn.(interface{ CloseWrite() error }); ok {
		_ = c.CloseWrite() // ends the paths
	}
	return expectBytes(conn, []byte(handOverAnswer))
}

// proof shows knowledge of the secret, for this nonce only.
func (a address) proof(side string, nonce []byte) []byte {
	mac := hmac.New(sha256.New, a.Secret)
	_, _ = io.WriteString(mac, side)
	_, _ = mac.Write(nonce)
	return mac.Sum(nil)
}

var errOtherBytes = errors.New("another answer than expected")

// expectBytes reads as many bytes as want has and compares them.
func expectBytes(from io.Reader, want []byte) error {
	got := make([]byte, len(want))
	if _, err := io.ReadFull(from, got); err != nil {
		return err
	}
	if !hmac.Equal(got, want) {
		return errOtherBytes
	}
	return nil
}
