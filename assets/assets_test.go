package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"testing"
)

// TestStarterIsWhole: the four files are those that the manifest names, to the byte.
func TestStarterIsWhole(t *testing.T) {
	data, err := fs.ReadFile(Starter(), "model.json")
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Files []struct {
			Path   string
			Bytes  int
			SHA256 string
		}
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	if len(manifest.Files) != 5 {
		t.Errorf("the manifest names %d files, want 5", len(manifest.Files))
	}
	for _, f := range manifest.Files {
		data, err := fs.ReadFile(Starter(), f.Path)
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(data); len(data) != f.Bytes || hex.EncodeToString(sum[:]) != f.SHA256 {
			t.Errorf("%s has %d bytes and the hash %x, want %d and %s", f.Path, len(data), sum, f.Bytes, f.SHA256)
		}
	}
}

func TestVocabulariesAreThere(t *testing.T) {
	for _, name := range []string{"essentials.txt", "imagenet-1k.tsv"} {
		if info, err := fs.Stat(Vocabularies(), name); err != nil || info.Size() < 1000 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
