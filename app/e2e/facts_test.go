package e2e

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// exposed puts Exif into a JPEG that says how long it was exposed, in halves of a second.
func exposed(photo []byte, halves uint32) []byte {
	order := binary.LittleEndian
	field := func(b []byte, tag, kind uint16, count, value uint32) []byte {
		return order.AppendUint32(order.AppendUint32(order.AppendUint16(order.AppendUint16(b, tag), kind), count), value)
	}
	const exif, value = 26, 44 // where the second directory and the fraction lie
	block := append([]byte("II*\x00\x08\x00\x00\x00"), 1, 0)
	block = append(field(block, 0x8769, 4, 1, exif), 0, 0, 0, 0)
	block = append(block, 1, 0)
	block = append(field(block, 0x829a, 5, 1, value), 0, 0, 0, 0)
	block = order.AppendUint32(order.AppendUint32(block, halves), 2)
	segment := append([]byte("Exif\x00\x00"), block...)
	head := []byte{0xff, 0xe1, byte((len(segment) + 2) >> 8), byte(len(segment) + 2)}
	return slices.Concat(photo[:2], head, segment, photo[2:])
}

// TestFactsAreSuggested: what the shot says is suggested under the user's own word, with the
// reason, written, and left out when it is switched off, or not known to the vocabulary.
func TestFactsAreSuggested(t *testing.T) {
	h := newHomeWithModel(t)
	h.put("long.jpg", exposed(makeJPEG(t, 1), 5))
	h.put("short.jpg", exposed(makeJPEG(t, 2), 1))
	words := filepath.Join(h.dir, "words.txt")
	if err := os.WriteFile(words, []byte("Langzeitbelichtung\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	suggested := func(flags ...string) (of [2][]string) {
		all, _ := h.run(append([]string{"tag", "--json", "--vocabulary", words, "photos"}, flags...)...).ends(0).summed()
		for i, l := range all {
			for _, s := range l.Suggestions {
				of[i] = append(of[i], s.Tag+": "+s.Reason)
			}
		}
		return of
	}
	want := [2][]string{{"Langzeitbelichtung: exposed for 2.5 s"}, nil}
	if got := suggested("--dry-run"); !slices.Equal(got[0], want[0]) || got[1] != nil {
		t.Errorf("%q, want %q", got, want)
	}
	if got := suggested("--dry-run", "--facts", "off"); got[0] != nil {
		t.Errorf("switched off, and yet %q", got)
	}
	suggested("--yes")
	if all := h.run("keywords", "list", "--json", "photos").ends(0).lines(); !slices.Equal(all[0].Keywords, []string{"Langzeitbelichtung"}) {
		t.Errorf("written: %q", all[0].Keywords)
	}
	if err := os.WriteFile(words, []byte("dog\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := suggested("--dry-run"); got[0] != nil {
		t.Errorf("the vocabulary has no such word: %q", got)
	}
	if got := suggested("--dry-run", "--facts", "all"); !slices.Contains(got[0], "long exposure: exposed for 2.5 s") {
		t.Errorf("asked for all: %q", got)
	}
}
