//go:build !windows

package e2e

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// eventually polls until ok; it fails the test with a sentence after a time that only a hang can
// take.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(3 * time.Minute); !ok(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

// running is a program that was started and not waited for yet.
type running struct {
	home
	cmd           *exec.Cmd
	out, messages *bytes.Buffer
	ended         chan error
}

func (h home) start(cmd *exec.Cmd) *running {
	h.Helper()
	r := &running{home: h, cmd: cmd, out: new(bytes.Buffer), messages: new(bytes.Buffer), ended: make(chan error, 1)}
	cmd.Stdout, cmd.Stderr = r.out, r.messages
	if err := cmd.Start(); err != nil {
		h.Fatal(err)
	}
	go func() { r.ended <- cmd.Wait() }()
	h.Cleanup(func() { _ = cmd.Process.Kill() })
	return r
}

// wait waits for the end; a program that does not end is a failure.
func (r *running) wait() result {
	r.Helper()
	select {
	case <-r.ended:
	case <-time.After(60 * time.Second):
		r.Fatalf("catchlight %v does not end\n%s", r.cmd.Args, r.messages)
	}
	return result{r.home, r.cmd.Args[1:], r.cmd.ProcessState.ExitCode(), r.out.String(), r.messages.String()}
}

func (r *running) signal(s syscall.Signal) {
	r.Helper()
	if err := r.cmd.Process.Signal(s); err != nil {
		r.Fatal(err)
	}
}

// changedPhotos counts the photos that are not what they were, and the sidecars that are new.
func (h home) changedPhotos(before map[string][32]byte) int {
	n := 0
	for name, hash := range h.hashes() {
		if was, known := before[name]; known && was != hash || !known && filepath.Ext(name) == ".xmp" {
			n++
		}
	}
	return n
}

// TestInterrupt: after SIGINT the status is 130, the lines and the summary are there, what was done
// stays done, and the next run does the rest.
func TestInterrupt(t *testing.T) {
	h := newHomeWithModel(t)
	const n = 200
	h.makePhotos(n)
	r := h.start(h.command("index", "--json", "--no-people", "--batch-size", "1", "photos"))
	cache := filepath.Join(h.dir, "data")
	eventually(t, "the library appears", func() bool { _, err := os.Stat(cache); return err == nil })
	time.Sleep(1500 * time.Millisecond) // somewhere in the run; whatever the moment, what follows must hold
	r.signal(syscall.SIGINT)
	got := r.wait()
	if got.status == 0 {
		t.Skip("the run was over before the signal came")
	}
	got.ends(130, "what was done stays done")
	info := h.run("library", "info", "--json").ends(0).lines()[0]
	_, sum := h.run("index", "--json", "--no-people", "photos").ends(0).summed()
	if sum.Photos != n || sum.Indexed+info.Vectors != n {
		t.Errorf("%d vectors after the signal, then %+v", info.Vectors, sum)
	}
	t.Logf("interrupted after %d of %d", info.Vectors, n)
}

// TestStoppedTagRemembers: of a tag run that a signal ends among its writes it is known what it
// wrote, and undo leaves no decision behind.
func TestStoppedTagRemembers(t *testing.T) {
	for name, signal := range map[string]syscall.Signal{"interrupted": syscall.SIGINT, "killed": syscall.SIGKILL} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHomeWithModel(t)
			h.makePhotos(100)
			h.run("index", "--no-people", "photos").ends(0)
			before := h.hashes()
			r := h.start(h.command("tag", "--yes", "--no-people", "--threshold", "-1", "--vocabulary", h.vocabulary("dog\n"), "photos"))
			eventually(t, "the first photo changes", func() bool { return h.changedPhotos(before) > 0 || len(r.ended) > 0 })
			r.signal(signal)
			r.wait()
			h.run("library", "info").ends(0) // finishes what was cut short
			changed := h.changedPhotos(before)
			if info := h.run("library", "info", "--json").ends(0).lines()[0]; info.Decisions != changed {
				t.Errorf("%d photos were written, %d decisions are known", changed, info.Decisions)
			}
			h.run("undo", "--last").ends(0)
			h.unchanged(before)
			if info := h.run("library", "info", "--json").ends(0).lines()[0]; info.Decisions != 0 {
				t.Errorf("%d decisions are left", info.Decisions)
			}
		})
	}
}

// TestKilledWriting: after kill -9 in the middle of a write every photo is the old one or the new
// one; the next start leaves nothing behind, and undo brings the old ones back.
func TestKilledWriting(t *testing.T) {
	h := newHome(t)
	const n = 200
	h.makePhotos(n)
	h.run("keywords", "list", "photos").ends(0) // the import is not what is tested
	before := h.hashes()
	r := h.start(h.command("keywords", "add", "--keyword", "dog", "photos"))
	eventually(t, "the first photo changes", func() bool { return h.changedPhotos(before) > 0 || len(r.ended) > 0 })
	r.signal(syscall.SIGKILL)
	r.wait()
	lines := h.run("keywords", "list", "--json", "photos").ends(0).lines()
	now := h.hashes()
	changed := 0
	for _, l := range lines {
		name := filepath.Base(l.Path)
		has := slices.Equal(l.Keywords, []string{"dog"})
		if has == (now[name] == before[name]) {
			t.Errorf("%s is neither the old one nor the new one: %+v", name, l)
		}
		if has {
			changed++
		}
	}
	if left := h.leftovers(); len(lines) != n || len(left) > 0 {
		t.Errorf("%d photos, left behind: %v", len(lines), left)
	}
	t.Logf("killed after %d of %d photos", changed, n)
	h.run("undo", "--last").ends(0)
	h.unchanged(before)
}

// TestGetGoesOnAfterItWasStopped interrupts and kills a download: nothing half is installed, what
// came stays, and the next try asks for the rest only.
func TestGetGoesOnAfterItWasStopped(t *testing.T) {
	const size = 351826068 // of the standard model's first file
	h := newHome(t)
	var asked atomic.Value
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at := int64(0)
		asked.Store(r.Header.Get("Range"))
		if _, err := fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &at); err == nil {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", at, size-1, size))
			w.Header().Set("Content-Length", strconv.FormatInt(size-at, 10))
			w.WriteHeader(http.StatusPartialContent)
		} else {
			w.Header().Set("Content-Length", strconv.Itoa(size))
		}
		_, _ = w.Write(make([]byte, 1<<20))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	part := filepath.Join(h.dir, "data", "catchlight", "models", ".standard.part", "visual.onnx")
	for i, stop := range []syscall.Signal{syscall.SIGINT, syscall.SIGKILL} {
		came := int64(i+1) << 20
		r := h.start(h.command("models", "get", "standard", "--from", server.URL))
		eventually(t, "a megabyte comes", func() bool { info, err := os.Stat(part); return err == nil && info.Size() == came })
		r.signal(stop)
		if got := r.wait(); stop == syscall.SIGINT {
			got.ends(130, "the next run continues")
		}
		if want := map[int]string{0: "", 1: "bytes=1048576-"}[i]; asked.Load() != want {
			t.Errorf("try %d asked for %q", i, asked.Load())
		}
		if info, err := os.Stat(part); err != nil || info.Size() != came {
			t.Errorf("what came is gone: %v", err)
		}
		if h.models()["standard"].Installed {
			t.Error("half a model is installed")
		}
	}
	h.run("models", "remove", "standard").ends(0)
	if _, err := os.Stat(filepath.Dir(part)); err == nil {
		t.Error("what came stays after it was removed")
	}
}
