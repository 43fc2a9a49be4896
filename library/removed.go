package library

import (
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/picture"
)

// removedPhoto is a file that the user does not want in the library. Its picture tells it again
// when it, or a folder that it is in, has another name.
type removedPhoto struct {
	path    string
	picture picture.ID
}

// withRemoved is the source with the photos in it that it leaves out: those that it knew, and those
// that changes forget.
func (s Source) withRemoved(snap *Snapshot, c changes) Source {
	leftOut := func(path string) bool { return Within(s.Path, path) && !s.covers(path) }
	var all []removedPhoto
	for _, r := range s.removed {
		if leftOut(r.path) {
			all = append(all, r)
		}
	}
	for id, e := range c {
		if p := snap.Photo(id); e == nil && p != nil && !p.Missing && !p.Picture.IsZero() && leftOut(p.Path) {
			all = append(all, removedPhoto{p.Path, p.Picture})
		}
	}
	slices.SortFunc(all, func(a, b removedPhoto) int { return strings.Compare(a.path, b.path) })
	s.removed = slices.CompactFunc(all, func(a, b removedPhoto) bool { return a.path == b.path })
	return s
}

// renamedRemoval is a removed photo that was found again under another name.
type renamedRemoval struct {
	from    removedPhoto
	to      string
	leaving string // the file or folder that is to be left out now
}

// removals lists the removed photos of all sources by picture.
func removals(sources []Source) map[picture.ID][]removedPhoto {
	all := map[picture.ID][]removedPhoto{}
	for _, s := range sources {
		for _, r := range s.removed {
			all[r.picture] = append(all[r.picture], r)
		}
	}
	return all
}

// staysAway reports whether a file is a photo that the user has removed, under another name: then
// it is left out again. A copy of one that is where it was is a photo like any other, and so is
// what is named.
func (im *importer) staysAway(result scanResult) bool {
	if _, covered := im.start.SourceOf(result.abs); !covered || result.named {
		return false
	}
	of := im.removed[result.photo.Picture]
	i := slices.IndexFunc(of, func(r removedPhoto) bool { return isGone(r.path) && im.placeExists(r.path) })
	if i < 0 {
		return false
	}
	im.renamed = append(im.renamed, renamedRemoval{from: of[i], to: result.abs, leaving: im.start.leaving(of[i].path, result.abs)})
	im.removed[result.photo.Picture] = slices.Delete(of, i, i+1)
	return true
}

// leaving is what to leave out where a photo that was left out at from is at to now: the folder,
// where a folder was and it has been renamed with all below, else the file.
func (s *Snapshot) leaving(from, to string) string {
	for _, source := range s.sources {
		for _, out := range source.Excluded {
			if below, isFolder := strings.CutPrefix(from, withSeparator(out)); isFolder {
				if folder, renamed := strings.CutSuffix(to, string(filepath.Separator)+below); renamed {
					return folder
				}
			}
		}
	}
	return to
}

// storeRenamedRemovals stores where the photos are now that stay away.
func (im *importer) storeRenamedRemovals() error {
	if len(im.renamed) == 0 {
		return nil
	}
	return im.lib.changeSources("leave out removed photos under their new names", func(all []Source) ([]Source, error) {
		for _, r := range im.renamed {
			for i := range all {
				all[i] = all[i].leavingOut(r)
			}
		}
		return all, nil
	})
}

// leavingOut is the source after a removed photo has got another name. A folder of which all have
// gone elsewhere is left out no more: it would be another one.
func (s Source) leavingOut(r renamedRemoval) Source {
	s.removed = slices.DeleteFunc(slices.Clone(s.removed), func(old removedPhoto) bool { return old == r.from })
	s.Excluded = slices.DeleteFunc(slices.Clone(s.Excluded), func(out string) bool {
		holds := func(other removedPhoto) bool { return Within(out, other.path) }
		return Within(out, r.from.path) && !slices.ContainsFunc(s.removed, holds) && isGone(out)
	})
	if !Within(s.Path, r.to) {
		return s
	}
	if s.covers(r.to) {
		s.Excluded = append(s.Excluded, r.leaving)
		slices.Sort(s.Excluded)
	}
	s.removed = append(s.removed, removedPhoto{r.to, r.from.picture})
	return s
}
