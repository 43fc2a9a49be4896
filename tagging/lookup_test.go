package tagging

import (
	"slices"
	"testing"
)

// TestOtherTexts: what stands in brackets says which of several things is meant, and is tried by
// itself only behind a scientific name, whose English one it is.
func TestOtherTexts(t *testing.T) {
	for name, want := range map[string][]string{
		"Equus quagga (plains zebras)":   {"Equus quagga (plains zebras)", "Equus quagga", "plains zebras", "plains zebra"},
		"plains zebra (Equus quagga)":    {"plains zebra (Equus quagga)", "plains zebra"},
		"Pica pica hudsonia (magpie)":    {"Pica pica hudsonia (magpie)", "Pica pica hudsonia", "magpie"},
		"oranges (fruit)":                {"oranges (fruit)", "oranges", "orange"},
		"Golden eagle (bird)":            {"Golden eagle (bird)", "Golden eagle"},
		"Lena Berger (child)":            {"Lena Berger (child)", "Lena Berger"},
		"Oma (person)":                   {"Oma (person)", "Oma"},
		"Rissa tridactyla":               {"Rissa tridactyla"},
		"Upupa cristata (hoopoe, a bird": {"Upupa cristata (hoopoe, a bird", "Upupa cristata", "hoopoe, a bird"},
		"Equus quagga ()":                {"Equus quagga ()", "Equus quagga"},
	} {
		if got := otherTexts(words(t, name), 0, "{}"); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
