//go:build linux

package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// inTheFile is a keyword that the photos have before the window sees them.
const inTheFile = "mine"

// sidecars gives every photo a sidecar with a keyword.
func (h home) sidecars() {
	h.Helper()
	photos, _ := filepath.Glob(filepath.Join(h.photos, "*.jpg"))
	for _, path := range photos {
		text := fmt.Sprintf(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`, inTheFile)
		if err := os.WriteFile(path+".xmp", []byte(text), 0o644); err != nil {
			h.Fatal(err)
		}
	}
}

// decided counts the verdicts in the library that the window holds, by word; "finished" those of
// photos as a whole.
func (h home) decided() map[string]int {
	h.Helper()
	copied, err := h.copyLibrary()
	if err != nil {
		return nil
	}
	out := filepath.Join(h.dir, "copy", "export.json")
	h.run("library", "export", "--library", copied, out)
	var all struct {
		Photos []struct {
			Decisions []struct{ Tag, Verdict string }
			Finished  time.Time
		}
	}
	if data, err := os.ReadFile(out); err != nil || json.Unmarshal(data, &all) != nil {
		return nil // in the middle of a change
	}
	_ = os.Remove(out)
	count := map[string]int{}
	for _, p := range all.Photos {
		if !p.Finished.IsZero() {
			count["finished"]++
		}
		for _, d := range p.Decisions {
			count[d.Verdict+" "+d.Tag]++
		}
	}
	return count
}

// TestKeysOfTheWindow: in a real window X and Delete leave keywords alone once nothing is open, the
// field of keywords glues nothing, and Ctrl+Z and Ctrl+Y work in it while it is empty.
func TestKeysOfTheWindow(t *testing.T) {
	d := newDisplay(t)
	h := newHomeWithModel(t)
	h.copyIn(realPhotos(t)...)
	h.sidecars()
	h.settings(h.vocabulary(animals))
	photos := len(realPhotos(t))
	r, s := h.open(d, h.photos)
	eventually(t, "the photos are indexed", func() bool { return h.peek().Vectors >= photos })
	s.click(320, 140)
	s.settled()
	s.rejectAll(h)
	s.shot("keys-all-rejected")
	before := h.decided()
	for range 4 {
		s.keys("x", "Delete", "1", "9", "shift+1", "Left")
	}
	s.shot("keys-nothing-left")
	if after := h.decided(); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("keys without a suggestion changed %v to %v", before, after)
	}
	s.field(h, photos)
	s.keys("Escape", "Tab")
	time.Sleep(time.Second)
	s.shot("keys-tab")
	r.signal(syscall.SIGTERM)
	r.wait().ends(0)
}

// rejectAll presses X until no photo has an open suggestion.
func (s screen) rejectAll(h home) {
	s.Helper()
	last := -1
	eventually(s.T, "X changes nothing any more", func() bool {
		s.keys("Home", "x", "x", "x", "x", "x", "x", "x", "x")
		time.Sleep(500 * time.Millisecond)
		now := h.peek().Decisions
		same := now == last && now > 0
		last = now
		return same
	})
}

// field types into the field of keywords: what Esc has emptied is gone, and what Enter has added
// Ctrl+Z takes back.
func (s screen) field(h home, photos int) {
	s.Helper()
	s.keys("k")
	s.types("snow leopard")
	s.shot("keys-typed")
	s.keys("Escape", "Escape")
	s.chord("ctrl", "a")
	s.keys("k")
	s.types("trip")
	s.keys("Return")
	eventually(s.T, "the word is on all photos, and nothing else", func() bool { return h.decided()["typed trip"] == photos })
	s.shot("keys-added")
	s.chord("ctrl", "z")
	eventually(s.T, "Ctrl+Z in the empty field takes it back", func() bool { return h.decided()["typed trip"] == 0 })
	s.shot("keys-undone")
	s.chord("ctrl", "y")
	eventually(s.T, "Ctrl+Y adds it again", func() bool { return h.decided()["typed trip"] == photos })
	for word := range h.decided() {
		if strings.Contains(word, "leopard") {
			s.Errorf("%q was decided", word)
		}
	}
}
