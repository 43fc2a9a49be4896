package evaluate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library"
	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/tagging/vocabulary"
)

// labelsFile names the photos of a folder and their tags: see LabelFiles.
const labelsFile = "labels.tsv"

// Words of a heading line: what files are named under, and what is worth keeping of all that is
// true of a photo.
const (
	fileColumn = "file"
	keepColumn = "keep"
)

// mostLabelBytes bounds the files that name photos and their tags.
const mostLabelBytes = 64 << 20

func readLabelFile(path string) ([]byte, error) {
	return disk.ReadRegular(context.Background(), path, mostLabelBytes)
}

// Labelled is a photo with the tags that are right for it.
type Labelled struct {
	Path string // as found: the folder joined with the rest
	Tags []string
	Keep []string // of these, what a photographer would want; none where Labels.Kept is false
}

// Labels are the labelled photos of a folder, by path, and the set of their tags, sorted; with a
// file of names all names in it, also those of folders that are not there.
type Labels struct {
	Photos []Labelled
	Tags   []string
	Kept   bool // the labels say what is worth keeping
}

// LabelFiles say what is true of photos.
type LabelFiles struct {
	// Tables have a line for each photo: file, tab, tags separated by ", ". More columns may follow.
	// A heading line begins with "file"; a column that it calls "keep" holds what a photographer
	// would want, those beside it what is true as well ("minor"). What several tables say of a
	// photo adds up. None is labels.tsv in the folder.
	Tables []string
	// Names is a JSON file that maps sub-folder → tag (ObjectNet's folder_to_objectnet_label.json);
	// "" is none.
	Names string
}

// ReadLabels finds the labelled photos of a folder: by a table, else by the names of its
// sub-folders, all photos below each. ErrNoLabels when there is neither. It blocks for reading the
// folders; it opens no photo.
func ReadLabels(dir string, from LabelFiles) (Labels, error) {
	var l Labels
	err := l.addTables(dir, from.Tables)
	if len(from.Tables) == 0 {
		if err = l.addTables(dir, []string{filepath.Join(dir, labelsFile)}); errors.Is(err, fs.ErrNotExist) {
			err = l.addFolders(dir, from.Names)
		}
	}
	if err != nil {
		return Labels{}, fmt.Errorf("read labels: %w", err)
	}
	if len(l.Photos) == 0 {
		return l, fmt.Errorf("%w in %s: it needs a %s, or sub-folders named after what their photos show", ErrNoLabels, dir, labelsFile)
	}
	slices.SortFunc(l.Photos, func(a, b Labelled) int { return strings.Compare(a.Path, b.Path) })
	l.Tags = distinct(l.Photos, l.Tags)
	return l, nil
}

// TableFor is the table of labels in a folder that was made for a vocabulary: NAME.tsv with a
// heading line; "" where there is none. It blocks on the disk.
func TableFor(dir, vocabulary string) string {
	if vocabulary == "" || !filepath.IsLocal(vocabulary) {
		return ""
	}
	path := filepath.Join(dir, vocabulary+".tsv")
	if data, err := readLabelFile(path); err != nil || !strings.HasPrefix(withoutMark(string(data)), fileColumn+"\t") {
		return ""
	}
	return path
}

// withoutMark is a text without the byte order mark that some editors put first.
func withoutMark(text string) string { return strings.TrimPrefix(text, "\ufeff") }

// addTables reads tables for photos below dir, and joins what they say of a photo.
func (l *Labels) addTables(dir string, paths []string) error {
	for _, path := range paths {
		data, err := readLabelFile(path)
		if err == nil {
			err = l.addTable(dir, path, string(data))
		}
		if err != nil {
			return err
		}
	}
	if len(paths) > 1 {
		l.join()
	}
	return nil
}

// join makes one of all that is said of a photo.
func (l *Labels) join() {
	at := map[string]int{}
	var joined []Labelled
	for _, p := range l.Photos {
		i, known := at[p.Path]
		if !known {
			i, at[p.Path] = len(joined), len(joined)
			joined = append(joined, Labelled{Path: p.Path})
		}
		joined[i].Tags, joined[i].Keep = withNew(joined[i].Tags, p.Tags), withNew(joined[i].Keep, p.Keep)
	}
	l.Photos = joined
}

// withNew is a list with what it lacks of another one.
func withNew(list, more []string) []string {
	for _, tag := range more {
		if !slices.Contains(list, tag) {
			list = append(list, tag)
		}
	}
	return list
}

// addTable reads the lines of a table that lies at path, for photos below dir.
func (l *Labels) addTable(dir, path, table string) error {
	number, keep := 0, -1
	for line := range strings.Lines(withoutMark(table)) {
		number++
		columns := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		file := columns[0]
		switch {
		case number == 1 && file == fileColumn:
			keep = slices.Index(columns, keepColumn)
			l.Kept = l.Kept || keep > 0
			continue
		case file == "":
			continue
		case len(columns) == 1:
			return fmt.Errorf("%s, line %d: no tab between file and tags", path, number)
		case !filepath.IsLocal(filepath.FromSlash(file)):
			return fmt.Errorf("%s, line %d: %q lies outside of the folder: name photos inside of it", path, number, file)
		}
		p := Labelled{Path: filepath.Join(dir, filepath.FromSlash(file))}
		for i, tags := range columns[1:] {
			p.Tags = append(p.Tags, keywords.LineWords(tags)...)
			if i+1 == keep {
				p.Keep = keywords.LineWords(tags)
			}
		}
		l.Photos = append(l.Photos, p)
	}
	return nil
}

func (l *Labels) addFolders(dir, names string) error {
	known, err := readNames(names)
	if err != nil {
		return err
	}
	l.Tags = slices.Collect(maps.Values(known))
	folders, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, f := range folders {
		if !f.IsDir() || library.LeavesOut(f.Name()) {
			continue
		}
		tag := f.Name()
		if name, ok := known[tag]; ok {
			tag = name
		}
		if err := l.addFolder(filepath.Join(dir, f.Name()), tag); err != nil {
			return err
		}
	}
	return nil
}

func (l *Labels) addFolder(folder, tag string) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != folder && library.LeavesOut(entry.Name()) {
			return fs.SkipDir
		}
		if _, photo := picture.FormatOf(path); photo && !entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") {
			l.Photos = append(l.Photos, Labelled{Path: path, Tags: []string{tag}})
		}
		return nil
	})
}

func readNames(file string) (map[string]string, error) {
	if file == "" {
		return nil, nil
	}
	data, err := readLabelFile(file)
	if err != nil {
		return nil, err
	}
	var names map[string]string
	if err := json.Unmarshal(data, &names); err != nil {
		return nil, fmt.Errorf("%s is no JSON object of folder → tag: %w", file, err)
	}
	return names, nil
}

func distinct(photos []Labelled, tags []string) []string {
	for _, p := range photos {
		tags = append(tags, p.Tags...)
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

// Vocabulary is the set of labels as a vocabulary, the default one to evaluate with.
func (l Labels) Vocabulary() (*vocabulary.Vocabulary, error) {
	v := &vocabulary.Vocabulary{Name: "labels"}
	for _, tag := range l.Tags {
		v.Tags = append(v.Tags, vocabulary.Tag{Name: tag, Parent: -1})
	}
	if len(v.Tags) == 0 {
		return nil, fmt.Errorf("%w: no photo has a label", vocabulary.ErrEmpty)
	}
	return v, nil
}
