package engine

import "testing"

func TestWhatIsNoPhotoOfTheLibraryIsCountedApart(t *testing.T) {
	for _, c := range []struct {
		failed, asked, unread int
		want                  string
	}{
		{3, 4, 0, "3 of 4 not indexed"},
		{3, 4, 2, "3 of 4 not indexed. 2 files cannot be read"},
		{0, 4, 2, "2 files cannot be read"},
	} {
		if got := notDone(c.failed, c.asked, c.unread); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
