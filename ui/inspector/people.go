package inspector

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/kit"
)

// named are the people whom other programs have named on the selected photos. They are no keywords
// of ours: nothing is decided on them, and nothing written.
type named struct {
	heading *kit.Heading
	names   *kit.Paragraph
}

func newNamed() *named {
	return &named{heading: kit.NewInnerHeading(lang.X("inspector.named", "People, named by other programs")), names: kit.NewParagraph("", kit.StyleText)}
}

// objects lists the names; nothing where there are none.
func (n *named) objects(photos []*library.Photo) []fyne.CanvasObject {
	var names []string
	for _, p := range photos {
		for _, name := range p.Keywords.People {
			if !slices.ContainsFunc(names, func(known string) bool { return keywords.Fold(known) == keywords.Fold(name) }) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	n.names.SetText(strings.Join(names, ", "))
	return []fyne.CanvasObject{kit.NewSpace(0, 4), n.heading, n.names}
}
