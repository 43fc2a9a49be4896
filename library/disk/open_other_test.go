//go:build !unix

package disk

import "testing"

func noFiles(_ *testing.T, dir string) map[string]string { return map[string]string{"a folder": dir} }
