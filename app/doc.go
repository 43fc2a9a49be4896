// Command catchlight is both the window and its twin, the command line. The two call the same
// packages on the same library file; settings that both share live beside the library.
//
// # Life of the program
//
// main reads the arguments with cobra. With a command's name first it is the command line: open the
// library (one program at a time holds its lock), import the paths, do the work, print one line for
// every photo in order of path, close. With paths or nothing it is the window: hand the paths to a
// window that is open on the same library, or open one.
//
// # Output
//
// Standard output holds results and nothing else; with --json one JSON object a line, whose field
// names are a contract: more may be added, none changes, a list is never null. Messages and
// progress go to standard error, progress only when that is a terminal. One printer owns both
// streams: names and words from files reach it as visible text (see visible), so that none steers a
// terminal. What went wrong with a photo is one sentence, library.Sentence, in text, JSON and
// window.
//
// # Exit status
//
// 0 done; 1 done, but some photos failed, each named with its reason; 2 wrong usage or set-up,
// nothing done; 130 interrupted: what was done stays done, and the next run goes on from there.
//
// # Concurrency
//
// One context is cancelled by the first SIGINT or SIGTERM; a second one ends the program at once,
// which is safe at any moment because every write is journalled. The library and the tagging run
// call back from one goroutine at a time, and not after they have returned: what collects results
// needs no lock.
//
// # What can go wrong
//
// The library is locked (a window is open), ONNX Runtime is missing, the vocabulary cannot be read,
// there is no display: each is a sentence with the remedy and status 2.
package main
