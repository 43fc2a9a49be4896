package assets

import (
	"embed"
	"io/fs"
)

//go:embed people/face.onnx people/pose.onnx
var people embed.FS

// People is the folder of the detectors of faces and people: face.onnx and pose.onnx, 2.7 MB;
// packaging/people says what they are.
func People() fs.FS { return below(people, "people") }
