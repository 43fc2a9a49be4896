// Package sidecar knows which XMP files lie beside a photo, whose they are and how a new one is
// named ([Folders]), and reads what a photo and its sidecars say together ([Folders.ReadKeywords]). It
// reads and never writes: package safewrite does.
package sidecar
