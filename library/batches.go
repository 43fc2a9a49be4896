package library

import (
	"os"
	"path/filepath"
	"strings"
)

// disjointBatches orders requests so that no two of one wave can meet in a file: photos of one name, whatever their ending, may
// share a sidecar, and links may lead to one photo. The first wave has the first request for each name.
func disjointBatches(paths []string) [][]int {
	real := resolver{}
	depth := map[string]int{}
	var all [][]int
	for n, path := range paths {
		key := real.stem(path)
		if depth[key] == len(all) {
			all = append(all, nil)
		}
		all[depth[key]] = append(all[depth[key]], n)
		depth[key]++
	}
	return all
}

// resolver follows links, of each folder once.
type resolver map[string]string

// stem is the real path of a photo without its ending, in small letters.
func (r resolver) stem(path string) string {
	if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeSymlink != 0 {
		if target, err := filepath.EvalSymlinks(path); err == nil {
			path = target
		}
	}
	dir := filepath.Dir(path)
	if _, known := r[dir]; !known {
		r[dir] = dir
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			r[dir] = real
		}
	}
	name := filepath.Base(path)
	return filepath.Join(r[dir], strings.ToLower(strings.TrimSuffix(name, filepath.Ext(name))))
}
