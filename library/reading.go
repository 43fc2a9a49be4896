package library

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"catchlight/library/thumb"
)

// ErrStuck says that a photo was being read when the program hung or ended, and is passed over
// since.
var ErrStuck = errors.New("was being read when Catchlight hung or was ended, so it is passed over: Problems › Try again")

// The photos that are being read stand in a file beside the library, one in each slot: the length
// of the path in two bytes, the path, a byte of what is known of the photo, and since when it is in
// work. Behind the slots stands the last time at which the program is known to have lived. All is
// noted without waiting for the disk, for the system keeps it when the program ends by whatever
// way; that a power cut may lose it does no harm.
//
// What stands there as in work at the start was so when the program ended. It is to blame, and
// passed over, when it had been in work for long, or alone, or at two ends of the program; the
// others were innocent bystanders, which are suspected until they have been read once.
const (
	readingSlots = 256 // more photos at a time are not noted
	readingSlot  = 4096
	slotTrailer  = 1 + 8
	stuckAfter   = 5 * time.Second // a photo that takes longer when the program ends has probably hung
	pulseEvery   = time.Second
)

// What a slot says of its photo.
const (
	inWork = iota
	suspected
	passedOver
)

// reading is that file.
type reading struct {
	mu       sync.Mutex
	name     string
	file     *os.File // nil: not made yet, or it cannot be
	slots    [readingSlots]slot
	passOver bool
	pulse    *time.Timer // nil: nothing is in work
}

// slot is a photo that is being read, or that was when the program ended. The zero value is free.
type slot struct {
	path  string
	state byte
	since time.Time
}

func (s slot) isStuck() bool { return s.path != "" && s.state == passedOver }

// openReading reads which photos were in work when the program ended, and finds those that are to
// blame.
func (l *Library) openReading() {
	r := &l.reading
	r.name = l.store.Path() + ".reading"
	info, err := os.Lstat(r.name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > readingSlots*readingSlot+8 {
		return
	}
	data, err := os.ReadFile(r.name)
	if err != nil {
		return
	}
	for i := range r.slots {
		if at := i * readingSlot; at+2 < len(data) {
			r.slots[i] = decodeSlot(data[at:min(at+readingSlot, len(data))])
		}
	}
	var end time.Time
	if len(data) == readingSlots*readingSlot+8 {
		end = decodeTime(data[readingSlots*readingSlot:])
	}
	r.judge(end)
}

// judge decides about the photos that were in work when the program ended.
func (r *reading) judge(end time.Time) {
	working, known := map[string]bool{}, map[string]bool{}
	for _, s := range r.slots {
		if s.path != "" {
			working[s.path] = working[s.path] || s.state == inWork
			known[s.path] = known[s.path] || s.state == suspected
		}
	}
	maps.DeleteFunc(working, func(_ string, is bool) bool { return !is })
	for i, s := range r.slots {
		if s.path == "" || s.state != inWork {
			continue
		}
		s.state = suspected
		if len(working) == 1 || known[s.path] || end.Sub(s.since) >= stuckAfter {
			s.state = passedOver
		}
		r.put(i, s)
	}
}

func decodeSlot(data []byte) slot {
	n := int(binary.LittleEndian.Uint16(data))
	if n > len(data)-2 || bytes.IndexByte(data[2:2+n], 0) >= 0 {
		return slot{}
	}
	s := slot{path: string(data[2 : 2+n]), state: passedOver}
	if rest := data[2+n:]; len(rest) >= slotTrailer && rest[0] <= passedOver {
		s.state, s.since = rest[0], decodeTime(rest[1:])
	}
	return s
}

func decodeTime(data []byte) time.Time {
	return time.UnixMilli(int64(binary.LittleEndian.Uint64(data)))
}

func encodeTime(to []byte, at time.Time) []byte {
	return binary.LittleEndian.AppendUint64(to, uint64(at.UnixMilli()))
}

// PassOverStuck makes BeginReading refuse the photos that hung the program or ended it, until
// RetryStuck; it returns them. A command reads what the user has named, and does not ask for it.
// Does not block.
func (l *Library) PassOverStuck() []string {
	l.reading.mu.Lock()
	l.reading.passOver = true
	l.reading.mu.Unlock()
	return l.Stuck()
}

// Stuck lists the photos that hung the program or ended it, as far as that is known, and have not
// been read since, by path. Does not block.
func (l *Library) Stuck() []string {
	l.reading.mu.Lock()
	defer l.reading.mu.Unlock()
	var paths []string
	for _, s := range l.reading.slots {
		if s.isStuck() {
			paths = append(paths, s.path)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// RetryStuck lets the photos be read again that were passed over, and returns them. Does not block.
func (l *Library) RetryStuck() []string {
	paths := l.Stuck()
	l.reading.mu.Lock()
	defer l.reading.mu.Unlock()
	for i, s := range l.reading.slots {
		if s.isStuck() {
			l.reading.put(i, slot{})
		}
	}
	return paths
}

// BeginReading notes that the photo at a path (absolute) is about to be read; the caller calls done
// afterwards. It is for whatever decodes or parses files that others made. An error wraps ErrStuck:
// the photo is to be passed over. It does not wait for the disk.
func (l *Library) BeginReading(path string) (done func(), err error) {
	r := &l.reading
	r.mu.Lock()
	defer r.mu.Unlock()
	free, known := -1, false
	for i, s := range r.slots {
		if s.path == "" && free < 0 {
			free = i
		}
		known = known || s.isStuck() && s.path == path
	}
	if known && r.passOver {
		return nil, fmt.Errorf("%s %w", path, ErrStuck)
	}
	if free < 0 || len(path) > readingSlot-2-slotTrailer || strings.ContainsRune(path, 0) {
		return func() {}, nil
	}
	r.put(free, slot{path: path, state: inWork, since: time.Now()})
	if r.pulse == nil {
		r.pulse = time.AfterFunc(pulseEvery, r.beat)
	}
	return func() { r.finished(free, path) }, nil
}

// Memory is the budget of all that reads and decodes photos of this library: as in the preferences,
// until somebody limits it otherwise. Does not block.
func (l *Library) Memory() *thumb.Budget { return l.memory }

// BeginDecoding waits for the memory that it takes to read and decode the photo at a path
// (absolute) with at least minShort pixels on its short edge, then notes it as BeginReading does.
// The caller calls done afterwards. An error is ctx's, or wraps ErrStuck. A photo that the library
// does not know goes alone. Any goroutine; it blocks.
func (l *Library) BeginDecoding(ctx context.Context, path string, minShort int) (done func(), err error) {
	var p Photo
	if known := l.Snapshot().ByPath(path); known != nil {
		p = *known
	}
	release, err := l.memory.Acquire(ctx, thumb.Weight(p.Format, p.Size, p.Width, p.Height, minShort))
	if err != nil {
		return nil, err
	}
	read, err := l.BeginReading(path)
	if err != nil {
		release()
		return nil, err
	}
	return func() { read(); release() }, nil
}

// put fills a slot, and an empty one frees it. r.mu is held.
func (r *reading) put(i int, s slot) {
	r.slots[i] = s
	record := binary.LittleEndian.AppendUint16(nil, uint16(len(s.path)))
	if s.path != "" {
		record = encodeTime(append(append(record, s.path...), s.state), s.since)
	}
	r.write(record, int64(i)*readingSlot)
}

// write notes something in the file, which is made for the first photo. r.mu is held.
func (r *reading) write(data []byte, at int64) {
	if r.file == nil {
		r.file, _ = os.OpenFile(r.name, os.O_RDWR|os.O_CREATE, 0o600) // without it the photos are read all the same
	}
	if r.file != nil {
		_, _ = r.file.WriteAt(data, at)
	}
}

// beat notes that the program lives, as long as a photo is in work.
func (r *reading) beat() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pulse == nil {
		return // closed meanwhile
	}
	if !slices.ContainsFunc(r.slots[:], func(s slot) bool { return s.path != "" && s.state == inWork }) {
		r.pulse = nil
		return
	}
	r.live()
	r.pulse.Reset(pulseEvery)
}

// live notes that the program lives, where there is a file. r.mu is held.
func (r *reading) live() {
	if r.file != nil {
		r.write(encodeTime(nil, time.Now()), readingSlots*readingSlot)
	}
}

// finished frees the slot of a photo, and those that it stood in when the program ended before: it
// can be read after all.
func (r *reading) finished(i int, path string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.put(i, slot{})
	for j, s := range r.slots {
		if s.path == path && s.state != inWork {
			r.put(j, slot{})
		}
	}
}

// LeaveReading forgets the photos that have been in work for a moment only: the program has to end
// now, and they are not why. Does not block.
func (l *Library) LeaveReading() {
	l.reading.mu.Lock()
	defer l.reading.mu.Unlock()
	for i, s := range l.reading.slots {
		if s.path != "" && s.state == inWork && time.Since(s.since) < stuckAfter {
			l.reading.put(i, slot{})
		}
	}
	l.reading.live()
}

// closeReading removes the file where no photo stands in it.
func (l *Library) closeReading() {
	r := &l.reading
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pulse != nil {
		r.pulse.Stop()
		r.pulse = nil
	}
	if r.file == nil {
		return
	}
	_ = r.file.Close()
	r.file = nil
	if !slices.ContainsFunc(r.slots[:], func(s slot) bool { return s.path != "" }) {
		_ = os.Remove(r.name)
	}
}
