// Package picture looks at the bytes of a photo's file, and changes none: which format it is, which
// picture it shows ([Identify]), what Exif says of it ([ReadDetails]), its colour profile and its
// small preview. It knows the containers that pictures come in, JPEG's segments, TIFF's
// directories, the chunks of PNG and WebP, the boxes of HEIC, and package keywords finds its way in
// them by the same functions.
//
// Everything takes bytes in memory and is pure: it opens no file, starts no goroutine, keeps no
// state, never panics, and crafted data costs it no more than a small multiple of their size. Any
// goroutine may call it.
package picture
