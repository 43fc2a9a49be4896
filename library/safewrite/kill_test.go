package safewrite

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"catchlight/library/testphoto"
)

// Names in the environment of the helper that is killed: the photo, the journal it keeps, and what
// it does.
const (
	killPhoto   = "CATCHLIGHT_TEST_PHOTO"
	killJournal = "CATCHLIGHT_TEST_JOURNAL"
	killRevert  = "CATCHLIGHT_TEST_REVERT"
)

// TestKillHelper is the program that TestKill kills. It does what a library does: plan, store the
// intent, write.
func TestKillHelper(t *testing.T) {
	path, journal := os.Getenv(killPhoto), os.Getenv(killJournal)
	if path == "" {
		t.Skip("it is for TestKill to start")
	}
	runtime.LockOSThread() // so that the calls of one thread are all calls
	if os.Getenv(killRevert) != "" {
		for _, fc := range journalled(t, journal) {
			if _, err := Revert(fc, Options{}); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	c, err := Prepare(path, adding("dog"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(c.Files)
	if err := errors.Join(err, os.WriteFile(journal, text, 0o600), c.Commit()); err != nil {
		t.Fatal(err)
	}
}

func journalled(t *testing.T, journal string) []FileChange {
	t.Helper()
	text, err := os.ReadFile(journal)
	if err != nil {
		return nil // killed before the intent was stored
	}
	var files []FileChange
	if json.Unmarshal(text, &files) != nil {
		return nil // killed while it was stored; a library's journal keeps whole entries only
	}
	return files
}

// TestKill kills the writer at each of its system calls in turn, when it writes and when it
// reverts. The photo must hold all of the old content or all of the new, and recovery must leave
// nothing beside it.
func TestKill(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil || testing.Short() {
		t.Skip("it needs strace and some seconds")
	}
	for _, revert := range []string{"", "revert"} {
		count := 0
		for _, call := range []string{"write", "pread64", "fsync", "renameat2", "unlinkat", "fchmod"} {
			for at := 1; killAt(t, revert, call, at); at++ {
				count++
			}
		}
		if t.Logf("%swriting: killed %d times", revert, count); count < 6 {
			t.Errorf("killed only %d times: strace did not trace", count)
		}
	}
}

// killAt kills the helper at the call so many of that name; false: it came to its end before.
func killAt(t *testing.T, revert, call string, at int) bool {
	t.Helper()
	h := newHelper(t, revert)
	ended := h.run(t, call, fmt.Sprintf("signal=KILL:when=%d", at))
	for _, fc := range journalled(t, h.journal) {
		if _, err := Inspect(fc); err != nil {
			t.Errorf("%s %d: %v", call, at, err)
		}
	}
	h.check(t, fmt.Sprintf("killed at %s %d", call, at))
	return !ended
}

// TestDiskErrors lets the calls of the writer fail instead: the photo must be whole and nothing
// left beside it, without recovery.
func TestDiskErrors(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil || testing.Short() {
		t.Skip("it needs strace and some seconds")
	}
	for call, failure := range map[string]string{"write": "ENOSPC", "fsync": "EIO", "fchmod": "EACCES", "renameat2": "EACCES", "pread64": "EIO"} {
		for at := 1; at <= 4; at++ {
			h := newHelper(t, "")
			h.run(t, call, fmt.Sprintf("error=%s:when=%d", failure, at))
			h.check(t, fmt.Sprintf("%s of %s %d", failure, call, at))
		}
	}
}

// helper is a run of TestKillHelper under strace.
type helper struct {
	path, journal, revert string
	old, new              []byte
}

func newHelper(t *testing.T, revert string) helper {
	t.Helper()
	h := helper{old: testphoto.JPEG(t), revert: revert, journal: filepath.Join(t.TempDir(), "journal")}
	h.path = photoFile(t, "a.jpg", h.old)
	h.new = embeddedIn(t, h.old, adding("dog"))
	if revert != "" {
		text, err := json.Marshal(write(t, h.path, adding("dog"), Options{}).Files)
		if err := errors.Join(err, os.WriteFile(h.journal, text, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

// run reports whether the helper came to a good end.
func (h helper) run(t *testing.T, call, action string) bool {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command("strace", "-f", "-qq", "-o", os.DevNull, "-e", "trace="+call, "-e", "inject="+call+":"+action, program, "-test.run=^TestKillHelper$")
	run.Env = append(os.Environ(), killPhoto+"="+h.path, killJournal+"="+h.journal, killRevert+"="+h.revert)
	err = run.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return err == nil
}

func (h helper) check(t *testing.T, what string) {
	t.Helper()
	if got := readFile(t, h.path); !bytes.Equal(got, h.old) && !bytes.Equal(got, h.new) {
		t.Errorf("%s: the photo is neither old nor new", what)
	}
	if names := folder(t, h.path); !slices.Equal(names, []string{"a.jpg"}) {
		t.Errorf("%s: left %q", what, names)
	}
}
