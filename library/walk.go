package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"catchlight/library/disk"
	"catchlight/library/picture"
)

// candidateFile is a file that may be a photo and is to be scanned.
type candidateFile struct {
	path     string // as found
	abs      string
	format   picture.Format
	link     bool     // a symbolic link that was met in a folder
	named    bool     // by the user, not met in a folder
	sidecars []string // names of sidecars that may be the photo's; nil: not known, so look
	err      error    // why it is no photo
}

// walker finds photos. It reads folders, and opens no file.
type walker struct {
	out     chan<- candidateFile
	exclude Excluded
	leftOut map[string]bool // absolute folders and photos that sources exclude
	several bool            // paths, which may overlap
	seen    map[string]bool // absolute folders, and with several also photos
	roots   []string        // absolute folders that were walked
	passed  Passed
}

func newWalker(out chan<- candidateFile, exclude []string, sources []Source) walker {
	w := walker{out: out, exclude: NewExcluded(exclude), leftOut: map[string]bool{}, seen: map[string]bool{}}
	for _, s := range sources {
		for _, path := range s.Excluded {
			w.leftOut[path] = true
		}
	}
	return w
}

// walk sends all photos at the paths.
func (w *walker) walk(ctx context.Context, paths []string) error {
	w.several = len(paths) > 1
	for _, path := range paths {
		abs, err := absolute(path)
		if errors.Is(err, disk.ErrName) {
			err = w.fail(ctx, path, path, err)
			if err == nil {
				continue
			}
		}
		if err != nil {
			return fmt.Errorf("find %s: %w", path, err)
		}
		if err := w.named(ctx, filepath.Clean(path), abs); err != nil {
			return err
		}
	}
	return nil
}

// named walks one path that the user gave. Links are followed: the user means what they lead to.
func (w *walker) named(ctx context.Context, path, abs string) error {
	info, err := os.Stat(abs)
	switch {
	case isMissing(err, runtime.GOOS):
		w.roots = append(w.roots, abs) // what was below it is missing now
		return w.fail(ctx, path, abs, fmt.Errorf("%s is not there: check the name, or connect the disk that it is on", path))
	case err != nil:
		return w.fail(ctx, path, abs, unreadable(path, err))
	case info.IsDir():
		w.roots = append(w.roots, abs)
		return w.folder(ctx, path, abs)
	}
	format, photo := picture.FormatOf(path)
	if !photo {
		return w.fail(ctx, path, abs, fmt.Errorf("%s is no photo by its name: give photos or folders", path))
	}
	return w.photo(ctx, candidateFile{path: path, abs: abs, format: format, named: true})
}

func (w *walker) fail(ctx context.Context, path, abs string, err error) error {
	return Send(ctx, w.out, candidateFile{path: path, abs: abs, named: true, err: err})
}

// unreadable says why a file or folder cannot be read and what to do.
func unreadable(path string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s cannot be read (no permission): change its permissions, or leave it out", path)
	}
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	if known, ok := causeOf(err, runtime.GOOS); ok && known.cure != "" {
		cure := strings.ReplaceAll(known.cure, "write again", "try again")
		return fmt.Errorf("%s cannot be read (%w): %s", path, inWords{err, fmt.Sprintf(known.words, "it")}, cure)
	}
	return fmt.Errorf("%s cannot be read (%w): check the disk, or leave it out", path, err)
}

// folder sends the photos of a folder and all below. An unreadable folder fails alone.
func (w *walker) folder(ctx context.Context, path, abs string) error {
	if w.seen[abs] {
		return nil
	}
	w.seen[abs] = true
	entries, err := os.ReadDir(abs)
	if err != nil {
		if err := w.fail(ctx, path, abs, unreadable(path, err)); err != nil {
			return err
		}
	}
	if !slices.Contains(w.roots, abs) && slices.ContainsFunc(entries, isNoMedia) {
		w.passed.Folders = append(w.passed.Folders, path)
		return nil
	}
	sidecars := sidecarNames(entries)
	for _, entry := range entries {
		if err := w.entry(ctx, path, abs, entry, sidecars); err != nil {
			return err
		}
	}
	return nil
}

// isNoMedia knows the file by which programs ask that a folder and all below be left out of
// galleries, as Android's do.
func isNoMedia(entry fs.DirEntry) bool { return entry.Name() == ".nomedia" }

// entry treats one entry of a folder.
func (w *walker) entry(ctx context.Context, path, abs string, entry fs.DirEntry, sidecars map[string]bool) error {
	name := entry.Name()
	if isHidden(name) {
		return w.evicted(ctx, path, abs, name)
	}
	path, abs = filepath.Join(path, name), filepath.Join(abs, name)
	if w.leftOut[abs] {
		w.passed.LeftOut = append(w.passed.LeftOut, path)
		return nil
	}
	if entry.IsDir() {
		return w.below(ctx, path, abs, name)
	}
	format, photo := picture.FormatOf(name)
	switch {
	case sidecars[name]:
		return nil // read with its photo
	case leadsToFolder(entry, abs):
		w.passed.Links = append(w.passed.Links, path)
		return nil
	case !photo || !isFile(entry, abs):
		w.passed.note(path, picture.UnreadKind(name))
		return nil
	}
	link := entry.Type()&fs.ModeSymlink != 0
	return w.photo(ctx, candidateFile{path: path, abs: abs, format: format, link: link, sidecars: sidecarNamesFor(name, sidecars)})
}

// below walks a folder that was met in another one.
func (w *walker) below(ctx context.Context, path, abs, name string) error {
	switch {
	case w.exclude.has(abs):
		return nil
	case isForeign(name):
		w.passed.Folders = append(w.passed.Folders, path)
		return nil
	}
	return w.folder(ctx, path, abs)
}

// evicted tells of a photo in whose place iCloud has left a hidden file.
func (w *walker) evicted(ctx context.Context, path, abs, name string) error {
	name, away := disk.Evicted(name)
	if _, photo := picture.FormatOf(name); !away || !photo {
		return nil
	}
	path, abs = filepath.Join(path, name), filepath.Join(abs, name)
	return w.fail(ctx, path, abs, fmt.Errorf("%s is %w: download it in the Finder", path, disk.ErrInCloud))
}

// isFile tells files, and links to files, from folders, pipes, devices. A link to nothing counts as
// a file, which then fails with a reason.
func isFile(entry fs.DirEntry, abs string) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := os.Stat(abs)
	return err != nil || info.Mode().IsRegular()
}

// leadsToFolder reports whether an entry of a folder is a link to a folder. It is not followed: it may
// lead in a circle, or to what the user has not given.
func leadsToFolder(entry fs.DirEntry, abs string) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := os.Stat(abs)
	return err == nil && info.IsDir()
}

func (w *walker) photo(ctx context.Context, f candidateFile) error {
	if w.several {
		if w.seen[f.abs] {
			return nil
		}
		w.seen[f.abs] = true
	}
	return Send(ctx, w.out, f)
}

// sidecarNames are the names in a folder that end in .xmp.
func sidecarNames(entries []fs.DirEntry) map[string]bool {
	names := map[string]bool{}
	for _, entry := range entries {
		if picture.IsSidecar(entry.Name()) {
			names[entry.Name()] = true
		}
	}
	return names
}

// File is a file that counts as a photo by its name, or a path for which there is none.
type File struct {
	Path string // as found: the argument joined with the rest
	Abs  string // as the library would know it
	Err  error  // why it is no photo or cannot be looked for, with the remedy

	LeadsTo string // where a link leads that leads out of the paths; "": it is none
}

// Files lists the photos at the paths in order of path, as Import would find them, but reads and
// stores none: for those who read each photo anyway. Names of folders to leave out are in exclude.
// It blocks on the disk; its error is ctx's.
func (l *Library) Files(ctx context.Context, paths, exclude []string) ([]File, Passed, error) {
	out := make(chan candidateFile, importQueue)
	w := newWalker(out, exclude, l.Snapshot().Sources())
	group, running := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(out)
		return w.walk(running, paths)
	})
	var files []File
	given := newBoundary(l.Snapshot(), WriteOptions{Named: paths})
	for f := range out {
		file := File{Path: f.path, Abs: f.abs, Err: f.err}
		if f.link {
			file.LeadsTo = given.leadsTo(f.abs)
		}
		files = append(files, file)
	}
	err := group.Wait()
	if err == nil {
		err = ctx.Err() // the walk may have come to its end all the same
	}
	if err != nil {
		return nil, Passed{}, fmt.Errorf("find photos: %w", err)
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Abs, b.Abs)) })
	once := slices.CompactFunc(files, func(a, b File) bool { return a.Path == b.Path && a.Err == nil && b.Err == nil })
	return once, w.passed, nil
}

// Passed is what a walk through folders passed over.
type Passed struct {
	Files   int            // all that are no photos
	Kinds   map[string]int // of these, videos and pictures of kinds that are not read, by ending: see picture.UnreadKind
	Folders []string       // of the system or of other programs, as found; hidden ones are not listed
	Links   []string       // to folders, as found: they are not followed
	LeftOut []string       // what the user has removed or left out before, as found

	Named map[string][]string // of the files, as found, by the ending of Kinds, "" for no picture at all; the first mostNamed of each
}

// mostNamed bounds how many of the files that were passed over for one reason are named.
const mostNamed = 200

// Sentences tells the user what he may miss, each in a sentence; nothing where that is nothing.
func (p Passed) Sentences() []string {
	var all []string
	if text := p.kinds(); text != "" {
		all = append(all, text)
	}
	if n := len(p.Folders); n > 0 {
		names := someNames(p.Folders)
		all = append(all, fmt.Sprintf("%s of the system or of other programs passed over (name one to read it all the same): %s",
			Counted(n, "folder", "folders"), strings.Join(names, ", ")))
	}
	if n := len(p.Links); n > 0 {
		all = append(all, fmt.Sprintf("%s not followed (name one to read its folder): %s",
			Counted(n, "link to a folder", "links to folders"), strings.Join(someNames(p.Links), ", ")))
	}
	return all
}

// Unread counts the videos and pictures among the files.
func (p Passed) Unread() int {
	total := 0
	for _, n := range p.Kinds {
		total += n
	}
	return total
}

func (p Passed) kinds() string {
	var parts []string
	often := func(a, b string) int { return cmp.Or(cmp.Compare(p.Kinds[b], p.Kinds[a]), strings.Compare(a, b)) }
	for _, kind := range slices.SortedFunc(maps.Keys(p.Kinds), often) {
		parts = append(parts, fmt.Sprintf(".%s %d", kind, p.Kinds[kind]))
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("%s of kinds that Catchlight does not read: %s", Counted(p.Unread(), "file", "files"), strings.Join(parts, ", "))
}

// someNames are the names of folders, each once, the first of many.
func someNames(folders []string) []string {
	const enough = 8
	var names []string
	for _, folder := range folders {
		if name := filepath.Base(folder); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > enough {
		names = append(names[:enough], "…")
	}
	return names
}

// note counts a file that is no photo, of a kind that is not read or of none.
func (p *Passed) note(path, kind string) {
	if p.Files++; p.Kinds == nil {
		p.Kinds, p.Named = map[string]int{}, map[string][]string{}
	}
	if kind != "" {
		p.Kinds[kind]++
	}
	if len(p.Named[kind]) < mostNamed {
		p.Named[kind] = append(p.Named[kind], path)
	}
}

// foreignFolders are the names, in small letters, of folders in which systems and programs keep
// what they made or threw away: thumbnails, trash, snapshots, caches. What is in them is no photo
// of the user's to tag.
var foreignFolders = []string{
	"@eadir", "#recycle", "#snapshot", "@recycle", "@recently-snapshot", "@tmp", "@sharebin", "trashbox", "~snapshot", // of NAS
	"$recycle.bin", "recycler", "recycled", "system volume information", "$windows.~bt", "windows.old", // Windows
	"__macosx", "network trash folder", "temporary items", "thevolumesettingsfolder", "lost+found", // macOS, Linux
	"captureone", "[originals]", "files_trashbin", "files_versions", // Capture One, ACDSee, Nextcloud
}

// foreignEndings are those of folders that are the library, catalogue or cache of another program.
var foreignEndings = []string{
	".lrdata", ".lrlibrary", ".cocatalog", ".photoslibrary", ".photolibrary", ".aplibrary", ".migratedphotolibrary",
	".imovielibrary", ".fcpbundle",
}

// isForeign reports whether a folder of this name is the system's or another program's, whatever
// its capitals.
func isForeign(name string) bool {
	name = strings.ToLower(name)
	return slices.Contains(foreignFolders, name) || slices.Contains(foreignEndings, filepath.Ext(name)) || isRecovered(name)
}

// isRecovered knows the folders FOUND.000, FOUND.001 into which Windows puts what it finds on
// damaged disks.
func isRecovered(name string) bool {
	number, found := strings.CutPrefix(name, "found.")
	return found && len(number) == 3 && strings.Trim(number, "0123456789") == ""
}

// LeavesOut reports whether a folder of this name is passed over when it is met and not named: it
// is hidden, or the system's or another program's. It does not block.
func LeavesOut(name string) bool { return isHidden(name) || isForeign(name) }
