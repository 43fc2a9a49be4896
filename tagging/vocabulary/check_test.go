package vocabulary

import (
	"strings"
	"testing"
)

// problems are the findings as "tag: problem".
func problems(v *Vocabulary, found []Finding) string {
	var all []string
	for _, f := range found {
		all = append(all, v.Tags[f.Tag].Name+": "+f.Problem)
	}
	return strings.Join(all, ", ")
}

func TestCheckNames(t *testing.T) {
	v := parse(t, "fruit\n\torange\ncolour\n\torange\n\tred\n\t\t{= the colour red}\ncrane\nсобака\nкошка\n\t{= a cat}\ncafé\ndog\n\t{hound}\nhound\n")
	found := Check(v, false, nil, nil)
	want := "orange: two meanings, orange: two meanings, crane: two meanings, собака: not in the model's language, hound: same as another tag"
	if got := problems(v, found); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, f := range found {
		if f.Text == "" || len(f.Cures) == 0 || len(f.Cures) > 2 {
			t.Errorf("%+v", f)
		}
	}
	if got := problems(v, Check(v, true, nil, nil)); strings.Contains(got, NotItsTongue) {
		t.Errorf("a multilingual model: %s", got)
	}
}
