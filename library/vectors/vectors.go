package vectors

import (
	"errors"
	"fmt"
	"math"
	"sync"

	"catchlight/library/picture"
)

// Vector is a picture's vector of one model.
type Vector struct {
	Picture picture.ID
	Values  []float32 // of unit length; stored with half precision
}

// File is where the blocks are stored. Each function blocks on the disk, makes one transaction, and
// is called while nobody else changes the vectors of the file.
type File struct {
	// Read visits the blocks of a model in the order of their numbers, none of a model that is not
	// known. A value is valid during the call only.
	Read func(model string, visit func(n int, value []byte)) error
	// Put stores blocks of a model by their numbers, in place of those that have them.
	Put func(model string, blocks map[int][]byte) error
	// Repack stores the blocks that Repack of this package makes, in place of all of a model.
	Repack func(model string, keep func(picture.ID) bool) error
	// Models lists the models with vectors.
	Models func() ([]string, error)
	// Forget removes all blocks of a model.
	Forget func(model string) error
}

// Vectors are those of all models. Any goroutine may use them. What reads them blocks at the first
// use of a model alone, which reads all its vectors from the disk; what changes them blocks until
// that is safe there.
type Vectors struct {
	file     File
	changing sync.Mutex // held while vectors of the file are changed, or read into memory

	mu   sync.RWMutex    // guards what follows; held for moments only, never for the disk
	sets map[string]*set // by model; absent: not read yet
}

// New returns the vectors of a file. It reads nothing.
func New(file File) *Vectors { return &Vectors{file: file, sets: map[string]*set{}} }

// Unload forgets what is in memory: the file was changed by other means.
func (v *Vectors) Unload() {
	v.changing.Lock()
	defer v.changing.Unlock()
	v.mu.Lock()
	defer v.mu.Unlock()
	v.sets = map[string]*set{}
}

// Put stores vectors of a model, all of the same length. It refuses those that would make scores
// wrong, and then stores none.
func (v *Vectors) Put(model string, vs []Vector) error {
	return v.change(model, func(s *set) error {
		if err := v.check(s, vs); err != nil {
			return fmt.Errorf("store vectors of %s: %w", model, err)
		}
		return v.store(model, s, func(e *edit) {
			for _, one := range vs {
				e.put(one)
			}
		})
	})
}

// check refuses what would make scores wrong. The first vector gives the set its length.
func (v *Vectors) check(s *set, vs []Vector) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	dim := s.dim
	for _, one := range vs {
		if dim == 0 {
			dim = len(one.Values)
		}
		if one.Picture.IsZero() {
			return errors.New("a vector of no picture")
		}
		if len(one.Values) != dim || dim == 0 || dim > math.MaxUint16 {
			return fmt.Errorf("a vector of %d values where there are %d", len(one.Values), dim)
		}
		for _, x := range one.Values {
			if !(math.Abs(float64(x)) <= 1e4) { // NaN too
				return fmt.Errorf("a vector holds %v", x)
			}
		}
	}
	s.dim = dim
	return nil
}

// Drop forgets the vectors of pictures, of all models.
func (v *Vectors) Drop(pictures []picture.ID) error {
	if len(pictures) == 0 {
		return nil
	}
	return v.each(func(model string) error {
		return v.change(model, func(s *set) error {
			return v.store(model, s, func(e *edit) {
				for _, p := range pictures {
					e.drop(p)
				}
			})
		})
	})
}

// Pack packs the vectors of all models anew that hold vectors of unused pictures, holes, or blocks
// without a checksum. used is asked for each model while nobody else changes its vectors.
func (v *Vectors) Pack(used func() map[picture.ID]bool) error {
	return v.each(func(model string) error {
		err := v.change(model, func(s *set) error {
			keep := used()
			if !s.wastes(keep) {
				return nil
			}
			err := v.file.Repack(model, func(id picture.ID) bool { return keep[id] })
			if err == nil {
				v.forget(model)
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("pack the vectors of %s: %w", model, err)
		}
		return nil
	})
}

// Forget forgets a model. Nobody may be using it.
func (v *Vectors) Forget(model string) error {
	v.changing.Lock()
	defer v.changing.Unlock()
	if err := v.file.Forget(model); err != nil {
		return err
	}
	v.forget(model)
	return nil
}

func (v *Vectors) forget(model string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.sets, model)
}

// each does something for each model with vectors, until that fails.
func (v *Vectors) each(do func(model string) error) error {
	models, err := v.file.Models()
	for _, model := range models {
		if err == nil {
			err = do(model)
		}
	}
	return err
}

// change lets change work on the vectors of a model as they are in memory and in the file, and
// keeps all others from changing or replacing them meanwhile. Who reads them in memory does not
// wait.
func (v *Vectors) change(model string, change func(*set) error) error {
	v.changing.Lock()
	defer v.changing.Unlock()
	s, err := v.loaded(model)
	if err != nil {
		return err
	}
	return change(s)
}

// store stores what an edit changes, then takes it over. It belongs into change.
func (v *Vectors) store(model string, s *set, change func(*edit)) error {
	e := newEdit(s)
	change(e)
	blocks := make(map[int][]byte, len(e.changed))
	for n, b := range e.changed {
		blocks[n] = b.encode(s.dim)
	}
	if err := v.file.Put(model, blocks); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	e.commit()
	return nil
}

// set returns the vectors of a model for reading.
func (v *Vectors) set(model string) (*set, error) {
	if s := v.inMemory(model); s != nil {
		return s, nil
	}
	v.changing.Lock()
	defer v.changing.Unlock()
	return v.loaded(model)
}

// inMemory is the vectors of a model if they have been read.
func (v *Vectors) inMemory(model string) *set {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.sets[model]
}

// loaded is set while v.changing is held.
func (v *Vectors) loaded(model string) (*set, error) {
	if s := v.inMemory(model); s != nil {
		return s, nil
	}
	s := newSet()
	if err := v.file.Read(model, s.read); err != nil {
		return nil, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.sets[model] = s
	return s, nil
}

// Vector returns a picture's vector. The values are the caller's own.
func (v *Vectors) Vector(model string, p picture.ID) ([]float32, bool) {
	s, err := v.set(model)
	if err != nil {
		return nil, false
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	at, ok := s.index[p]
	if !ok {
		return nil, false
	}
	return floats(s.row(at)), true
}

// Has reports whether the picture's vector is known.
func (v *Vectors) Has(model string, p picture.ID) bool {
	s, err := v.set(model)
	if err != nil {
		return false
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	_, ok := s.index[p]
	return ok
}

// Block is a run of a model's vectors as they lie in memory. It never changes: where vectors are
// stored or dropped, later calls of Blocks give other blocks. Any goroutine may read it.
type Block struct {
	Pictures []picture.ID // of each row, not to be changed; a zero one: the row holds no vector
	packed   []byte
	dim      int
}

// Row unpacks the vector of a row into to, which must be of the model's length, and returns it.
func (b Block) Row(row int, to []float32) []float32 {
	unpack(to[:b.dim], b.packed[2*b.dim*row:])
	return to[:b.dim]
}

// Dim is the number of values of each row.
func (b Block) Dim() int { return b.dim }

// Blocks gives all vectors of a model, in the order in which they came, without copying them.
func (v *Vectors) Blocks(model string) []Block {
	s, err := v.set(model)
	if err != nil {
		return nil
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	return s.all()
}

// Rows gives what Blocks gives, and for each of n pictures the row of its vector: counted through all
// blocks as if each had BlockRows; -1 where it has none.
func (v *Vectors) Rows(model string, n int, of func(i int) picture.ID) (blocks []Block, rows []int32) {
	s, err := v.set(model)
	if err != nil {
		s = newSet()
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	rows = make([]int32, n)
	for i := range rows {
		rows[i] = -1
		if at, ok := s.index[of(i)]; ok {
			rows[i] = int32(at.block*BlockRows + at.row)
		}
	}
	return s.all(), rows
}
