package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library"
)

// TestScopes derives each scope of a window with two photos, one of them in trouble.
func TestScopes(t *testing.T) {
	r := newRig(t, nil)
	dir := r.photos()
	writeFile(t, filepath.Join(dir, "d-broken.jpg"), "no photo")
	r.Open([]string{dir})
	r.until("three photos are tagged", func() bool { return len(r.list.ids) == 4 && r.jobs.Idle() && r.derived.review == 3 })
	r.decider.put("Etosha", []*library.Photo{r.list.photoAt(0)})
	for s, want := range map[scope]string{
		{}:                  "a-red b-green c-blue d-broken",
		{kind: scopeReview}: "a-red b-green c-blue",
		{kind: scopeWrite}:  "a-red", {kind: scopeBare}: "b-green c-blue d-broken", {kind: scopeProblems}: "d-broken",
		{kind: scopeFolder, name: dir}: "a-red b-green c-blue d-broken", {kind: scopeFolder, name: dir[:len(dir)-1]}: "",
		{kind: scopeTag, name: "colour"}: "a-red b-green c-blue", {kind: scopeTag, name: "Red"}: "a-red",
		{kind: scopeWord, name: "etosha"}: "a-red", {kind: scopeWord, name: "blue"}: "c-blue",
		{kind: scopeSearch, name: "etosha"}: "a-red", {kind: scopeSearch, name: "-green -broken"}: "a-red c-blue",
	} {
		w := wish{snap: r.deps.Library.Snapshot(), tags: r.engine.tags, proposals: r.proposals, scope: s, order: orderName}
		if got := r.photoNames(derive(w, r.deps.Library, &memory{}).ids); got != want {
			t.Errorf("%+v shows %q, want %q", s, got, want)
		}
	}
}

// photoNames lists photos by their names without endings.
func (r *rig) photoNames(ids []library.ID) string {
	var list []string
	for _, id := range ids {
		list = append(list, strings.TrimSuffix(filepath.Base(r.deps.Library.Snapshot().Photo(id).Path), ".jpg"))
	}
	return strings.Join(list, " ")
}

func TestSettleNeverMovesAPhoto(t *testing.T) {
	known := func(id library.ID) bool { return id != 3 }
	got := settle([]library.ID{5, 3, 1}, []library.ID{1, 2, 4}, known)
	if want := []library.ID{5, 1, 2, 4}; !slices.Equal(got, want) {
		t.Errorf("settled to %v, want %v: shown ones stay in place, new ones are appended", got, want)
	}
}

func TestFolderTree(t *testing.T) {
	tops := folderTree(nil, map[string]int{
		"/home/u/Pictures/Namibia/01": 2, "/home/u/Pictures/Namibia/02": 3, "/home/u/Pictures/Wedding": 1, "/mnt/card": 4,
	}, nil, "/home/u")
	if len(tops) != 2 || tops[0].name != "Pictures" || tops[1].name != "card" {
		t.Fatalf("tops %v", tops)
	}
	namibia := tops[0].below[0]
	if namibia.name != "Namibia" || namibia.count != 5 || len(namibia.below) != 2 || tops[0].count != 6 {
		t.Errorf("Namibia is %+v", namibia)
	}
}
