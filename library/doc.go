// Package library keeps what is known of the user's photos: photos, decisions, vectors and runs, in
// one file (package bolt) and in memory. It writes the user's photos through package safewrite
// alone.
//
// # How it works
//
// Everything that is asked often is in memory. A Snapshot is an immutable view of all photos and
// decisions; a change stores a transaction first and then swaps the snapshot for one that shares
// all that has not changed, so readers never wait and what they have seen is safe on the disk. Find
// filters, sorts and counts in one pass; orders are taken over from one snapshot to the next, so
// that nothing is sorted twice. Vectors are read from the file when a model is first used, and stay
// in memory with half precision.
//
// Import: one walker → bounded channel → readers → one goroutine that stores batches (500 files or
// 100 ms). A file whose path, size and time are known, and whose sidecars look as before, costs one
// stat. All others are read whole and identified by their picture (picture.Identify). A photo whose
// picture is known from another path is decided on at the end, when all that was found is known:
// photos follow their pictures, whether files were renamed in a ring or moved over one another;
// only a picture that is nowhere else leaves its photo where it was, as edited and marked
// PictureChanged.
//
// What has gone from a folder that was walked is marked Missing. Its decisions follow its picture:
// where a copy stands that the user has not decided on, the photo becomes that copy; where the
// whole place has gone, which may be a disk that comes back, both have them (departed). What the
// user has decided is never forgotten but by Remove, RemoveFolder and Exclude; an undecided photo
// is when a copy of it stands, and when it was seen to come and go within a day. What the user has
// removed stays away under any name (removedPhoto).
//
// Files that a cloud store keeps elsewhere are not read, for that would download them
// (disk.CheckHere): what is known of them stays, and the import names them.
//
// Watch follows the sources, the folders that the user has added: the system tells what changes in
// them (fsnotify), and network drives, and folders beyond the system's limit of watches, are told
// as changed from time to time and when the user comes back to the window. What it tells is
// imported like anything else, our own writes too: they cost a stat.
//
// Write and Revert are runs of the same four stages: prepare (4 goroutines; reads, plans and
// verifies in memory) → journal → commit (4 goroutines; replaces files) → store. One goroutine
// makes all transactions: each holds the intents of the photos that are ready and the outcomes of
// those that are done, so that the disk syncs for many at once. Photos in memory are bounded in
// bytes. No two goroutines meet in a file: requests whose photos have one name, or are one by a
// link, are taken in batches one after the other; a file that is being changed in spite of that
// sends its request round again.
//
// Stacks finds what belongs together, and stores nothing: bursts (one camera, two seconds, one
// motif), pairs of a RAW file and its picture (one stem), duplicates (copies by their picture,
// versions by a perceptual hash found over its parts, and by their time). Hash and sharpness come
// from the decode that makes a vector.
//
// A crash leaves intents in the journal. Open compares their files with the hashes in the intent:
// new content becomes an undo record, old content is forgotten, temporary files are removed when
// their content proves them ours, and anything else is left alone; Recovered says so.
//
// Undo and Redo take back decisions of this session and touch no file. Revert takes back a run, to
// the byte.
//
// # Concurrency
//
// Any goroutine may call any method. One mutex orders all changes of the snapshot; imports take
// turns, and so do runs. Callbacks are called by one goroutine at a time, without a lock held: they
// may call the library, but a callback of a run may not start another run.
//
// # What can go wrong
//
// Photos and folders fail alone, with a reason and a remedy. A full or read-only disk, or a folder
// that has gone, is left out of a run, which goes on elsewhere (ErrStopped): nothing is half
// written, what is written can be reverted. A library that cannot be stored makes the call fail and
// changes nothing. A damaged record is left out and said (Recovered); Check finds all, Repair cures
// it. A page that is lost takes what was on it: Repair takes all records over that can be read,
// makes vectors and texts again, and leaves a library alone that would lose words of the user's
// which a sound copy has. Settings are read as far as they can be; one that says how originals are
// treated, and cannot be read, lets nothing be written (checkOptions).
//
// Export writes all that the user has made as one JSON document, its photos named by their
// pictures; Merge takes it over into another library, where photos that are not known yet wait as
// missing ones until an import meets their pictures.
package library
