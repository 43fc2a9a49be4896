package vocabulary

import "testing"

// TestOneOfIsReadAndWritten: the sign stays with its tag, and a name that looks like it stays a
// name.
func TestOneOfIsReadAndWritten(t *testing.T) {
	v := parse(t, "[season]\n\t{|}\n\tsummer\n\twinter\nbar\n\t{\\|}\n")
	if !v.Tags[0].OneOf || v.Tags[1].OneOf || v.Tags[3].OneOf || len(v.Tags[0].Synonyms) != 0 || len(v.Tags[3].Synonyms) != 1 || v.Tags[3].Synonyms[0] != "|" {
		t.Fatalf("%+v", v.Tags)
	}
	text := v.Text(Own)
	if again := parse(t, text); !again.Tags[0].OneOf || again.Tags[3].OneOf || again.Tags[3].Synonyms[0] != "|" {
		t.Errorf("%s", text)
	}
}
