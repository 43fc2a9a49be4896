//go:build !unix

package metadata

import "os"

const openFlags = os.O_RDONLY
