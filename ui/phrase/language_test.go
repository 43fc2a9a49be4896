package phrase

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/assets"
)

func TestTheLanguageIsTheUsersElseTheSystems(t *testing.T) {
	whole := assets.Languages()[0].Code
	for _, c := range []struct{ chosen, system, want string }{
		{"ja", "en-US", "ja"},
		{"de", "de-CH", "de"},
		{"", "en-GB", whole},
		{"", "sw-KE", whole},
		{"", "", whole},
		{"klingon", "en-US", whole},
		{"xx", "de-DE", "xx"},
	} {
		if got := spoken(c.chosen, c.system); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
	for _, l := range assets.Languages() {
		want := "en"
		if l.Whole {
			want = l.Code
		}
		if got := spoken("", l.Code+"-ZZ"); got != want {
			t.Errorf("a system in %s: %q, want %q", l.Name, got, want)
		}
	}
}

// TestNumbersAndDatesAreOfTheLocale: a country of the system counts where its language is spoken.
func TestNumbersAndDatesAreOfTheLocale(t *testing.T) {
	for _, c := range []struct{ code, system, want string }{
		{"de", "de-CH", "de-CH"}, {"de", "en-US", "de"}, {"en", "de-DE", "en"}, {"xx", "de-DE", "en-x-pseudo"}, {"uk", "", "uk"},
	} {
		if got := localeOf(c.code, c.system).String(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
	day := time.Date(2026, 11, 9, 7, 5, 0, 0, time.UTC)
	t.Cleanup(func() { Speak("en") })
	for _, c := range []struct{ code, number, score, day string }{
		{"en", "1,234,567", "0.31", "9 Nov 2026, 07:05"},
		{"de", "1.234.567", "0,31", "9. Nov. 2026, 07:05"},
		{"fr", "1 234 567", "0,31", "9 nov. 2026, 07:05"},
		{"es", "1.234.567", "0,31", "9 nov 2026, 07:05"},
		{"it", "1.234.567", "0,31", "9 nov 2026, 07:05"},
		{"uk", "1 234 567", "0,31", "9 лист. 2026 р., 07:05"},
		{"ja", "1,234,567", "0.31", "2026年11月9日 07:05"},
		{"zh", "1,234,567", "0.31", "2026年11月9日 07:05"},
	} {
		Speak(c.code)
		plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
		if n := plain.Replace(Number(1234567)); n != c.number {
			t.Errorf("%s: the number %q", c.code, n)
		}
		if n := Decimal(.31); n != c.score {
			t.Errorf("%s: the score %q", c.code, n)
		}
		if d := plain.Replace(Moment(day)); d != c.day {
			t.Errorf("%s: the day %q", c.code, d)
		}
	}
}

// TestPluralsAreThoseOfTheLanguage: also where the system speaks another.
func TestPluralsAreThoseOfTheLanguage(t *testing.T) {
	t.Cleanup(func() { Speak("en") })
	Speak("uk")
	for n, want := range map[int]string{
		1: "1 ключове слово", 2: "2 ключові слова", 5: "5 ключових слів", 11: "11 ключових слів", 21: "21 ключове слово", 104: "104 ключові слова",
	} {
		if got := Keywords(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	Speak("ja")
	if got := Photos(1); got != "1枚の写真" {
		t.Errorf("Japanese knows no singular: %q", got)
	}
}

// TestFyneSpeaksTheLanguageToo: its dialogs, and what our catalogue does not know, are Fyne's.
func TestFyneSpeaksTheLanguageToo(t *testing.T) {
	t.Cleanup(func() { Speak("en") })
	Speak("xx")
	if got := lang.L("Cancel"); got == "Cancel" {
		t.Error("Fyne's Cancel is in English")
	}
	if got := lang.X("no.such.key", "as {{.it}} says", map[string]any{"it": "Fyne"}); got != "as Fyne says" {
		t.Errorf("a text of nobody: %q", got)
	}
}

// TestPseudo: all letters are foreign, no data is lost, and it is longer by 30 %.
func TestPseudo(t *testing.T) {
	const text = "Wrote {{.n}} photos to {{.where}}"
	got := disguise(text)
	if !strings.Contains(got, "{{.n}}") || !strings.Contains(got, "{{.where}}") {
		t.Errorf("data lost: %q", got)
	}
	if bare := placeholder.ReplaceAllString(got, ""); strings.ContainsAny(bare, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		t.Errorf("English is left: %q", got)
	}
	letters := len([]rune(placeholder.ReplaceAllString(text, "")))
	if n := len([]rune(placeholder.ReplaceAllString(got, ""))); n != letters+(letters*3+9)/10 {
		t.Errorf("%d letters became %d", letters, n)
	}
	t.Cleanup(func() { Speak("en") })
	Speak(Pseudo)
	if s := Photos(1200); strings.Contains(s, "photos") || !strings.Contains(s, "1,200") {
		t.Errorf("spoken as %q", s)
	}
}

func BenchmarkNumber(b *testing.B) {
	Speak("de")
	b.Cleanup(func() { Speak("en") })
	for b.Loop() {
		Number(12480)
	}
}
