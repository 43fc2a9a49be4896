package library

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/disk"
	"catchlight/library/sidecar"
)

// candidates are the names that a photo's sidecars may have; with names not nil, those among them. The result is
// never nil.
func candidates(name string, names map[string]bool) []string {
	all := []string{}
	for _, sidecar := range sidecar.Names(name) {
		if names == nil || names[sidecar] {
			all = append(all, sidecar)
		}
	}
	return all
}

// sidecarStamp condenses size and times of a photo's sidecars into a number, so that a change of them is noticed without
// reading them; 0 where there is none. Whose IMG_1.xmp is depends on what else is called IMG_1, so that counts, too. names
// are candidates, nil for all. The same state found under two spellings, as file systems without case have it, counts once.
func sidecarStamp(folders *sidecar.Folders, abs string, names []string) uint64 {
	if names == nil {
		names = candidates(filepath.Base(abs), nil)
	}
	var states [][]byte
	common := false
	for _, name := range names {
		info, err := os.Stat(filepath.Join(filepath.Dir(abs), name))
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		state := binary.LittleEndian.AppendUint64(nil, uint64(info.Size()))
		state = binary.LittleEndian.AppendUint64(state, uint64(info.ModTime().UnixNano()))
		state = binary.LittleEndian.AppendUint64(state, uint64(disk.ChangeTime(info).UnixNano()))
		if !slices.ContainsFunc(states, func(other []byte) bool { return bytes.Equal(other, state) }) {
			states = append(states, state)
		}
		common = common || !strings.HasPrefix(name, filepath.Base(abs))
	}
	if common {
		for _, twin := range folders.Twins(abs) {
			states = append(states, []byte(twin))
		}
	}
	return condense(states)
}

func condense(states [][]byte) uint64 {
	if len(states) == 0 {
		return 0
	}
	slices.SortFunc(states, bytes.Compare)
	h := fnv.New64a()
	for _, state := range states {
		_, _ = h.Write(state) // a hash never fails
	}
	return max(1, h.Sum64())
}
