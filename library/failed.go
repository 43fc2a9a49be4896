package library

// markFailed notes of the photos at paths whether their last write failed. It lasts for the session, or until the file
// changes: what could not be written is still to be written, so nothing is stored. It blocks on a lock only.
func (l *Library) markFailed(failed map[string]bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	snap, c := l.inFile(), changes{}
	for path, is := range failed {
		p := snap.ByPath(path)
		if p == nil {
			continue
		}
		if e := snap.entry(p.ID); e.failed != is {
			marked := *e
			marked.failed = is
			c[p.ID] = &marked
		}
	}
	if len(c) > 0 {
		l.publish(snap.with(c))
	}
}

// carryFailed keeps the marks of photos on which only decisions change.
func (c changes) carryFailed(old *Snapshot) {
	for id, e := range c {
		if before := old.entry(id); e != nil && before != nil && e.photo == before.photo {
			e.failed = before.failed
		}
	}
}
