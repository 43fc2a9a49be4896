package disk

import "golang.org/x/sys/unix"

// IsRemote reports whether a folder lies on a network drive, whose changes by others the system
// does not tell. Drives of programs (FUSE: sshfs, rclone, cloud stores) count too, for the same
// reason.
func IsRemote(dir string) bool {
	var fs unix.Statfs_t
	if unix.Statfs(dir, &fs) != nil {
		return false
	}
	switch uint32(fs.Type) {
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.FUSE_SUPER_MAGIC,
		unix.AFS_SUPER_MAGIC, unix.AFS_FS_MAGIC, unix.CODA_SUPER_MAGIC, unix.CEPH_SUPER_MAGIC, unix.V9FS_MAGIC, unix.NCP_SUPER_MAGIC:
		return true
	}
	return false
}
