package main

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"catchlight/library"
	"catchlight/library/safewrite"
	"catchlight/tagging"
)

// The JSON lines. Their field names are a contract with scripts: more may be added, none is
// renamed, no list is null.

type suggestionLine struct {
	Tag   string  `json:"tag"`
	Score float64 `json:"score"`

	Reason string `json:"reason,omitempty"` // why it is known without the model: "3 faces"
}

type tagLine struct {
	place
	Suggestions []suggestionLine        `json:"suggestions"`
	Later       []suggestionLine        `json:"later,omitempty"` // new on a photo that the user has finished, and not written
	Place       string                  `json:"place,omitempty"` // with --places: "Italy|Lazio|Rome"
	Shot        *shotLine               `json:"shot,omitempty"`
	People      *peopleLine             `json:"people,omitempty"` // where somebody has looked
	Written     []string                `json:"written"`
	Removed     []string                `json:"removed"` // in a dry run: what would be
	To          []safewrite.Destination `json:"to"`
	Why         string                  `json:"why"` // of a sidecar in place of the file, or of what was left alone
	Skipped     string                  `json:"skipped"`
	Error       string                  `json:"error"`

	planned []string // in a dry run: the words that would be written
}

type tagSummary struct {
	Photos    int     `json:"photos"`
	Indexed   int     `json:"indexed"`
	Suggested int     `json:"suggested"`
	Written   int     `json:"written"`
	Sidecars  int     `json:"sidecars"` // of the written: beside the photo, not in it
	Failed    int     `json:"failed"`
	Seconds   float64 `json:"seconds"`

	Worth *tagging.Worth `json:"worth,omitempty"` // of the suggestions; absent where nobody knows, and with a fixed threshold
}

type indexLine struct {
	place
	Indexed bool        `json:"indexed"`
	People  *peopleLine `json:"people,omitempty"` // where somebody has looked
	Error   string      `json:"error"`
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
	place
	Score float64 `json:"score"`
}

type keywordsLine struct {
	place
	Keywords []string                `json:"keywords"`
	People   []string                `json:"people"` // whom other programs have named on the photo; no keywords
	IPTC     []string                `json:"iptc"`
	XMP      []string                `json:"xmp"`
	Sidecar  []string                `json:"sidecar"`
	Changed  bool                    `json:"changed"` // with dry_run: would be
	DryRun   bool                    `json:"dry_run"`
	Added    []string                `json:"added"`
	Removed  []string                `json:"removed"`
	To       []safewrite.Destination `json:"to"`
	Why      string                  `json:"why"`                // of a sidecar in place of the file, or of what was left alone
	LeadsTo  pathText                `json:"leads_to,omitempty"` // a link that leads out of the paths
	Skipped  string                  `json:"skipped"`            // what was asked for and did not have to be done
	Error    string                  `json:"error"`
}

type tableLine struct {
	place
	Title    string   `json:"title"`
	Keywords []string `json:"keywords"` // in the order of the row
	LeftOut  []string `json:"left_out"` // beyond what the agency takes
	Missing  []string `json:"missing"`  // why it would refuse the row
	Error    string   `json:"error"`
}

type tableSummary struct {
	Photos     int `json:"photos"`
	Rows       int `json:"rows"`
	Incomplete int `json:"incomplete"` // rows that the agency would refuse
	Failed     int `json:"failed"`
}

type undoLine struct {
	Run uint64 `json:"run"`
	place
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
	Photos    int   `json:"photos"`
	Vectors   int   `json:"vectors"`
	Decisions int   `json:"decisions"`
	Bytes     int64 `json:"bytes"`
	Format    int   `json:"format"`
	place

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

// plainSuggestions says suggestions with their scores, or the reasons of those that are known.
func plainSuggestions(all []suggestionLine) []string {
	var tags []string
	for _, s := range all {
		if s.Reason != "" {
			tags = append(tags, fmt.Sprintf("%s (%s)", s.Tag, s.Reason))
			continue
		}
		tags = append(tags, fmt.Sprintf("%s %.2f", s.Tag, s.Score))
	}
	return tags
}

// plainLater says what is new on a photo that the user has finished.
func plainLater(all []suggestionLine) string {
	if len(all) == 0 {
		return ""
	}
	return "finished; new since you looked: " + strings.Join(plainSuggestions(all), ", ")
}

// plainTags is a photo's line for a person; "" for one of which nothing is to be said on standard
// output.
func plainTags(l *tagLine) string {
	if l.Error != "" && len(l.To) == 0 {
		return ""
	}
	tags := plainSuggestions(l.Suggestions)
	if l.Place != "" {
		tags = append(tags, l.Place)
	}
	text := string(l.Path) + ": " + cmp.Or(strings.Join(tags, ", "), "–")
	if done := doneWords(l); done != "" {
		text += " → " + done
	}
	var notes []string
	for _, note := range []string{library.WriteResult{To: l.To, Why: l.Why}.Where(), l.Skipped, plainLater(l.Later)} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	if len(notes) > 0 {
		text += " (" + strings.Join(notes, "; ") + ")"
	}
	return text
}

// doneWords is "wrote dog, removed cat", or what would be.
func doneWords(l *tagLine) string {
	wrote, removed := "wrote ", "removed "
	if len(l.planned) > 0 || l.Skipped == dryRunNote {
		wrote, removed = "would write ", "would REMOVE "
	}
	var parts []string
	if words := append(l.planned, l.Written...); len(words) > 0 {
		parts = append(parts, wrote+strings.Join(words, ", "))
	}
	if len(l.Removed) > 0 {
		parts = append(parts, removed+strings.Join(l.Removed, ", "))
	}
	return strings.Join(parts, "; ")
}

// dryRunNote is why a dry run writes nothing.
const dryRunNote = "dry run"

func plainSummary(s tagSummary) string {
	text := fmt.Sprintf("%s: %d indexed, %d with suggestions, %d written", library.Counted(s.Photos, "photo", "photos"), s.Indexed, s.Suggested, s.Written)
	if s.Sidecars > 0 {
		text += fmt.Sprintf(" (%d of them in a sidecar)", s.Sidecars)
	}
	return text + fmt.Sprintf(", %d failed, %.1f s", s.Failed, s.Seconds)
}
