// Package testphoto is the photos of tests. It makes them: of every layout, with keywords in every
// place where programs hide them, and hostile ones that claim more than they hold. And it finds
// those that are no part of the project, and the programs that judge them. It is for tests alone, of
// reading, planning and writing keywords, and uses no code that those try.
package testphoto
