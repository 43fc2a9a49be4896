package safewrite

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/sidecar"
)

// preparation is a Change in the making.
type preparation struct {
	*Change
	options  Options
	edit     keywords.Edit
	plan     *keywords.Plan
	folders  *sidecar.Folders
	photo    *disk.Source
	sidecars []string // the sidecars that are the photo's alone
	shared   []keywords.XMPFile
}

func (p *preparation) run() error {
	if err := p.read(); err != nil {
		return err
	}
	if err := p.embed(); err == nil {
		p.editSidecars()
	} else if err := p.useSidecars(err); err != nil {
		return err
	}
	for _, s := range p.shared {
		p.Why = JoinSentences(p.Why, s.LeftAlone())
	}
	p.Result = p.plan.Result()
	return nil
}

// read reads the photo and lists its sidecars. Those that may be another file's, too, are read:
// their words are the photo's.
func (p *preparation) read() (err error) {
	format, known := picture.FormatOf(p.Photo)
	if !known {
		return fmt.Errorf("%s is not a photo by its name", p.Photo)
	}
	if p.photo, err = disk.ReadSource(p.Photo, format.MaxBytes()); err != nil {
		return err
	}
	if err := picture.CheckContent(p.Photo, format, p.photo.Data[:min(64, len(p.photo.Data))]); err != nil {
		return err
	}
	if p.options.Accept != nil {
		if err := p.options.Accept(p.photo); err != nil {
			return err
		}
	}
	for _, s := range p.folders.Beside(p.Photo) {
		if len(s.Shared) > 0 {
			p.shared = append(p.shared, s)
		} else {
			p.sidecars = append(p.sidecars, s.Path)
		}
	}
	p.plan = keywords.NewPlan(p.photo.Data, format, p.shared, p.edit, p.options.Rules)
	return nil
}

// embed plans the edit of the photo itself; its error says why that must not be.
func (p *preparation) embed() error {
	if p.options.To == SidecarFile {
		return &keywords.Refusal{Reason: "sidecars are what was asked for"}
	}
	if err := p.options.writable(p.photo); err != nil {
		return err
	}
	done, why, err := p.plan.Embed()
	if err != nil {
		return err
	}
	p.Why = why
	if len(done) > 0 {
		p.addFile(Embedded, newFileChange(p.photo, done))
	}
	return nil
}

// writable refuses photos that renaming a file over them would not treat as their owner wants.
func (o Options) writable(photo *disk.Source) error {
	if err := o.checkInside(photo.Path); err != nil {
		return err
	}
	if links(photo.Info) > 1 {
		return &keywords.Refusal{Reason: "it has several names (hard links), of which one alone would change"}
	}
	if err := replaceable(photo); err != nil {
		return err
	}
	if !isOurs(photo.Info) {
		return &keywords.Refusal{Reason: "it belongs to another user"}
	}
	return nil
}

// replaceable refuses files that may not be changed, and those in whose place a new file of ours
// would be somebody else's. Its error, if any, is a *Refusal without a path.
func replaceable(s *disk.Source) error {
	switch {
	case s.Info.Mode().Perm()&0o200 == 0 || !canWrite(s.Path):
		return &keywords.Refusal{Reason: "it is read-only"}
	case !canGiveOwner(s):
		return &keywords.Refusal{Reason: "it belongs to another user"}
	case !canGiveGroup(s):
		return &keywords.Refusal{Reason: "it belongs to a group that you are not in"}
	}
	return nil
}

// checkInside refuses a file, by its real path, to which a link has led out of what may be changed.
func (o Options) checkInside(path string) error {
	if o.Inside == nil {
		return nil
	}
	for _, place := range o.Inside {
		if rest, within := strings.CutPrefix(path, place); within && (rest == "" || os.IsPathSeparator(rest[0]) || strings.HasSuffix(place, string(os.PathSeparator))) {
			return nil
		}
	}
	return &keywords.Refusal{Reason: fmt.Sprintf("it is a link to %s in %s, outside of what was given: give that itself to change it", filepath.Base(path), filepath.Dir(path))}
}

func (p *preparation) addFile(to Destination, fc FileChange) {
	p.Files = append(p.Files, fc)
	if !slices.Contains(p.To, to) {
		p.To = append(p.To, to)
	}
}

// JoinSentences puts two reasons, of which either may be empty, into one. Pure.
func JoinSentences(one, other string) string {
	if one == "" || other == "" {
		return one + other
	}
	return one + "; " + other
}

// editSidecars brings the sidecars of a photo that was embedded in up to date. One that cannot be
// edited is left alone, and that is said.
func (p *preparation) editSidecars() {
	for _, path := range p.sidecars {
		if isEmpty(path) {
			continue // it says nothing that would have to follow
		}
		if err := p.editSidecar(path); err != nil {
			p.Why = cmp.Or(p.Why, "the sidecar was left alone: "+err.Error())
		}
	}
}

// useSidecars writes sidecars instead of embedding, for that reason.
func (p *preparation) useSidecars(reason error) error {
	var refusal *keywords.Refusal
	if !errors.As(reason, &refusal) || p.options.To == Embedded {
		return reason
	}
	p.plan.NotEmbedded(refusal.Reason)
	if p.options.To != SidecarFile {
		p.Why = refusal.Reason
	}
	switch {
	case len(p.sidecars) == 0:
		return p.createSidecar()
	case len(p.sidecars) == 1 && isEmpty(p.sidecars[0]):
		return p.fillSidecar(p.sidecars[0])
	}
	var failed error
	for _, path := range p.sidecars {
		failed = cmp.Or(failed, p.editSidecar(path))
	}
	if failed != nil && len(p.Files) > 0 {
		p.Why, failed = cmp.Or(p.Why, failed.Error()), nil
	}
	return failed
}

// editSidecar splices an existing sidecar.
func (p *preparation) editSidecar(path string) error {
	source, err := sidecar.Open(path)
	if err != nil {
		_, err = p.plan.EditSidecar(keywords.XMPFile{Path: path, Err: err}, nil)
		return err
	}
	s := keywords.ParseXMPFile(path, source.Data)
	s.Err = cmp.Or(s.Err, p.sidecarWritable(path, source))
	done, err := p.plan.EditSidecar(s, source.Data)
	if len(done) > 0 {
		p.addFile(SidecarFile, newFileChange(source, done))
		if links(source.Info) > 1 { // a copy of it, as backups make them, which loses nothing
			p.Why = JoinSentences(p.Why, "the sidecar has several names (hard links), of which this one alone changes")
		}
	}
	return err
}

// sidecarWritable refuses sidecars that must not be replaced.
func (p *preparation) sidecarWritable(path string, s *disk.Source) error {
	if err := p.options.checkInside(s.Path); err != nil {
		return keywords.RefusedIn(path, err)
	}
	if err := replaceable(s); err != nil {
		return keywords.RefusedIn(path, err)
	}
	return nil
}

// createSidecar begins a sidecar where there is none.
func (p *preparation) createSidecar() error {
	if !p.plan.NeedsSidecar() {
		return nil
	}
	name := p.folders.NewPath(p.Photo, p.options.Naming)
	path, err := disk.Absolute(name)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return &keywords.Refusal{Path: path, Reason: "it is there and is not the photo's sidecar"}
	}
	data, err := p.plan.NewSidecar(name)
	if err == nil {
		p.addFile(SidecarFile, newCreation(path, data, p.photo))
	}
	return err
}

// fillSidecar gives a sidecar of no bytes the content that a new one would have.
func (p *preparation) fillSidecar(path string) error {
	if !p.plan.NeedsSidecar() {
		return nil
	}
	s, err := sidecar.Open(path)
	if err != nil {
		return err
	}
	if err := p.sidecarWritable(path, s); err != nil {
		return err
	}
	data, err := p.plan.NewSidecar(path)
	if err == nil {
		p.addFile(SidecarFile, newFileChange(s, keywords.Insertion(data)))
	}
	return err
}

func isEmpty(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() == 0
}
