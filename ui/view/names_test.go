package view

import (
	"slices"
	"testing"
)

func TestNamesAreSortedWithoutCase(t *testing.T) {
	names := []string{"Zebra", "apple", "Élan", "banana", "Apple"}
	slices.SortFunc(names, CompareNames)
	if want := []string{"Apple", "apple", "banana", "Zebra", "Élan"}; !slices.Equal(names, want) {
		t.Errorf("%q", names)
	}
}
