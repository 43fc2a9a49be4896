package library

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
		if err := own.replace(s.text.Name, s.text.Before, s.text.After); err != nil {
			return put, err
		}
		put = append(put, s.text)
	}
	return put, nil
}

// putBack takes changes of vocabularies back whose step could not be stored. What cannot be put
// back stays: the text is the user's own either way, and the error that is told already is the one
// to tell.
func (l *Library) putBack(put []*VocabularyChange) {
	own := l.Vocabularies()
	for i := len(put) - 1; i >= 0; i-- {
		_ = own.replace(put[i].Name, put[i].After, put[i].Before)
	}
}
