// Package people finds how many faces there are on a picture and where, and whether there is a
// person at all. It recognises nobody, and keeps nothing but places.
//
// Two small detectors (BlazeFace and BlazePose, see packaging/people) give boxes with scores; boxes
// of one face are merged (MediaPipe's weighted suppression). A face is looked for in the whole
// picture. Where something looks like one, also in 2 × 2 parts of it, and where those show several
// small faces in finer ones, which is what counts a crowd. The cuts were chosen on 128 photos, 128
// others held out: docs/TAGGING.md.
//
// A Finder may be used by any goroutine. Find computes for 20 to 40 ms of one core, for crowds some
// 150.
package people
