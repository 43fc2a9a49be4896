package keywords

import (
	"testing"
	"time"
)

func TestXMPTime(t *testing.T) {
	for text, want := range map[string]string{
		"1957": "1957-01-01T00:00:00Z", "1957-08": "1957-08-01T00:00:00Z", "1957-08-12": "1957-08-12T00:00:00Z",
		"1957-00-00": "1957-01-01T00:00:00Z", "1957:08:12 10:15:00": "1957-08-12T10:15:00Z", "1957-08-12T10:15": "1957-08-12T10:15:00Z",
		"1957-08-12T10:15:00Z": "1957-08-12T10:15:00Z", "1957-08-12 10:15:00.25+09:00": "1957-08-12T10:15:00.25+09:00",
		"": "0001-01-01T00:00:00Z", "0000-00-00": "0001-01-01T00:00:00Z", "1957-13-01": "0001-01-01T00:00:00Z", "12": "0001-01-01T00:00:00Z",
	} {
		if got := xmpTime(text).Format(time.RFC3339Nano); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func FuzzXMPTime(f *testing.F) {
	f.Add("1957-08-12T10:15:00.25+09:00")
	f.Add("1957-00-00")
	f.Fuzz(func(t *testing.T, text string) {
		if got := xmpTime(text); !got.IsZero() && got.Year() < 1800 {
			t.Errorf("%q: %v", text, got)
		}
	})
}
