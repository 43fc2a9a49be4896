//go:build !unix

package metadata

import "testing"

func noFiles(_ *testing.T, dir string) map[string]string { return map[string]string{"a folder": dir} }
