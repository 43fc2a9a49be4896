package library

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"catchlight/library/disk"
)

// Vocabularies are the user's own vocabularies: texts in the folder "vocabularies" beside the
// library, one file each, which any editor may change. What is in them is not the library's
// business. Any goroutine may use them, also while another program has the library open.
type Vocabularies struct{ folder string }

// MaxVocabulary bounds the text of a vocabulary in bytes: a hundred times the largest list on the
// market.
const MaxVocabulary = 64 << 20

// vocabularyEnding is the extension of their files.
const vocabularyEnding = ".txt"

// VocabulariesBeside gives those of the library at path, which need not be open.
func VocabulariesBeside(path string) Vocabularies {
	return Vocabularies{filepath.Join(filepath.Dir(path), "vocabularies")}
}

// Vocabularies gives the user's own.
func (l *Library) Vocabularies() Vocabularies { return VocabulariesBeside(l.store.Path()) }

// Names lists them in order. It blocks for reading the folder.
func (v Vocabularies) Names() ([]string, error) {
	entries, err := os.ReadDir(v.folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("list your vocabularies: %w", err)
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), vocabularyEnding); ok && !e.IsDir() && CheckVocabularyName(name) == nil {
			names = append(names, name)
		}
	}
	return names, nil
}

// Find gives the file of the one of that name; false where there is none. It blocks for a look at
// the disk.
func (v Vocabularies) Find(name string) (path string, ok bool) {
	if CheckVocabularyName(name) != nil {
		return "", false
	}
	path = filepath.Join(v.folder, name+vocabularyEnding)
	info, err := os.Stat(path)
	return path, err == nil && info.Mode().IsRegular()
}

// Stamp tells states of the file of a vocabulary apart, which is one of the user's own or a file
// elsewhere; "" where there is no file, as for those that are built in. It blocks for a look at the
// disk.
func (v Vocabularies) Stamp(name string) string {
	path, own := v.Find(name)
	if !own {
		path = name
	}
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano(), disk.ChangeTime(info).UnixNano())
}

// Keep stores a vocabulary's text under a name, in place of what was there, atomically. It blocks
// until the text is safe on the disk.
func (v Vocabularies) Keep(name, text string) error {
	err := CheckVocabularyName(name)
	if err == nil {
		err = os.MkdirAll(v.folder, 0o700)
	}
	if err == nil {
		err = disk.Replace(filepath.Join(v.folder, name+vocabularyEnding), func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("keep the vocabulary %s: %w", name, err)
	}
	return nil
}

// Text is the text of the one of that name, "" where there is none. It blocks for reading it.
func (v Vocabularies) Text(name string) (string, error) {
	path, ok := v.Find(name)
	if !ok {
		return "", nil
	}
	data, err := disk.ReadRegular(context.Background(), path, MaxVocabulary)
	if err != nil {
		return "", fmt.Errorf("read the vocabulary %s: %w", name, err)
	}
	return string(data), nil
}

// See notes what the one of that name says: what is changed here is noted by itself, and what else
// Seen says otherwise has been changed by another program. It blocks for writing it; where that
// fails, it is as if the text had been seen for the first time.
func (v Vocabularies) See(name, text string) {
	path := v.seenPath(name)
	if CheckVocabularyName(name) != nil || text == "" {
		return
	}
	err := disk.Replace(path, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
	if err != nil {
		_ = os.Remove(path)
	}
}

// Seen is the text that See has noted last, "" for none. It blocks for reading it.
func (v Vocabularies) Seen(name string) string {
	data, err := disk.ReadRegular(context.Background(), v.seenPath(name), MaxVocabulary)
	if err != nil {
		return ""
	}
	return string(data)
}

// seenPath is where it is noted, under a name that no vocabulary can have.
func (v Vocabularies) seenPath(name string) string { return filepath.Join(v.folder, "."+name+".seen") }

// replace makes one text of another, and returns what it has changed. ErrEdited where the file says
// something else than before; where again is set, a change of other lines stays, and the change is
// made beside it.
func (v Vocabularies) replace(c VocabularyChange, again bool) (made VocabularyChange, err error) {
	now, err := v.Text(c.Name)
	if err != nil {
		return made, err
	}
	made = VocabularyChange{Name: c.Name, Before: now, After: c.After}
	if now != c.Before {
		beside := false
		if again && now != "" && c.Before != "" && c.After != "" {
			made.After, beside = besideEach(c.Before, c.After, now)
		}
		switch {
		case again && !beside:
			return made, fmt.Errorf("the vocabulary %s: %w", c.Name, ErrEdited)
		case !beside:
			return made, fmt.Errorf("the vocabulary %s: %w: edit it again", c.Name, ErrEdited)
		}
	}
	if made.After != "" {
		if err := v.Keep(c.Name, made.After); err != nil {
			return made, err
		}
		v.See(c.Name, made.After)
		return made, nil
	}
	path, _ := v.Find(c.Name)
	if err := os.Remove(path); err != nil {
		return made, fmt.Errorf("remove the vocabulary %s: %w", c.Name, err)
	}
	return made, nil
}

// besideEach makes two changes of a text, each of which is about a run of its lines; false where
// these overlap or follow upon each other: then nobody but the user knows what is wanted.
func besideEach(text, one, other string) (both string, ok bool) {
	of := func(text string) []string { return strings.SplitAfter(text, "\n") }
	lines, a, b := of(text), of(one), of(other)
	fromA, endA := changedLines(lines, a)
	fromB, endB := changedLines(lines, b)
	if endB < fromA {
		a, b, endA, fromB = b, a, endB, fromA
	}
	if endA >= fromB {
		return "", false
	}
	return strings.Join(a[:len(a)-(len(lines)-endA)], "") + strings.Join(lines[endA:fromB], "") + strings.Join(b[fromB:], ""), true
}

// changedLines are the lines of a text that another one has not, from the first to behind the last.
func changedLines(lines, other []string) (from, end int) {
	most := min(len(lines), len(other))
	for from < most && lines[from] == other[from] {
		from++
	}
	for end = len(lines); end > from && end-len(lines)+len(other) > from && lines[end-1] == other[end-1-len(lines)+len(other)]; {
		end--
	}
	return from, end
}

// CheckVocabularyName refuses what is no name of a file on some system. Pure.
func CheckVocabularyName(name string) error {
	bad := func(r rune) bool { return unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>|`, r) }
	if name == "" || len(name) > 100 || strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") ||
		strings.TrimSpace(name) != name || strings.ContainsFunc(name, bad) || disk.IsDevice(name) {
		return fmt.Errorf("%q cannot be the name of a vocabulary: use letters, digits, spaces and dashes", name)
	}
	return nil
}

// VocabularyChange is a change of the text of one of the user's own vocabularies, which is taken
// back and made again with the step that it belongs to. "" for a text: there is no such vocabulary.
type VocabularyChange struct {
	Name          string
	From          string // the vocabulary that this one was copied from when it was first edited; "" none
	Before, After string
}

// weight is how many decisions take as much memory.
func (c *VocabularyChange) weight() int {
	if c == nil {
		return 0
	}
	return (len(c.Before) + len(c.After)) / 300
}

// reversed is what takes the change back.
func (c *VocabularyChange) reversed() *VocabularyChange {
	if c == nil {
		return nil
	}
	return &VocabularyChange{Name: c.Name, From: c.From, Before: c.After, After: c.Before}
}

// EditVocabulary stores a vocabulary's new text and the decisions that follow from it, as one step
// of undo, under a label for the user. All is stored or nothing: ErrEdited where the file does not
// hold the text from before. It blocks until it is safe on the disk. Any goroutine may call it.
func (l *Library) EditVocabulary(label string, change VocabularyChange, ds ...Decision) (s Step, err error) {
	err = l.waitStored(func(failed func(error)) error {
		var err error
		s, _, err = l.stepSoon(label, failed, &change, ds)
		return err
	})
	return s, err
}

// changeVocabularies makes the changes of steps on the disk, and returns those that were made;
// after an error, those before it.
func (l *Library) changeVocabularies(list []unstoredStep) (put []*VocabularyChange, err error) {
	own := l.Vocabularies()
	for _, s := range list {
		if s.text == nil {
			continue
		}
		made, err := own.replace(*s.text, s.again)
		if err != nil {
			return put, err
		}
		put = append(put, &made)
	}
	return put, nil
}

// putBack takes changes of vocabularies back whose step could not be stored. What cannot be put
// back stays: the text is the user's own either way, and the error that is told already is the one
// to tell.
func (l *Library) putBack(put []*VocabularyChange) {
	own := l.Vocabularies()
	for i := len(put) - 1; i >= 0; i-- {
		_, _ = own.replace(*put[i].reversed(), false)
	}
}
