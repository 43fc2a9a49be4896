package picture

import "bytes"

// maxProfile bounds an ICC profile in bytes; the largest printer profiles have
// about three million.
const maxProfile = 4 << 20

// ICCProfile gives the colour profile embedded in a whole file in memory, nil
// when there is none or it is damaged. Never panics; any goroutine. The result
// may share data's memory.
func ICCProfile(data []byte, f Format) []byte {
	var profile []byte
	switch f {
	case JPEG:
		profile = profileOfJPEG(data)
	case PNG:
		profile = profileOfPNG(data)
	case WebP:
		profile = profileOfWebP(data)
	case TIFF:
		if _, dirs := readImageDirs(data); len(dirs) > 0 {
			profile = dirs[0][tagICCProfile].value
		}
	case HEIC, AVIF:
		if h := readHEIF(data); h != nil {
			profile = h.profile()
		}
	}
	if len(profile) == 0 || len(profile) > maxProfile {
		return nil
	}
	return profile
}

// profileOfJPEG joins the chunks of the APP2 segments (ICC.1:2010, annex B.4).
func profileOfJPEG(data []byte) []byte {
	const name = "ICC_PROFILE\x00"
	const header = 4 + len(name) + 2
	var chunks [256][]byte
	for marker, segment := range pictureSegments(data, false) {
		if marker == MarkerAPP0+2 && len(segment) > header && string(segment[4:4+len(name)]) == name {
			chunks[segment[header-2]] = segment[header:]
		}
	}
	return bytes.Join(chunks[:], nil)
}

// profileOfPNG inflates iCCP: a name, a zero, the method 0, zlib data.
func profileOfPNG(data []byte) []byte {
	for kind, chunk := range PNGChunks(data) {
		if kind != "iCCP" {
			continue
		}
		_, packed, found := bytes.Cut(chunk, []byte{0})
		if !found || len(packed) < 1 {
			return nil
		}
		if profile, err := Inflate(packed[1:], maxProfile); err == nil {
			return profile
		}
		return nil
	}
	return nil
}

func profileOfWebP(data []byte) []byte {
	for kind, chunk := range RIFFChunks(data) {
		if kind == "ICCP" {
			return chunk
		}
	}
	return nil
}
