// Package usage reads what a command line says beyond what cobra reads: flags of few words, scores
// and numbers. What is wrong with one it says in plain words, with what to do, and its help fits the
// terminal. Its errors are shown as they are. It knows commands and flags, and none of them by name.
package usage
