// Package proof holds no program, only tests: it runs the built catchlight as a
// photographer's computer would, over real and odd photos, and lets other
// programs (exiftool, exiv2, exempi, darktable) judge what it left behind.
//
// A short part runs in every "make test". The whole runs by "make proof", which sets
// CATCHLIGHT_PROOF=1: every file of the public corpora with every keyword, a kill at every system
// call that writes, every state that a power cut may leave, full, failing and primitive file
// systems, and thousands of kills at random moments. Each test prints its figures; nothing is
// compared with a figure that was written down before.
//
// The corpora are not part of the project. They are looked for in
// $CATCHLIGHT_SHARED, else in the folder "shared" beside the checkout; a test that
// needs them skips with a sentence when they are absent.
package proof
