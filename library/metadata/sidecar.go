package metadata

// Sidecars returns the paths of the photo's sidecars that exist: IMG_1.JPG.xmp, and IMG_1.xmp unless that
// belongs to a RAW of the same name.
func Sidecars(path string) []string { return nil }
