package ui

import (
	"path/filepath"
	"strings"

	"catchlight/library"
)

// photoNames lists photos by their names without endings.
func (r *rig) photoNames(ids []library.ID) string {
	var list []string
	for _, id := range ids {
		list = append(list, strings.TrimSuffix(filepath.Base(r.deps.Library.Snapshot().Photo(id).Path), ".jpg"))
	}
	return strings.Join(list, " ")
}
