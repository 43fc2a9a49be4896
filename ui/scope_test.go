package ui

import (
	"slices"
	"testing"
	"time"

	"catchlight/library"
	"catchlight/library/metadata"
)

func TestScopeHolds(t *testing.T) {
	dog := &facts{photo: &library.Photo{Path: "/photos/2026/IMG_1.jpg"}, words: wordsOf(photoWith("Etosha"), nil, proposedTags("dog"), false)}
	bare := &facts{photo: &library.Photo{Path: "/photos/b.jpg", Problem: "truncated"}, toWrite: true}
	animal := map[string]bool{"animal": true, "dog": true}
	for _, c := range []struct {
		scope       scope
		dog, bareIn bool
	}{
		{scope{}, true, true},
		{scope{kind: scopeReview}, true, false},
		{scope{kind: scopeWrite}, false, true},
		{scope{kind: scopeBare}, false, true},
		{scope{kind: scopeProblems}, false, true},
		{scope{scopeFolder, "/photos/2026"}, true, false},
		{scope{scopeFolder, "/photos/20"}, false, false},
		{scope{scopeFolder, "/"}, true, true},
		{scope{scopeTag, "animal"}, true, false},
		{scope{scopeWord, "animal"}, true, false},
		{scope{scopeSearch, "etosha"}, true, false},
		{scope{scopeSearch, "img dog"}, true, false},
		{scope{scopeSearch, "-dog"}, false, true},
	} {
		if got := c.scope.holds(dog, animal); got != c.dog {
			t.Errorf("%v holds the dog: %v", c.scope, got)
		}
		if got := c.scope.holds(bare, animal); got != c.bareIn {
			t.Errorf("%v holds the bare photo: %v", c.scope, got)
		}
	}
}

func TestSettleNeverMovesAPhoto(t *testing.T) {
	known := func(id library.ID) bool { return id != 3 }
	got := settle([]library.ID{5, 3, 1}, []library.ID{1, 2, 4}, known)
	if want := []library.ID{5, 1, 2, 4}; !slices.Equal(got, want) {
		t.Errorf("settled to %v, want %v: shown ones stay in place, new ones are appended", got, want)
	}
}

func TestArrange(t *testing.T) {
	early, late := time.Unix(1, 0), time.Unix(2, 0)
	a := &library.Photo{Path: "/x/b.jpg", Details: metadata.Details{Taken: late}}
	b := &library.Photo{Path: "/y/a.jpg", Details: metadata.Details{Taken: early}}
	for o, first := range map[order]*library.Photo{orderTaken: b, orderName: b, orderFolder: a} {
		list := []*library.Photo{a, b}
		arrange(list, o)
		if list[0] != first {
			t.Errorf("%s: %s stands first", o, list[0].Path)
		}
	}
}

func TestFolderTree(t *testing.T) {
	tops := folderTree(&library.Snapshot{}, map[string]int{
		"/home/u/Pictures/Namibia/01": 2, "/home/u/Pictures/Namibia/02": 3, "/home/u/Pictures/Wedding": 1, "/mnt/card": 4,
	}, "/home/u")
	if len(tops) != 2 || tops[0].name != "Pictures" || tops[1].name != "card" {
		t.Fatalf("tops %v", tops)
	}
	namibia := tops[0].below[0]
	if namibia.name != "Namibia" || namibia.count != 5 || len(namibia.below) != 2 || tops[0].count != 6 {
		t.Errorf("Namibia is %+v", namibia)
	}
}
