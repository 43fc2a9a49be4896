// Package testphoto makes photos for tests: of every layout, with keywords in every place where
// programs hide them, and hostile ones that claim more than they hold. It is for tests alone, of
// reading, planning and writing keywords, and uses no code that those try.
package testphoto
