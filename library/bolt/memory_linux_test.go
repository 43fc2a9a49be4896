package bolt

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"

	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/library/vectors"
)

// TestReadingAllKeepsNoMemory: whatever reads much of the file leaves next to nothing of it in the
// memory of the program, which would count it for as long as it runs.
func TestReadingAllKeepsNoMemory(t *testing.T) {
	const photos, few = 20_000, 512 << 10
	s := newStore(t)
	var vs []vectors.Vector
	looks := map[picture.ID]thumb.Fingerprint{}
	for n := range photos {
		var id picture.ID
		binary.BigEndian.PutUint64(id[:], uint64(n+1))
		vs, looks[id] = append(vs, vectors.Vector{Picture: id, Values: make([]float32, 256)}), thumb.Fingerprint{Hash: uint64(n)}
	}
	put := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	put(vectors.New(s.VectorFile()).Put("m", vs))
	put(s.PutFingerprints(looks))
	put(s.Change(func(tx *Tx) error {
		for n := range photos {
			if err := tx.PutPhoto(&Photo{ID: ID(n + 1), Path: fmt.Sprintf("/photos/%06d.jpg", n), Format: picture.JPEG}); err != nil {
				return err
			}
		}
		return tx.SetLastID(photos)
	}))
	for name, read := range map[string]func() error{
		"check":        s.Check,
		"back up":      func() error { _, err := s.BackUp(); return err },
		"fingerprints": func() error { _, err := s.Fingerprints(); return err },
		"photos": func() error {
			_, _, err := s.Load(Contents{Photo: func(*Photo) {}, Decision: func(Decision) {}, Source: func(Source) {}})
			return err
		},
		"vectors":            func() error { return s.readBlocks("m", func(int, []byte) {}) },
		"numbers of vectors": func() error { s.VectorCounts(); s.VectorCount("m"); return nil },
	} {
		put(read())
		if kept := residentOf(t, s.Path()); kept > few {
			t.Errorf("%s keeps %d KB of %d in memory", name, kept>>10, s.Size()>>10)
		}
	}
}

// residentOf is how many bytes of a file the process has in memory.
func residentOf(t *testing.T, path string) int {
	t.Helper()
	file, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Skipf("the system does not say what is in memory: %v", err)
	}
	defer func() { _ = file.Close() }()
	sum, ours := 0, false
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		if fields := strings.Fields(line); strings.Contains(fields[0], "-") {
			ours = strings.HasSuffix(line, path)
			continue
		}
		kb := 0
		if n, _ := fmt.Sscanf(line, "Rss: %d kB", &kb); n == 1 && ours {
			sum += kb << 10
		}
	}
	return sum
}
