package kit

import "fyne.io/fyne/v2"

// Later runs a function on Fyne's goroutine. Any goroutine may call it; it returns at once.
func Later(do func()) { fyne.Do(do) }
