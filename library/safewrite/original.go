package safewrite

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"time"

	"catchlight/library/disk"
	"catchlight/library/keywords"
)

// Files are racy when they are so young that a write after ours can leave the same time: FAT and
// exFAT count in two seconds and in ten milliseconds, others by the ticks of the kernel, of which a
// hundred a second are the fewest.
const (
	coarseRacy = 3 * time.Second
	fineRacy   = 100 * time.Millisecond
	coarseTick = 10 * time.Millisecond
)

// isRacy reports whether the file was written so shortly before it was read that its time proves
// nothing.
func isRacy(s *disk.Source) bool {
	young := coarseRacy
	if s.Info.ModTime().UnixNano()%int64(coarseTick) != 0 {
		young = fineRacy
	}
	return s.Read.Sub(s.Info.ModTime()) < young
}

// unchanged reports whether path still is the file that was read.
func unchanged(s *disk.Source, path string) bool {
	return sameStat(s, path) && (!isRacy(s) || sameContent(s, path))
}

// sameStatAndCtime is sameStat for a file that has kept its name: programs that put its time back
// are found out.
func sameStatAndCtime(s *disk.Source, path string) bool {
	info, err := os.Lstat(path)
	return err == nil && sameStat(s, path) && (sameStatus(info, s.Info) || sameContent(s, path))
}

// sameStat goes by device, inode, size and time.
func sameStat(s *disk.Source, path string) bool {
	info, err := os.Lstat(path)
	return err == nil && os.SameFile(info, s.Info) && info.Size() == s.Info.Size() && info.ModTime().Equal(s.Info.ModTime())
}

// sameContent compares the content.
func sameContent(s *disk.Source, path string) bool {
	f, err := disk.OpenRegular(context.Background(), path, int64(len(s.Data)))
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // only read from
	return keywords.Pieces{s.Data}.HeldBy(f)
}

// tempBeside names a temporary file in the folder of path.
func tempBeside(path string) string {
	var random [4]byte
	_, _ = rand.Read(random[:]) // never fails
	return filepath.Join(filepath.Dir(path), tempPrefix+hex.EncodeToString(random[:]))
}

// IsTemp reports whether a path is that of a temporary file of ours, whose name tells the user
// nothing.
func IsTemp(path string) bool { return strings.HasPrefix(filepath.Base(path), tempPrefix) }

// tempPrefix begins the name of every temporary file; 8 hexadecimal digits follow.
const tempPrefix = ".clt-"
