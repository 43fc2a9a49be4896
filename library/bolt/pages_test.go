package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
)

// TestHarmedPages breaks the root of the photos in ways that bbolt would follow for ever, or into
// nothing.
func TestHarmedPages(t *testing.T) {
	sound := filepath.Join(t.TempDir(), "library.db")
	f := opened(t, sound)
	err := f.Change(func(tx *Tx) error {
		for id := range ID(300) {
			p := Photo{ID: id + 1, Path: fmt.Sprintf("/photos/%03d.jpg", id)}
			if err := errors.Join(tx.SetLastID(p.ID), tx.PutPhoto(&p)); err != nil {
				return err
			}
		}
		return nil
	})
	var root, size uint64
	err = errors.Join(err, f.view(func(tx *bbolt.Tx) error {
		root, size = uint64(tx.Bucket(photosBucket).Root()), uint64(tx.DB().Info().PageSize)
		return nil
	}), f.Close())
	if err != nil {
		t.Fatal(err)
	}
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
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		copy(page, kept)
		if f, err := Open(path); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, %v", what, f, err)
		}
	}
}
