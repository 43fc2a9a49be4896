package metadata

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/disk"
	"catchlight/library/picture"
)

// preparation is a Change in the making.
type preparation struct {
	*Change
	request request

	folders       *Folders
	photo         *disk.Source
	content       content
	beside        []besideFile // as they will be
	shared        []besideFile // of these, those that are left alone
	before, after *wordSet     // keywords of all places
	trees         *wordSet     // paths of all places, before
	blocked       string       // why the photo itself was not edited; empty when it was
}

func (p *preparation) run() error {
	if err := p.readPhoto(); err != nil {
		return err
	}
	sidecars := p.sidecars()
	p.trees.add(p.content.trees()...)
	if err := p.embed(); err == nil {
		p.editBeside(sidecars)
	} else if err := p.besideOnly(sidecars, err); err != nil {
		return err
	}
	p.tellShared()
	p.Left = p.remains()
	p.Keywords = p.content.keywords()
	p.Keywords.addSidecars(p.beside)
	p.Added = without(p.after.words, p.before)
	p.Removed = without(p.before.words, p.after)
	return nil
}

func without(words []string, others *wordSet) []string {
	return slices.DeleteFunc(slices.Clone(words), others.has)
}

func (p *preparation) readPhoto() (err error) {
	format, known := picture.FormatOf(p.Photo)
	if !known {
		return fmt.Errorf("%s is not a photo by its name", p.Photo)
	}
	if p.photo, err = disk.ReadSource(p.Photo, format.MaxBytes()); err != nil {
		return err
	}
	head := p.photo.Data[:min(64, len(p.photo.Data))]
	if err := picture.CheckContent(p.Photo, format, head); err != nil {
		return err
	}
	p.content = parse(p.photo.Data, format)
	return nil
}

// embed plans the edit of the photo itself; its error says why that must not be.
func (p *preparation) embed() error {
	if p.options.To == SidecarFile {
		return refuse("sidecars are what was asked for")
	}
	if err := p.writable(); err != nil {
		return err
	}
	done, err := p.content.embed(p.request, p.options)
	if err != nil {
		return err
	}
	p.record(p.content.carriers, done.plan)
	p.Why = done.plan.why
	if len(done.splices) > 0 {
		p.add(Embedded, newFileChange(p.photo, done.splices))
		p.content = done.content
	}
	return nil
}

// writable refuses photos that renaming a file over them would not treat as their owner wants.
func (p *preparation) writable() error {
	if err := p.isInside(p.photo.Path); err != nil {
		return err
	}
	switch {
	case p.photo.Info.Mode().Perm()&0o200 == 0 || !canWrite(p.photo.Path):
		return refuse("it is read-only")
	case links(p.photo.Info) > 1:
		return refuse("it has several names (hard links), of which one alone would change")
	case !isOurs(p.photo.Info):
		return refuse("it belongs to another user")
	}
	return nil
}

// isInside refuses a file, by its real path, to which a link has led out of what may be changed.
func (p *preparation) isInside(path string) error {
	if p.options.Inside == nil {
		return nil
	}
	for _, place := range p.options.Inside {
		if rest, within := strings.CutPrefix(path, place); within && (rest == "" || os.IsPathSeparator(rest[0]) || strings.HasSuffix(place, string(os.PathSeparator))) {
			return nil
		}
	}
	return refuse("it is a link to %s in %s, outside of what was given: give that itself to change it", filepath.Base(path), filepath.Dir(path))
}

func (p *preparation) add(to Destination, fc FileChange) {
	p.Files = append(p.Files, fc)
	if !slices.Contains(p.To, to) {
		p.To = append(p.To, to)
	}
}

// record notes the keywords of a place before and after its edit.
func (p *preparation) record(c carriers, plan embedPlan) {
	p.before.add(c.words(nil)...)
	now := plan.xmp.after(c.xmp, subject)
	whole := wholeWords(now)
	for _, word := range plan.iptcAfter(c.iptc) {
		p.after.add(whole.of(word))
	}
	p.after.add(now...)
	for kind := lightroom; kind < listKinds; kind++ {
		for _, path := range plan.xmp.pathsAfter(c.xmp, kind) {
			p.after.add(leafOf(path))
		}
	}
}

// sidecars lists those that are to be edited. The others are read: their words are the photo's, too.
func (p *preparation) sidecars() []string {
	p.folders = cmp.Or(p.options.Folders, &Folders{})
	var paths []string
	for _, s := range p.folders.beside(p.Photo) {
		if len(s.shared) == 0 {
			paths = append(paths, s.path)
			continue
		}
		p.shared, p.beside = append(p.shared, s), append(p.beside, s)
		p.trees.add(s.packet.trees()...)
		p.record(carriers{iptc: &iim{}, xmp: s.packet}, embedPlan{})
	}
	return paths
}

// tellShared says which sidecars were left alone because they may be another file's.
func (p *preparation) tellShared() {
	for _, s := range p.shared {
		p.Why = joined(p.Why, s.leftAlone())
	}
}

func joined(one, other string) string {
	if one == "" || other == "" {
		return one + other
	}
	return one + "; " + other
}

// editBeside brings the sidecars of a photo that was embedded in up to date. One that cannot be edited is left
// alone, and that is said.
func (p *preparation) editBeside(sidecars []string) {
	for _, path := range sidecars {
		if isEmpty(path) {
			continue // it says nothing that would have to follow
		}
		if err := p.editSidecar(path); err != nil {
			p.Why = cmp.Or(p.Why, "the sidecar was left alone: "+err.Error())
		}
	}
}

// besideOnly writes sidecars instead of embedding, for that reason.
func (p *preparation) besideOnly(sidecars []string, reason error) error {
	var refusal *Refusal
	if !errors.As(reason, &refusal) || p.options.To == Embedded {
		return reason
	}
	if p.blocked = refusal.Reason; p.options.To != SidecarFile {
		p.Why = refusal.Reason
	}
	p.record(p.content.carriers, embedPlan{})
	switch {
	case len(sidecars) == 0:
		return p.createSidecar()
	case len(sidecars) == 1 && isEmpty(sidecars[0]):
		return p.fillSidecar(sidecars[0])
	}
	var failed error
	for _, path := range sidecars {
		failed = cmp.Or(failed, p.editSidecar(path))
	}
	if failed != nil && len(p.Files) > 0 {
		p.Why, failed = cmp.Or(p.Why, failed.Error()), nil
	}
	return failed
}

// editSidecar splices an existing sidecar, whoever wrote it.
func (p *preparation) editSidecar(path string) error {
	file := besideFile{path: path}
	err := p.spliceSidecar(&file)
	if err != nil {
		file.err = err
	}
	p.beside = append(p.beside, file)
	return err
}

// spliceSidecar notes the sidecar as it will be, which on an error is as it is.
func (p *preparation) spliceSidecar(file *besideFile) error {
	s, err := sidecarSource(file.path)
	if err != nil {
		return err
	}
	old, err := parseXMP(s.Data)
	file.packet, file.unread = old, old == nil && hidesKeywords(s.Data)
	if err != nil {
		return refusedIn(file.path, err)
	}
	if err := p.isInside(s.Path); err != nil {
		return refusedIn(file.path, err)
	}
	if s.Info.Mode().Perm()&0o200 == 0 || !canWrite(s.Path) {
		return &Refusal{Path: file.path, Reason: "it is read-only"}
	}
	p.trees.add(old.trees()...)
	edit := carriers{iptc: &iim{}, xmp: old}.planXMP(p.request)
	p.record(carriers{iptc: &iim{}, xmp: old}, embedPlan{xmp: edit})
	if edit.empty() {
		return nil
	}
	done, now, err := old.edited(s.Data, edit)
	if err != nil {
		return refusedIn(file.path, err)
	}
	p.add(SidecarFile, newFileChange(s, done))
	file.packet = now
	return nil
}

// edited returns the splices of an edit and the packet that they make, verified.
func (p *packet) edited(data []byte, edit xmpEdit) (splices, *packet, error) {
	done, err := p.splices(edit, 0).tidied(data)
	if err != nil {
		return nil, nil, err
	}
	now, err := parseXMP(done.apply(data))
	if err == nil {
		err = verifyXMP(p, now, edit)
	}
	return done, now, err
}

// createSidecar begins a sidecar where there is none.
func (p *preparation) createSidecar() error {
	edit, due := p.wholeSidecar()
	if !due {
		return nil
	}
	name := p.folders.newSidecarPath(p.Photo, p.options.Naming)
	path, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return &Refusal{Path: path, Reason: "it is there and is not the photo's sidecar"}
	}
	return p.addWhole(name, edit, func(data []byte) FileChange { return newCreation(path, data, p.photo.Info) })
}

// fillSidecar gives a sidecar of no bytes the content that a new one would have.
func (p *preparation) fillSidecar(path string) error {
	edit, due := p.wholeSidecar()
	if !due {
		return nil
	}
	s, err := sidecarSource(path)
	if err != nil {
		return err
	}
	if err := p.isInside(s.Path); err != nil {
		return refusedIn(path, err)
	}
	if s.Info.Mode().Perm()&0o200 == 0 || !canWrite(s.Path) {
		return &Refusal{Path: path, Reason: "it is read-only"}
	}
	return p.addWhole(path, edit, func(data []byte) FileChange { return newFileChange(s, splices{insert(0, string(data))}) })
}

func isEmpty(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() == 0
}

// wholeSidecar is what a new sidecar has to say, which starts from the keywords embedded in the photo; none is due
// where they are all.
func (p *preparation) wholeSidecar() (edit xmpEdit, due bool) {
	held, trees := p.content.words(nil), p.content.trees()
	r := p.request.within(trees)
	if slices.Equal(p.content.union(r), held) && r.withFlat(nil).editTree(trees).empty() {
		return edit, false
	}
	r = r.carrying(p.shared)
	all := p.content.union(r)
	edit[subject].add = all
	if len(trees)+len(r.paths) > 0 {
		edit[lightroom].add = r.withFlat(all).editTree(trees).applied(trees)
	}
	return edit, true
}

// addWhole plans a sidecar that is written whole.
func (p *preparation) addWhole(name string, edit xmpEdit, change func(data []byte) FileChange) error {
	p.record(carriers{iptc: &iim{}}, embedPlan{xmp: edit})
	data := newDocument(edit)
	now, err := parseXMP(data)
	if err == nil {
		err = verifyXMP(nil, now, edit)
	}
	if err != nil {
		return err
	}
	p.add(SidecarFile, change(data))
	p.beside = append(p.beside, besideFile{path: name, packet: now})
	return nil
}
