// Package library keeps what is known of the user's photos: photos, decisions, vectors and runs, in one bbolt file and
// in memory. It is the only writer of that file, and through package safewrite of the user's photos.
//
// # How it works
//
// Everything that is asked often is in memory. A Snapshot is an immutable view of all photos and decisions; a change
// stores a transaction first and then swaps the snapshot for one that shares all that has not changed, so readers never
// wait and what they have seen is safe on the disk. Find filters, sorts and counts in one pass; orders are taken over
// from one snapshot to the next, so that nothing is sorted twice. Vectors are read from the file when a model is first
// used, and stay in memory with half precision.
//
// Import: one walker → bounded channel → readers → one goroutine that stores batches (500 files or 100 ms). A file
// whose path, size and time are known, and whose sidecars look as before, costs one stat. All others are read whole and
// identified by their picture (picture.Identify). A photo whose picture is known from another path is decided on at the
// end, when all that was found is known: photos follow their pictures, whether files were renamed in a ring or moved over
// one another; only a picture that is nowhere else leaves its photo where it was, as edited and marked PictureChanged.
//
// What has gone from a folder that was walked is marked Missing. Its decisions follow its picture: where a copy stands that
// the user has not decided on, the photo becomes that copy; where the whole place has gone, which may be a disk that comes
// back, both have them (departed). What the user has decided is never forgotten but by Remove, RemoveFolder and Exclude; an
// undecided photo is when a copy of it stands, and when it was seen to come and go within a day. What the user has removed
// stays away under any name (removedPhoto).
//
// Files that a cloud store keeps elsewhere are not read, for that would download them (disk.CheckHere): what is known of
// them stays, and the import names them.
//
// Watch follows the sources, the folders that the user has added: the system tells what changes in them (fsnotify), and
// network drives, and folders beyond the system's limit of watches, are told as changed from time to time and when the
// user comes back to the window. What it tells is imported like anything else, our own writes too: they cost a stat.
//
// Write and Revert are runs of the same four stages: prepare (4 goroutines; reads, plans and verifies in memory) →
// journal → commit (4 goroutines; replaces files) → store. One goroutine makes all transactions: each holds the intents of
// the photos that are ready and the outcomes of those that are done, so that the disk syncs for many at once. Photos in
// memory are bounded in bytes. No two goroutines meet in a file: requests whose photos have one name, or are one by a
// link, are taken in batches one after the other; a file that is being changed in spite of that sends its request round again.
//
// Stacks finds what belongs together, and stores nothing: bursts (one camera, two seconds, one motif), pairs of a RAW file
// and its picture (one stem), duplicates (copies by their picture, versions by a perceptual hash found over its parts, and
// by their time). Hash and sharpness come from the decode that makes a vector.
//
// A crash leaves intents in the journal. Open compares their files with the hashes in the intent: new content becomes an
// undo record, old content is forgotten, temporary files are removed when their content proves them ours, and anything
// else is left alone; Recovered says so.
//
// Undo and Redo take back decisions of this session and touch no file. Revert takes back a run, to the byte.
//
// # Concurrency
//
// Any goroutine may call any method. One mutex orders all changes of the snapshot; imports take turns, and so do runs.
// Callbacks are called by one goroutine at a time, without a lock held: they may call the library, but a callback of a
// run may not start another run.
//
// # What can go wrong
//
// Photos and folders fail alone, with a reason and a remedy. A full or read-only disk, or a folder that has gone, stops a
// run (ErrStopped): nothing is half written, what is written can be reverted. A library that cannot be stored makes the
// call fail and changes nothing. A damaged record is left out and said (Recovered); Check finds all, Repair cures it. A page
// that is lost takes what was on it: Repair takes all records over that can be read, makes vectors and texts again, and leaves
// a library alone that would lose words of the user's which a sound copy has. Settings are read as far as they can be; one that
// says how originals are treated, and cannot be read, lets nothing be written (CheckOptions).
//
// # The file
//
// Format 3. A file with a higher number is refused (ErrNewer), an older one is brought up to date at Open, after a backup.
// Numbers in keys are big endian; records start with a byte of their own version and hold varints, strings (length and
// bytes; one that the record holds already is a reference), and times (seconds, nanoseconds, zone). Paths are the bytes of
// the file system. Records of older versions are read for ever, and written anew when they change.
//
//	meta       "format" → varint
//	photos     ID (8 bytes) → path, size, time, format, picture, state of sidecars, details, keywords, from version 2 on
//	           the mark of a changed picture with the one before; the bucket's sequence is the highest ID ever used
//	sources    SHA-256 of the path (its first 16 bytes) → path, excluded folders
//	decisions  ID (8 bytes), folded tag → verdict, how made (0 by itself, 1 in bulk, 2 by the line of a review, 3 by a run
//	           of the command tag), time, tag, model, path of the hierarchy
//	vectors    a bucket for each model: block number (4 bytes) → dimensions, rows (2 bytes each, little endian), the
//	           pictures (16 bytes each, zero: free), the vectors (half precision, little endian), CRC-32C of all that (4
//	           bytes; missing in blocks that format 2 has stored). A block has 64 rows.
//	fingerprints  picture (16 bytes) → version, perceptual hash (8 bytes), sharpness (4 bytes, single precision)
//	texts      a bucket for each model: SHA-256 of the text (its first 16 bytes) → values, single precision
//	measured   machine, model and what was measured → JSON of the packages above
//	runs       number (8 bytes) → time, label, photos, keywords, undone; the sequence numbers runs
//	undo       run (8 bytes), number in the run (4 bytes) → photo, its path, words added and removed, and for each file
//	           path, temporary path, size, time and hash before and after, and the replaced ranges with their old bytes; then the
//	           decisions that the write stands for, each with what stood in its place
//	intents    the same as undo, while the files are being changed
//
// A photo takes about 0.3 KB and 2 bytes for each value of each vector; a written photo some 0.5 KB and what was
// replaced in it.
//
// Export writes all that the user has made as one JSON document, its photos named by their pictures; Merge takes it over
// into another library, where photos that are not known yet wait as missing ones until an import meets their pictures.
//
// Beside the file, in the folder "backups", stand up to three sound copies of it: NAME-TIME.db of each week,
// NAME-TIME-formatN.db from before an update. Each was checked before an older one went for it, and of a damaged library there
// is none. Apart from them stand up to three of what was repaired or replaced (-damaged, -replaced). Restore puts one back;
// Open begins no new library where copies of one are (ErrLost).
package library
