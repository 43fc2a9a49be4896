package dock

/*
#cgo LDFLAGS: -lobjc
void catchlightListen(void);
*/
import "C"

import "context"

// come has the paths that the system has sent and nobody has taken. The system calls a function of C,
// which knows no object of ours: hence a global, of which the package keeps the only end.
var come = make(chan string, most)

// Listen makes the program one that can be sent paths. It has to be called before the window toolkit
// begins, or the paths that it was started with are lost; any goroutine may, and it does not block.
func Listen() { C.catchlightListen() }

// Serve gives open the paths that the system sends, until ctx ends; it blocks as long. open may be
// called while the window is not there yet, and returns a channel that says whether it shows.
func Serve(ctx context.Context, open func(paths []string) (shows <-chan bool)) {
	serve(ctx, come, open)
}

// catchlightOpened is called by the system's own goroutine, the window's, and so must not wait.
//
//export catchlightOpened
func catchlightOpened(path *C.char) {
	select {
	case come <- C.GoString(path):
	default:
	}
}
