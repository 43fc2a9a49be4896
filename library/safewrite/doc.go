// Package safewrite writes keywords into photos and sidecars. It is the only code that changes a
// user's photo, and small so that it can be audited: what an edit means is planned by package
// keywords, which turns bytes into splices.
//
// # How a write works
//
// [Prepare] reads the photo once, and has the edit planned as splices: "these bytes at this offset
// become those". What no splice names cannot change, and what the splices replace is the undo
// record, which therefore costs a few hundred bytes even for a large file. The new file is put
// together in memory, parsed afresh, and compared with the old: picture, segments, resources, data
// sets, fields and properties outside the keywords must be equal, and the keywords must read back
// as planned. A layout that cannot be edited so is a keywords.Refusal with a reason; under [Auto]
// it leads to a sidecar instead.
//
// [Change.Commit] replaces each file: a temporary file in the same folder under a name that is in
// the [FileChange], so that a journal can store it first; mode, owner and attributes of the old
// file; fsync; read back; then the two files are exchanged (Linux) or the new one is renamed over
// the old one. An exchange leaves the displaced file under the temporary name, where it is compared
// once more with what was read: another program's newer version goes back to its place, and the
// write is [ErrChanged]; so does what one has open to write (EBUSY). A file that has its new name is
// written: what fails after that, the sync of its folder say, fails nothing (disk.SyncFolders).
// [Revert] puts a file back to the byte, through the same steps, under a temporary name of its own.
// [Inspect] clears up after a program that ended in between, or a power cut: no torn file ever
// replaces a photo, and what may be somebody's only copy stays and is told.
//
// # Concurrency and cost
//
// The package starts no goroutine and keeps no state. Any number of photos may be written at once,
// but never one by two callers: what one commits is [ErrChanged] for the other. A write holds a
// JPEG once in memory, the new bytes beside the old ones, and a TIFF file twice; what crafted
// metadata can make the parsers claim is bounded (TestHostileFilesAreBounded). Of the time that a
// write of a large photo takes, most is the disk's: its bytes are read once, checked once for the
// journal (not hashed: see seal), written, synced, and compared.
//
// # What can go wrong
//
// A photo that is read-only, has hard links, or belongs to others is refused, for renaming
// would get round what its owner meant. A sidecar with hard links is replaced under its own name
// alone, and that is said: there is nowhere else for the words to go. FAT, exFAT and network drives
// have no exchange, and coarse times: there the content is compared right before the rename, and a
// program that writes between the two loses. Attributes that a drive cannot hold are lost with it.
package safewrite
