// Package keywords reads the keywords in the bytes of photos and sidecars, IPTC, XMP and where else
// programs keep them, and plans edits of them: a [Plan] turns bytes into splices, "these bytes at
// this offset become those". It is pure: it opens no file, starts no goroutine and keeps no state,
// and never panics on what it is given. Package sidecar finds and reads the files, package
// safewrite changes them.
//
// The new bytes are parsed afresh and compared with the old: picture, segments, resources, data
// sets, fields and properties outside the keywords must be equal, and the keywords must read back
// as planned. A layout that cannot be edited so is a [Refusal] with a reason. What crafted metadata
// can make the parsers claim is bounded: each walk goes through its bytes once, what it keeps has a
// bound that real files stay far below, and what is beyond is refused.
//
// # How keywords are kept
//
// A photo has up to six lists: IPTC 2:25, dc:subject, and the paths of Lightroom, digiKam,
// Microsoft and Media Pro. Programs differ in which they show, so a write leaves IPTC and
// dc:subject both complete: the union of all lists and the new words. The lists of paths get the
// new words where they exist; Lightroom's is made when a word has a parent. What is there keeps its
// spelling and its place; two names are one keyword when [Fold] says so. An edit that names nothing
// new writes nothing.
//
// IPTC is UTF-8 when 1:90 says so, or when all its text is, which is then said. In text of an older
// character set a keyword is written in that set, or in XMP only when it does not fit. Values are
// read one by one, for programs have mixed sets in one stream. Keywords are cut at 64 bytes in IPTC
// and whole in XMP. A list of paths does not get a word that has its separator in it: nobody could
// tell it from a path.
//
// What is read goes further than what is written: second packets and blocks, unusual forms of RDF,
// profiles in PNG, trailers. Such a photo gets a sidecar that begins with all of it. A word that
// was to go and stands where nothing is written (also in fields that are none of the lists, as
// acdsee:categories) is in Result.Left, with its place and the reason, which is to be told as a
// failure.
//
// # Layouts
//
// JPEG (jpeg.go): new segments go behind Exif and before MPF. What an edit moves is looked for, and
// followed or refused: MPF offsets, pointers from maker notes to previews behind the picture, AFCP.
// Where that cannot be, the packet's padding, then the white space between its elements, makes
// room, so that nothing moves. Content Credentials (C2PA) are not broken unless that is allowed.
// TIFF (tiff.go): new values and a new first directory are appended, so that the old file stays a
// prefix of the new; IPTC that stands in Photoshop's resources, too, is edited in both places. All
// other formats get sidecars, and so do DNG files unless embedding is allowed for them. Whose a
// sidecar is that is named like several files, package sidecar tells.
//
// XMP is located with encoding/xml and spliced as text, never written anew: no known library keeps
// all that a foreign packet says (TestGoXMPLosesWhatOthersSay). What we begin, a packet in a photo
// without XMP and a new sidecar, is built by go-xmp, with a model of ours for Lightroom's
// hierarchicalSubject (xmpfresh.go). No library reads IPTC: an edit has to know where each data set
// stands, and whoever has found that out has read it; go-iptc loses their order, fails on the
// padding that TIFF files have, allocates what 13 crafted bytes ask for, and where it gets single
// data sets refuses lengths of one to three bytes. It judges our output in the tests.
package keywords
