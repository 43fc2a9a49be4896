// Package metadata reads and writes the keywords of photos: embedded IPTC and XMP, and XMP sidecars.
package metadata
