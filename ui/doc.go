// Package ui is the window: what the user sees, and what each key, click and drop does.
//
// # State
//
// [Window] puts the parts together. Each owns what it is about: the list and its filters, the
// stacks, the search, the open pages and the layout say what is shown; the decider, the intake, the
// writer and the engine (package engine: the model in use, with its tags) act; the menus know the
// commands; a board (package message) holds what is said. The library's snapshot comes in by one
// door, Window.takeSnapshot. All of this is read and changed on Fyne's own goroutine only, so it
// has no mutex. Everything that takes longer than a frame happens elsewhere and comes back through
// one field, post, which is fyne.Do in the program and a queue in tests:
//
//   - jobs (import, index, write) run on goroutines of their own in lanes (package jobs); within a
//     lane they run one after the other, so a second drop queues while a write need not wait for
//     the tagging of a whole library;
//   - a [view.Builder] turns the library's snapshot and the stored vectors into suggestions, counts
//     and the ordered list of photos in the scope, and hands the result over whole;
//   - the pump listens to the library and to the jobs and posts at most ten updates a second, never
//     while one is queued.
//
// # Order
//
// A list that the user works on never jumps: while a scope is open, photos that no longer match
// stay and new ones are appended. A click on the scope's row makes the list afresh, so the row's
// number is what the click shows.
//
// # Filters
//
// A filter is a value chosen in a facet of the library ([library.Choice]). Filters stay while
// scopes come and go. All counts of the sidebar are made under them, and those of a facet under the
// filters of the other facets, so that each number is what a click on its row shows. Only Write and
// its button count the whole library, for that is what they write.
//
// # Words
//
// Each string goes through lang.X or lang.XN with a key of assets/lang/en.json. The command table
// is the only place that knows menus, shortcuts and plain keys.
//
// # Stopping
//
// Jobs are cancelled and awaited, then the builder and the pump end, then the model is closed, then
// the program quits. A write finishes the photos it has begun; the window says so meanwhile.
package ui
