package library

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"catchlight/library/bolt"
	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// exportLayout is the version of the layout that Export writes and Merge reads.
const exportLayout = 1

// exported is all that the user has made, as JSON. Photos are named by their picture, so that
// another library knows them on another disk; their path says where they were.
type exported struct {
	Layout       int               `json:"catchlight"`
	Made         time.Time         `json:"made"`
	Settings     Settings          `json:"settings"`
	Sources      []exportedSource  `json:"sources"`
	Vocabularies map[string]string `json:"vocabularies"` // name → text
	Photos       []exportedPhoto   `json:"photos"`
}

type exportedSource struct {
	Path     jsonPath   `json:"path"`
	Excluded []jsonPath `json:"excluded,omitempty"`

	Removed []exportedRemoved `json:"removed,omitempty"` // of what is excluded: photos, by which it is known under another name
}

type exportedRemoved struct {
	Path    jsonPath `json:"path"`
	Picture string   `json:"picture"`
}

type exportedPhoto struct {
	Picture   string             `json:"picture"` // 32 hexadecimal digits
	Path      jsonPath           `json:"path"`
	Decisions []exportedDecision `json:"decisions"`
	Finished  time.Time          `json:"finished,omitzero"` // when the user was done with it
	Order     *exportedOrder     `json:"order,omitempty"`   // of its words, where the user wants one

	id picture.ID // Picture and Decisions as they were read
	ds []Decision
}

type exportedOrder struct {
	Words []string  `json:"words"`
	Time  time.Time `json:"time"`
}

type exportedDecision struct {
	Tag     string    `json:"tag"`
	Verdict string    `json:"verdict"`
	Bulk    bool      `json:"bulk,omitempty"`
	Line    bool      `json:"line,omitempty"` // of the bulk ones: by the line of a review
	Run     bool      `json:"run,omitempty"`  // of the bulk ones: by a run of the command tag
	Time    time.Time `json:"time"`
	Model   string    `json:"model,omitempty"`
	Path    string    `json:"path,omitempty"`
}

// verdictNames spell verdicts in JSON.
var verdictNames = map[Verdict]string{Accepted: "accepted", Rejected: "rejected", Typed: "typed", Removed: "removed"}

// jsonPath is a path in JSON: a string, or where its bytes are no UTF-8 {"base64": "…"}.
type jsonPath string

type packedPath struct {
	Base64 string `json:"base64"`
}

// MarshalJSON implements json.Marshaler.
func (p jsonPath) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(p)) {
		return json.Marshal(string(p))
	}
	return json.Marshal(packedPath{base64.StdEncoding.EncodeToString([]byte(p))})
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *jsonPath) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*p = jsonPath(text)
		return nil
	}
	var packed packedPath
	if err := json.Unmarshal(data, &packed); err != nil {
		return err
	}
	raw, err := base64.StdEncoding.DecodeString(packed.Base64)
	*p = jsonPath(raw)
	return err
}

// Export writes all that the user has made as one JSON document: settings, sources, the
// vocabularies that are given (name → text), and the decisions on each photo. It does not block but
// for w.
func (l *Library) Export(w io.Writer, vocabularies map[string]string) error {
	snap, out := l.Snapshot(), exported{Layout: exportLayout, Made: time.Now().UTC(), Settings: l.Settings(), Vocabularies: vocabularies}
	out.Sources, out.Photos = []exportedSource{}, []exportedPhoto{}
	for _, s := range snap.Sources() {
		source := exportedSource{Path: jsonPath(s.Path)}
		for _, path := range s.Excluded {
			source.Excluded = append(source.Excluded, jsonPath(path))
		}
		for _, r := range s.removed {
			source.Removed = append(source.Removed, exportedRemoved{jsonPath(r.path), r.picture.String()})
		}
		out.Sources = append(out.Sources, source)
	}
	for _, p := range snap.Photos() {
		if said := snap.said(p.ID); len(said) > 0 {
			out.Photos = append(out.Photos, exportPhoto(p, said))
		}
	}
	buffered := bufio.NewWriter(w)
	lines := json.NewEncoder(buffered)
	lines.SetEscapeHTML(false)
	lines.SetIndent("", " ")
	if err := errors.Join(lines.Encode(out), buffered.Flush()); err != nil {
		return fmt.Errorf("export the library: %w", err)
	}
	return nil
}

func exportPhoto(p *Photo, said []Decision) exportedPhoto {
	out := exportedPhoto{Picture: p.Picture.String(), Path: jsonPath(p.Path), Decisions: []exportedDecision{}}
	for _, d := range said {
		switch d.Verdict {
		case Finished:
			out.Finished = d.Time
		case Ordered:
			out.Order = &exportedOrder{strings.Split(d.Path, ","), d.Time}
		default:
			out.Decisions = append(out.Decisions, exportedDecision{
				Tag: d.Tag, Verdict: verdictNames[d.Verdict], Bulk: d.Bulk, Line: d.Line, Run: d.Run, Time: d.Time, Model: d.Model, Path: d.Path,
			})
		}
	}
	return out
}

// Bounds of a document, which may be a stranger's: a library of a million photos stays well below.
const (
	MaxExport       = 1 << 30 // bytes
	maxExportLists  = 10_000  // vocabularies, folders
	maxExportFolder = 200_000 // left out of one
)

// readExport reads and checks a document. Photos are read one by one, so that no more than what is
// kept of them is in memory.
func readExport(r io.Reader) (*exported, error) {
	in := &exported{}
	if err := in.read(json.NewDecoder(bufio.NewReader(r))); err != nil {
		return nil, fmt.Errorf("it is no export of Catchlight: %w", err)
	}
	if in.Layout < 1 {
		return nil, errors.New("it is no export of Catchlight: \"catchlight\" is missing")
	}
	return in, in.check()
}

// read reads the fields of the document. An unknown one is passed over.
func (in *exported) read(d *json.Decoder) error {
	if err := expectDelim(d, '{'); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var unknown json.RawMessage
		fields := map[string]any{
			"catchlight": &in.Layout, "made": &in.Made, "settings": &in.Settings, "sources": &in.Sources, "vocabularies": &in.Vocabularies,
		}
		field, known := fields[fmt.Sprint(name)]
		switch {
		case name == "photos":
			err = in.readPhotos(d)
		case known:
			err = d.Decode(field)
		default:
			err = d.Decode(&unknown)
		}
		if err == nil && in.Layout > exportLayout {
			err = fmt.Errorf("its layout %d is %w", in.Layout, ErrNewer)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func expectDelim(d *json.Decoder, want json.Delim) error {
	token, err := d.Token()
	if err == nil && token != want {
		err = fmt.Errorf("%v stands in the place of %v", token, want)
	}
	return err
}

func (in *exported) readPhotos(d *json.Decoder) error {
	if err := expectDelim(d, '['); err != nil {
		return err
	}
	for d.More() {
		var p exportedPhoto
		if err := d.Decode(&p); err != nil {
			return err
		}
		if err := p.read(); err != nil {
			return err
		}
		in.Photos = append(in.Photos, p)
	}
	return expectDelim(d, ']')
}

// read reads what stands in words, and refuses what nobody could have exported.
func (p *exportedPhoto) read() (err error) {
	if p.id, err = pictureNamed(p.Picture); err != nil {
		return fmt.Errorf("the picture %q of %q: %w", p.Picture, string(p.Path), err)
	}
	if p.ds, err = p.decisions(); err != nil {
		return err
	}
	p.Picture, p.Decisions = "", nil // they take a lot of memory
	if _, photo := picture.FormatOf(string(p.Path)); !photo {
		return fmt.Errorf("%q is no photo", string(p.Path))
	}
	return nil
}

// check refuses names that no system should see, and more than anybody has.
func (in *exported) check() error {
	if len(in.Vocabularies) > maxExportLists || len(in.Sources) > maxExportLists || len(in.Photos) > int(bolt.MaxID) {
		return fmt.Errorf("it has more folders, vocabularies or photos than a library can have: %d, %d, %d",
			len(in.Sources), len(in.Vocabularies), len(in.Photos))
	}
	for name := range in.Vocabularies {
		if err := CheckVocabularyName(name); err != nil {
			return err
		}
	}
	for _, s := range in.Sources {
		if len(s.Excluded)+len(s.Removed) > maxExportFolder {
			return fmt.Errorf("it leaves %d folders and photos out of %q", len(s.Excluded)+len(s.Removed), string(s.Path))
		}
		for _, r := range s.Removed {
			if _, err := pictureNamed(r.Picture); err != nil {
				return fmt.Errorf("the picture %q of %q: %w", r.Picture, string(r.Path), err)
			}
		}
	}
	return nil
}

// pictureNamed reads the name of a picture.
func pictureNamed(name string) (id picture.ID, err error) {
	raw, err := hex.DecodeString(name)
	if err == nil && len(raw) != len(id) {
		err = errors.New("it has not 32 digits")
	}
	copy(id[:], raw)
	return id, err
}

// decisions reads the decisions of a photo.
func (p *exportedPhoto) decisions() ([]Decision, error) {
	ds := make([]Decision, 0, len(p.Decisions))
	for _, d := range p.Decisions {
		verdict := verdictOf(d.Verdict)
		path, proper := cleanPath(d.Path)
		if verdict == Undecided || len(d.Model) > maxTag || !proper || d.Time.IsZero() {
			return nil, fmt.Errorf("the decision %q on %.40q of %q makes no sense", d.Verdict, d.Tag, string(p.Path))
		}
		one, err := checkedDecision(Decision{
			Tag: keywords.Whole(d.Tag), Verdict: verdict, Bulk: d.Bulk, Line: d.Line, Run: d.Run, Time: d.Time, Model: keywords.Clean(d.Model), Path: path,
		}, d.Time)
		if err != nil {
			return nil, err
		}
		ds = append(ds, one)
	}
	if !p.Finished.IsZero() {
		ds = append(ds, Decision{Verdict: Finished, Time: p.Finished.Round(0).UTC()})
	}
	if p.Order != nil && len(p.Order.Words) > 0 {
		one, err := checkedDecision(OrderWords(0, p.Order.Words), p.Order.Time.Round(0).UTC())
		if err != nil || p.Order.Time.IsZero() {
			return nil, fmt.Errorf("the order of the words of %q makes no sense", string(p.Path))
		}
		ds = append(ds, one)
	}
	return ds, nil
}

// cleanPath is a hierarchy as a write may add it; false where a level has no visible character, or
// all are too long.
func cleanPath(path string) (string, bool) {
	if path == "" {
		return "", true
	}
	levels := strings.Split(path, "|")
	for i, level := range levels {
		levels[i] = keywords.Clean(level)
		if keywords.Fold(levels[i]) == "" {
			return "", false
		}
	}
	return strings.Join(levels, "|"), len(path) <= maxTag
}

func verdictOf(name string) Verdict {
	for v, n := range verdictNames {
		if n == name {
			return v
		}
	}
	return Undecided
}
