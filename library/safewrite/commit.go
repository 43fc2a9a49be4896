package safewrite

import (
	"errors"
	"fmt"
)

// Commit writes the prepared files: a temporary file beside each, fsync, read back, compare, re-stat the target,
// rename, fsync the folder. It blocks on the disk. When another program has changed a file since Prepare, it
// returns ErrChanged and that file is left as it is; files already written by this change are put back. Commit
// sets the After.ModTime of every file, and adds to Why what may still come undone (see SyncFolders). It may be called once.
func (c *Change) Commit() error {
	for i := range c.Files {
		loose, err := c.Files[i].commit(c.options)
		if err != nil {
			return errors.Join(err, c.rollBack(i))
		}
		c.Why = JoinSentences(c.Why, loose)
	}
	return nil
}

// rollBack puts the first n files back.
func (c *Change) rollBack(n int) error {
	var failed []error
	for _, fc := range c.Files[:n] {
		_, err := Revert(fc, c.options)
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

func (fc *FileChange) commit(o Options) (loose string, err error) {
	defer fc.release()
	w := replacement{path: fc.Path, temp: fc.Temp, old: fc.source, like: fc.like, data: fc.data, options: o}
	if o.KeepTime {
		w.time = fc.Before.ModTime
	}
	info, loose, err := w.run()
	if err != nil {
		return "", fmt.Errorf("writing %s: %w", fc.Path, err)
	}
	fc.After.ModTime = info.ModTime()
	return loose, nil
}

// release forgets the content: a run of thousands of changes is not to hold it.
func (fc *FileChange) release() {
	fc.data = nil
	fc.source.Release()
	fc.source = nil
}

// Drop gives the memory of a change back that will not be committed. A run that plans only calls it.
func (c *Change) Drop() {
	for i := range c.Files {
		c.Files[i].release()
	}
}
