package library

import (
	"encoding/binary"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sidecarEndings are the spellings under which a sidecar is looked for.
var sidecarEndings = []string{".xmp", ".XMP", ".Xmp"}

// candidates are the names that a photo's sidecars may have; with names not nil, those among them. The result is
// never nil.
func candidates(name string, names map[string]bool) []string {
	all := []string{}
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	for _, base := range []string{name, stem} {
		for _, ending := range sidecarEndings {
			if names == nil || names[base+ending] {
				all = append(all, base+ending)
			}
		}
	}
	return all
}

// besides condenses size and time of a photo's sidecars into a number, so that a change of them is noticed without
// reading them; 0 where there is none. names are candidates, nil for all. The same state found under two spellings, as
// file systems without case have it, counts once.
func besides(abs string, names []string) uint64 {
	if names == nil {
		names = candidates(filepath.Base(abs), nil)
	}
	var states [][16]byte
	for _, name := range names {
		info, err := os.Stat(filepath.Join(filepath.Dir(abs), name))
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		var state [16]byte
		binary.LittleEndian.PutUint64(state[:], uint64(info.Size()))
		binary.LittleEndian.PutUint64(state[8:], uint64(info.ModTime().UnixNano()))
		if !slices.Contains(states, state) {
			states = append(states, state)
		}
	}
	return condense(states)
}

func condense(states [][16]byte) uint64 {
	if len(states) == 0 {
		return 0
	}
	slices.SortFunc(states, func(a, b [16]byte) int { return slices.Compare(a[:], b[:]) })
	h := fnv.New64a()
	for _, state := range states {
		_, _ = h.Write(state[:]) // a hash never fails
	}
	return max(1, h.Sum64())
}
