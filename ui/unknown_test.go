package ui

import (
	"context"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/ui/kit"
)

// classes knows the likelihoods of three colours, and no other word.
type classes struct{ colours }

func (c classes) Profile() tagging.Profile {
	p := c.colours.Profile()
	p.Name, p.Measure = "classes", tagging.Probabilities
	return p
}

func (classes) Texts(_ context.Context, texts []string) ([][]float32, error) {
	var rows [][]float32
	for _, text := range texts {
		row := make([]float32, 3)
		for i, name := range []string{"red", "green", "blue"} {
			if strings.Contains(text, name) {
				row[i] = 1
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// TestWordsThatTheModelDoesNotKnow are marked in the sidebar, on chips, under Why and in the
// ranking, with what helps; not those that a fact stands for, and none any more once a photo has
// taught it.
func TestWordsThatTheModelDoesNotKnow(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		writeFile(t, d.Library.Settings().Vocabulary, "red\ngreen\nblue\nlong exposure\nzyzzyva\n")
		d.OpenModel = func(string) (tagging.Encoder, error) { return classes{}, nil }
	})
	r.started()
	for name, want := range map[string]bool{"zyzzyva": true, "long exposure": false, "red": false} {
		if row := r.row(name); row.Faint != want || (row.Count == "?") != want || (row.OnHint != nil) != want {
			t.Errorf("%s: faint %v, count %q", name, row.Faint, row.Count)
		}
	}
	e := r.editing()
	e.NewTag()
	for _, typed := range []string{"zyzzyva", "zyzzyvas"} { // one is in the list
		e.Typing().SetText(typed)
		r.until(typed+" is not known", func() bool {
			return strings.Contains(texts(r.pages.page().Side), "“"+typed+"” is not known to this model.")
		})
	}
	e.Typing().SetText("")
	r.pages.close()
	r.row("zyzzyva").OnHint(true)
	r.says(r.bar.Object, "The model does not know zyzzyva", "add another name", "five photos", "CLIP")
	green := r.list.photoAt(1)
	r.grid.Selection().Click(1)
	r.refresh()
	r.menus.call(r.menus.command("ranking"))
	if row := inspected(r, func(row *kit.Row) bool { return row.Label == "zyzzyva" }); row == nil || row.Count != "?" || !row.Faint {
		t.Errorf("in the ranking: %+v", row)
	}
	r.decider.commit("", []library.Decision{{Photo: green.ID, Tag: "zyzzyva", Verdict: library.Typed, Bulk: true}}) // it teaches nothing
	r.decider.setCurrent("zyzzyva", r.list.words(green).State("zyzzyva"))
	r.refresh()
	r.says(r.inspector.Object, "Why zyzzyva", "The model does not know zyzzyva")
	r.chipOf("zyzzyva").OnHint(true, false)
	r.says(r.bar.Object, "zyzzyva, typed", "The model does not know zyzzyva")
	r.decider.put("zyzzyva", []*library.Photo{r.list.photoAt(2)})
	r.until("a photo has taught it", func() bool { return !r.row("zyzzyva").Faint })
}
