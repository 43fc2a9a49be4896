package thumb

import (
	"container/list"
	"image"
)

// recent is a map bounded in bytes that forgets what was used longest ago. It
// has no lock of its own.
type recent struct {
	limit, used int64
	order       *list.List // of *recentEntry, newest first
	entries     map[Key]*list.Element
}

type recentEntry struct {
	key Key
	img *image.RGBA
}

func newRecent(limit int64) recent {
	return recent{limit: limit, order: list.New(), entries: map[Key]*list.Element{}}
}

func (r *recent) room() int64 { return r.limit - r.used }

func (r *recent) get(k Key) (*image.RGBA, bool) {
	e, ok := r.entries[k]
	if !ok {
		return nil, false
	}
	r.order.MoveToFront(e)
	return e.Value.(*recentEntry).img, true
}

// put stores an image and forgets others for it; one larger than the limit is
// not stored.
func (r *recent) put(k Key, img *image.RGBA) {
	if e, ok := r.entries[k]; ok {
		r.drop(e)
	}
	if int64(len(img.Pix)) > r.limit {
		return
	}
	r.entries[k] = r.order.PushFront(&recentEntry{k, img})
	r.used += int64(len(img.Pix))
	r.shrink(r.limit)
}

// shrink drops what was wanted longest ago until the rest is as small as to.
func (r *recent) shrink(to int64) {
	for r.used > to {
		r.drop(r.order.Back())
	}
}

func (r *recent) drop(e *list.Element) {
	entry := r.order.Remove(e).(*recentEntry)
	delete(r.entries, entry.key)
	r.used -= int64(len(entry.img.Pix))
}
