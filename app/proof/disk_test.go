package proof

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
)

// A power cut keeps of what a program did what had been synced, and of the rest any part: data in
// any order, cut off, or with zeros where a file had grown; names as they were or as they became
// (Pillai et al., All File Systems Are Not Created Equal, OSDI 2014). What follows makes these
// states of a recording. It believes in three things only: a completed fsync of a file keeps its
// data, one of a folder its names, and a rename or an exchange is done whole or not at all; of a
// rename the old name may stay, for so do primitive file systems.

// inode is a file, whatever its names are; data is its content when the recording began.
type inode struct{ data []byte }

// step is one recorded call that changes something, or makes changes last. One of write, grow,
// names, file and folder says which.
type step struct {
	file   *inode            // write, grow, syncFile
	what   action            //
	at     int64             // write: where; grow: the new size
	bytes  []byte            // write
	folder string            // names, syncFolder
	names  map[string]*inode // names: what each name leads to now, nil: nothing
	since  int               // syncs: how many steps had been completed when it began
}

// action is the kind of a step.
type action int

const (
	writeData action = iota
	setSize
	setNames
	syncFile
	syncFolder
)

// recording is what a program did to the files of some folders.
type recording struct {
	names map[string]*inode // when it began, by path
	steps []step
}

// state is what a power cut has left, by path.
type state struct {
	files map[string][]byte
	after int  // steps that had been done
	ended bool // the program had said that it was done
}

// states calls each with every state that differs from those before, until it returns false.
func (r recording) states(each func(state) bool) {
	seen := map[[sha256.Size]byte]bool{}
	for cut := range len(r.steps) + 1 {
		for _, names := range r.namesAt(cut) {
			for _, files := range r.contentsAt(cut, names) {
				s := state{files, cut, cut == len(r.steps)}
				sum := s.sum()
				if seen[sum] {
					continue
				}
				seen[sum] = true
				if !each(s) {
					return
				}
			}
		}
	}
}

func (s state) sum() [sha256.Size]byte {
	h := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(s.files)) {
		data := s.files[path]
		h.Write(binary.AppendUvarint([]byte(path+"\x00"), uint64(len(data))))
		h.Write(data)
	}
	if s.ended { // it has to hold more
		h.Write([]byte("ended"))
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// lasts reports whether a step is safe on the disk at a cut: synced by a call that began after it
// and had ended.
func (r recording) lasts(n, cut int) bool {
	of := r.steps[n]
	return slices.ContainsFunc(r.steps[n:cut], func(s step) bool {
		return s.since > n && (s.what == syncFile && of.what < setNames && s.file == of.file ||
			s.what == syncFolder && of.what == setNames && s.folder == of.folder)
	})
}

// pending lists the steps before a cut that match and are not safe; the others that match are safe.
func (r recording) pending(cut int, match func(step) bool) (safe, open []step) {
	for n, s := range r.steps[:cut] {
		switch {
		case !match(s):
		case r.lasts(n, cut):
			safe = append(safe, s)
		default:
			open = append(open, s)
		}
	}
	return safe, open
}

// namesAt lists what the names may lead to.
func (r recording) namesAt(cut int) []map[string]*inode {
	safe, open := r.pending(cut, func(s step) bool { return s.what == setNames })
	base := maps.Clone(r.names)
	for _, s := range safe {
		maps.Copy(base, s.names)
	}
	var all []map[string]*inode
	for _, chosen := range subsets(len(open)) {
		names := maps.Clone(base)
		for n, s := range open {
			if chosen[n] {
				maps.Copy(names, s.names)
			}
		}
		all = append(all, names)
	}
	return append(all, halfRenames(base, open)...)
}

// halfRenames are those where the old name of a rename has stayed.
func halfRenames(base map[string]*inode, open []step) []map[string]*inode {
	var all []map[string]*inode
	for half := range open {
		names := maps.Clone(base)
		for n, s := range open {
			for name, file := range s.names {
				if n != half || file != nil || len(s.names) == 1 {
					names[name] = file
				}
			}
		}
		all = append(all, names)
	}
	return all
}

// most is how many open steps are tried in every combination; of more, the beginnings, each alone,
// and all but each.
const most = 5

// subsets lists which of n steps may have been done.
func subsets(n int) [][]bool {
	var all [][]bool
	if n <= most {
		for bits := range 1 << n {
			all = append(all, pick(n, func(i int) bool { return bits>>i&1 == 1 }))
		}
		return all
	}
	for k := range n + 1 {
		all = append(all, pick(n, func(i int) bool { return i < k }), pick(n, func(i int) bool { return i == k }),
			pick(n, func(i int) bool { return i != k }))
	}
	return all
}

func pick(n int, chosen func(int) bool) []bool {
	all := make([]bool, n)
	for i := range all {
		all[i] = chosen(i)
	}
	return all
}

// contentsAt lists what the named files may hold: each file in turn in every way, the others as
// before and as after.
func (r recording) contentsAt(cut int, names map[string]*inode) []map[string][]byte {
	ways := map[*inode][][]byte{} // the first is that nothing of what is open was done, the last that all was
	var varying []*inode
	for _, path := range slices.Sorted(maps.Keys(names)) {
		if file := names[path]; file != nil && ways[file] == nil {
			ways[file] = r.contents(cut, file)
			varying = append(varying, file)
		}
	}
	var all []map[string][]byte
	for _, varied := range varying {
		for _, content := range ways[varied] {
			for _, othersDone := range []bool{false, true} {
				files := map[string][]byte{}
				for path, file := range names {
					switch {
					case file == nil:
					case file == varied:
						files[path] = content
					case othersDone:
						files[path] = ways[file][len(ways[file])-1]
					default:
						files[path] = ways[file][0]
					}
				}
				all = append(all, files)
			}
		}
	}
	return all
}

// contents lists what a file may hold.
func (r recording) contents(cut int, file *inode) [][]byte {
	safe, open := r.pending(cut, func(s step) bool { return s.file == file && (s.what == writeData || s.what == setSize) })
	base := applied(file.data, safe)
	if len(open) == 0 {
		return [][]byte{base}
	}
	var all [][]byte
	for _, chosen := range subsets(len(open)) {
		var done []step
		for n, s := range open {
			if chosen[n] {
				done = append(done, s)
			}
		}
		all = append(all, applied(base, done))
	}
	whole := applied(base, open)
	return append(append(all, torn(base, whole)...), whole)
}

// applied is data after some steps.
func applied(data []byte, steps []step) []byte {
	out := slices.Clone(data)
	for _, s := range steps {
		end := s.at
		if s.what == writeData {
			end += int64(len(s.bytes))
		}
		if grow := end - int64(len(out)); grow > 0 {
			out = append(out, make([]byte, grow)...)
		}
		if s.what == writeData {
			copy(out[s.at:], s.bytes)
		} else {
			out = out[:s.at]
		}
	}
	return out
}

// sector is the least that a disk writes at a time, page what the system does.
const (
	sector = 512
	page   = 4096
)

// torn lists what lies between two contents: the size of the new one and the data of the old; what
// comes before a cut, with and without the size, and only what comes behind it. Cut is at each
// sector in the long part, else here and there.
func torn(base, whole []byte) [][]byte {
	old := slices.Clone(base[:min(len(base), len(whole))])
	old = append(old, make([]byte, len(whole)-len(old))...) // what a file has grown by is zeros until it is written
	all := [][]byte{old}
	for _, cut := range cuts(len(whole)) {
		all = append(all, append(slices.Clone(whole[:cut]), old[cut:]...), append(slices.Clone(old[:cut]), whole[cut:]...))
		if cut > len(base) {
			all = append(all, whole[:cut])
		}
	}
	return all
}

func cuts(size int) []int {
	at := []int{1, sector, page, size / 2, size - page, size - sector, size - 1}
	for cut := sector; whole() && cut < size; cut += sector {
		at = append(at, cut)
	}
	return slices.DeleteFunc(at, func(cut int) bool { return cut <= 0 || cut >= size })
}
