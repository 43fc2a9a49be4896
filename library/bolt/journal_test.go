package bolt

import (
	"slices"
	"testing"
	"time"
)

// TestMeaningsAreKept: records hold decisions whole; one made before there were any is read as it
// was.
func TestMeaningsAreKept(t *testing.T) {
	moment := time.Date(2026, 11, 29, 12, 0, 0, 5, time.UTC)
	r := &Record{Run: 1, Number: 2, Photo: 7, Path: "/a.jpg", Added: []string{"dog"}, Decisions: []WriteDecision{{
		Now:    Decision{Photo: 7, Tag: "dog", Verdict: Accepted, Bulk: true, Run: true, Time: moment, Model: "m", Path: "animal|dog"},
		Before: Decision{Photo: 7, Tag: "Dog", Verdict: Rejected, Time: moment},
	}}}
	data := r.encode()
	got, sound := decodeRecord(r.key(), data)
	if !sound || !slices.Equal(got.Decisions, r.Decisions) {
		t.Errorf("%v, %+v", sound, got)
	}
	r.Decisions = nil
	older := r.encode()
	if got, sound = decodeRecord(r.key(), older[:len(older)-1]); !sound || got.Decisions != nil || got.Path != "/a.jpg" {
		t.Errorf("an older record: %v, %+v", sound, got)
	}
	for n := range data {
		decodeRecord(r.key(), data[:n]) // must not panic
	}
}
