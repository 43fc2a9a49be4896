// Package figures measures what suggestions, searches, lessons and fingerprints are worth on public
// photos, and holds the program to the figures of docs/TAGGING.md. It holds tests only, and is a
// package of its own because they compute much: the race detector, under which "make test" runs the
// tests of the packages that are measured, makes them six times as long and has no more to find here.
package figures
