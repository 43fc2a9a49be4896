package safewrite

import (
	"bytes"
	"crypto/sha256"
	"testing"

	"catchlight/library/keywords"
	"catchlight/library/testphoto"
)

// The hashes that a change is known by cover every byte of the old content and of the new, in all
// three parts.
func TestSeal(t *testing.T) {
	path := photoFile(t, "a.jpg", testphoto.JPEG(t))
	c := prepared(t, path)
	fc, old, now := c.Files[0], readFile(t, path), c.Files[0].data.Joined()
	if k := fc.longestSpan(); k.size < int64(len(old))/2 || !bytes.Equal(old[k.old:k.old+k.size], now[k.now:k.now+k.size]) {
		t.Errorf("kept is %+v", k)
	}
	if !fc.isBefore(old) || !fc.isAfter(now) || fc.isBefore(now) || fc.isAfter(old) {
		t.Error("its own content is not known")
	}
	for i := range now {
		now[i] ^= 1
		if fc.isAfter(now) {
			t.Fatalf("byte %d of %d does not count", i, len(now))
		}
		now[i] ^= 1
	}
	if fc.isAfter(now[:len(now)-1]) || fc.isAfter(append(now, 0)) {
		t.Error("the size does not count")
	}
}

// Records of earlier versions hash the whole content.
func TestWholeHashes(t *testing.T) {
	path := photoFile(t, "a.jpg", testphoto.JPEG(t))
	old := readFile(t, path)
	fc := stored(t, write(t, path, adding("dog"), Options{}))[0]
	fc.LegacyHash, fc.Before.Hash, fc.After.Hash = true, sha256.Sum256(old), sha256.Sum256(readFile(t, path))
	if found, err := Inspect(fc); found.State != StateNew || err != nil {
		t.Errorf("%+v, %v", found, err)
	}
	if _, err := Revert(fc, Options{}); err != nil || !bytes.Equal(readFile(t, path), old) {
		t.Error(err)
	}
	if found, err := Inspect(fc); found.State != StateOld || err != nil {
		t.Errorf("%+v, %v", found, err)
	}
}

// A damaged record is no reason to panic.
func TestDamagedRecord(t *testing.T) {
	fc := FileChange{After: Stamp{Size: 9}, Before: Stamp{Size: 9}, Undo: []keywords.Range{{Offset: -5, Length: 1 << 40}, {Offset: 3, Length: -9}}}
	if data := []byte("nine byte"); fc.isAfter(data) || fc.isBefore(data) {
		t.Error("it fits")
	}
}

func TestPieces(t *testing.T) {
	p := keywords.Pieces{[]byte("ab"), nil, []byte("cde"), {}, []byte("f")}
	text := p.Joined()
	for from := range int64(7) {
		for to := from; to <= 6; to++ {
			if got := p.Within(from, to).Joined(); !bytes.Equal(got, text[from:to]) {
				t.Errorf("from %d to %d: %q", from, to, got)
			}
		}
	}
	for content, want := range map[string]bool{"abcdef": true, "abcde": false, "abcdefg": false, "abcdeF": false, "": false} {
		if got := p.HeldBy(bytes.NewReader([]byte(content))); got != want {
			t.Errorf("%q: %v", content, got)
		}
	}
	if p.Sum() != sha256.Sum256(text) {
		t.Error("another hash")
	}
}
