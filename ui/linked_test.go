package ui

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"testing"
)

// linked makes n photos in folders of 500: links to as many small pictures.
func linked(b *testing.B, dir string, n int) {
	b.Helper()
	for i := range n {
		folder := filepath.Join(dir, fmt.Sprintf("%04d", i/500))
		path := filepath.Join(folder, fmt.Sprintf("IMG_%06d.jpg", i))
		if i%500 == 0 {
			if err := os.Mkdir(folder, 0o700); err != nil {
				b.Fatal(err)
			}
		}
		if i < 500 {
			paint(b, path, color.RGBA{uint8(i), uint8(i >> 2), 99, 255})
			continue
		}
		if err := os.Link(filepath.Join(dir, "0000", fmt.Sprintf("IMG_%06d.jpg", i%500)), path); err != nil {
			b.Fatal(err)
		}
	}
}
