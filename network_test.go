package catchlight_test

import (
	"slices"
	"testing"
)

// connectors are the packages that may open a connection, and to whom: docs/PRIVACY.md says when. What
// only reads an answer or hands a client on is no connector.
var connectors = map[string][]string{
	"net/http": {"library/web", "tagging/clip", "ui/update"}, // other computers, when the user says so
	"net":      {"library/web", "app", "app/instance"},       // web reads addresses; the others meet on this computer alone
}

// TestOnlyTheConnectorsReachTheNetwork: a photo leaves this computer nowhere, and where it could is
// known.
func TestOnlyTheConnectorsReachTheNetwork(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, imported := range s.imports() {
			for module, by := range connectors {
				if imported == module && !slices.Contains(by, s.pkg) {
					t.Errorf("%s imports %s: only %v may; ask library/web for what the user has named", s.path, imported, by)
				}
			}
		}
	}
}
