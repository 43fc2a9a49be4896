package locale

import "testing"

func TestName(t *testing.T) {
	for _, c := range []struct{ all, messages, lang, want string }{
		{"", "", "", "en_US.UTF-8"},
		{"", "", "C.UTF-8", "en_US.UTF-8"},
		{"C", "", "de_DE.UTF-8", "en_US.UTF-8"},
		{"", "", "de_DE.UTF-8", ""},
		{"", "POSIX", "de_DE", "en_US.UTF-8"},
		{"fr_FR", "", "C", ""},
	} {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_MESSAGES", c.messages)
		t.Setenv("LANG", c.lang)
		if got := name(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
