package instance

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// quickWait is how long the tests' meetings wait for a side that says nothing.
const quickWait = 200 * time.Millisecond

// showing is a window that is open at a meeting: what it was given, and whether it shows.
type showing struct {
	mu    sync.Mutex
	paths [][]string
	shows chan bool
}

func (s *showing) open(paths []string) <-chan bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.paths = append(s.paths, paths)
	return s.shows
}

func (s *showing) taken() [][]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.paths
}

// opened opens a window at a meeting. It shows once for each value in answers, and then does not
// answer.
func opened(t *testing.T, m Meeting, answers ...bool) (*showing, *Listener, context.CancelFunc) {
	t.Helper()
	l, err := m.Listen()
	if err != nil {
		t.Fatal(err)
	}
	s := &showing{shows: make(chan bool, len(answers))}
	for _, a := range answers {
		s.shows <- a
	}
	ctx, stop := context.WithCancel(context.Background())
	var serving sync.WaitGroup
	serving.Go(func() { l.Serve(ctx, s.open) })
	end := func() { stop(); serving.Wait() }
	t.Cleanup(end)
	return s, l, end
}

func meetingIn(folder string) Meeting {
	return Meeting{filepath.Join(folder, "window"), 20 * time.Second}
}

// TestHandOver: a later start gives its paths to the window, whatever bytes they hold, over a Unix
// socket, and over the loopback where there is none; a window that has gone takes none.
func TestHandOver(t *testing.T) {
	deep := filepath.Join(t.TempDir(), strings.Repeat("d", 120)) // longer than the name of a Unix socket may be
	if err := os.Mkdir(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	for folder, networks := range map[string][]string{t.TempDir(): {"unix", "tcp"}, deep: {"tcp"}} {
		m := meetingIn(folder)
		if err := m.HandOver(nil); !errors.Is(err, errNoWindow) {
			t.Errorf("nobody was ever here: %v", err)
		}
		s, l, end := opened(t, m, true, true)
		if !slices.Contains(networks, l.Network) {
			t.Errorf("listens on %s, want %v", l.Network, networks)
		}
		want := [][]string{{"/a b", "/new\nline", "/\xff\xfe", "/日本"}, nil}
		for _, paths := range want {
			if err := m.HandOver(paths); err != nil {
				t.Fatal(err)
			}
		}
		if got := s.taken(); !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%s: %q, want %q", l.Network, got, want)
		}
		end()
		if err := m.HandOver(nil); !errors.Is(err, errNoWindow) || m.Noted() {
			t.Errorf("after the end: %v, noted %v", err, m.Noted())
		}
	}
}

// TestAWindowThatDoesNotShowTakesNothingOver: one that is closing, one whose goroutine hangs, and a
// process that hangs altogether.
func TestAWindowThatDoesNotShowTakesNothingOver(t *testing.T) {
	for name, answers := range map[string][]bool{"closing": {false}, "hanging": nil} {
		m := Meeting{filepath.Join(t.TempDir(), "window"), quickWait}
		opened(t, m, answers...)
		if err := m.HandOver([]string{"/a"}); !errors.Is(err, ErrMute) {
			t.Errorf("%s: %v", name, err)
		}
	}
	m := Meeting{filepath.Join(t.TempDir(), "window"), quickWait}
	stopped, err := m.Listen() // nobody accepts, as in a process that was stopped
	if err != nil {
		t.Fatal(err)
	}
	defer stopped.Close()
	if err := m.HandOver([]string{"/a"}); !errors.Is(err, ErrMute) {
		t.Errorf("stopped: %v", err)
	}
	s, _, _ := opened(t, m, true) // the next one has the library, and takes the meeting over
	if err := m.HandOver([]string{"/a"}); err != nil || len(s.taken()) != 1 {
		t.Errorf("after the take-over: %v, %q", err, s.taken())
	}
}

// TestADeadWindowIsNoWindow: a socket and a port that nobody listens on any more.
func TestADeadWindowIsNoWindow(t *testing.T) {
	for _, a := range []address{{Network: "unix"}, {Network: "tcp", Address: "127.0.0.1:1"}, {Network: "udp", Address: "127.0.0.1:1"}} {
		m := meetingIn(t.TempDir())
		a.Secret = make([]byte, proofBytes)
		if a.Address == "" {
			a.Address = m.file + ".sock"
			dead, err := net.ListenUnix("unix", &net.UnixAddr{Name: a.Address, Net: "unix"})
			if err != nil {
				t.Skip("no Unix sockets here:", err)
			}
			dead.SetUnlinkOnClose(false)
			_ = dead.Close()
		}
		if err := m.note(a); err != nil {
			t.Fatal(err)
		}
		if err := m.HandOver(nil); !errors.Is(err, errNoWindow) {
			t.Errorf("%+v: %v", a, err)
		}
		opened(t, m, true)
		if err := m.HandOver(nil); err != nil {
			t.Errorf("%+v: a new window does not take over: %v", a, err)
		}
	}
}

// TestAStrangerGetsNoPaths: whoever listens in the window's place without its secret hears nothing
// of the photos.
func TestAStrangerGetsNoPaths(t *testing.T) {
	for name, answer := range map[string]string{"silent": "", "taken": handOverAnswer, "echo": "echo", "noise": strings.Repeat("x", 1000)} {
		m := Meeting{filepath.Join(t.TempDir(), "window"), quickWait}
		stranger, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		heard := make(chan []byte, 1)
		go func() {
			conn, err := stranger.Accept()
			if err != nil {
				return
			}
			defer conn.Close()
			nonce := make([]byte, proofBytes)
			_, _ = io.ReadFull(conn, nonce)
			if answer == "echo" {
				answer = string(nonce)
			}
			_, _ = io.WriteString(conn, answer)
			rest, _ := io.ReadAll(conn)
			heard <- append(nonce, rest...)
		}()
		if err := m.note(address{Network: "tcp", Address: stranger.Addr().String(), Secret: make([]byte, proofBytes)}); err != nil {
			t.Fatal(err)
		}
		if err := m.HandOver([]string{"/private/photo.jpg"}); !errors.Is(err, ErrMute) {
			t.Errorf("%s: %v", name, err)
		}
		if got := string(<-heard); strings.Contains(got, "private") || len(got) > proofBytes {
			t.Errorf("%s: the stranger heard %q", name, got)
		}
		_ = stranger.Close()
	}
}

// TestAStrangersPathsAreNotTaken: whoever cannot read the window's file gets nothing into it.
func TestAStrangersPathsAreNotTaken(t *testing.T) {
	m := Meeting{filepath.Join(t.TempDir(), "window"), quickWait}
	s, l, _ := opened(t, m, true, true)
	forged := l.address
	forged.Secret = make([]byte, proofBytes)
	for name, talk := range map[string]func(net.Conn){
		"paths at once":  func(c net.Conn) { _, _ = io.WriteString(c, "/a\x00/b\x00") },
		"another secret": func(c net.Conn) { _ = forged.offer(c, []string{"/a"}) },
		"echo": func(c net.Conn) {
			nonce, proof := make([]byte, proofBytes), make([]byte, proofBytes)
			_, _ = c.Write(nonce)
			_, _ = io.ReadFull(c, proof)
			_, _ = c.Write(append(proof, "/a\x00"...))
		},
	} {
		conn, err := net.Dial(l.Network, l.Address)
		if err != nil {
			t.Fatal(err)
		}
		talk(conn)
		_ = conn.(interface{ CloseWrite() error }).CloseWrite()
		answer, _ := io.ReadAll(conn)
		if strings.Contains(string(answer), handOverAnswer) {
			t.Errorf("%s: answered %q", name, answer)
		}
		_ = conn.Close()
	}
	if got := s.taken(); len(got) != 0 {
		t.Errorf("taken: %q", got)
	}
}

// TestTheAddressIsPrivate: whatever the umask, others can neither read nor write it, and one that
// they can is not believed.
func TestTheAddressIsPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the profile is private there")
	}
	m := meetingIn(t.TempDir())
	opened(t, m, true, true)
	info, err := os.Stat(m.file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info.Mode(), err)
	}
	for _, mode := range []os.FileMode{0o644, 0o640, 0o602, 0o666} {
		if err := os.Chmod(m.file, mode); err != nil {
			t.Fatal(err)
		}
		if err := m.HandOver([]string{"/a"}); !errors.Is(err, errNoWindow) {
			t.Errorf("%v is believed: %v", mode, err)
		}
	}
}

func TestOneMeetingForEachLibrary(t *testing.T) {
	a, err := For("/a/library.db")
	b, _ := For("/b/library.db")
	again, _ := For("/a/library.db")
	if err != nil || a.file == b.file || a.file != again.file {
		t.Errorf("%q, %q and %q: %v", a.file, b.file, again.file, err)
	}
}
