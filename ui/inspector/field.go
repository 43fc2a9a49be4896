package inspector

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library/keywords"
	"catchlight/ui/phrase"
)

// typed adds what was typed and gives the keyboard back to the grid.
func (in *Inspector) typed(line string) {
	in.add.SetText("")
	if strings.TrimSpace(line) == "" {
		in.deps.Leave()
		return
	}
	in.deps.Acts.Type(line)
}

// typing looks for the tag that the last word could become.
func (in *Inspector) typing(line string) {
	in.complete = ""
	if last := keywords.Fold(line[strings.LastIndex(line, ",")+1:]); last != "" {
		in.complete = in.completionOf(last)
	}
	text := ""
	if in.complete != "" {
		text = lang.X("inspector.complete", "Tab: {{.tag}}", phrase.Tag(in.complete))
	}
	if text != in.completion.Text {
		in.completion.SetText(text)
		in.Refresh()
	}
}

// tab completes the last word of the line.
func (in *Inspector) tab() bool {
	if in.complete == "" {
		return false
	}
	line := in.add.Text
	head := line[:strings.LastIndex(line, ",")+1]
	if head != "" {
		head += " "
	}
	in.add.Replace(head + in.complete)
	return true
}

// completionOf is the first tag that begins with a folded text, or holds it; "" when there is none.
func (in *Inspector) completionOf(folded string) string {
	tags := in.deps.Engine.Tags()
	if tags == nil {
		return ""
	}
	within := ""
	for _, t := range tags.Vocabulary.Tags {
		name := keywords.Fold(t.Name)
		if name == folded || t.Heading {
			continue
		}
		if strings.HasPrefix(name, folded) {
			return t.Name
		}
		if within == "" && strings.Contains(name, folded) {
			within = t.Name
		}
	}
	return within
}

// FocusAdd puts the keyboard into Add keyword. It waits for the key that called it to be done, so
// that its letter is not typed into the field.
func (in *Inspector) FocusAdd() {
	in.deps.Post(func() {
		in.EmptyAdd() // left there by a click elsewhere: the next word does not go on from it
		in.deps.Canvas().Focus(in.add)
	})
}

// EmptyAdd forgets what stands in Add keyword: it was meant for other photos.
func (in *Inspector) EmptyAdd() { in.add.SetText("") }
