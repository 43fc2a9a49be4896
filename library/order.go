package library

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Order is what photos are sorted by; equal ones by path, so that each order is total.
type Order uint8

// The orders. By date: the photo first whose clock showed less, those without a date last.
const (
	ByPath Order = iota
	ByName
	ByTaken
	orders
)

// compare orders two photos.
func (o Order) compare(a, b *Photo) int {
	c := 0
	switch o {
	case ByName:
		c = cmp.Compare(nameKey(a), nameKey(b))
	case ByTaken:
		c = earlier(a.Taken, b.Taken)
	}
	return cmp.Or(c, comparePath(a, b.Path))
}

// nameKey is the file's name as it is sorted: without regard to case.
func nameKey(p *Photo) string { return strings.ToLower(filepath.Base(p.Path)) }

// earlier goes by the clocks on the wall where the photos were taken, which is what is shown; most
// cameras note no zone.
func earlier(a, b time.Time) int {
	switch {
	case a.IsZero() == b.IsZero():
		return onTheWall(a).Compare(onTheWall(b))
	case a.IsZero():
		return 1
	default:
		return -1
	}
}

// onTheWall is the time that a clock showed there, as if it had been that of UTC.
func onTheWall(t time.Time) time.Time {
	_, zone := t.Zone()
	return t.Add(time.Duration(zone) * time.Second).UTC()
}

// sorted keeps all photos of a snapshot in the orders that were asked for. The list by path is
// always there.
type sorted struct {
	mu    sync.Mutex
	lists [orders][]*Photo // nil: not asked for yet
}

// newSorted takes photos that are sorted by path.
func newSorted(byPath []*Photo) *sorted {
	s := &sorted{}
	s.lists[ByPath] = byPath
	return s
}

// in returns the list in an order and makes it when it is the first time.
func (s *sorted) in(o Order) []*Photo {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lists[o] == nil && s.lists[ByPath] != nil {
		s.lists[o] = sortPhotos(s.lists[ByPath], o)
	}
	return s.lists[o]
}

// sortPhotos sorts a list by path into another order. Keys are made once a photo, not once a
// comparison.
func sortPhotos(byPath []*Photo, o Order) []*Photo {
	type keyed struct {
		photo *Photo
		name  string
	}
	list := make([]keyed, len(byPath))
	for i, p := range byPath {
		list[i].photo = p
		if o == ByName {
			list[i].name = nameKey(p)
		}
	}
	slices.SortStableFunc(list, func(a, b keyed) int {
		if o == ByName {
			return strings.Compare(a.name, b.name)
		}
		return earlier(a.photo.Taken, b.photo.Taken)
	})
	photos := make([]*Photo, len(list))
	for i, k := range list {
		photos[i] = k.photo
	}
	return photos
}

// with returns the lists without stale and with fresh photos. Lists that nobody asked for yet stay
// unmade.
func (s *sorted) with(stale, fresh []*Photo) *sorted {
	s.mu.Lock()
	defer s.mu.Unlock()
	changed := &sorted{lists: s.lists}
	if len(stale)+len(fresh) == 0 {
		return changed
	}
	for o, list := range s.lists {
		if list != nil || Order(o) == ByPath {
			changed.lists[o] = splice(list, stale, fresh, Order(o).compare)
		}
	}
	return changed
}

// splice returns a sorted list without its stale photos and with what is fresh. Long runs in
// between are copied whole.
func splice(list, stale, fresh []*Photo, compare func(a, b *Photo) int) []*Photo {
	gone := make([]int, len(stale))
	for i, p := range stale {
		gone[i] = indexIn(list, p, compare)
	}
	slices.Sort(gone)
	fresh = slices.SortedFunc(slices.Values(fresh), compare)
	spliced := make([]*Photo, 0, len(list)-len(gone)+len(fresh))
	from := 0
	upTo := func(end int) {
		for len(gone) > 0 && gone[0] < end {
			spliced = append(spliced, list[from:gone[0]]...)
			from, gone = gone[0]+1, gone[1:]
		}
		spliced = append(spliced, list[from:end]...)
		from = end
	}
	for _, p := range fresh {
		end, _ := slices.BinarySearchFunc(list[from:], p, compare)
		upTo(from + end)
		spliced = append(spliced, p)
	}
	upTo(len(list))
	return spliced
}

// indexIn is where a photo of the list stands in it; several photos may have been at one path.
func indexIn(list []*Photo, p *Photo, compare func(a, b *Photo) int) int {
	i, _ := slices.BinarySearchFunc(list, p, compare)
	for list[i] != p {
		i++
	}
	return i
}
