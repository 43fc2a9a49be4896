package library

import "catchlight/library/metadata"

// Snapshot is the library's photos and decisions at one moment. It never changes; any goroutine may read it, and
// nothing in it may be written to.
type Snapshot struct {
	photos []*Photo
}

// Snapshot returns the present state. It is cheap and does not block.
func (l *Library) Snapshot() *Snapshot { return l.snap }

// Photos lists all photos by path, missing ones too.
func (s *Snapshot) Photos() []*Photo { return s.photos }

// Photo returns the photo with the ID, nil when there is none.
func (s *Snapshot) Photo(id ID) *Photo { return nil }

// ByPath returns the photo at an absolute path, nil when there is none.
func (s *Snapshot) ByPath(path string) *Photo { return nil }

// Decisions lists what the user has decided on the photo, in order of time.
func (s *Snapshot) Decisions(id ID) []Decision { return nil }

// Pending is what a write of the photo would do: add the accepted and typed words that its file lacks, remove the
// removed ones that it still has.
func (s *Snapshot) Pending(id ID) metadata.Edit { return metadata.Edit{} }

// ToWrite lists the photos with something pending, by path.
func (s *Snapshot) ToWrite() []ID { return nil }
