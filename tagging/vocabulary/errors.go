package vocabulary

import "errors"

// Sentinels that callers react to; the errors returned wrap them with the name and the remedy.
var (
	// ErrEmpty: the vocabulary has no tag that could be proposed.
	ErrEmpty = errors.New("the vocabulary has no tags")
	// ErrNotFound: there is neither a built-in vocabulary nor a file of that name.
	ErrNotFound = errors.New("no such vocabulary")
	// ErrClash: an edit would give two tags of one parent the same name.
	ErrClash = errors.New("there is a tag of that name already: merge the two, or choose another name")
	// ErrLoop: an edit would put a tag below itself.
	ErrLoop = errors.New("a tag cannot stand below itself")
	// ErrKinds: an edit would make one of a word of photos and a heading.
	ErrKinds = errors.New("one is a word of photos, the other is not: make both the same first")

	// errNoTag: a tag that was named is not there.
	errNoTag = errors.New("there is no such tag in the list")
	// errOtherwise: the text does not say after an edit what the edit was to make of it.
	errOtherwise = errors.New("the text of the vocabulary is indented in a way that cannot be edited here")
)

func isOtherwise(err error) bool { return errors.Is(err, errOtherwise) }
