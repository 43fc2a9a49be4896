// Package thumb decodes photos and keeps their thumbnails.
//
// # Decoding
//
// Decode makes an upright, opaque sRGB image of any photo, no larger than needed:
//
//	limits → decode at 1/1, 1/2, 1/4 or 1/8 → colours → orientation
//
// JPEGs are scaled while they are decoded, in the frequency domain: with the build tag turbojpeg by
// libjpeg-turbo (through cgo, found by pkg-config), without it by gen2brain/jpegn, with the
// standard library as the last resort. Both give pictures of the same size; the pixels differ a
// little. Other formats are decoded whole and then averaged over blocks, which amounts to the same.
// HEIC, AVIF and JPEG XL run in WebAssembly, and a thumbnail inside a HEIC or AVIF file is taken
// where it is large enough, a hundred times faster; build with the tag nodynamic to keep their
// packages from loading a shared library of the system instead, whose versions differ. RAW files
// are shown by a JPEG preview inside them, never developed: the smallest that is large enough and
// shows the whole picture. The thumbnail inside a JPEG is not used: at 160 pixels it is too small,
// and programs that edit a photo may leave it as it was.
//
// Colours: matrix profiles (Display P3, Adobe RGB, …) are converted to sRGB, see
// icc.go; CMYK is turned to RGB without a profile, 16 bits are cut to 8, alpha is
// laid over white. Profiles made of tables are ignored.
//
// # Safety
//
// Work and memory are bounded before a decoder sees the file, whatever its header
// says (allowance.go, jpegcost.go, wasm.go; figures in docs/SECURITY.md), panics of
// decoders become errors, and a damaged JPEG yields the part that could be read
// together with ErrDamaged. What can still go wrong: HEIC and AVIF take seconds and
// several times their pixels in memory, since WebAssembly has no threads; HEIC
// pictures narrower than 128 pixels get wrong colours (see heicLayout).
//
// # Cache
//
// Cache has three levels: memory (the images themselves, bounded in bytes, the
// longest unused forgotten first), disk (JPEG files, bounded in bytes), and the
// photo. A few workers serve the newest request first, because that is what the
// user looks at now; a request that scrolled away is withdrawn. Keys name
// pictures, not files, so that renaming or tagging a photo costs nothing here.
// One goroutine counts and prunes the disk part. All of them end with Close. Files are replaced
// without a sync, on purpose: what a power cut takes from the cache is made again.
package thumb
