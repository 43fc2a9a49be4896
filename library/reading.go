package library

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"
)

// ErrStuck says that a photo was being read when the program hung or ended, and is passed over since.
var ErrStuck = errors.New("was being read when Catchlight hung or was ended, so it is passed over: Problems › Try again")

// The photos that are being read stand in a file beside the library, one in each slot: a length of two bytes and the path. They
// are noted without waiting for the disk, for the system keeps them when the program ends by whatever way; that a power cut may
// lose them does no harm. What stands there at the start was in work when the program ended.
const (
	readingSlots = 256 // more photos at a time are not noted
	readingSlot  = 4096
	stuckAfter   = 5 * time.Second // a photo that takes longer when the program has to end has probably hung
)

// reading is that file.
type reading struct {
	mu       sync.Mutex
	name     string
	file     *os.File // nil: not made yet, or it cannot be
	slots    [readingSlots]slot
	passOver bool
}

// slot is a photo that is being read, or that was when the program ended. The zero value is free.
type slot struct {
	path  string
	since time.Time // zero: it stood there at the start
}

func (s slot) stuck() bool { return s.path != "" && s.since.IsZero() }

// openReading reads which photos were in work when the program ended.
func (l *Library) openReading() {
	r := &l.reading
	r.name = l.store.path + ".reading"
	info, err := os.Lstat(r.name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > readingSlots*readingSlot {
		return
	}
	data, err := os.ReadFile(r.name)
	if err != nil {
		return
	}
	for i := range r.slots {
		if at := i * readingSlot; at+2 < len(data) {
			r.slots[i].path = decodeSlot(data[at:min(at+readingSlot, len(data))])
		}
	}
}

func decodeSlot(data []byte) string {
	n := int(binary.LittleEndian.Uint16(data))
	if n > len(data)-2 || bytes.IndexByte(data[2:2+n], 0) >= 0 {
		return ""
	}
	return string(data[2 : 2+n])
}

// PassOverStuck makes BeginReading refuse the photos that were being read when the program ended before, until RetryStuck; it
// returns them. A command reads what the user has named, and does not ask for it. Does not block.
func (l *Library) PassOverStuck() []string {
	l.reading.mu.Lock()
	l.reading.passOver = true
	l.reading.mu.Unlock()
	return l.Stuck()
}

// Stuck lists the photos that were being read when the program ended before, and have not been read since, by path. Does not
// block.
func (l *Library) Stuck() []string {
	l.reading.mu.Lock()
	defer l.reading.mu.Unlock()
	var paths []string
	for _, s := range l.reading.slots {
		if s.stuck() {
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
		if s.stuck() {
			l.reading.clear(i)
		}
	}
	return paths
}

// BeginReading notes that the photo at a path (absolute) is about to be read; the caller calls done afterwards. It is for
// whatever decodes or parses files that others made. An error wraps ErrStuck: the photo is to be passed over. It does not wait
// for the disk.
func (l *Library) BeginReading(path string) (done func(), err error) {
	r := &l.reading
	r.mu.Lock()
	defer r.mu.Unlock()
	free, known := -1, false
	for i, s := range r.slots {
		if s.path == "" && free < 0 {
			free = i
		}
		known = known || s.stuck() && s.path == path
	}
	if known && r.passOver {
		return nil, fmt.Errorf("%s %w", path, ErrStuck)
	}
	if free < 0 || len(path) > readingSlot-2 || strings.ContainsRune(path, 0) {
		return func() {}, nil
	}
	r.note(free, path)
	return func() { r.finished(free, path) }, nil
}

// note fills a slot. r.mu is held.
func (r *reading) note(i int, path string) {
	r.slots[i] = slot{path, time.Now()}
	if r.file == nil {
		r.file, _ = os.OpenFile(r.name, os.O_RDWR|os.O_CREATE, 0o600) // without it the photos are read all the same
	}
	if r.file != nil {
		record := binary.LittleEndian.AppendUint16(make([]byte, 0, 2+len(path)), uint16(len(path)))
		_, _ = r.file.WriteAt(append(record, path...), int64(i)*readingSlot)
	}
}

// clear frees a slot. r.mu is held.
func (r *reading) clear(i int) {
	r.slots[i] = slot{}
	if r.file == nil {
		r.file, _ = os.OpenFile(r.name, os.O_RDWR, 0o600)
	}
	if r.file != nil {
		_, _ = r.file.WriteAt([]byte{0, 0}, int64(i)*readingSlot)
	}
}

// finished frees the slot of a photo, and those that it stood in when the program ended before: it can be read after all.
func (r *reading) finished(i int, path string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.clear(i)
	for j, s := range r.slots {
		if s.stuck() && s.path == path {
			r.clear(j)
		}
	}
}

// LeaveReading forgets the photos that have been in work for a moment only: the program has to end now, and they are not why.
// Does not block.
func (l *Library) LeaveReading() {
	l.reading.mu.Lock()
	defer l.reading.mu.Unlock()
	for i, s := range l.reading.slots {
		if s.path != "" && !s.stuck() && time.Since(s.since) < stuckAfter {
			l.reading.clear(i)
		}
	}
}

// closeReading removes the file where no photo stands in it.
func (l *Library) closeReading() {
	r := &l.reading
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file == nil {
		return
	}
	_ = r.file.Close()
	r.file = nil
	if !slices.ContainsFunc(r.slots[:], func(s slot) bool { return s.path != "" }) {
		_ = os.Remove(r.name)
	}
}

// logName is the file beside the library that keeps what a developer has to know about errors of the program itself, and
// logSize what it may hold in bytes before it begins anew.
const (
	logName = "catchlight.log"
	logSize = 1 << 20
)

// guarded does the work on one photo. A panic becomes that photo's error, and its stack goes to the log: whatever a file
// holds that nobody has thought of, the rest of a run goes on.
func (l *Library) guarded(path string, work func() error) (err error) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		log := filepath.Join(filepath.Dir(l.store.path), logName)
		err = fmt.Errorf("%s met an error of Catchlight itself (%v) and was passed over: please report it, with the file %s", path, cause, log)
		if failed := l.log(log, fmt.Appendf(nil, "%s %s: %v\n%s\n", time.Now().UTC().Format(time.RFC3339), path, cause, debug.Stack())); failed != nil {
			err = fmt.Errorf("%s met an error of Catchlight itself (%v) and was passed over: please report it", path, cause)
		}
	}()
	return work()
}

// log appends an entry.
func (l *Library) log(path string, entry []byte) error {
	l.logMu.Lock()
	defer l.logMu.Unlock()
	how := os.O_WRONLY | os.O_CREATE | os.O_APPEND
	if fileSize(path) > logSize {
		how |= os.O_TRUNC
	}
	file, err := os.OpenFile(path, how, 0o600) // it names the user's photos
	if err != nil {
		return err
	}
	if _, err = file.Write(entry); err != nil {
		_ = file.Close() // the first error says more
		return err
	}
	return file.Close()
}

// Guard lets a reader of foreign bytes work on a file. Whatever they hold that its author has not thought of, a panic becomes that
// file's error, and the rest goes on. Any goroutine.
func Guard(file string, read func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%s is damaged, or made to break its reader (%v): get it anew, and report it if it is sound", file, cause)
		}
	}()
	return read()
}
