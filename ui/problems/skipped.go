package problems

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// Skipped is what imports have not taken in, by reason, and what of it cannot be read. The zero
// value is nothing.
type Skipped struct {
	reasons []reason
	failed  []library.Failure
}

// reason is why files were skipped, and which.
type reason struct {
	why   string // names the reason, for no person to read
	says  func(n int) string
	more  string // what there is to know about it
	count int
	names []string // as found, not always all
}

// Add adds what an import has skipped.
func (s *Skipped) Add(r library.Imported) {
	s.failed = append(s.failed, r.Failed...)
	p := r.Passed
	kinds := slices.SortedFunc(maps.Keys(p.Kinds), func(a, b string) int { return cmp.Or(cmp.Compare(p.Kinds[b], p.Kinds[a]), strings.Compare(a, b)) })
	for _, kind := range kinds {
		s.add(reason{
			why: kind, count: p.Kinds[kind], names: p.Named[kind],
			says: func(n int) string { return fmt.Sprintf("%s .%s", phrase.Number(n), kind) },
			more: lang.X("skipped.kind", "Catchlight does not read files of this kind."),
		})
	}
	s.add(reason{
		why: "no photo", count: p.Files - p.Unread(), names: p.Named[""],
		says: func(n int) string { return lang.XN("skipped.noPhoto", "{{.n}} not photos", n, phrase.Count(n)) },
		more: lang.X("skipped.noPhotoMore", "By their names they are no pictures."),
	})
	s.add(reason{
		why: "left out", count: len(p.LeftOut), names: p.LeftOut,
		says: func(n int) string { return lang.XN("skipped.leftOut", "{{.n}} removed before", n, phrase.Count(n)) },
		more: lang.X("skipped.leftOutMore", "You have taken them out of the library. Dropped by themselves they come again."),
	})
	s.add(reason{
		why: "folders", count: len(p.Folders), names: p.Folders,
		says: func(n int) string {
			return lang.XN("skipped.folders", "{{.n}} folders of other programs", n, phrase.Count(n))
		},
		more: lang.X("skipped.foldersMore", "They hold what the system or another program keeps for itself. Dropped by themselves they are read."),
	})
	s.add(reason{
		why: "links", count: len(p.Links), names: p.Links,
		says: func(n int) string { return lang.XN("skipped.links", "{{.n}} links to folders", n, phrase.Count(n)) },
		more: lang.X("skipped.linksMore", "Links are not followed. Drop one by itself, or the folder that it leads to."),
	})
}

func (s *Skipped) add(r reason) {
	i := slices.IndexFunc(s.reasons, func(o reason) bool { return o.why == r.why })
	switch {
	case r.count == 0:
	case i < 0:
		s.reasons = append(s.reasons, r)
	default:
		s.reasons[i].count += r.count
		s.reasons[i].names = append(s.reasons[i].names, r.names...)
	}
}

// Sentence says what was skipped, "" nothing: "1 file cannot be read. Skipped: 9 not photos, 3 .mov".
func (s *Skipped) Sentence() string {
	var parts, why []string
	if n := len(s.failed); n > 0 {
		parts = append(parts, phrase.Unread(n))
	}
	for _, r := range s.reasons[:min(len(s.reasons), 2)] {
		why = append(why, r.says(r.count))
	}
	if len(s.reasons) > len(why) {
		why = append(why, "…")
	}
	if len(why) > 0 {
		parts = append(parts, lang.X("skipped.sentence", "Skipped: {{.why}}", map[string]any{"why": strings.Join(why, ", ")}))
	}
	return strings.Join(parts, lang.X("sentence.end", ".")+" ")
}

// NewSkipped returns the page of what an import has skipped: names by reason.
func NewSkipped(s Skipped) *page.Page {
	list := []fyne.CanvasObject{kit.NewParagraph(s.Sentence(), kit.StylePage)}
	var rows []fyne.CanvasObject
	for _, f := range s.failed {
		rows = append(rows, page.PhotoRow(f.Path, phrase.Said(library.Sentence(f.Path, f.Err))))
	}
	list = append(list, problemGroup(lang.X("problems.broken", "Cannot be read"), lang.X("skipped.failedMore", "What the library knows of them stands under Problems, too, with what helps."), rows)...)
	for _, r := range s.reasons {
		var rows []fyne.CanvasObject
		for _, path := range r.names {
			rows = append(rows, page.PhotoRow(path, filepath.Dir(path)))
		}
		list = append(list, problemGroup(r.says(r.count), r.more, rows)...)
	}
	return &page.Page{ID: "skipped", Title: lang.X("skipped.page", "Skipped at the last import"), Body: page.Body(list...)}
}
