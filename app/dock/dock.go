// Package dock hands over what macOS asks the program to open: photos and folders that are dropped on
// its icon in the Dock, or opened with it in the Finder. They come there not as arguments but as a
// message to the application's delegate, and the one of the window toolkit does not know it.
//
// Elsewhere all this arrives as arguments of a start, and the package does nothing.
package dock

import "context"

// most is how many paths wait for the window at once; what comes beyond is lost. The system sends a
// drop whole, and nobody drops so many.
const most = 1 << 16

// serve gives open the paths that have come, all at once where there are several, until ctx ends.
func serve(ctx context.Context, come <-chan string, open func(paths []string) (shows <-chan bool)) {
	for {
		select {
		case <-ctx.Done():
			return
		case path := <-come:
			select {
			case <-open(waiting(path, come)):
			case <-ctx.Done():
				return
			}
		}
	}
}

// waiting is first and what waits behind it.
func waiting(first string, come <-chan string) []string {
	paths := []string{first}
	for {
		select {
		case path := <-come:
			paths = append(paths, path)
		default:
			return paths
		}
	}
}
