package metadata

// Read returns the keywords embedded in a photo of format f. It is pure and never panics. On an error the
// result holds what could still be read.
func Read(data []byte, f Format) (Keywords, error) {
	return Keywords{}, nil
}

// ReadFile returns the keywords of the photo at path: embedded ones and those of its sidecars. It blocks on the
// disk. On an error the result holds what could still be read.
func ReadFile(path string) (Keywords, error) {
	return Keywords{}, nil
}
