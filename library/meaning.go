package library

import (
	"slices"
	"time"
)

// meaning is a decision that a write stands for: it is stored in the transaction that knows the write as done, and taken back
// with the write.
type meaning struct {
	now    Decision
	before Decision // what stood in its place, Undecided for nothing; known once the write is done
}

// meaningsOf are decisions in the form in which a record keeps them. A word that no decision can be about is left out.
func meaningsOf(photo ID, ds []Decision) []meaning {
	var all []meaning
	made := time.Now()
	for _, d := range ds {
		if d, err := d.checked(made); err == nil {
			d.Photo = photo
			all = append(all, meaning{now: d})
		}
	}
	return all
}

// stored adds the decisions of a write to those of its photo, and notes what stood in their places. The list stays as it is.
func stored(list []Decision, all []meaning) []Decision {
	list = slices.Clone(list)
	for i := range all {
		all[i].before = standing(list, all[i].now)
		list = replaceTag(list, all[i].now)
	}
	slices.SortStableFunc(list, byTime)
	return list
}

// takenBack removes the decisions of a write from those of its photo: what stood before stands again, where the user has
// not decided anew since. The list stays as it is.
func takenBack(list []Decision, all []meaning) []Decision {
	list = slices.Clone(list)
	for _, s := range slices.Backward(all) {
		if now := standing(list, s.now); now == s.now || now.Verdict == Undecided && s.now.Verdict == Undecided {
			list = replaceTag(list, s.before)
		}
	}
	slices.SortStableFunc(list, byTime)
	return list
}

// standing is the decision that a list holds on the tag of d, Undecided where there is none.
func standing(list []Decision, d Decision) Decision {
	if i := indexTag(list, d.Tag); i >= 0 {
		return list[i]
	}
	return Decision{Photo: d.Photo, Tag: d.Tag}
}

func (e *encoder) meanings(all []meaning) {
	e.uint(uint64(len(all)))
	for _, s := range all {
		e.decision(s.now)
		e.decision(s.before)
	}
}

// meanings reads what may not be there: records were made without, too.
func (d *decoder) meanings(photo ID) []meaning {
	if len(d.data) == 0 {
		return nil
	}
	var all []meaning
	for range d.count() {
		all = append(all, meaning{d.decision(photo), d.decision(photo)})
	}
	return all
}
