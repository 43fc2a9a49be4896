package proof

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// writing are the system calls by which a process can change a file system.
const writing = "openat,write,pwrite64,fsync,fdatasync,sync_file_range,ftruncate,fallocate,renameat,renameat2,linkat,unlinkat,fchmod,fchmodat,fchown,fchownat,utimensat,setxattr,fsetxattr,mkdirat,copy_file_range"

// TestKillAtEverySystemCall ends the program at its first, second, third … call of
// every kind that writes. Whatever the moment: the photo is the old one or the new
// one, the next start leaves nothing behind, and the work can be finished and undone.
func TestKillAtEverySystemCall(t *testing.T) {
	needs(t, "strace")
	photo := freePhoto(t)
	old, written := expected(t, photo)
	trials := 0
	for _, call := range strings.Split(writing, ",") {
		killed := true
		for n := 1; killed && !t.Failed(); n += stride(n) {
			t.Run(fmt.Sprintf("%s-%d", call, n), func(t *testing.T) { killed = killAt(t, photo, old, written, call, n) })
			trials++
		}
	}
	t.Logf("%d kills: every photo whole", trials)
	if trials == 0 {
		t.Error("no kill was carried out")
	}
}

// stride thins the calls out in the short part.
func stride(n int) int {
	if whole() {
		return 1
	}
	return 1 + n/2
}

// expected returns the hash of the photo before and after the keyword is written.
func expected(t testing.TB, photo string) (old, written string) {
	t.Helper()
	dir := photoFolder(t, photo)
	old = hashes(t, dir)["photo.jpg"]
	newHome(t).add(dir, "PROBE")
	written = hashes(t, dir)["photo.jpg"]
	if old == written {
		t.Fatal("the photo was not written: the trial would prove nothing")
	}
	return old, written
}

// killAt kills at the nth such call; false when the program ended before it came.
func killAt(t *testing.T, photo, old, written, call string, n int) bool {
	t.Helper()
	dir, h := photoFolder(t, photo), newHome(t)
	inject := fmt.Sprintf("inject=%s:signal=KILL:when=%d", call, n)
	strace := []string{"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", inject}
	err := h.command(strace, "keywords", "add", "--quiet", "--keyword", "PROBE", dir).Run()
	if err == nil {
		return false
	}
	checkAfterKill(t, h, dir, old, written, fmt.Sprintf("%s number %d", call, n))
	return true
}

func checkAfterKill(t testing.TB, h home, dir, old, written, when string) {
	t.Helper()
	if now := hashes(t, dir)["photo.jpg"]; now != old && now != written {
		t.Fatalf("killed at %s: the photo is neither the old one nor the new one", when)
	}
	h.must([]int{0}, "undo", "--list")
	onlyPhoto(t, dir, when)
	h.add(dir, "PROBE")
	if now := hashes(t, dir)["photo.jpg"]; now != written {
		t.Fatalf("killed at %s: the next run does not finish the work", when)
	}
	h.must([]int{0}, "undo", "--last")
	if now := hashes(t, dir)["photo.jpg"]; now != old {
		t.Fatalf("killed at %s: undo does not bring the old bytes back", when)
	}
	onlyPhoto(t, dir, when)
}

func onlyPhoto(t testing.TB, dir, when string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != "photo.jpg" {
		t.Fatalf("killed at %s: the folder holds %v", when, entries)
	}
}

func photoFolder(t testing.TB, photo string) string {
	t.Helper()
	dir := t.TempDir()
	copyFile(t, photo, filepath.Join(dir, "photo.jpg"))
	return dir
}

// freePhoto is a photo that the project itself holds.
func freePhoto(t testing.TB) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join("..", "..", "library", "thumb", "testdata", "*.jpg"))
	if err != nil || len(found) == 0 {
		t.Fatalf("no photo in library/thumb/testdata: %v", err)
	}
	return found[0]
}

// TestRandomKills writes a keyword into many photos at once and kills the program
// at a random moment, again and again; CATCHLIGHT_PROOF_KILLS sets how often, and
// CATCHLIGHT_PROOF_COUNT names a file that keeps the count, so that a long series
// can be stopped and resumed.
func TestRandomKills(t *testing.T) {
	photo := freePhoto(t)
	before, written := expected(t, photo)
	done, goal := counted(), kills()
	for ; done < goal && !t.Failed(); done++ {
		// A test of its own, so that its folders go before the next one's come.
		t.Run(strconv.Itoa(done), func(t *testing.T) { randomKill(t, photo, before, written) })
		remember(t, done+1)
	}
	t.Logf("%d kills at random moments, %d photos each: none lost or half written", done, manyPhotos)
}

const manyPhotos = 24

func randomKill(t *testing.T, photo, before, written string) {
	t.Helper()
	dir, h := t.TempDir(), newHome(t)
	for i := range manyPhotos {
		copyFile(t, photo, filepath.Join(dir, fmt.Sprintf("photo-%02d.jpg", i)))
	}
	cmd := h.command(nil, "keywords", "add", "--quiet", "--keyword", "PROBE", dir)
	killAfter(t, cmd, time.Duration(rand.IntN(120))*time.Millisecond)
	wholePhotos(t, dir, before, written)
	h.must([]int{0}, "undo", "--list")
	wholePhotos(t, dir, before, written)
	if n := len(hashes(t, dir)); n != manyPhotos {
		t.Fatalf("after the next start the folder holds %d files, not %d", n, manyPhotos)
	}
	h.add(dir, "PROBE")
	for path, hash := range hashes(t, dir) {
		if hash != written {
			t.Fatalf("%s: a clean run would have left other bytes", path)
		}
	}
}

func killAfter(t testing.TB, cmd *exec.Cmd, pause time.Duration) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(pause)
	_ = cmd.Process.Kill() // it may have ended already: that is a trial too
	_ = cmd.Wait()
}

// wholePhotos fails when a photo is neither old nor new; files that the program was
// in the middle of may stand beside them until its next start.
func wholePhotos(t testing.TB, dir, before, written string) {
	t.Helper()
	found := hashes(t, dir)
	for i := range manyPhotos {
		name := fmt.Sprintf("photo-%02d.jpg", i)
		if hash := found[name]; hash != before && hash != written {
			t.Fatalf("%s is neither the old photo nor the new one", name)
		}
	}
}

func kills() int {
	if n, err := strconv.Atoi(os.Getenv("CATCHLIGHT_PROOF_KILLS")); err == nil {
		return n
	}
	if whole() {
		return 100
	}
	return 10
}

func counted() int {
	text, _ := os.ReadFile(os.Getenv("CATCHLIGHT_PROOF_COUNT"))
	n, _ := strconv.Atoi(strings.TrimSpace(string(text)))
	return n
}

func remember(t testing.TB, n int) {
	t.Helper()
	if path := os.Getenv("CATCHLIGHT_PROOF_COUNT"); path != "" {
		if err := os.WriteFile(path, []byte(strconv.Itoa(n)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
