package library

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"sync"

	"catchlight/library/metadata"
)

// Settings are the user's choices that window and command line share. Zero values are the defaults.
type Settings struct {
	Vocabulary string               `json:"vocabulary,omitempty"` // name or file; "" the essentials
	Model      string               `json:"model,omitempty"`      // name or folder; "" the starter
	Quantised  string               `json:"quantised,omitempty"`  // the model's 8-bit tower: on, off; "" when it has earned it
	Memory     int                  `json:"memory,omitempty"`     // MB for photos that are being indexed; 0 the default
	Device     string               `json:"device,omitempty"`     // that computes photos: coreml, directml, cuda; "" the processor
	Strength   string               `json:"strength,omitempty"`   // strict, balanced, loose
	Threshold  *float64             `json:"threshold,omitempty"`  // fixed cosine instead of Strength
	Max        int                  `json:"max,omitempty"`        // suggestions a photo; 0 the default
	To         metadata.Destination `json:"to,omitempty"`
	Naming     metadata.Naming      `json:"naming,omitempty"`
	KeepTime   bool                 `json:"keepTime,omitempty"`
	Ancestors  bool                 `json:"ancestors,omitempty"`
	AllowDNG   bool                 `json:"allowDNG,omitempty"`
	AllowC2PA  bool                 `json:"allowC2PA,omitempty"`
	KeepUndo   int                  `json:"keepUndo,omitempty"` // days that runs can be reverted; 0 for ever
	Look       string               `json:"look,omitempty"`
	TextSize   int                  `json:"textSize,omitempty"` // of the window, in percent; 0 is 100
	Language   string               `json:"language,omitempty"`

	PlacesOff     bool   `json:"placesOff,omitempty"`     // no places are proposed
	PlaceLevel    string `json:"placeLevel,omitempty"`    // down to: city, region, country; "" is city
	PlaceLanguage string `json:"placeLanguage,omitempty"` // BCP 47, of countries; "" that of the window
}

// settings is the file beside the library.
type settings struct {
	mu     sync.Mutex
	now    Settings
	others map[string]json.RawMessage // what a newer version keeps there
}

func (l *Library) settingsPath() string {
	return filepath.Join(filepath.Dir(l.store.path), "settings.json")
}

// loadSettings reads the file. Where it cannot, the defaults hold, and the user is told.
func (l *Library) loadSettings() {
	data, err := os.ReadFile(l.settingsPath())
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	s := &l.settings
	if err == nil {
		err = errors.Join(json.Unmarshal(data, &s.others), json.Unmarshal(data, &s.now))
	}
	if err != nil {
		s.now, s.others = Settings{}, nil
		l.recovered = append(l.recovered, fmt.Sprintf(
			"The settings in %s cannot be read (%v): the defaults hold until you change one.", l.settingsPath(), err))
	}
}

// Settings returns the user's choices. Does not block.
func (l *Library) Settings() Settings {
	l.settings.mu.Lock()
	defer l.settings.mu.Unlock()
	return l.settings.now
}

// SetSettings stores the user's choices in settings.json beside the library file, which is replaced atomically. It
// blocks on the disk.
func (l *Library) SetSettings(now Settings) error {
	s := &l.settings
	s.mu.Lock()
	defer s.mu.Unlock()
	data, others, err := s.encode(now)
	if err == nil {
		err = ReplaceFile(l.settingsPath(), func(file io.Writer) error { _, err := file.Write(data); return err })
	}
	if err != nil {
		return fmt.Errorf("keep the settings in %s: %w", l.settingsPath(), err)
	}
	s.now, s.others = now, others
	return nil
}

// encode merges the choices into what the file holds.
func (s *settings) encode(now Settings) ([]byte, map[string]json.RawMessage, error) {
	var all map[string]json.RawMessage
	mine, err := json.Marshal(now)
	if err == nil {
		err = json.Unmarshal(mine, &all)
	}
	if err != nil {
		return nil, nil, err
	}
	others := maps.Clone(s.others)
	maps.DeleteFunc(others, func(name string, _ json.RawMessage) bool { return isSetting(name) })
	maps.Copy(all, others)
	data, err := json.MarshalIndent(all, "", "  ")
	return append(data, '\n'), others, err
}

// isSetting tells the names of this version's settings.
func isSetting(name string) bool {
	var s Settings
	field, _ := json.Marshal(map[string]any{name: nil}) // a map of strings always can be
	strict := json.NewDecoder(bytes.NewReader(field))
	strict.DisallowUnknownFields()
	return strict.Decode(&s) == nil
}
