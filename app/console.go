package main

import (
	"encoding/json"
	"fmt"
)

// say writes one message to standard error, unless --quiet.
func (p *program) say(format string, args ...any) {
	if !p.quiet {
		_, _ = fmt.Fprintf(p.messages, format+"\n", args...)
	}
}

// emit writes one result to standard output: line as a JSON object with --json, else the words for a person. An empty
// plain text prints nothing.
func (p *program) emit(line any, plain string) error {
	if p.json {
		enc := json.NewEncoder(p.out)
		enc.SetEscapeHTML(false)
		return enc.Encode(line)
	}
	if plain == "" {
		return nil
	}
	_, err := fmt.Fprintln(p.out, plain)
	return err
}
