//go:build !windows

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// traps makes paths that no program may wait for or read to their end, by what they are.
func (h home) traps(ending string) map[string]string {
	h.Helper()
	dir := h.TempDir()
	pipe, zero, giant := filepath.Join(dir, "pipe"+ending), filepath.Join(dir, "zero"+ending), filepath.Join(dir, "giant"+ending)
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		h.Skip("no pipes here:", err)
	}
	if err := os.Symlink("/dev/zero", zero); err != nil {
		h.Fatal(err)
	}
	if err := os.WriteFile(giant, []byte{0}, 0o600); err != nil {
		h.Fatal(err)
	}
	if err := os.Truncate(giant, 1<<40); err != nil {
		h.Skip("no sparse files here:", err)
	}
	return map[string]string{"a pipe": pipe, "a device": zero, "a giant": giant}
}

// TestOnlyOrdinaryFiles: whatever file a command takes from the user, what is none is refused with
// its name, at once.
func TestOnlyOrdinaryFiles(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	for what, path := range h.traps(".jpg") {
		for _, line := range []string{"keywords list", "keywords add --keyword dog", "index", "search --like", "tag --yes"} {
			r := h.start(h.command(append(strings.Fields(line), path)...)).wait()
			if r.status == 0 || !strings.Contains(r.err, filepath.Base(path)) {
				t.Errorf("%s of %s: status %d, %s", line, what, r.status, r.err)
			}
		}
	}
	for what, path := range h.traps(".txt") {
		for _, line := range []string{"library import", "eval photos --names", "tag --dry-run --vocabulary"} {
			r := h.start(h.command(append(strings.Fields(line), path)...)).wait()
			if r.status == 0 || !strings.Contains(r.err, filepath.Base(path)) {
				t.Errorf("%s %s: status %d, %s", line, what, r.status, r.err)
			}
		}
	}
}

// TestEvalOfTraps: in a folder that is measured, what is no file is a photo that failed, and a list
// that is none is refused.
func TestEvalOfTraps(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("dog/good.jpg", makeJPEG(t, 1))
	for _, path := range h.traps(".jpg") {
		if err := os.Rename(path, filepath.Join(h.photos, "dog", filepath.Base(path))); err != nil {
			t.Fatal(err)
		}
	}
	if report := h.start(h.command("eval", "--json", "photos")).wait().ends(1, "pipe.jpg", "zero.jpg", "giant.jpg").lines()[0]; report.Photos != 1 {
		t.Errorf("%+v", report)
	}
	for what, path := range h.traps(".tsv") {
		list := filepath.Join(h.photos, "labels.tsv")
		if err := os.Rename(path, list); err != nil {
			t.Fatal(err)
		}
		r := h.start(h.command("eval", "photos")).wait()
		if r.status != 2 || !strings.Contains(r.err, "labels.tsv") {
			t.Errorf("%s as the list: status %d, %s", what, r.status, r.err)
		}
		if err := os.Remove(list); err != nil {
			t.Fatal(err)
		}
	}
}

// TestEvalStaysInItsFolder: a list that leads out of the folder is refused, and a report shows no
// picture from elsewhere.
func TestEvalStaysInItsFolder(t *testing.T) {
	h := newHomeWithModel(t)
	private := filepath.Join(h.dir, "private.jpg")
	if err := os.WriteFile(private, makeJPEG(t, 7), 0o600); err != nil {
		t.Fatal(err)
	}
	h.put("dog/a.jpg", makeJPEG(t, 1))
	if err := os.Symlink(private, filepath.Join(h.photos, "dog", "link.jpg")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	page := filepath.Join(h.dir, "report.html")
	h.run("eval", "photos", "--report", page).ends(0)
	if text, err := os.ReadFile(page); err != nil || strings.Contains(string(text), "link.jpg") {
		t.Errorf("the report shows what lies elsewhere: %v", err)
	}
	for _, line := range []string{"../private.jpg\tdog\n", private + "\tdog\n", "dog/../../private.jpg\tdog\n"} {
		h.put("labels.tsv", []byte("dog/a.jpg\tdog\n"+line))
		h.run("eval", "photos").ends(2, "labels.tsv, line 2", "outside")
	}
}
