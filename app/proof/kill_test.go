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

	"catchlight/library/testphoto"
)

// writing are the system calls by which a process can change a file system.
const writing = "openat,write,pwrite64,fsync,fdatasync,sync_file_range,ftruncate,fallocate,renameat,renameat2,linkat,unlinkat,fchmod,fchmodat,fchown,fchownat,utimensat,setxattr,fsetxattr,mkdirat,copy_file_range"

// TestKillAtEverySystemCall ends the program at its first, second, third … call of
// every kind that writes. Whatever the moment: the photo is the old one or the new
// one, the next start leaves nothing behind, and the work can be finished and undone.
func TestKillAtEverySystemCall(t *testing.T) {
	testphoto.Needs(t, "strace")
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

// TestRandomKills writes a keyword into many photos at once, and takes it back, and kills
// the program at a random moment of either, again and again; CATCHLIGHT_PROOF_KILLS sets
// how often, and CATCHLIGHT_PROOF_COUNT names a file that keeps the count, so that a long
// series can be stopped and resumed.
func TestRandomKills(t *testing.T) {
	photo := freePhoto(t)
	done, goal := counted(), kills()
	var k killing
	for ; done < goal && !t.Failed(); done += 2 {
		if k.t == nil || done%500 == 0 { // a new library now and then: runs pile up
			k = newKilling(t, photo)
		}
		k.trial()
		remember(t, done+2)
	}
	t.Logf("%d kills at random moments, %d photos each: none lost or half written", done, manyPhotos)
}

const manyPhotos = 24

// killing is a series of kills over one folder.
type killing struct {
	home
	photos          string
	before, written string        // the hash of every photo
	took            time.Duration // a run that is not killed
}

func newKilling(t *testing.T, photo string) killing {
	t.Helper()
	k := killing{home: newHome(t), photos: t.TempDir()}
	k.before, k.written = expected(t, photo)
	for i := range manyPhotos {
		copyFile(t, photo, filepath.Join(k.photos, fmt.Sprintf("photo-%02d.jpg", i)))
	}
	started := time.Now()
	k.add(k.photos, "PROBE")
	k.took = time.Since(started)
	k.must([]int{0}, "undo", "--last")
	k.all(k.before)
	return k
}

// trial kills a write and an undo. After each the photos are whole, the next start leaves
// nothing beside them, and the work can be finished.
func (k killing) trial() {
	k.t.Helper()
	k.kill("keywords", "add", "--quiet", "--keyword", "PROBE", k.photos)
	k.add(k.photos, "PROBE")
	k.all(k.written)
	k.kill("undo", "--last")
	for status := 0; status == 0; { // until there is no run left to undo
		_, _, status = k.run("undo", "--last")
	}
	k.all(k.before)
}

func (k killing) kill(args ...string) {
	k.t.Helper()
	killAfter(k.t, k.command(nil, args...), rand.N(k.took*5/4))
	wholePhotos(k.t, k.photos, k.before, k.written)
	k.must([]int{0}, "undo", "--list")
	wholePhotos(k.t, k.photos, k.before, k.written)
	if n := len(hashes(k.t, k.photos)); n != manyPhotos {
		k.t.Fatalf("after the next start the folder holds %d files, not %d", n, manyPhotos)
	}
}

// all fails unless every photo has that content, and nothing stands beside them.
func (k killing) all(hash string) {
	k.t.Helper()
	found := hashes(k.t, k.photos)
	for path, now := range found {
		if now != hash {
			k.t.Fatalf("%s: a run that is not killed would have left other bytes", path)
		}
	}
	if len(found) != manyPhotos {
		k.t.Fatalf("the folder holds %d files", len(found))
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
