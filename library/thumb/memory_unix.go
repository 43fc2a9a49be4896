//go:build unix

package thumb

import "golang.org/x/sys/unix"

// reserve gives memory that takes none of the machine's before it is used.
func reserve(n int) ([]byte, error) {
	return unix.Mmap(-1, 0, n, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
}

// release gives it back at once.
func release(memory []byte) {
	if memory != nil {
		_ = unix.Munmap(memory) // it fails for what reserve did not give only
	}
}
