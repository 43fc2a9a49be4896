// Package disk is what Catchlight knows of disks and of the systems that hold them: it reads users'
// files without being held up by what only looks like one ([OpenRegular], [ReadSource]), replaces
// files of the program's own so that a power cut leaves the old one or the new one ([Replace]),
// makes names last ([SyncFolders]), and says how much room is left, which folders are on a network,
// and what is only in the cloud.
//
// It never changes a photo or a sidecar: package safewrite alone does.
package disk
