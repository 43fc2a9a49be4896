package vocabulary

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"catchlight/assets"
	"catchlight/library"
	"catchlight/library/disk"
)

// The names of the vocabularies in the program. Essentials is used where no other was chosen;
// ImageNet has the classes that the starter model was trained on.
const (
	Essentials = "essentials"
	ImageNet   = "imagenet-1k"
)

// builtIn maps the names of the vocabularies in the program to their files.
var builtIn = map[string]string{Essentials: "essentials.txt", ImageNet: "imagenet-1k.tsv"}

// Chosen is the name or the file of the vocabulary to use: the first that is not "", else
// Essentials. Callers give what was chosen for this run before what stands in the settings.
func Chosen(names ...string) string { return cmp.Or(append(names, Essentials)...) }

// BuiltIn lists the names of the built-in vocabularies, the default first.
func BuiltIn() []string { return []string{Essentials, ImageNet} }

// Load gives the built-in vocabulary of that name or reads a file: .tsv and .csv as parseTable
// does, others as Parse. It blocks for the time of reading. Errors name the file and, where the
// text is wrong, the line and the remedy; ErrNotFound and ErrEmpty are wrapped.
func Load(nameOrFile string) (*Vocabulary, error) {
	v, _, err := Read(nameOrFile)
	return v, err
}

// loadBuiltIn reads a vocabulary of the program.
func loadBuiltIn(name string) (*Vocabulary, []byte, error) {
	file := builtIn[name]
	data, err := fs.ReadFile(assets.Vocabularies(), file)
	if err != nil {
		return nil, nil, fmt.Errorf("read the built-in vocabulary %s: %w", name, err)
	}
	parse := Parse
	if strings.HasSuffix(file, ".tsv") {
		parse = parseClasses
	}
	v, err := parse(name, data)
	return v, data, err
}

// Read is Load, and gives the bytes that were read, too, for Compare.
func Read(file string) (*Vocabulary, []byte, error) {
	if _, ok := builtIn[file]; ok {
		return loadBuiltIn(file)
	}
	data, err := disk.ReadRegular(context.Background(), file, library.MaxVocabulary)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("%w: %s is neither a file nor one of %s", ErrNotFound, file, strings.Join(BuiltIn(), ", "))
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read vocabulary: %w", err)
	}
	var v *Vocabulary
	err = library.Guard(file, func() (err error) {
		v, err = parseFile(file, data)
		return err
	})
	return v, data, err
}

func parseFile(file string, data []byte) (*Vocabulary, error) {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".tsv", ".csv":
		return parseTable(file, data)
	}
	return Parse(file, data)
}

// LoadOwn gives the built-in vocabulary of that name, else the user's own of that name, else reads
// the file. It blocks and fails as Load does.
func LoadOwn(own library.Vocabularies, nameOrFile string) (*Vocabulary, error) {
	path, ok := own.Find(nameOrFile)
	if _, built := builtIn[nameOrFile]; built || !ok {
		return Load(nameOrFile)
	}
	v, err := Load(path)
	if err == nil {
		v.Name = nameOrFile
	}
	return v, err
}

// LoadNamed is LoadOwn for a list that is named for once. A file of somebody's that is nothing but a
// line of several words has a tag for each, as it would after an import; a list of the user's own
// stands as it was edited.
func LoadNamed(own library.Vocabularies, nameOrFile string) (*Vocabulary, error) {
	v, err := LoadOwn(own, nameOrFile)
	if _, isOwn := own.Find(nameOrFile); err != nil || isOwn {
		return v, err
	}
	if words, is := v.oneLine(); is {
		return words, nil
	}
	return v, nil
}
