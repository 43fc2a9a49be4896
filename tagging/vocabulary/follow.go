package vocabulary

import (
	"slices"
	"strings"

	"catchlight/library"
	"catchlight/library/keywords"
)

// Follow gives the decisions by which what was decided about the tags of v goes on to count in
// after, an edit of it: under the new names, with the new paths. Of a tag that became one with
// another a yes wins. A decision on a word that stands in the photo's file stays with that word,
// which the tag still has as another name, so that nothing is to be written because of a new name
// alone. Decisions on tags that are gone stay, and so do those on another tag of the name. Pure.
func (v *Vocabulary) Follow(snap *library.Snapshot, after *Vocabulary, moves Moves) []library.Decision {
	changed := v.changedBy(after, moves)
	if !slices.Contains(changed, true) {
		return nil
	}
	var all []library.Decision
	same := v.namesakes()
	for _, p := range snap.Photos() {
		standing := slices.Clone(snap.Decisions(p.ID))
		for _, d := range snap.Decisions(p.ID) {
			tag, known := v.decidedOn(d, same)
			if !known || !changed[tag] {
				continue
			}
			news := replaced(p, d, v.followed(p, d, tag, after, moves[tag]), standing)
			standing, all = append(standing, news...), append(all, news...)
		}
	}
	return all
}

// FollowTogether is Follow for an edit of one of several lists that tags come from together, as Unite
// has them, the list at edited: what was decided follows what a word is called in use, and so a word
// that a list before the edited one has as well stays as that one has it. Pure.
func FollowTogether(snap *library.Snapshot, lists []*Vocabulary, edited int, after *Vocabulary, moves Moves) []library.Decision {
	was, from := unite(lists)
	lists = slices.Clone(lists)
	lists[edited] = after
	is, to := unite(lists)
	return was.Follow(snap, is, was.united(from, to, func(list, tag int) int {
		if list == edited {
			return moves[tag]
		}
		return tag
	}))
}

// FollowLanguage is Follow for lists that tags come from together, where these get their names in
// another language, as In has them: else what was refused under the old names would be proposed again.
func FollowLanguage(snap *library.Snapshot, lists []*Vocabulary, before, after string) []library.Decision {
	in := func(language string) (*Vocabulary, []Moves) {
		all := make([]*Vocabulary, len(lists))
		for i, v := range lists {
			all[i] = v.In(language)
		}
		return unite(all)
	}
	was, from := in(before)
	is, to := in(after)
	return was.Follow(snap, is, was.united(from, to, func(_, tag int) int { return tag }))
}

// united says where the tags of v, which several lists make, are in what they make after an edit. from
// and to are where the tags of each list are in either, moved where one is in its list then.
func (v *Vocabulary) united(from, to []Moves, moved func(list, tag int) int) Moves {
	together := make(Moves, len(v.Tags))
	for i := range together {
		together[i] = -1
	}
	for list := range slices.Backward(from) { // of a word in several the first one says what holds
		for tag, at := range from[list] {
			if tag = moved(list, tag); tag >= 0 {
				together[at] = to[list][tag]
			}
		}
	}
	return together
}

// changedBy says of each tag whether an edit changed what its decisions are.
func (v *Vocabulary) changedBy(after *Vocabulary, moves Moves) []bool {
	changed := make([]bool, len(v.Tags))
	for i, to := range moves {
		if to < 0 {
			continue
		}
		was, is := v.Tags[i], after.Tags[to]
		changed[i] = was.Name != is.Name || was.Unsaid != is.Unsaid || v.Written(i) != after.Written(to)
	}
	return changed
}

// followed is a decision about a tag of v as it is about that of after, which that has become. Where
// the list does not have its hierarchy, that stays, with the tag as it is now at its end.
func (v *Vocabulary) followed(p *library.Photo, d library.Decision, tag int, after *Vocabulary, to int) library.Decision {
	isPlaced, before := v.isPlacedBy(d, tag), d.Path
	if after.Tags[to].Unsaid && !v.Tags[tag].Unsaid {
		d.Path = keywords.WithBeside(v.lastStep(tag, true), keywords.Beside(before)) // in no file from now on
	}
	now := after.decisionOn(p, to, d)
	if !isPlaced {
		steps := strings.Split(before, "|")
		steps[len(steps)-1] = after.lastStep(to, after.staysPrivate(to, d.Path))
		now.Path = after.kept(to, strings.Join(steps, "|"))
	}
	return now
}

// decisionOn is a decision on a photo with the name and path of a tag.
func (v *Vocabulary) decisionOn(p *library.Photo, tag int, d library.Decision) library.Decision {
	d.Tag, d.Path = v.Tags[tag].Name, v.HierarchyOn(p, tag, d.Path)
	return d
}

// replaced puts one decision in the place of another. standing are those of the photo, the newest
// last.
func replaced(p *library.Photo, old, now library.Decision, standing []library.Decision) []library.Decision {
	if sameName(old.Tag, now.Tag) {
		if old == now {
			return nil
		}
		return []library.Decision{now}
	}
	if p.Keywords.Has(old.Tag) {
		return nil
	}
	gone := library.Decision{Photo: p.ID, Tag: old.Tag, Verdict: library.Undecided}
	for _, other := range slices.Backward(standing) {
		if sameName(other.Tag, now.Tag) {
			if other.Verdict != library.Undecided && (other.IsYes() || !now.IsYes()) {
				return []library.Decision{gone}
			}
			break
		}
	}
	return []library.Decision{gone, now}
}

// FromPhotos gives the decisions that take a tag, and all tags below it, off the photos: what was
// decided is open again, what the files hold leaves them with the next write. A word that stands for
// another tag of its name as well stays. Pure.
func (v *Vocabulary) FromPhotos(snap *library.Snapshot, tag int) []library.Decision {
	names, same := map[string]bool{}, v.namesakes()
	for i := range v.Tags {
		if v.IsBelow(i, tag) {
			for _, name := range v.NamesOf(i) {
				names[name] = true
			}
		}
	}
	isOther := func(i int) bool { return !v.IsBelow(i, tag) }
	var all []library.Decision
	for _, p := range snap.Photos() {
		standing := snap.Decisions(p.ID)
		for _, word := range p.Keywords.All {
			if names[keywords.Fold(word.Name)] && !slices.ContainsFunc(v.meantBy(word.Name, p, standing, same), isOther) {
				all = append(all, library.Decision{Photo: p.ID, Tag: word.Name, Verdict: library.Removed, Bulk: true})
			}
		}
		for _, d := range standing {
			if i, _ := v.decidedOn(d, same); names[keywords.Fold(d.Tag)] && !isOther(i) && d.IsYes() && !p.Keywords.Has(d.Tag) {
				all = append(all, library.Decision{Photo: p.ID, Tag: d.Tag, Verdict: library.Undecided})
			}
		}
	}
	return all
}
