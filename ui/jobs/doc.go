// Package jobs owns the goroutines of the window: each belongs to a [Group], which can be told to
// end and be waited for.
//
// A [Queue] runs jobs in lanes: within a lane one after the other, lanes side by side. [Errands]
// are short work on the disk, in the order it was asked for. A [Pump] turns any number of rings
// into few updates. [GiveBack] keeps the program small while it rests.
//
// The package knows neither photos nor the window library. What must happen on the window's own
// goroutine goes through a post function that it is given: it runs a function there later, may be
// called from any goroutine and does not block.
package jobs
