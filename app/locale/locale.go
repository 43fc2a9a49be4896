// Package locale names a locale for the window library before that looks for one. It is a package
// of its own because of when that is: the window library reads the environment while packages are
// being initialised, before main, and complains on standard error about "C" and "C.UTF-8", which
// servers and containers have. Go initialises a package as soon as its imports are, in order of
// import path; this one imports only os and comes before fyne.io.
package locale

import (
	"os"
	"strings"
)

// Named is the locale that was set, "" when the user's own was left alone. Its texts are in
// English, as they would be without it.
var Named = name()

func name() string {
	if !nameless(decisive("LC_ALL", "LC_MESSAGES", "LANG")) {
		return ""
	}
	const english = "en_US.UTF-8"
	_ = os.Setenv("LC_ALL", english)
	return english
}

// decisive is the first variable with a value, as setlocale(3) ranks them.
func decisive(keys ...string) string {
	for _, key := range keys {
		if value := os.Getenv(key); value != "" {
			return value
		}
	}
	return ""
}

// nameless reports whether a locale names no language.
func nameless(locale string) bool {
	language, _, _ := strings.Cut(locale, ".")
	return language == "" || language == "C" || language == "POSIX"
}
