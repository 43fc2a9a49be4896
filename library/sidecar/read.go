package sidecar

import (
	"cmp"
	"fmt"
	"path/filepath"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// ReadKeywords returns the keywords of the photo at path: embedded ones and those of its sidecars. It blocks on the
// disk. On an error the result holds what could still be read. For many photos there is Folders.ReadFile.
func ReadKeywords(path string) (keywords.Keywords, error) { return new(Folders).ReadKeywords(path) }

// ReadKeywords is the function ReadFile for a run over many photos.
func (f *Folders) ReadKeywords(path string) (keywords.Keywords, error) {
	format, known := picture.FormatOf(path)
	if !known {
		return keywords.Keywords{}, fmt.Errorf("%s is not a photo by its name", path)
	}
	photo, err := disk.ReadSource(path, format.MaxBytes())
	if err != nil {
		return keywords.Keywords{}, fmt.Errorf("reading keywords: %w", err)
	}
	defer photo.Release()
	k, err := keywords.Read(photo.Data, format)
	if e := picture.CheckContent(filepath.Base(path), format, photo.Data[:min(64, len(photo.Data))]); e != nil {
		err = e
	}
	beside := f.Beside(path)
	for _, s := range beside {
		err = cmp.Or(err, s.Err)
	}
	if k.AddSidecars(beside); err != nil {
		return k, fmt.Errorf("reading keywords of %s: %w", path, err)
	}
	return k, nil
}
