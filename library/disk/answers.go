package disk

import (
	"os"
	"time"
)

// Silent are those of the folders that do not answer within a time, as those of a share whose server
// hangs: whoever looks at them waits for as long. A folder that cannot be read has answered. It
// blocks until all have answered, at most for that time; what looks at a silent one is left behind.
func Silent(folders []string, within time.Duration) map[string]bool {
	silent := map[string]bool{}
	answers := make(chan string, len(folders))
	for _, folder := range folders {
		if !silent[folder] {
			silent[folder] = true
			go func() {
				if f, err := os.Open(folder); err == nil {
					_, _ = f.Readdirnames(1)
					_ = f.Close()
				}
				answers <- folder
			}()
		}
	}
	limit := time.NewTimer(within)
	defer limit.Stop()
	for len(silent) > 0 {
		select {
		case folder := <-answers:
			delete(silent, folder)
		case <-limit.C:
			return silent
		}
	}
	return silent
}
