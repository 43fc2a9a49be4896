package library

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"catchlight/library/picture"
)

// departed finds out what becomes of photos whose files have gone. What the user has decided
// belongs to the picture: it goes on with a copy that stands elsewhere. A move to another disk is a
// copy and a deletion, and by the time of the deletion the copy is known as a photo of its own.
type departed struct {
	*importer
	snap    *Snapshot
	changes changes
	gone    map[ID]bool // found to be so by this import
	heirs   map[ID]bool // copies that have got decisions
	places  map[string]bool
	former  map[picture.ID]bool // what edited photos were; nil: not asked for yet
}

// resolveGone is about the photos that have gone from the folders that were walked, and those that
// were missing before.
func (im *importer) resolveGone() error {
	l := im.lib
	l.mu.Lock()
	defer l.mu.Unlock()
	p := &departed{
		importer: im, snap: l.Snapshot(), changes: changes{}, gone: map[ID]bool{}, heirs: map[ID]bool{}, places: map[string]bool{},
	}
	p.listGone()
	for _, away := range p.groupAway() {
		p.passOnDecisions(away)
	}
	p.forgetPassing()
	p.markMissing()
	if len(p.changes) == 0 {
		return nil
	}
	before := p.snap
	if err := l.apply(p.changes, nil); err != nil {
		return err
	}
	return l.dropPictures(l.orphans(before, p.changes.forgotten()))
}

// forgotten are those of the changes that forget a photo.
func (c changes) forgotten() changes {
	gone := changes{}
	for id, e := range c {
		if e == nil {
			gone[id] = nil
		}
	}
	return gone
}

// listGone lists the photos that are no longer in the folders that were walked.
func (p *departed) listGone() {
	for _, root := range p.walker.roots {
		here := p.snap.below(withSeparator(root))
		if photo := p.snap.ByPath(root); photo != nil {
			here = append(here[:len(here):len(here)], photo)
		}
		for _, photo := range here {
			if !p.seen[photo.ID] && !photo.Missing && hasLeft(photo) {
				p.gone[photo.ID] = true
			}
		}
	}
}

// hasLeft reports whether the file of a photo is not at its path now, and nothing stands for it.
func hasLeft(photo *Photo) bool { return isGone(photo.Path) && !isEvicted(photo.Path) }

func (p *departed) isAway(photo *Photo) bool { return photo.Missing || p.gone[photo.ID] }

// groupAway groups the photos that are away by their pictures, in order of path.
func (p *departed) groupAway() [][]*Photo {
	var groups [][]*Photo
	at := map[picture.ID]int{}
	for _, photo := range p.snap.photos {
		if !p.isAway(photo) || photo.Picture.IsZero() {
			continue
		}
		i, known := at[photo.Picture]
		if !known {
			i = len(groups)
			at[photo.Picture], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], photo)
	}
	return groups
}

// passOnDecisions lets the decisions of photos of one picture go on with copies that are there and
// that the user has not decided on. What then says nothing that a copy does not say is forgotten.
func (p *departed) passOnDecisions(away []*Photo) {
	copies := p.copiesThere(away[0].Picture)
	if len(copies) > 0 { // one whose disk has come back may not have been read again yet
		away = slices.DeleteFunc(away, func(photo *Photo) bool { return !hasLeft(photo) })
	}
	var heirs []*Photo
	for _, c := range copies {
		if !anyByUser(p.decisionsNow(c.ID)) {
			heirs = append(heirs, c)
		}
	}
	decided := slices.DeleteFunc(slices.Clone(away), func(photo *Photo) bool {
		return !anyByUser(p.snap.said(photo.ID)) || p.isCoveredBy(copies, photo)
	})
	for n, at := range pairUp(paths(decided), paths(heirs)) {
		if at >= 0 {
			p.inherit(decided[n], heirs[at])
		}
	}
	for _, photo := range away {
		switch {
		case p.changes[photo.ID] != nil || !p.placeIsThere(photo.Path):
		case len(copies) > 0 && p.isCoveredBy(copies, photo):
			p.changes[photo.ID] = nil
		default:
			p.returnToPlace(photo)
		}
	}
}

func paths(photos []*Photo) []string {
	all := make([]string, len(photos))
	for i, photo := range photos {
		all[i] = photo.Path
	}
	return all
}

// copiesThere lists the photos with a picture whose files are there.
func (p *departed) copiesThere(picture picture.ID) []*Photo {
	var all []*Photo
	for _, id := range p.lib.images.of(p.snap, picture) {
		if photo := p.snap.Photo(id); !p.isAway(photo) {
			all = append(all, photo)
		}
	}
	slices.SortFunc(all, func(a, b *Photo) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// decisionsNow are those of a photo after the changes so far.
func (p *departed) decisionsNow(id ID) []Decision {
	if e := p.changes[id]; e != nil {
		return e.said
	}
	return p.snap.said(id)
}

// anyByUser reports whether there is a decision that a person has made.
func anyByUser(ds []Decision) bool {
	return slices.ContainsFunc(ds, func(d Decision) bool { return !d.Run })
}

// isCoveredBy reports whether one of the copies holds all that the user has decided on a photo.
func (p *departed) isCoveredBy(copies []*Photo, photo *Photo) bool {
	return slices.ContainsFunc(copies, func(c *Photo) bool { return coverAll(p.decisionsNow(c.ID), p.snap.said(photo.ID)) })
}

// coverAll reports whether decisions hold all that a person has made among others.
func coverAll(said, others []Decision) bool {
	return !slices.ContainsFunc(others, func(d Decision) bool {
		i := indexTag(said, d.Tag)
		return !d.Run && (i < 0 || said[i].Verdict != d.Verdict)
	})
}

// inherit lets the decisions on a photo go on with its copy. Where the place of the photo is there
// without it, the photo is the copy from now on. Where the whole place has gone, it may be a disk
// that comes back with the photo: then both have them.
func (p *departed) inherit(photo, heir *Photo) {
	switch {
	case p.heirs[heir.ID]:
	case p.placeIsThere(photo.Path):
		p.takeOver(photo, heir)
	case p.gone[photo.ID] || p.created[heir.ID]:
		p.heirs[heir.ID] = true
		p.changes[heir.ID] = newEntry(heir, mergeDecisions(heir.ID, p.snap.said(photo.ID), p.decisionsNow(heir.ID)))
	}
}

// takeOver gives a photo the file of another one, which is forgotten.
func (p *departed) takeOver(photo, heir *Photo) {
	p.heirs[heir.ID] = true
	p.changes[photo.ID] = newEntry(photo.withFileOf(heir), mergeDecisions(photo.ID, p.snap.said(photo.ID), p.decisionsNow(heir.ID)))
	p.changes[heir.ID] = nil
	p.seen[photo.ID] = true
	p.became[heir.ID] = photo.ID
	p.lib.departures.noteTakenOver(photo)
}

// withFileOf is the photo with the file of another one.
func (p *Photo) withFileOf(other *Photo) *Photo {
	now := *other
	now.ID, now.since = p.ID, p.since
	now.follow(p)
	return &now
}

// mergeDecisions is one list of two, for one photo; of two decisions on a tag the first stands.
func mergeDecisions(id ID, first, second []Decision) []Decision {
	all := slices.Clone(first)
	for _, d := range second {
		if indexTag(all, d.Tag) < 0 {
			all = append(all, d)
		}
	}
	for i := range all {
		all[i].Photo = id
	}
	slices.SortStableFunc(all, byTime)
	return all
}

// returnToPlace is for programs that save by way of a second file: a.jpg is renamed to a.orig.jpg,
// written anew, and a.orig.jpg deleted. The photo, which has followed its picture there, goes back
// to a.jpg, with the mark of a changed picture.
func (p *departed) returnToPlace(photo *Photo) {
	path, since := p.lib.departures.origin(photo.ID)
	now := p.snap.ByPath(path)
	if !p.gone[photo.ID] || now == nil || now.ID < since || p.isAway(now) || p.heirs[now.ID] || anyByUser(p.decisionsNow(now.ID)) {
		return
	}
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	beside := filepath.Dir(path) == filepath.Dir(photo.Path) && strings.Contains(folded(filepath.Base(photo.Path)), folded(stem))
	if beside && now.Taken.Equal(photo.Taken) {
		p.takeOver(photo, now)
	}
}

// passingTime is how long a file may have been known, before it went, for it to have been there in
// passing only.
const passingTime = 24 * time.Hour

// forgetPassing forgets files that were seen to come and go without the user having decided on
// them, such as those of programs that save. Of a whole folder that has gone nothing is forgotten,
// for that may come back.
func (p *departed) forgetPassing() {
	told := map[string]bool{}
	for _, root := range p.walker.roots {
		told[root] = true
	}
	for id := range p.gone {
		photo := p.snap.Photo(id)
		_, changed := p.changes[id]
		if changed || len(p.snap.said(id)) > 0 || !p.placeIsThere(photo.Path) || !hasEntries(filepath.Dir(photo.Path)) {
			continue
		}
		wasTold := told[photo.Path] && time.Since(photo.since) < passingTime
		if wasTold || photo.Picture.IsZero() || p.isFormer(photo) {
			p.changes[id] = nil
		}
	}
}

// isFormer reports whether a photo holds what another one was before it was edited, as a program's
// copy of the old file does.
func (p *departed) isFormer(photo *Photo) bool {
	if p.former == nil {
		p.former = map[picture.ID]bool{}
		for _, other := range p.snap.photos {
			if other.PictureChanged && !p.isAway(other) {
				p.former[other.was] = true
			}
		}
	}
	return p.former[photo.Picture]
}

// markMissing marks the rest of those that have gone as missing.
func (p *departed) markMissing() {
	for id := range p.gone {
		if _, changed := p.changes[id]; !changed {
			missing := *p.snap.Photo(id)
			missing.Missing = true
			p.changes[id] = newEntry(&missing, p.snap.said(id))
		}
	}
}

func (p *departed) placeIsThere(path string) bool {
	dir := filepath.Dir(path)
	there, known := p.places[dir]
	if !known {
		there = p.placeExists(path)
		p.places[dir] = there
	}
	return there
}

// placeExists reports whether the place of a file that has gone is there. It is not when the folder
// that the user has added or named has gone with all it held, or is empty, as a mount point is
// without its disk.
func (im *importer) placeExists(path string) bool {
	root := ""
	if source, covered := im.start.SourceOf(path); covered {
		root = source.Path
	} else if i := slices.IndexFunc(im.walker.roots, func(r string) bool { return r != path && Within(r, path) }); i >= 0 {
		root = im.walker.roots[i]
	}
	if root == "" {
		return true // nobody has said which place it is
	}
	for dir := filepath.Dir(path); dir != root; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return true
		}
	}
	return hasEntries(root)
}

// hasEntries reports whether there is anything in a folder.
func hasEntries(folder string) bool {
	f, err := os.Open(folder)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // only read
	names, _ := f.Readdirnames(1)
	return len(names) > 0
}

// isEvicted reports whether iCloud has left a hidden file in the place of a photo.
func isEvicted(path string) bool {
	return !isGone(filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".icloud"))
}

func withSeparator(folder string) string {
	if os.IsPathSeparator(folder[len(folder)-1]) {
		return folder
	}
	return folder + string(os.PathSeparator)
}

// departures remember for this session from where photos went, so that what programs do in steps,
// and an import sees one by one, can be understood when it is over. The library's lock guards them.
type departures struct {
	from map[ID]origin
	to   map[string]ID // photos that became a copy of theirs, by the path that they left
}

// origin is a path that a photo had, and the first ID that a later photo can have.
type origin struct {
	path string
	next ID
}

// noteMove notes that a photo has followed its picture.
func (d *departures) noteMove(p *Photo, next ID) {
	if d.from == nil {
		d.from = map[ID]origin{}
	}
	d.from[p.ID] = origin{p.Path, next}
}

// origin is where a photo was before it moved, and the first ID of those that may have come there
// since.
func (d *departures) origin(id ID) (path string, since ID) {
	o := d.from[id]
	return o.path, o.next
}

// noteTakenOver notes that a photo has become a copy, for its own file had gone.
func (d *departures) noteTakenOver(p *Photo) {
	if d.to == nil {
		d.to = map[string]ID{}
	}
	d.to[p.Path] = p.ID
}

// takeFormerAt returns the photo that has left a path, once: 0 for none.
func (d *departures) takeFormerAt(path string) ID {
	id := d.to[path]
	delete(d.to, path)
	return id
}
