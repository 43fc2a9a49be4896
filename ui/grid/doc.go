// Package grid is Catchlight's thumbnail grid: a virtual, keyboard-driven wall
// of cells and the selection over it. It knows nothing of photos, libraries or
// models: whoever owns the photos hands it neutral values through callbacks and
// hears back which cell and which chip the user meant.
//
// # How it works
//
// The grid keeps drawing objects for the cells in the window only (plus one
// row), in a pool. When the view moves, cells that left give their objects to
// cells that came; Bind is called for those alone and must be nearly free. A
// picture that is not at hand is asked for through Request, and lands in its
// cell only while that cell still shows the same ID, so a late picture can
// never appear on a wrong photo.
//
// Positions are computed per visible cell in float64 from the row number and
// the scroll offset, so the grid stays exact at any length: no object is ever
// placed millions of units away, where float32 loses pixels.
//
// # Concurrency
//
// Everything here runs on the Fyne goroutine, without locks. Request starts
// work elsewhere; its done function must be called on the Fyne goroutine.
//
// # What can go wrong
//
// A Bind that decodes, reads files or takes a lock makes scrolling stutter.
// After the data changed, call Refresh.
package grid
