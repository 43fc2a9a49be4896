package keywords

import (
	"slices"
	"unicode/utf8"
)

// carriers are the places in a photo that hold keywords. iptc is never nil; xmp is nil when there
// is none.
type carriers struct {
	iptc *iim
	xmp  *packet
	others
}

// maxOthers bounds how many such places are read of a kind: programs leave one or two.
const maxOthers = 4

// others are places that are read, but that no edit is made for.
type others struct {
	packets []*packet
	streams []*iim
	spent   int // bytes of XMP, in main packets too
	stray   []strayWord
	unread  bool // something that looks like keywords could not be read
}

// read keeps in mind what could not be read of XMP.
func (o *others) read(p *packet, text []byte) {
	o.unread = o.unread || p == nil && hidesKeywords(text)
}

// addPacket adds a packet, unless nothing could be read of it.
func (o *others) addPacket(p *packet) {
	if p != nil {
		o.packets = append(o.packets, p)
	}
}

func (o *others) addStream(streams ...*iim) { o.streams = append(o.streams, streams...) }

// packet parses a packet of XMP, as long as there is room for one: what is beyond is not read, and
// said to be unread where it may hold keywords.
func (o *others) packet(text []byte) (*packet, error) {
	if o.spent += len(text); o.spent > MaxXMP || len(o.packets) > maxOthers {
		o.read(nil, text[:min(len(text), MaxXMP)])
		return nil, refuse("its XMP is larger than 16 MB, or in too many parts")
	}
	p, err := parseXMP(text)
	o.read(p, text)
	return p, err
}

// stream parses one more stream of IPTC; nil where there were too many before.
func (o *others) stream(data []byte) *iim {
	if len(o.streams) > maxOthers {
		o.unread = true
		return nil
	}
	s, _ := parseIIM(data) // it is only read
	return s
}

// subjects returns dc:subject of all packets.
func (c carriers) subjects() []string {
	words := c.xmp.words(subject)
	for _, other := range c.packets {
		words = append(words[:len(words):len(words)], other.words(subject)...)
	}
	return words
}

// iptcWords returns 2:25 of all streams.
func (c carriers) iptcWords() []string {
	words := c.iptc.keywords()
	for _, other := range c.streams {
		words = append(words, other.keywords()...)
	}
	return words
}

// trees returns the union of the hierarchical lists of all packets.
func (c carriers) trees() []string {
	set := newWordSet(Fold, c.xmp.trees()...)
	for _, other := range c.packets {
		set.add(other.trees()...)
	}
	return set.words
}

// embedPlan is what a request means for them.
type embedPlan struct {
	iptc listEdit
	xmp  xmpEdit
	why  string // why IPTC was left alone

	moved Splices // pointers in a JPEG that follow what they point to
}

func (p embedPlan) empty() bool { return p.iptc.empty() && p.xmp.empty() }

// plan resolves a request. When the words that it names stand, or are gone, everywhere, there is
// nothing to do; else IPTC and dc:subject both become the union of all lists and the new words.
func (c carriers) plan(r request) embedPlan {
	r = r.within(c.trees())
	if named := c.edits(r, r.flat); named.empty() {
		return named
	}
	return c.edits(r, c.union(r))
}

// planXMP is plan for a sidecar, which has no IPTC.
func (c carriers) planXMP(r request) xmpEdit {
	r = r.within(c.trees())
	if named := r.editXMP(c.xmp, r.flat); named.empty() {
		return named
	}
	return r.editXMP(c.xmp, c.union(r))
}

func (c carriers) edits(r request, all []string) embedPlan {
	plan := embedPlan{xmp: r.editXMP(c.xmp, all)}
	if c.iptc.fits(r.flat) {
		fitting := slices.DeleteFunc(slices.Clone(all), func(word string) bool { return !c.iptc.fits([]string{word}) })
		plan.iptc = r.editFlat(c.iptc.keywords(), fitting, iptcKey)
	} else {
		plan.iptc = r.editFlat(c.iptc.keywords(), nil, iptcKey)
		plan.why = "the character set of its IPTC cannot hold the keyword, which stands in XMP only"
	}
	return plan
}

// union returns the flat keywords of all lists and the words to add, without those to remove.
func (c carriers) union(r request) []string {
	all := newWordSet(Fold)
	unwanted, wanted := newWordSet(Fold, slices.Concat(r.drop, r.cut)...), newWordSet(Fold, r.flat...)
	for _, word := range c.words(r.flat) {
		if word = Clean(word); !unwanted.has(word) && (!r.clear || wanted.has(word)) {
			all.add(word)
		}
	}
	all.add(r.flat...)
	return all.words
}

// words returns the flat keywords of all lists: IPTC, dc:subject, leaves. A word that IPTC had to
// cut stands for the whole one, which XMP or more holds.
func (c carriers) words(more []string) []string {
	subjects := c.subjects()
	whole := wholeWords(subjects, more)
	all := newWordSet(Fold)
	for _, word := range c.iptcWords() {
		if !isGarbled(word) {
			all.add(whole.of(word))
		}
	}
	all.add(subjects...)
	for _, path := range c.trees() {
		all.add(Leaf(path))
	}
	return all.words
}

// wholes finds the words that are too long for IPTC by what IPTC holds of them.
type wholes map[string]string

func wholeWords(lists ...[]string) wholes {
	found := wholes{}
	for _, list := range lists {
		for _, word := range list {
			if key := iptcKey(word); len(word) > maxKeyword && found[key] == "" {
				found[key] = word
			}
		}
	}
	return found
}

// of returns the whole word for one that may be cut.
func (w wholes) of(word string) string {
	if len(word) > maxKeyword-utf8.UTFMax { // a cut word lacks less than a rune
		if whole, known := w[Fold(word)]; known {
			return whole
		}
	}
	return word
}
