package assets

import _ "embed"

//go:embed lang/en.json
var english []byte

// English is the catalogue of the interface's texts in English: go-i18n's JSON, one key a text,
// with "one" and "other" where the text counts something.
func English() []byte { return english }
