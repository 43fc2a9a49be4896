// Package e2e tests the built program from outside: its commands, its exit statuses, its lines, and
// its window on a display of its own. It holds tests only.
//
// TestMain builds the program once, with the build tags in CATCHLIGHT_TAGS. Tests run on copies of
// the photos that the project may contain and on generated ones; some also on a collection named by
// CATCHLIGHT_SHARED (or beside the repository), and skip with a sentence where it is absent. What
// they need besides, and skip without: ONNX Runtime, exiftool, Xvfb and xdotool; make test installs
// all of these on Debian.
package e2e
