package view

import (
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library"
)

func TestSettleNeverMovesAPhoto(t *testing.T) {
	known := func(id library.ID) bool { return id != 3 }
	got := KeepOrder([]library.ID{5, 3, 1}, []library.ID{1, 2, 4}, known)
	if want := []library.ID{5, 1, 2, 4}; !slices.Equal(got, want) {
		t.Errorf("settled to %v, want %v: shown ones stay in place, new ones are appended", got, want)
	}
}

// TestFolderTreeHasOneOrder: several roots, as the drives of Windows are, stand in the order of their
// names, and not each time in another one.
func TestFolderTreeHasOneOrder(t *testing.T) {
	count := map[string]int{filepath.FromSlash("/photos/a"): 1, filepath.FromSlash("/more/b"): 1, "here": 1, "there": 1} // "." is a root, too
	for range 50 {
		var names []string
		for _, top := range folderTree(nil, count, nil, "") {
			names = append(names, top.Name)
		}
		if len(names) != 2 || !slices.IsSortedFunc(names, CompareNames) {
			t.Fatalf("the roots are %q", names)
		}
	}
}

func TestFolderTree(t *testing.T) {
	tops := folderTree(nil, map[string]int{
		"/home/u/Pictures/Namibia/01": 2, "/home/u/Pictures/Namibia/02": 3, "/home/u/Pictures/Wedding": 1, "/mnt/card": 4,
	}, nil, "/home/u")
	if len(tops) != 2 || tops[0].Name != "card" || tops[1].Name != "Pictures" {
		t.Fatalf("tops %s, %s: capitals go first", tops[0].Name, tops[1].Name)
	}
	namibia := tops[1].Below[0]
	if namibia.Name != "Namibia" || namibia.Count != 5 || len(namibia.Below) != 2 || tops[1].Count != 6 {
		t.Errorf("Namibia is %+v", namibia)
	}
}
