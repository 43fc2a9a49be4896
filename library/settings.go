package library

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// Settings are the user's choices that window and command line share. Zero values are the defaults.
type Settings struct {
	Vocabulary string                `json:"vocabulary,omitempty"` // name or file; "" the essentials
	Model      string                `json:"model,omitempty"`      // name or folder; "" the starter
	Quantised  string                `json:"quantised,omitempty"`  // the model's 8-bit tower: on, off; "" when it has earned it
	Memory     int                   `json:"memory,omitempty"`     // MB for photos that are being decoded; 0 the default
	Workers    int                   `json:"workers,omitempty"`    // at once while photos are indexed, at most; 0 as many as there are cores
	WhenIdle   bool                  `json:"whenIdle,omitempty"`   // the window computes while nobody works in it only
	Device     string                `json:"device,omitempty"`     // that computes photos: coreml, directml, cuda; "" the processor
	Strength   string                `json:"strength,omitempty"`   // strict, balanced, loose
	Threshold  *float64              `json:"threshold,omitempty"`  // fixed cosine instead of Strength
	Max        int                   `json:"max,omitempty"`        // suggestions a photo; 0 the default
	To         safewrite.Destination `json:"to,omitempty"`
	Naming     sidecar.Naming        `json:"naming,omitempty"`
	KeepTime   bool                  `json:"keepTime,omitempty"`
	Ancestors  *bool                 `json:"ancestors,omitempty"` // parents are keywords too; nil: see WritesParents
	Flat       bool                  `json:"flat,omitempty"`      // no hierarchy is begun in a photo that has none
	AllowDNG   bool                  `json:"allowDNG,omitempty"`
	AllowC2PA  bool                  `json:"allowC2PA,omitempty"`
	KeepUndo   int                   `json:"keepUndo,omitempty"` // days that runs can be reverted; 0 for ever
	Look       string                `json:"look,omitempty"`
	TextSize   int                   `json:"textSize,omitempty"` // of the window, in percent; 0 is 100
	Language   string                `json:"language,omitempty"`
	MoveTo     string                `json:"moveTo,omitempty"`    // folder that the library moves to at the next start: see Moved
	MovedFrom  string                `json:"movedFrom,omitempty"` // folder that it has come from, until that was said
	TagNames   string                `json:"tagNames,omitempty"`  // BCP 47, of the tags that have names in it; "" as they stand

	// These lists are replaced, never written to: whoever has the settings of before reads them
	// still.
	MoreVocabularies []string `json:"moreVocabularies,omitempty"` // that suggestions come from beside Vocabulary, in their order

	Recent         []string     `json:"recent,omitempty"` // keywords that were typed last, the newest first
	KeywordSets    []KeywordSet `json:"keywordSets,omitempty"`
	KeywordSet     int          `json:"keywordSet,omitempty"`     // that keys put on photos: of KeywordSets, counted from 1; 0: the recent words
	ShowKeywordSet bool         `json:"showKeywordSet,omitempty"` // above the suggestions

	// Lines are the scores from which tags are suggested in place of the model's rule, by model and
	// folded name. A map that was handed out is never changed: whoever changes one replaces it.
	Lines map[string]map[string]float32 `json:"lines,omitempty"`
	// Thresholds are the same where the user has set them himself: they go before Lines and all that
	// is learned.
	Thresholds map[string]map[string]float32 `json:"thresholds,omitempty"`

	// Rules are taken over in place of the models' own ways to suggest, by model, for they fit the
	// user's keywords. They are kept as they are; tagging reads them. As of Lines, a map that was
	// handed out is never changed.
	Rules map[string]json.RawMessage `json:"rules,omitempty"`

	PeopleOff bool   `json:"peopleOff,omitempty"` // people are not looked for on photos
	Closer    bool   `json:"closer,omitempty"`    // the window's model looks at parts of photos, too
	NoOffer   bool   `json:"noOffer,omitempty"`   // no better model is offered any more
	Facts     string `json:"facts,omitempty"`     // what the shot itself says: off, all; "" what tags of the vocabulary say

	PlacesOff     bool   `json:"placesOff,omitempty"`     // no places are proposed
	PlaceLevel    string `json:"placeLevel,omitempty"`    // down to: city, region, country; "" is city
	PlaceLanguage string `json:"placeLanguage,omitempty"` // BCP 47, of countries; "" that of the window
}

// KeywordSet is words that the user wants at hand, by their digit keys; an empty one keeps its
// digit free.
type KeywordSet struct {
	Name  string   `json:"name"`
	Words []string `json:"words"`
}

// Whether the parents of a tag are written as keywords too, where the user has not said it: the
// window shows them on each photo before, the command line does what its flags say.
const (
	ParentsInWindow  = true
	ParentsOnCommand = false
)

// WritesParents is what the user has said of the parents of a tag, else what is usual.
func (s Settings) WritesParents(usual bool) bool {
	if s.Ancestors != nil {
		return *s.Ancestors
	}
	return usual
}

// FileOptions are how keywords are put into files and sidecars, by the settings; parents is whether
// those of a tag are written where the user has not said it.
func (s Settings) FileOptions(parents bool) safewrite.Options {
	return safewrite.Options{
		To: s.To, Naming: s.Naming, KeepTime: s.KeepTime,
		Rules: keywords.Rules{Ancestors: s.WritesParents(parents), Flat: s.Flat, AllowDNG: s.AllowDNG, AllowC2PA: s.AllowC2PA},
	}
}

// settings is the file beside the library.
type settings struct {
	saving sync.Mutex // held while the file is replaced
	mu     sync.Mutex // guards what follows; held for moments only
	now    Settings
	others map[string]json.RawMessage // what a newer version keeps there
	unread map[string]json.RawMessage // settings whose value makes no sense to this version: kept until the user chooses anew
	broken []byte                     // the file as it was, where it is no JSON; nil: it is, or there is none
	err    error                      // why the file could not even be opened: then it is not replaced either
	seen   []byte                     // the file as it was read or stored last
}

// writingGuards are the settings whose default may do more to an original than what the user had
// chosen.
var writingGuards = []string{"to", "naming", "keepTime"}

// unclear is what stands in the file for a guard that was lost with the rest of a broken file.
var unclear = json.RawMessage(`"?"`)

// maxSettings is how many bytes settings may have; ours have less than a thousand.
const maxSettings = 1 << 20

// settingsName is that of the file beside the library.
const settingsName = "settings.json"

func (l *Library) settingsPath() string {
	return filepath.Join(filepath.Dir(l.store.Path()), settingsName)
}

// loadSettings reads the file, as far as it can be read, and tells the user what cannot.
func (l *Library) loadSettings() {
	data, err := disk.ReadRegular(context.Background(), l.settingsPath(), maxSettings)
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	l.settings.read(data)
	switch s := &l.settings; {
	case err != nil:
		s.err = err
		l.recovered = append(l.recovered, fmt.Sprintf(
			"The settings in %s cannot be read (%v): nothing is written into photos until they can, or you choose where keywords go.", l.settingsPath(), err))
	case s.broken != nil:
		l.recovered = append(l.recovered, fmt.Sprintf(
			"The settings in %s are no proper JSON: those that can be read hold. A copy of the file is kept before the next change.", l.settingsPath()))
	case len(s.unread) > 0:
		l.recovered = append(l.recovered, fmt.Sprintf(
			"These settings in %s cannot be read: %s. Mend them there, or choose anew.", l.settingsPath(), listed(s.unread)))
	}
}

// SettingsBeside are the settings of the library of a path, as far as they can be read, also while
// that is not open, or does not open. It blocks briefly on the disk.
func SettingsBeside(path string) Settings {
	var s settings
	data, err := disk.ReadRegular(context.Background(), filepath.Join(filepath.Dir(path), settingsName), maxSettings)
	if err == nil {
		s.read(data)
	}
	return s.now
}

func listed(fields map[string]json.RawMessage) string {
	text := ""
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		text += ", " + name + " " + string(fields[name])
	}
	return text[len(", "):]
}

// read takes over what a file says. Guards that it may have held, but that are lost, are unclear.
func (s *settings) read(data []byte) {
	s.seen = data
	fields, proper, whole := readFields(data)
	s.now, s.others, s.unread, s.broken = Settings{}, map[string]json.RawMessage{}, map[string]json.RawMessage{}, nil
	if !proper {
		s.broken = data
	}
	said := map[string]bool{}
	for _, f := range fields {
		name, known := settingNamed(f.name)
		said[name] = true
		switch {
		case !known:
			s.others[f.name] = f.value
		case setField(&s.now, name, f.value) != nil:
			s.unread[name] = f.value
		default:
			delete(s.unread, name)
		}
	}
	for _, name := range writingGuards {
		if !whole && !said[name] {
			s.unread[name] = unclear
		}
	}
}

// Settings returns the user's choices. Does not block.
func (l *Library) Settings() Settings {
	l.settings.mu.Lock()
	defer l.settings.mu.Unlock()
	return l.settings.now
}

// UseSettings makes the user's choices hold at once, until the program ends; KeepSettings stores
// them. It does not block.
func (l *Library) UseSettings(now Settings) {
	s := &l.settings
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Memory != s.now.Memory {
		l.memory.Limit(now.memory())
	}
	s.now, s.unread = now, s.unreadAfter(now)
}

// memory is what photos that are being decoded may take, in bytes; 0 is the usual.
func (s Settings) memory() int64 { return int64(s.Memory) << 20 }

// SetSettings is UseSettings and KeepSettings. The choices hold also where they cannot be stored.
// It blocks on the disk.
func (l *Library) SetSettings(now Settings) error {
	l.UseSettings(now)
	return l.KeepSettings()
}

// KeepSettings stores the user's choices in settings.json beside the library file, which is
// replaced atomically. What a newer version keeps there stays, and so does what could not be read
// and was not chosen anew; of a file that was no JSON a copy is kept. What has been changed in the
// file since, by an editor or for another library of the folder, holds from now on, but for what was
// chosen here. It blocks on the disk.
func (l *Library) KeepSettings() error {
	s := &l.settings
	s.saving.Lock()
	defer s.saving.Unlock()
	if there, err := disk.ReadRegular(context.Background(), l.settingsPath(), maxSettings); err == nil {
		before := l.Settings().memory()
		s.follow(there)
		if now := l.Settings().memory(); now != before {
			l.memory.Limit(now)
		}
	}
	data, broken, err := s.toStore()
	if err != nil {
		return err
	}
	if broken != nil {
		err = l.keepFile(besideNamed(l.settingsPath(), "unreadable"), broken)
	}
	if err == nil {
		err = l.keepFile(l.settingsPath(), data)
	}
	if err != nil {
		return fmt.Errorf("keep the settings in %s: %w", l.settingsPath(), err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken, s.seen = nil, data
	return nil
}

// follow takes over what the file says now, where that is not what it said last and nothing else was
// chosen here. From a file that has become no JSON nothing is taken: it is kept.
func (s *settings) follow(data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil || s.broken != nil || bytes.Equal(data, s.seen) {
		return
	}
	var was, is settings
	was.read(s.seen)
	is.read(data)
	if s.seen, s.broken = data, is.broken; s.broken != nil {
		return
	}
	mine, before, after := fieldsOf(s.now), fieldsOf(was.now), fieldsOf(is.now)
	isMine := func(name string) bool { return string(mine[name]) != string(before[name]) }
	for name := range joined(before, after, was.unread, is.unread) {
		if isMine(name) || string(before[name]) == string(after[name]) && string(was.unread[name]) == string(is.unread[name]) {
			continue
		}
		_ = setField(&s.now, name, after[name]) // it was read; "" is the default
		if delete(s.unread, name); is.unread[name] != nil {
			s.unread[name] = is.unread[name]
		}
	}
	s.others = is.others
}

// joined has the names of all.
func joined(all ...map[string]json.RawMessage) map[string]json.RawMessage {
	names := map[string]json.RawMessage{}
	for _, fields := range all {
		maps.Copy(names, fields)
	}
	return names
}

// toStore is what the file is to hold, and what it holds where that is no JSON.
func (s *settings) toStore() (data, broken []byte, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return nil, nil, fmt.Errorf("keep the settings: those that are there cannot be read, make the file readable and start again: %w", s.err)
	}
	data, err = s.encode(s.now, s.unread)
	return data, s.broken, err
}

// keepFile writes a file beside the library, which nobody may read who may not read that.
func (l *Library) keepFile(path string, data []byte) error {
	return disk.ReplaceLike(path, l.store.Path(), func(file io.Writer) error { _, err := file.Write(data); return err })
}

// besideNamed is a name for a copy of a file that is not taken:
// settings-unreadable-20260102-030405.json.
func besideNamed(path, why string) string {
	ending := filepath.Ext(path)
	return path[:len(path)-len(ending)] + "-" + why + "-" + time.Now().UTC().Format("20060102-150405") + ending
}

// unreadAfter is what still cannot be read once the user has made choices: what was chosen anew is
// settled, and with the destination all that the window shows beside it.
func (s *settings) unreadAfter(now Settings) map[string]json.RawMessage {
	left := maps.Clone(s.unread)
	before, after := fieldsOf(s.now), fieldsOf(now)
	maps.DeleteFunc(left, func(name string, _ json.RawMessage) bool { return string(before[name]) != string(after[name]) })
	if now.To != s.now.To {
		for _, name := range writingGuards {
			delete(left, name)
		}
	}
	return left
}

// encode merges the choices into what the file holds.
func (s *settings) encode(now Settings, unread map[string]json.RawMessage) ([]byte, error) {
	all := fieldsOf(now)
	maps.Copy(all, s.others)
	maps.Copy(all, unread)
	data, err := json.MarshalIndent(all, "", "  ")
	return append(data, '\n'), err
}

// Unclear reports whether a setting of this name stands in the file with a value that cannot be
// read, or was lost with a part of the file, and has not been chosen anew. Does not block.
func (l *Library) Unclear(name string) bool {
	l.settings.mu.Lock()
	defer l.settings.mu.Unlock()
	_, unclear := l.settings.unread[name]
	return unclear
}

// checkOptions refuses to write where it is not known how the user wants it: by an unknown name of
// a destination or of sidecars, or by a setting that could not be read and that the options do not
// settle. Does not block.
func (l *Library) checkOptions(o safewrite.Options) error {
	l.settings.mu.Lock()
	defer l.settings.mu.Unlock()
	unread := l.settings.unread
	given := map[string]bool{"to": o.To != "", "naming": o.Naming != "", "keepTime": o.KeepTime}
	remedy := fmt.Sprintf("choose it in the preferences, or mend %s", l.settingsPath())
	switch {
	case !slices.Contains([]safewrite.Destination{"", safewrite.Auto, safewrite.Embedded, safewrite.SidecarFile}, o.To):
		return fmt.Errorf("where should keywords go? %q is none of auto, embedded and sidecar: %s", o.To, remedy)
	case !slices.Contains([]sidecar.Naming{"", sidecar.Stem, sidecar.Append}, o.Naming):
		return fmt.Errorf("how should sidecars be named? %q is neither stem nor append: %s", o.Naming, remedy)
	}
	for _, name := range writingGuards {
		if value, lost := unread[name]; lost && !given[name] {
			return fmt.Errorf("the setting %q, which says how photos are written, cannot be read (%s): %s", name, value, remedy)
		}
	}
	return nil
}
