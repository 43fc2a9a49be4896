package testphoto

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Shared is a file or folder of the public photos, tools and reference data that are no part of the
// project, by its absolute path: see FindShared. The test is skipped where it is absent.
func Shared(t testing.TB, elem ...string) string {
	t.Helper()
	path := FindShared(elem...)
	if path == "" {
		t.Skipf("needs %s of the public photos: set CATCHLIGHT_SHARED to their folder", filepath.Join(elem...))
	}
	return path
}

// FindShared is Shared for tests that do without: "" where it is absent. It looks in
// $CATCHLIGHT_SHARED, else in the folder "shared" beside the checkout.
func FindShared(elem ...string) string {
	root := os.Getenv("CATCHLIGHT_SHARED")
	if root == "" {
		root = filepath.Join(checkout(), "..", "shared")
	}
	path, err := filepath.Abs(filepath.Join(append([]string{root}, elem...)...))
	if err != nil {
		return ""
	}
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

// checkout is the folder of go.mod, above the one that go test starts a test in.
func checkout() string {
	for dir := "."; ; dir = filepath.Join("..", dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil || len(dir) > 100 {
			return dir
		}
	}
}

// Needs skips the test where a program that it drives, or that judges, is not installed.
func Needs(t testing.TB, programs ...string) {
	t.Helper()
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			t.Skipf("needs %s (make test installs it on Debian)", p)
		}
	}
}
