package main

import (
	"math"

	"catchlight/library/metadata"
)

// The JSON lines. Their field names are a contract with scripts: more may be added, none is renamed, no list is null.

type suggestionLine struct {
	Tag   string  `json:"tag"`
	Score float64 `json:"score"`
}

type tagLine struct {
	Path        string                 `json:"path"`
	Suggestions []suggestionLine       `json:"suggestions"`
	Place       string                 `json:"place,omitempty"` // with --places: "Italy|Lazio|Rome"
	Written     []string               `json:"written"`
	To          []metadata.Destination `json:"to"`
	Skipped     string                 `json:"skipped"`
	Error       string                 `json:"error"`
}

type tagSummary struct {
	Photos    int     `json:"photos"`
	Indexed   int     `json:"indexed"`
	Suggested int     `json:"suggested"`
	Written   int     `json:"written"`
	Failed    int     `json:"failed"`
	Seconds   float64 `json:"seconds"`
}

type indexLine struct {
	Path    string `json:"path"`
	Indexed bool   `json:"indexed"`
	Error   string `json:"error"`
}

type indexSummary struct {
	Photos  int     `json:"photos"`
	Indexed int     `json:"indexed"`
	Failed  int     `json:"failed"`
	Seconds float64 `json:"seconds"`
}

// summaryLine wraps a summary, so that it cannot be taken for a photo.
type summaryLine struct {
	Summary any `json:"summary"`
}

type searchLine struct {
	Path  string  `json:"path"`
	Score float64 `json:"score"`
}

type keywordsLine struct {
	Path     string                 `json:"path"`
	Keywords []string               `json:"keywords"`
	IPTC     []string               `json:"iptc"`
	XMP      []string               `json:"xmp"`
	Sidecar  []string               `json:"sidecar"`
	Changed  bool                   `json:"changed"`
	To       []metadata.Destination `json:"to"`
	Why      string                 `json:"why"` // of a sidecar in place of the file
	Error    string                 `json:"error"`
}

type undoLine struct {
	Run      uint64 `json:"run"`
	Path     string `json:"path"`
	Restored bool   `json:"restored"`
	Error    string `json:"error"`
}

type runLine struct {
	Run      uint64 `json:"run"`
	Time     string `json:"time"`
	Photos   int    `json:"photos"`
	Keywords int    `json:"keywords"`
	Undone   bool   `json:"undone"`
}

type libraryLine struct {
	Photos    int    `json:"photos"`
	Vectors   int    `json:"vectors"`
	Decisions int    `json:"decisions"`
	Bytes     int64  `json:"bytes"`
	Format    int    `json:"format"`
	Path      string `json:"path"`

	Models map[string]int `json:"models"` // vectors of each model
}

// list is l, never null in JSON.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// rounded is x with as many decimals as a reader can use.
func rounded(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}
