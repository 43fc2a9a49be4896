package keywords

import (
	"cmp"
	"slices"
	"strings"

	"catchlight/library/picture"
)

// Plan works out an Edit for all places that hold a photo's keywords: the photo itself and its
// sidecars. It turns bytes into splices, and reads and writes no file: its caller does, and calls
// Embed first, then EditSidecar or NewSidecar, and Result in the end. Only one goroutine may use
// it.
type Plan struct {
	request       request
	rules         Rules
	content       content   // the photo, as it will be
	beside        []XMPFile // as they will be
	shared        []XMPFile // of these, those that are left alone
	before, after *wordSet  // keywords of all places
	trees         *wordSet  // paths of all places, before
	blocked       string    // why the photo itself was not edited; empty when it was
	changes       bool      // something is to be written
}

// Result is what an edit comes to.
type Result struct {
	Keywords       Keywords // of the photo and its sidecars, after it
	Added, Removed []string // words that are new to the photo, words that it loses
	Cut            []string // where the lost words stood in hierarchies, "animal|dog"
	Left           Remains  // what the edit was to take away and could not
}

// NewPlan begins the plan of an edit. data is the whole photo and is not changed, nor kept longer
// than the plan. The shared sidecars may be those of other files as well: they are read, and left
// alone.
func NewPlan(data []byte, f picture.Format, shared []XMPFile, e Edit, r Rules) *Plan {
	p := &Plan{
		rules: r, content: parse(data, f), shared: shared, beside: slices.Clone(shared),
		before: newWordSet(Fold), after: newWordSet(Fold), trees: newWordSet(Fold),
	}
	for _, s := range shared {
		p.trees.add(s.packet.trees()...)
		p.record(carriers{iptc: &iim{}, xmp: s.packet}, embedPlan{})
	}
	p.trees.add(p.content.trees()...)
	e.Remove = p.asHeld(e.Remove)
	p.request = newRequest(e, r)
	return p
}

// asHeld are words to remove, of which those are Whole that the photo has in its flat lists as they
// stand, and in no list of hierarchies: then the word is meant, and not what stands behind its bar.
func (p *Plan) asHeld(words []string) []string {
	if !slices.ContainsFunc(words, func(word string) bool { return strings.Contains(word, "|") }) {
		return words
	}
	flat := newWordSet(Fold, slices.Concat(p.content.iptcWords(), p.content.subjects())...)
	as := slices.Clone(words)
	for i, word := range as {
		if steps := Steps(word); flat.has(word) && !p.trees.has(strings.Join(steps, "|")) {
			as[i] = Whole(word)
		}
	}
	return as
}

// Embed plans the edit of the photo itself, and says in why, in a sentence, what it left alone. The
// splices are tidied, and their result is verified; there are none when there is nothing to do. The
// error is a *Refusal that says why it must not be: then nothing is planned, and NotEmbedded comes
// next.
func (p *Plan) Embed() (done Splices, why string, err error) {
	result, err := p.content.embed(p.request, p.rules)
	if err != nil {
		return nil, "", err
	}
	p.record(p.content.carriers, result.plan)
	if len(result.splices) > 0 {
		p.changes, p.content = true, result.content
	}
	return result.splices, result.plan.why, nil
}

// NotEmbedded says that the photo itself stays as it is, and why.
func (p *Plan) NotEmbedded(reason string) {
	p.blocked = reason
	p.record(p.content.carriers, embedPlan{})
}

// EditSidecar plans the edit of a sidecar with that content, whoever wrote it; s.Err says why it
// must not be edited, and comes back then. There are no splices when there is nothing to do.
func (p *Plan) EditSidecar(s XMPFile, data []byte) (Splices, error) {
	s.unread = s.packet == nil && hidesKeywords(data)
	done, err := p.spliceSidecar(&s, data)
	s.Err = err
	p.beside = append(p.beside, s)
	return done, err
}

// spliceSidecar leaves in s the sidecar as it will be, which on an error is as it is.
func (p *Plan) spliceSidecar(s *XMPFile, data []byte) (Splices, error) {
	if s.Err != nil {
		return nil, s.Err
	}
	old := s.packet
	p.trees.add(old.trees()...)
	edit := carriers{iptc: &iim{}, xmp: old}.planXMP(p.request)
	p.record(carriers{iptc: &iim{}, xmp: old}, embedPlan{xmp: edit})
	if edit.empty() {
		return nil, nil
	}
	done, now, err := old.edited(data, edit)
	if err != nil {
		return nil, RefusedIn(s.Path, err)
	}
	p.changes, s.packet = true, now
	return done, nil
}

// edited returns the splices of an edit and the packet that they make, verified.
func (p *packet) edited(data []byte, edit xmpEdit) (Splices, *packet, error) {
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

// NeedsSidecar reports whether a new sidecar would say anything that the photo does not.
func (p *Plan) NeedsSidecar() bool {
	_, due := p.wholeSidecar()
	return due
}

// NewSidecar returns the content of a new sidecar of that path.
func (p *Plan) NewSidecar(path string) ([]byte, error) {
	edit, _ := p.wholeSidecar()
	p.record(carriers{iptc: &iim{}}, embedPlan{xmp: edit})
	data, err := newDocument(edit)
	if err != nil {
		return nil, err
	}
	now, err := parseXMP(data)
	if err == nil {
		err = verifyXMP(nil, now, edit)
	}
	if err != nil {
		return nil, err
	}
	p.changes, p.beside = true, append(p.beside, XMPFile{Path: path, packet: now})
	return data, nil
}

// wholeSidecar is what a new sidecar has to say, which starts from the keywords embedded in the
// photo; none is due where they are all.
func (p *Plan) wholeSidecar() (edit xmpEdit, due bool) {
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

// record notes the keywords of a place before and after its edit.
func (p *Plan) record(c carriers, plan embedPlan) {
	p.before.add(c.words(nil)...)
	now := plan.xmp.after(c.xmp, subject)
	whole := wholeWords(now)
	for _, word := range plan.iptcAfter(c.iptc) {
		p.after.add(whole.of(word))
	}
	p.after.add(now...)
	for kind := lightroom; kind < listKinds; kind++ {
		for _, path := range plan.xmp.pathsAfter(c.xmp, kind) {
			p.after.add(Leaf(path))
		}
	}
}

// Result says what the plan comes to.
func (p *Plan) Result() Result {
	k := p.content.keywords()
	k.AddSidecars(p.beside)
	return Result{
		Keywords: k, Added: without(p.after.words, p.before), Removed: without(p.before.words, p.after), Cut: p.cut(), Left: p.remains(),
	}
}

// cut are the hierarchies, before the edit, of the words that the photo loses.
func (p *Plan) cut() []string {
	stays := func(path string) bool { return !strings.Contains(path, "|") || p.after.has(Leaf(path)) }
	return slices.DeleteFunc(slices.Clone(p.trees.words), stays)
}

func without(words []string, others *wordSet) []string {
	return slices.DeleteFunc(slices.Clone(words), others.has)
}

// remains finds what the request was to take away and is there all the same, and what could not be
// read.
func (p *Plan) remains() Remains {
	r := p.request.within(p.trees.words)
	left := r.remaining(p.content.carriers, insidePhoto, cmp.Or(p.blocked, "it stands in an AFCP trailer behind the picture"))
	if p.changes || p.request.removes() {
		left = append(left, p.content.garbled()...)
	}
	for _, sidecar := range p.beside {
		c := carriers{iptc: &iim{}, xmp: sidecar.packet, others: others{unread: sidecar.unread}}
		left = append(left, r.remaining(c, "in "+sidecar.Path, sidecar.blocked())...)
	}
	return left
}
