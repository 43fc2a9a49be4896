package library

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// TestHarmedPages breaks the root of the photos in ways that bbolt would follow for ever, or into nothing.
func TestHarmedPages(t *testing.T) {
	l := newLibrary(t)
	imported(t, l, photosIn(t, 300))
	sound := l.store.path
	var root, size uint64
	err := l.store.view(func(tx *bolt.Tx) error {
		root, size = uint64(tx.Bucket(photosBucket).Root()), uint64(tx.DB().Info().PageSize)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	closed(t, l)
	data, err := os.ReadFile(sound)
	if err != nil {
		t.Fatal(err)
	}
	page := data[root*size:]
	if binary.NativeEndian.Uint16(page[8:]) != branchFlags {
		t.Fatal("300 photos fit into one page")
	}
	child := binary.NativeEndian.Uint64(page[pageHead+8:])
	for what, harm := range map[string]func(){
		"ring":     func() { binary.NativeEndian.PutUint64(page[pageHead+8:], root) },
		"no kind":  func() { binary.NativeEndian.PutUint16(page[8:], 0) },
		"no child": func() { binary.NativeEndian.PutUint16(page[10:], 0) },
		"long key": func() { binary.NativeEndian.PutUint32(page[pageHead+4:], 0xf30008) },
		"far key":  func() { binary.NativeEndian.PutUint32(page[pageHead:], 0xf30008) },
		"outside":  func() { binary.NativeEndian.PutUint64(page[pageHead+8:], child+1<<40) },
	} {
		kept := append([]byte(nil), page[:pageHead+pageElement]...)
		harm()
		path := filepath.Join(t.TempDir(), "harmed.db")
		write(t, path, data)
		copy(page, kept)
		if l, err := Open(path); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, %v", what, l, err)
		}
	}
}
