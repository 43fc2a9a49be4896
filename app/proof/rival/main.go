// Command rival rewrites JPEG files the way a program built on
// dsoprea/go-jpeg-image-structure would: parse into segments, write them out
// again, no edit at all. The proof runs it to show that its judge can tell
// harm: this writer drops what stands behind the first EOI (motion photos,
// previews of MPF). It is a module of its own so that the app never links it.
package main

import (
	"bytes"
	"fmt"
	"os"

	jpegstructure "github.com/dsoprea/go-jpeg-image-structure/v2"
)

func main() {
	for _, path := range os.Args[1:] {
		if err := rewrite(path); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", path, err)
		}
	}
}

func rewrite(path string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	parsed, err := jpegstructure.NewJpegMediaParser().ParseFile(path)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := parsed.(*jpegstructure.SegmentList).Write(&out); err != nil {
		return err
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}
