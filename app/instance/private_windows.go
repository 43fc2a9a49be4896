package instance

import "io/fs"

// isPrivate reports whether a file or folder is this user's alone. Windows keeps the folders that
// privateFolder looks for in the user's profile, which others cannot look into.
func isPrivate(fs.FileInfo) bool { return true }
