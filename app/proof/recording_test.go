package proof

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"catchlight/library/testphoto"
)

// traced are the calls by which files, their names and the numbers of open files change; changing
// them in another way than these, the program would end with other files than the recording, which
// record finds out.
const traced = "openat,creat,close,write,pwrite64,writev,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,rename,renameat,renameat2," +
	"unlink,unlinkat,link,linkat,symlinkat,mkdir,mkdirat,rmdir,copy_file_range,sendfile,splice,lseek,dup,dup2,dup3"

// record runs the program and returns what it did to the files below root. It fails the test where
// what it understood is not what there is in the end.
func record(t *testing.T, h home, root string, args ...string) recording {
	t.Helper()
	testphoto.Needs(t, "strace")
	before, trace := treeOf(t, root), filepath.Join(t.TempDir(), "trace")
	strace := []string{"strace", "-f", "-qq", "-xx", "-s", "1000000000", "-o", trace, "-e", "trace=" + traced, "-e", "signal=none"}
	if out, err := h.command(strace, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %v: %s", args, err, out)
	}
	text, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	r := newRecorder(root, before)
	for line := range strings.Lines(string(text)) {
		if err := r.line(strings.TrimSuffix(line, "\n")); err != nil {
			t.Fatalf("%v: %v: %.200s", args, err, line)
		}
	}
	there := treeOf(t, root)
	now := r.volatile()
	if !maps.EqualFunc(now, there, bytes.Equal) {
		t.Fatalf("%v: the recording ends with %q, the disk with %q", args, slices.Sorted(maps.Keys(now)), slices.Sorted(maps.Keys(there)))
	}
	return r.recording
}

// treeOf reads all files below a folder, by path.
func treeOf(t testing.TB, root string) map[string][]byte {
	t.Helper()
	tree := map[string][]byte{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		tree[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// opened is what a number of an open file stands for: a file and the place of the next write, or a
// folder.
type opened struct {
	file   *inode
	at     int64
	folder string
}

// recorder turns the lines of strace into steps.
type recorder struct {
	recording
	root  string
	now   map[string]*inode
	files map[int]*opened
	begun map[string]begun // by thread: a call that another thread's has interrupted
}

// begun is the first half of a call, and how many steps there were then.
type begun struct {
	text  string
	steps int
}

func newRecorder(root string, tree map[string][]byte) *recorder {
	r := &recorder{root: root, files: map[int]*opened{}, begun: map[string]begun{}}
	r.names = map[string]*inode{}
	for _, path := range slices.Sorted(maps.Keys(tree)) {
		r.names[path] = &inode{tree[path]}
	}
	r.now = maps.Clone(r.names)
	return r
}

// content is what a file holds while the power is on.
func (r *recorder) content(file *inode) []byte {
	var steps []step
	for _, s := range r.steps {
		if s.file == file && s.what != syncFile {
			steps = append(steps, s)
		}
	}
	return applied(file.data, steps)
}

// volatile is what the folders hold while the power is on.
func (r *recorder) volatile() map[string][]byte {
	tree := map[string][]byte{}
	for path, file := range r.now {
		tree[path] = r.content(file)
	}
	return tree
}

var (
	callLine   = regexp.MustCompile(`^(\d+) +(\w+)\((.*)\) += (-?\d+)`)
	beginLine  = regexp.MustCompile(`^(\d+) +(\w+\(.*) <unfinished \.\.\.>$`)
	resumeLine = regexp.MustCompile(`^(\d+) +<\.\.\. \w+ resumed>(.*)$`)
)

// line takes one line of strace. A call takes place when it ends; a sync covers what had been done
// when it began.
func (r *recorder) line(text string) error {
	if m := beginLine.FindStringSubmatch(text); m != nil {
		r.begun[m[1]] = begun{m[2], len(r.steps)}
		return nil
	}
	since := len(r.steps)
	if m := resumeLine.FindStringSubmatch(text); m != nil {
		first := r.begun[m[1]]
		text, since = m[1]+" "+first.text+m[2], first.steps
	}
	m := callLine.FindStringSubmatch(text)
	if m == nil || strings.HasPrefix(m[4], "-") {
		return nil // an end of a thread, or a call that failed and did nothing
	}
	result, _ := strconv.ParseInt(m[4], 10, 64)
	return r.call(m[2], strings.Split(m[3], ", "), result, since)
}

func (r *recorder) call(name string, args []string, result int64, since int) error {
	switch name {
	case "openat":
		r.open(text(args[1]), args[2], int(result))
		return nil
	case "renameat", "renameat2":
		return r.rename(text(args[1]), text(args[3]), strings.Contains(args[len(args)-1], "EXCHANGE"))
	case "unlinkat":
		r.remove(text(args[1]))
		return nil
	}
	fd, err := strconv.Atoi(args[0])
	if err != nil {
		return r.strange(name, args)
	}
	f := r.files[fd]
	switch {
	case name == "close":
		delete(r.files, fd)
	case name == "copy_file_range":
		return r.copyRange(f, args, result)
	case f == nil: // a terminal, or a file elsewhere
	case f.file == nil && name == "fsync":
		r.steps = append(r.steps, step{what: syncFolder, folder: f.folder, since: since})
	default:
		return r.change(f, name, args, result, since)
	}
	return nil
}

// change is a call on an open file.
func (r *recorder) change(f *opened, name string, args []string, result int64, since int) error {
	s := step{file: f.file, since: since}
	switch name {
	case "write":
		s.at, s.bytes = f.at, []byte(text(args[1]))[:result]
		f.at += result
	case "pwrite64":
		s.at, s.bytes = number(args[3]), []byte(text(args[1]))[:result]
	case "ftruncate":
		s.what, s.at = setSize, number(args[1])
	case "lseek":
		f.at = result
		return nil
	case "fsync", "fdatasync":
		s.what = syncFile
	default:
		return fmt.Errorf("%s is not understood", name)
	}
	r.steps = append(r.steps, s)
	return nil
}

// copyRange is a copy within the system: both offsets are the files' own.
func (r *recorder) copyRange(from *opened, args []string, result int64) error {
	to := r.files[int(number(args[2]))]
	switch {
	case to == nil || result == 0:
		return nil
	case from == nil || args[1] != "NULL" || args[3] != "NULL":
		return fmt.Errorf("a copy with offsets, or from elsewhere, is not understood")
	}
	data := r.content(from.file)[from.at:][:result]
	r.steps = append(r.steps, step{file: to.file, at: to.at, bytes: data})
	from.at, to.at = from.at+result, to.at+result
	return nil
}

// strange fails for calls that change names below root in a way that is not understood.
func (r *recorder) strange(name string, args []string) error {
	for _, arg := range args {
		if strings.HasPrefix(arg, `"`) && r.inside(text(arg)) {
			return fmt.Errorf("%s is not understood", name)
		}
	}
	return nil
}

func (r *recorder) inside(path string) bool { return strings.HasPrefix(path, r.root+"/") }

func (r *recorder) open(path, flags string, fd int) {
	delete(r.files, fd)
	if !r.inside(path) {
		return
	}
	file := r.now[path]
	if file == nil && !strings.Contains(flags, "O_CREAT") {
		r.files[fd] = &opened{folder: path} // or it is read only, and of no concern
		return
	}
	if file == nil {
		file = &inode{}
		r.set(path, file)
	}
	f := &opened{file: file}
	if strings.Contains(flags, "O_TRUNC") {
		r.steps = append(r.steps, step{file: file, what: setSize})
	}
	if strings.Contains(flags, "O_APPEND") {
		f.at = int64(len(r.content(file)))
	}
	r.files[fd] = f
}

// set makes a name lead to a file.
func (r *recorder) set(path string, file *inode) {
	r.now[path] = file
	r.steps = append(r.steps, step{what: setNames, folder: filepath.Dir(path), names: map[string]*inode{path: file}})
}

func (r *recorder) rename(from, to string, exchange bool) error {
	if !r.inside(from) && !r.inside(to) {
		return nil
	}
	if r.now[from] == nil || filepath.Dir(from) != filepath.Dir(to) {
		return fmt.Errorf("a rename to another folder, or of one, is not understood")
	}
	names := map[string]*inode{to: r.now[from], from: nil}
	delete(r.now, from)
	if exchange {
		names[from] = r.now[to]
		r.now[from] = names[from]
	}
	r.now[to] = names[to]
	r.steps = append(r.steps, step{what: setNames, folder: filepath.Dir(to), names: names})
	return nil
}

// remove removes a name.
func (r *recorder) remove(path string) {
	if r.now[path] == nil {
		return
	}
	delete(r.now, path)
	r.steps = append(r.steps, step{what: setNames, folder: filepath.Dir(path), names: map[string]*inode{path: nil}})
}

// text reads a string of strace -xx.
func text(arg string) string {
	data, _ := hex.DecodeString(strings.ReplaceAll(strings.Trim(arg, `"`), `\x`, ""))
	return string(data)
}

func number(arg string) int64 {
	n, _ := strconv.ParseInt(arg, 0, 64)
	return n
}
