package library

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"catchlight/library/bolt"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// Variables of the environment: the first one makes the test binary the program that is killed, the
// second says how often.
const (
	victimEnv = "CATCHLIGHT_VICTIM"
	trialsEnv = "CATCHLIGHT_KILLS"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimEnv); dir != "" {
		fmt.Fprintln(os.Stderr, victim(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// victim imports, decides, writes, undoes, compacts and keeps backups until it is killed. What it
// prints, the user has seen as done.
func victim(dir string) error {
	l, err := Open(filepath.Join(dir, "library.db"))
	if err != nil {
		return err
	}
	fmt.Println("open")
	for round := 0; ; round++ {
		if err := l.victimRound(dir, round); err != nil {
			return err
		}
	}
}

func (l *Library) victimRound(dir string, round int) error {
	ctx := context.Background()
	in, err := l.Import(ctx, []string{filepath.Join(dir, "photos")}, ImportOptions{})
	if err != nil {
		return err
	}
	var reqs []WriteRequest
	tag := fmt.Sprintf("word %d %d", os.Getpid(), round)
	for _, id := range in.Photos {
		if rand.IntN(2) == 0 {
			continue
		}
		if err := l.Decide("decide", Decision{Photo: id, Tag: tag, Verdict: Typed}); err != nil {
			return err
		}
		fmt.Println("decided", id, tag)
	}
	for _, id := range l.Snapshot().ToWrite() {
		reqs = append(reqs, WriteRequest{Path: l.Snapshot().Photo(id).Path, Edit: l.Snapshot().Pending(id)})
	}
	to := []safewrite.Destination{safewrite.Auto, safewrite.SidecarFile}[round%2]
	run, err := l.Write(ctx, "victim", reqs, WriteOptions{Options: safewrite.Options{To: to}})
	if err != nil {
		return err
	}
	fmt.Println("wrote", run.ID)
	if run, err = l.victimRun(in, to, fmt.Sprintf("%s%d %d", runWord, os.Getpid(), round)); err != nil {
		return err
	}
	if run.ID > 0 && rand.IntN(3) == 0 {
		if err := l.Revert(ctx, run.ID, WriteOptions{}, nil); err != nil {
			return err
		}
	}
	return l.victimCare(in)
}

// runWord begins the words that a run of the victim writes and decides at once.
const runWord = "by run "

// victimRun writes words that nobody has decided on: that they were written is the decision.
func (l *Library) victimRun(in Imported, to safewrite.Destination, word string) (Run, error) {
	var reqs []WriteRequest
	for _, id := range in.Photos[:len(in.Photos)/2] {
		reqs = append(reqs, WriteRequest{Path: l.Snapshot().Photo(id).Path, Edit: keywords.Edit{Add: []string{word}}})
	}
	return l.Write(context.Background(), "victim's run", reqs, WriteOptions{Options: safewrite.Options{To: to}, Decide: decideAdded})
}

// decideAdded takes every word that a write adds for accepted in a run.
func decideAdded(w WriteResult) []Decision {
	var ds []Decision
	for _, word := range w.Added {
		ds = append(ds, Decision{Tag: word, Verdict: Accepted, Run: true, Model: "model"})
	}
	return ds
}

// victimCare stores vectors, and then compacts, copies, or does neither.
func (l *Library) victimCare(in Imported) error {
	var vs []Vector
	for _, id := range in.Photos {
		vs = append(vs, Vector{Picture: l.Snapshot().Photo(id).Picture, Values: []float32{rand.Float32(), 1}})
	}
	if err := l.StoreVectors("victim", vs); err != nil {
		return err
	}
	switch rand.IntN(3) {
	case 0:
		return l.Compact()
	case 1:
		_, err := l.store.BackUp()
		return err
	}
	return nil
}

// TestKilled kills the program at random moments of its work: no photo is ever half written,
// nothing that was seen as done is lost, nothing is left over, and in the end all can be undone to
// the byte.
func TestKilled(t *testing.T) {
	trials := 50
	if testing.Short() {
		trials = 5
	}
	if n, err := strconv.Atoi(os.Getenv(trialsEnv)); err == nil {
		trials = n
	}
	k := newKiller(t)
	for n := range trials {
		k.trial(n)
		if n%25 == 24 || t.Failed() {
			k.undoAll()
		}
		if t.Failed() {
			t.Fatalf("after %d trials in %s", n+1, k.dir)
		}
	}
	k.undoAll()
	t.Logf("%d kills: %d decisions, %d sentences of recovery", trials, k.decided, k.recovered)
}

type killer struct {
	*testing.T
	dir                string
	before             map[string][32]byte
	pictures           map[string]picture.ID
	decided, recovered int
}

func newKiller(t *testing.T) *killer {
	k := &killer{T: t, dir: t.TempDir(), pictures: map[string]picture.ID{}}
	for i := range 40 {
		path := filepath.Join(k.dir, "photos", fmt.Sprintf("%02d.jpg", i))
		write(t, path, jpegOf(i))
		k.pictures[path] = picture.Identify(jpegOf(i), picture.JPEG, 1)
	}
	k.before = hashes(t, filepath.Join(k.dir, "photos"))
	return k
}

// age makes the library one of format 1 again.
func (k *killer) age() {
	k.Helper()
	path := filepath.Join(k.dir, "library.db")
	db, err := bbolt.Open(path, 0o600, nil)
	if err == nil {
		err = errors.Join(db.Update(func(tx *bbolt.Tx) error { return tx.DeleteBucket([]byte("sources")) }), db.Close())
	}
	if err != nil {
		k.Fatal(err)
	}
	setFormat(k, path, 1)
}

// backupsAreSound opens the newest copy of the library.
func (k *killer) backupsAreSound(l *Library) {
	k.Helper()
	all := l.backups()
	if len(all) > 3+1 { // one more when the kill came before the oldest went
		k.Errorf("%d backups", len(all))
	}
	if len(all) == 0 {
		return
	}
	data, err := os.ReadFile(all[0])
	if err != nil {
		k.Fatal(err)
	}
	path := filepath.Join(k.TempDir(), "backup.db")
	write(k, path, data)
	b, err := bolt.Open(path)
	if err != nil {
		k.Errorf("the backup %s: %v", all[0], err)
		return
	}
	if err := b.Check(); err != nil {
		k.Errorf("the backup %s: %v", all[0], err)
	}
	if err := b.Close(); err != nil {
		k.Error(err)
	}
}

// trial lets the victim live for a moment, then looks at what it left. Every fourth one finds a
// library of format 1.
func (k *killer) trial(n int) {
	k.Helper()
	old := n%4 == 3
	if old {
		k.age()
	}
	ctx, cancel := context.WithCancel(k.Context())
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), victimEnv+"="+k.dir)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		k.Fatal(err)
	}
	lines, life := bufio.NewReader(out), 250*time.Millisecond
	if old {
		life = 60 * time.Millisecond // from its first breath on, for it opens an older file
	} else if _, err := lines.ReadString('\n'); err != nil {
		k.Fatal(err, stderr.String())
	}
	time.AfterFunc(rand.N(life), cancel)
	seen, _ := io.ReadAll(lines)
	_ = cmd.Wait() // killed
	if stderr.Len() > 0 {
		k.Errorf("the victim ended by itself: %s", stderr.String())
	}
	k.examine(string(seen))
}

func (k *killer) examine(seen string) {
	k.Helper()
	l, err := Open(filepath.Join(k.dir, "library.db"))
	if err != nil {
		k.Fatal(err)
	}
	defer closed(k.T, l)
	k.recovered += len(l.Recovered())
	k.backupsAreSound(l)
	for _, line := range strings.SplitAfter(seen, "\n") {
		if rest, ok := strings.CutPrefix(line, "decided "); ok && strings.HasSuffix(rest, "\n") {
			k.decided++
			id, tag, _ := strings.Cut(strings.TrimSpace(rest), " ")
			n, _ := strconv.ParseUint(id, 10, 64)
			if indexTag(l.Snapshot().Decisions(ID(n)), tag) < 0 {
				k.Errorf("a decision is lost: %s", line)
			}
		}
	}
	k.whole()
	k.decidedAsWritten(l)
}

// decidedAsWritten: whose words of runs stand on photos is known, and of no others.
func (k *killer) decidedAsWritten(l *Library) {
	k.Helper()
	for _, p := range l.Snapshot().Photos() {
		var held, decided []string
		has, _ := new(sidecar.Folders).ReadKeywords(p.Path) // whole tells of errors
		for _, word := range has.All {
			if strings.HasPrefix(word.Name, runWord) {
				held = append(held, word.Name)
			}
		}
		for _, d := range l.Snapshot().Decisions(p.ID) {
			if d.Run {
				decided = append(decided, d.Tag)
			}
		}
		slices.Sort(held)
		slices.Sort(decided)
		if !slices.Equal(held, decided) {
			k.Errorf("%s holds %q of runs, and known are %q", p.Path, held, decided)
		}
	}
}

// whole looks at every file: photos are what they were but for keywords, all else is a sidecar.
func (k *killer) whole() {
	k.Helper()
	for path := range hashes(k, filepath.Join(k.dir, "photos")) {
		data, err := os.ReadFile(path)
		switch {
		case err != nil:
			k.Error(err)
		case k.pictures[path].IsZero() && !picture.IsSidecar(path):
			k.Errorf("%s is left over", path)
		case !picture.IsSidecar(path) && picture.Identify(data, picture.JPEG, 1) != k.pictures[path]:
			k.Errorf("%s is damaged", path)
		case picture.IsSidecar(path) && !bytes.HasSuffix(bytes.TrimSpace(data), []byte("</x:xmpmeta>")):
			k.Errorf("%s is half written: %q", path, data)
		}
	}
	for path := range k.pictures {
		if _, err := new(sidecar.Folders).ReadKeywords(path); err != nil {
			k.Error(err)
		}
	}
}

// undoAll takes back all runs, the last one first.
func (k *killer) undoAll() {
	k.Helper()
	l, err := Open(filepath.Join(k.dir, "library.db"))
	if err != nil {
		k.Fatal(err)
	}
	defer closed(k.T, l)
	runs, err := l.Runs()
	if err != nil {
		k.Fatal(err)
	}
	slices.Reverse(runs)
	for _, run := range runs {
		err := l.Revert(k.Context(), run.ID, WriteOptions{}, func(r Reverted) {
			if !r.Restored {
				k.Errorf("undo of run %d: %s: %v", run.ID, r.Path, r.Err)
			}
		})
		if err != nil {
			k.Error(err)
		}
	}
	sameFiles(k, "all undone", hashes(k, filepath.Join(k.dir, "photos")), k.before)
	k.decidedAsWritten(l)
}
