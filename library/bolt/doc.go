// Package bolt is the library file: what stands in it, how it is read and changed, copied, checked
// and repaired. It is the only importer of bbolt.
//
// Read and Change run transactions, whose operations (Tx) speak of photos, decisions, sources, runs
// and the journal, in records that are plain structs. All that one Change does is stored, or
// nothing. What can be computed or measured again (vectors, fingerprints, vectors of texts,
// measurements) has operations of the Store, each a transaction of its own.
//
// Nothing here decides what a photo is or what a write means: that is for package library.
//
// # A damaged file
//
// bbolt panics over broken pages, follows rings of them for ever, and the system faults where a
// file ends too early. So pages are looked at before bbolt follows them (checkPages, checkHead),
// and what happens all the same becomes ErrDamaged (guarded). Check finds what is wrong, Repair
// cures it record by record, and takes over page by page what can be read (salvage) where records
// alone do not do.
//
// # The file
//
// Format 4. A file with a higher number is refused (ErrNewer), an older one is brought up to date
// at Open, after a backup. Numbers in keys are big endian; records start with a byte of their own
// version and hold varints, strings (length and bytes; one that the record holds already is a
// reference), and times (seconds, nanoseconds, zone). Paths are the bytes of the file system.
// Records of older versions are read for ever, and written anew when they change.
//
//	meta       "format" → varint
//	photos     ID (8 bytes) → path, size, time, format, picture, state of sidecars, details, keywords,
//	           from version 2 on the mark of a changed picture with the one before, and what later
//	           readers of files have read; the bucket's sequence is the highest ID ever used
//	sources    SHA-256 of the path (its first 16 bytes) → path, excluded folders
//	decisions  ID (8 bytes), folded tag → verdict, how made (0 by itself, 1 in bulk, 2 by the line of
//	           a review, 3 by a run of the command tag), time, tag, model, path of the hierarchy;
//	           without a tag that the photo is finished
//	vectors    a bucket for each model: block number (4 bytes) → dimensions, rows (2 bytes each,
//	           little endian), the pictures (16 bytes each, zero: free), the vectors (half precision,
//	           little endian), CRC-32C of all that (4 bytes; missing in blocks that format 2 has
//	           stored). A block has 64 rows.
//	fingerprints  picture (16 bytes) → version, perceptual hash (8 bytes), sharpness (4 bytes, single precision); from
//	           version 2 on how light and coloured the picture is, and the faces on it
//	texts      a bucket for each model: SHA-256 of the text (its first 16 bytes) → values, single precision
//	measured   machine, model and what was measured → JSON of the packages above
//	runs       number (8 bytes) → time, label, photos, keywords, undone; the sequence numbers runs
//	undo       run (8 bytes), number in the run (4 bytes) → photo, its path, words added and removed, and for each file
//	           path, temporary path, size, time and hash before and after, and the replaced ranges with their old bytes; then the
//	           decisions that the write stands for, each with what stood in its place
//	intents    the same as undo, while the files are being changed
//
// A photo takes about 0.3 KB and 2 bytes for each value of each vector; a written photo some 0.5 KB
// and what was replaced in it.
//
// Beside the file, in the folder "backups", stand up to three sound copies of it: NAME-TIME.db of
// each week, NAME-TIME-formatN.db from before an update. Each was checked before an older one went
// for it, and of a damaged library there is none. Apart from them stand up to three of what was
// repaired or replaced (-damaged, -replaced). Restore puts one back; Open begins no new library
// where copies of one are (ErrLost).
package bolt
