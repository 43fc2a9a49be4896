package ui

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/safewrite"
	"catchlight/ui/jobs"
	"catchlight/ui/phrase"
)

// going is where the keywords of the selected photos go: what the writer itself says of each. By
// their formats that is known at once; whose the files are the disk says a moment later. It is asked
// for one selection at a time, the newest: a disk that does not answer would otherwise have a
// goroutine, and a thread of the system, waiting for each key that has gone through its photos.
type going struct {
	options func() safewrite.Options // as the user has chosen them now
	refuses func(path string, by safewrite.Options) error
	group   *jobs.Group
	post    func(func())
	changed func() // the text is another one

	photos []*library.Photo // that it was found out for last
	by     safewrite.Options
	found  places
	open   bool   // the disk is still to be asked for them
	end    func() // of the question that the disk is at; nil without one
}

// places are how many photos are written themselves, get a sidecar, and can get neither.
type places struct {
	inside, beside, nowhere int
	away                    int    // the file is known to be: no write has it
	unread                  int    // the file has just gone, or cannot be read: the write will tell
	why                     string // they get a sidecar, or nothing; "" for their format, or more than one reason
	reasons                 int
}

// text says in a sentence where keywords of photos go.
func (g *going) text(photos []*library.Photo) string {
	by := g.options()
	if by.To != g.by.To || by.AllowDNG != g.by.AllowDNG || !slices.Equal(photos, g.photos) {
		g.photos, g.by = slices.Clone(photos), by
		g.find()
	}
	if there := len(photos) - g.found.away; by.To == safewrite.SidecarFile && there > 0 {
		return toSidecars(there)
	}
	return g.found.sentence()
}

// find counts by formats, and asks the disk where these leave it open.
func (g *going) find() {
	g.found = places{}
	for _, p := range g.photos {
		g.found.count(p, g.by, g.by.Refuses(p.Format), false)
	}
	g.open = g.by.To != safewrite.SidecarFile && g.found.inside > 0
	if g.end == nil {
		g.ask()
	} else {
		g.end()
	}
}

// ask asks the disk, where it is to be asked, and once more for what has been selected meanwhile.
func (g *going) ask() {
	if !g.open {
		return
	}
	g.open = false
	ctx, end := context.WithCancel(g.group.Context())
	g.end = end
	photos, by := g.photos, g.by
	g.group.Go(func() {
		found := g.look(ctx, photos, by)
		g.post(func() {
			newest := ctx.Err() == nil // find ends it for others
			end()
			if g.end = nil; newest && found != g.found {
				g.found = found
				g.changed()
			}
			g.ask()
		})
	})
}

// look counts by what the disk says of photos, until ctx ends. It blocks; any goroutine may call it.
func (g *going) look(ctx context.Context, photos []*library.Photo, by safewrite.Options) (found places) {
	for _, p := range photos {
		if ctx.Err() != nil {
			break
		}
		if err := by.Refuses(p.Format); err != nil {
			found.count(p, by, err, false)
			continue
		}
		found.count(p, by, g.refuses(p.Path, by), true)
	}
	return found
}

// count adds a photo whose file, or format, must not be changed for that reason, nil for none.
func (s *places) count(p *library.Photo, by safewrite.Options, err error, told bool) {
	var refusal *keywords.Refusal
	switch {
	case p.Missing:
		s.away++
		return
	case p.Problem != "", err != nil && !errors.As(err, &refusal):
		s.unread++
		return
	case err == nil:
		s.inside++
		return
	case by.To == safewrite.Embedded:
		s.nowhere++
	default:
		s.beside++
	}
	why := ""
	if told {
		why = refusal.Reason
	}
	if s.reasons == 0 || s.why != why {
		s.why, s.reasons = why, s.reasons+1
	}
}

func (s *places) sentence() string {
	data := map[string]any{"n": phrase.Number(s.beside), "why": phrase.Said(s.why)}
	switch {
	case s.unread > 0 && s.inside+s.beside+s.nowhere == 0:
		return lang.XN("goes.unread", "{{.n}} photos cannot be read: Write says where their keywords go.", s.unread, phrase.Count(s.unread))
	case s.away > 0 && s.unread+s.inside+s.beside+s.nowhere == 0:
		return lang.XN("goes.away", "{{.n}} photos are not where they were: nothing is written before they are found.", s.away, phrase.Count(s.away))
	case s.nowhere > 0:
		return lang.X("goes.nowhere", "Goes into the file for {{.files}}, nowhere for {{.others}}: what must not be changed is left alone, and sidecars are switched off.",
			map[string]any{"files": phrase.Number(s.inside), "others": phrase.Number(s.nowhere)})
	case s.beside == 0:
		return lang.XN("goes.inside", "Goes into {{.n}} files (IPTC and XMP). Undo restores them to the byte.", s.inside, phrase.Count(s.inside))
	case s.inside > 0:
		return lang.X("goes.both", "Goes into the file for {{.files}}, to a sidecar (.xmp) for {{.sidecars}}.",
			map[string]any{"files": phrase.Number(s.inside), "sidecars": phrase.Number(s.beside)})
	case s.reasons == 1 && s.why != "":
		return lang.XN("goes.why", "Goes to {{.n}} sidecars (.xmp): {{.why}}.", s.beside, data)
	case s.reasons > 1:
		return toSidecars(s.beside)
	default:
		return lang.XN("goes.only", "Goes to {{.n}} sidecars (.xmp): these formats are never changed.", s.beside, data)
	}
}

func toSidecars(n int) string {
	return lang.XN("goes.sidecar", "Goes to {{.n}} sidecars (.xmp). The files are never opened for writing.", n, phrase.Count(n))
}
