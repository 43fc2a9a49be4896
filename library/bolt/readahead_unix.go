//go:build linux || darwin

package bolt

import (
	"unsafe"

	"go.etcd.io/bbolt"
	"golang.org/x/sys/unix"
)

// adviseDone gives back the memory of what was read of the file: it is in the snapshot or among the
// vectors now, and would stand there twice. The system reads pages again where they are needed. The
// transaction must only read: then its keys lie in the file as it is mapped into memory, and that
// stays in its place.
func adviseDone(tx *bbolt.Tx) { advise(tx, unix.MADV_DONTNEED) }

// adviseReadAhead makes the system read ahead: bbolt tells it not to, which makes thousands of
// single reads of a pass over much of a file that was not in use lately.
func adviseReadAhead(tx *bbolt.Tx) { advise(tx, unix.MADV_NORMAL) }

// advise tells the system how the file will be used. What it makes of that changes no result.
func advise(tx *bbolt.Tx, advice int) {
	key, _ := tx.Cursor().First()
	if len(key) == 0 {
		return
	}
	at := unsafe.Pointer(unsafe.SliceData(key))
	start := (*byte)(unsafe.Add(at, int64(tx.DB().Info().Data)-int64(uintptr(at))))
	_ = unix.Madvise(unsafe.Slice(start, tx.Size()), advice)
}
