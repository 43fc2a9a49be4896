package dock

import (
	"context"
	"slices"
	"testing"
)

// TestServe: a drop of several photos reaches the window as one, the next one after it; the end is
// waited for neither by what waits nor by a window that never answers.
func TestServe(t *testing.T) {
	come, drops := make(chan string, most), make(chan []string)
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan struct{})
	shows, never := make(chan bool, 1), make(chan bool)
	answers := []<-chan bool{shows, never}
	for _, path := range []string{"/a.jpg", "/b c.jpg", "/ümlaut"} {
		come <- path
	}
	go func() {
		defer close(ended)
		serve(ctx, come, func(paths []string) <-chan bool {
			drops <- paths
			answer := answers[0]
			answers = answers[1:]
			return answer
		})
	}()
	if got := <-drops; !slices.Equal(got, []string{"/a.jpg", "/b c.jpg", "/ümlaut"}) {
		t.Errorf("the first drop: %q", got)
	}
	shows <- true
	come <- "/later"
	if got := <-drops; !slices.Equal(got, []string{"/later"}) {
		t.Errorf("the second drop: %q", got)
	}
	end()
	<-ended
}
