package assets

import (
	"embed"
	"path"
)

//go:embed icons/*.svg
var icons embed.FS

// The names of the icons that Fyne does not bring: drawn for a 24×24 grid in
// one colour, which the user of the icon chooses; IconApp has its own colours.
const (
	IconTag    = "tag"    // a label: keywords
	IconPencil = "pencil" // typed by hand
	IconParent = "parent" // a tag that goes along because of its child
	IconLike   = "like"   // stacked frames: photos like this one
	IconStack  = "stack"  // frames of one moment
	IconApp    = "app"    // the program
)

// Icon is the SVG of an icon, nil for a name that is not one of the above. Any
// goroutine may call it.
func Icon(name string) []byte {
	data, err := icons.ReadFile(path.Join("icons", name+".svg"))
	if err != nil {
		return nil
	}
	return data
}
