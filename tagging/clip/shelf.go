package clip

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/disk"
	"catchlight/tagging"
)

// Shelf is the folder of the models that the user has, each in a folder of its name; the starter
// needs no place in it. Folders with a dot before their name are downloads that have not ended.
type Shelf string

// Offer is a model that the user may choose: of the ladder, or one of their own on the shelf.
type Offer struct {
	Manifest  Manifest
	Installed bool
	Begun     int64 // bytes of a download that has not ended
	Problem   error // why an installed model cannot be used; nil: it can, as far as the sizes of its files tell
}

// Bytes is the size of the model's files.
func (m Manifest) Bytes() int64 {
	var sum int64
	for _, f := range m.Files {
		sum += f.Bytes
	}
	return sum
}

// Offers lists the ladder, then the user's own models by name. It blocks on the disk, but reads
// manifests and sizes only, no model.
func (s Shelf) Offers() []Offer {
	var offers []Offer
	ladder := Ladder()
	for _, m := range ladder {
		offers = append(offers, s.offer(m))
	}
	entries, _ := os.ReadDir(string(s)) // no folder yet: nothing of the user's own
	for _, e := range entries {
		inLadder := slices.ContainsFunc(ladder, func(m Manifest) bool { return m.Name == e.Name() })
		if e.IsDir() && !inLadder && !strings.HasPrefix(e.Name(), ".") {
			offers = append(offers, s.offer(Manifest{Name: e.Name(), Title: e.Name()}))
		}
	}
	return offers
}

// bestForMost is the model of the ladder that is offered to who has only the starter: it serves most
// libraries best.
const bestForMost = "standard"

// Better is the model to offer to the user; false where they have another one than the starter
// already. Pure.
func Better(offers []Offer) (Manifest, bool) {
	own := func(o Offer) bool { return o.Installed && o.Manifest.Name != StarterName }
	i := slices.IndexFunc(offers, func(o Offer) bool { return o.Manifest.Name == bestForMost })
	if i < 0 || slices.ContainsFunc(offers, own) {
		return Manifest{}, false
	}
	return offers[i].Manifest, true
}

// Host is where the model is downloaded from, "" where that is not said.
func (m Manifest) Host() string {
	for _, f := range m.Files {
		if at, err := url.Parse(f.From); err == nil && at.Host != "" {
			return at.Host
		}
	}
	return ""
}

// Profiles describe the models that are there, and those of other names or folders. It reads
// manifests, no model.
func (s Shelf) Profiles(also ...string) []tagging.Profile {
	manifests := []Manifest{Starter().Manifest}
	for _, o := range s.Offers() {
		if o.Installed {
			manifests = append(manifests, o.Manifest)
		}
	}
	for _, name := range also {
		if m, err := s.Find(name); err == nil {
			manifests = append(manifests, m.Manifest)
		}
	}
	var profiles []tagging.Profile
	for _, m := range manifests {
		profiles = append(profiles, m.profile())
	}
	return profiles
}

// offer looks whether a model is there, and takes its own manifest when it is.
func (s Shelf) offer(m Manifest) Offer {
	if !s.Has(m.Name) {
		return Offer{Manifest: m, Begun: s.has(m)}
	}
	model, err := s.Find(m.Name)
	if err == nil {
		m, err = model.Manifest, model.check()
	}
	return Offer{Manifest: m, Installed: true, Problem: err}
}

// Has reports whether the model of that name is on the shelf, or is the starter. It blocks on the
// disk.
func (s Shelf) Has(name string) bool {
	info, err := os.Stat(filepath.Join(string(s), name))
	return name == StarterName || name != "" && filepath.IsLocal(name) && err == nil && info.IsDir()
}

// Find gives the model of a name, the starter for "", or the one in that folder. It opens no graph,
// and blocks on the disk. Errors wrap ErrNotHere where it is one of the ladder that has not been
// downloaded, else ErrWrongModel.
func (s Shelf) Find(name string) (Model, error) {
	switch info, err := os.Stat(name); {
	case name == "" || name == StarterName:
		return Starter(), nil
	case s.Has(name):
		return Load(filepath.Join(string(s), name))
	case err == nil && info.IsDir():
		return Load(name)
	}
	if _, err := Offered(name); err != nil {
		return Model{}, err
	}
	return Model{}, fmt.Errorf("%s: %w: run \"catchlight models get %s\"", name, ErrNotHere, name)
}

// Offered gives the manifest of the ladder's model of that name.
func Offered(name string) (Manifest, error) {
	for _, m := range Ladder() {
		if m.Name == name {
			return m, nil
		}
	}
	return Manifest{}, fmt.Errorf("%w: there is no model and no folder %q: see \"catchlight models list\"", ErrWrongModel, name)
}

// Get downloads a model of the ladder. One that is there is read and left alone when it is whole;
// of a damaged one only what is wrong is brought anew. It returns the model's folder; it blocks for
// as long as it takes, see install.
func (s Shelf) Get(ctx context.Context, m Manifest, d Download) (folder string, err error) {
	folder = filepath.Join(string(s), m.Name)
	if s.Has(m.Name) {
		err := Model{Manifest: m, files: modelFolder(folder)}.Verify(ctx)
		if err == nil || ctx.Err() != nil {
			return folder, err
		}
		if err := errors.Join(os.RemoveAll(s.part(m.Name)), os.Rename(folder, s.part(m.Name))); err != nil {
			return "", fmt.Errorf("set the damaged model %s aside: %w", m.Name, err)
		}
	}
	return install(ctx, m, string(s), d)
}

// Add copies the model of a folder (a USB stick, say) to the shelf and returns it. The folder needs
// a manifest or a known layout; one whose files are those of a model of the ladder becomes that.
// Sizes and hashes that its manifest lacks are noted, and every copy is verified by them. It has to
// name what is on photos (Download.Sight). It blocks for as long as reading and copying take. A
// copy that was cut short is never found, and a later call goes on with it.
func (s Shelf) Add(ctx context.Context, folder string, d Download) (Model, error) {
	m, err := Load(folder)
	if err == nil {
		err = m.Manifest.checkName()
	}
	if err == nil {
		err = m.complete(ctx)
	}
	if err == nil {
		err = m.own()
	}
	if err == nil {
		err = m.probe(ctx)
	}
	if err == nil {
		err = d.see(ctx, m)
	}
	if err != nil {
		return Model{}, fmt.Errorf("add the model in %s: %w", folder, err)
	}
	d.From = folder
	d.Sight = func(context.Context, Model) error { return nil } // it has seen; the copy is compared to the byte
	if s.Has(m.Manifest.Name) {
		return Model{}, fmt.Errorf("add the model in %s: %s is installed already: remove that first, or change the name in %s",
			folder, m.Manifest.Name, manifestFile)
	}
	target, err := install(ctx, m.Manifest, string(s), d)
	if err != nil {
		return Model{}, fmt.Errorf("add the model in %s: %w", folder, err)
	}
	return Load(target)
}

// Remove deletes a model's files, and what a download that has not ended left of it. It blocks on
// the disk.
func (s Shelf) Remove(name string) error {
	if name == StarterName {
		return errors.New("the starter is part of the program and stays")
	}
	if (Manifest{Name: name}).checkName() != nil || !s.Has(name) && !s.begun(name) {
		return fmt.Errorf("there is no model %q to remove: see \"catchlight models list\"", name)
	}
	err := errors.Join(os.RemoveAll(filepath.Join(string(s), name)), os.RemoveAll(s.part(name)))
	if err != nil {
		return fmt.Errorf("remove the model %s: %w", name, err)
	}
	return nil
}

// part is where a download lies until it has ended.
func (s Shelf) part(name string) string { return filepath.Join(string(s), "."+name+".part") }

// has is how many bytes of a model a download has brought that has not ended.
func (s Shelf) has(m Manifest) (bytes int64) {
	for _, f := range m.Files {
		bytes += disk.Size(filepath.Join(s.part(m.Name), filepath.FromSlash(f.Path)))
	}
	return bytes
}

func (s Shelf) begun(name string) bool {
	_, err := os.Stat(s.part(name))
	return err == nil
}

// checkName refuses names that are no plain folder's: the name of a model comes from its manifest,
// which anybody may write.
func (m Manifest) checkName() error {
	n := m.Name
	if n == "" || n == StarterName || n == starterVectors || strings.HasPrefix(n, ".") || strings.ContainsAny(n, `/\:`) || !filepath.IsLocal(n) || len(n) > 100 {
		return fmt.Errorf("%w: its %s names it %.40q: it needs a short name without / \\ and : that is not the starter's",
			ErrWrongModel, manifestFile, n)
	}
	return nil
}

// complete notes every file that the model needs, with size and hash.
func (m *Model) complete(ctx context.Context) error {
	x := &m.Manifest
	needed, err := m.needed()
	if err != nil {
		return err
	}
	for _, file := range needed {
		if !slices.ContainsFunc(x.Files, func(f File) bool { return f.Path == file }) {
			x.Files = append(x.Files, File{Path: file})
		}
	}
	for i := range x.Files {
		f := &x.Files[i]
		if !fs.ValidPath(f.Path) {
			return fmt.Errorf("%w: its %s names the file %q, which is not inside the model's folder", ErrWrongModel, manifestFile, f.Path)
		}
		if f.Bytes > 0 && f.SHA256 != "" {
			continue
		}
		got := *f
		if err := m.measure(ctx, &got); err != nil {
			return fmt.Errorf("%w: %w", ErrWrongModel, err)
		}
		if err := f.compare(got); err != nil { // what the manifest says of it, it has to be
			return err
		}
		*f = got
	}
	return nil
}

// needed are the files that the manifest speaks of, and those in which a graph keeps its weights
// apart from itself.
func (m *Model) needed() ([]string, error) {
	var files []string
	for _, file := range []string{m.Manifest.Image.File, m.Manifest.Text.File} {
		s, err := openSkeleton(m.files, file)
		if err != nil {
			return nil, err
		}
		files = append(append(files, file), s.apart...)
		if err := s.close(); err != nil {
			return nil, err
		}
	}
	if table := m.Manifest.Text.Tokens; table != "" {
		files = append(files, table)
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// own recognises the models of the ladder by their towers, and keeps their names for them.
func (m *Model) own() error {
	for _, known := range Ladder()[1:] {
		same := m.Manifest.hash(m.Manifest.Image.File) == known.hash(known.Image.File) && m.Manifest.hash(m.Manifest.Text.File) == known.hash(known.Text.File)
		switch {
		case same && m.samePaths(known):
			m.Manifest = known
			return nil
		case m.Manifest.Name == known.Name && !same:
			return fmt.Errorf("%w: its %s names it %q, but %s is not the file of Catchlight's %s model: give it a name of its own",
				ErrWrongModel, manifestFile, known.Name, m.Manifest.Image.File, known.Title)
		}
	}
	return nil
}

func (m *Model) samePaths(known Manifest) bool {
	for _, f := range known.Files {
		if m.Manifest.hash(f.Path) != f.SHA256 {
			return false
		}
	}
	return true
}

// hash is that of a file of the model, "" for one that it does not list.
func (m Manifest) hash(file string) string {
	i := slices.IndexFunc(m.Files, func(f File) bool { return f.Path == file })
	if i < 0 {
		return ""
	}
	return m.Files[i].SHA256
}
