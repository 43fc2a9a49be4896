package picture

import (
	"path/filepath"
	"slices"
	"strings"
)

// unreadKinds are the file name endings of videos and pictures that are known, and not read:
// videos, pictures of other programs, RAW files of kinds that were never tried.
var unreadKinds = strings.Fields(`
	3g2 3gp asf avi braw crm dv flv hevc insv lrv m2ts m4v mkv mod mov mp4 mpe mpeg mpg mts mxf ogv r3d tod vob webm wmv
	afphoto ai avifs dds eps exr fits hdp hdr heics icns ico insp jbg jls jng jxr kra mng pct pcx pict qoi sgi svg tga wdp xcf
	bay cap dcs drf eip fff gpr k25 mdc ptx pxn raw rwz sti`)

// UnreadKind returns the ending of a file that is a video or picture of a kind that Catchlight does
// not read, in small letters without the dot; "" for photos that it reads and for all other files.
// It does not open the file.
func UnreadKind(path string) string {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	if slices.Contains(unreadKinds, ext) {
		return ext
	}
	return ""
}
