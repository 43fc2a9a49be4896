package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"testing"
)

// TestPeopleAreWhole: the two graphs are those that packaging/people describes, to the byte.
func TestPeopleAreWhole(t *testing.T) {
	for name, want := range map[string]string{
		"face.onnx": "6abfb52b5e918f55793bf9483aee7ebfc44a5083d03a5b2795f1cc4d4065cb6b",
		"pose.onnx": "57c6f6fd2a2d7e8bd4de211e753f9640ef0795601d7d8c3a297ac7b548a11d2e",
	} {
		data, err := fs.ReadFile(People(), name)
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s is another file: %x", name, sum)
		}
	}
}
