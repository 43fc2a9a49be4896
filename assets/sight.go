package assets

import (
	"embed"
	"io/fs"
)

//go:embed sight/astronaut.jpg sight/cat.jpg sight/coffee.jpg sight/rocket.jpg sight/tripod.jpg
var sight embed.FS

// Sight is the folder of the five photos that a new model has to name, 150 kB; each file has the
// name of what it shows. They are free: packaging/licences says by whom they are.
func Sight() fs.FS { return below(sight, "sight") }
