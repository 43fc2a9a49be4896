package keywords

import "encoding/binary"

// AFCP is a trailer of some photo agencies behind the picture (AXS File Concatenation Protocol).
// Its last 12 bytes are a mark, which also says the byte order, and the offset of a directory: the
// mark again, a version, the number of entries, four bytes more, and for each entry a name, a size
// and an offset.
const (
	afcpTail  = 12
	afcpEntry = 12
)

// afcpStreams reads the IPTC in an AFCP trailer, which is never written: no reader but those of its
// own time follows it when it moves.
func afcpStreams(data []byte) []*iim {
	if len(data) < afcpTail {
		return nil
	}
	tail := data[len(data)-afcpTail:]
	mark := string(tail[:4])
	var order binary.ByteOrder = binary.BigEndian
	switch mark {
	case "AXS!":
	case "AXS*":
		order = binary.LittleEndian
	default:
		return nil
	}
	at := uint64(order.Uint32(tail[4:]))
	if at+afcpTail > uint64(len(data)) || string(data[at:at+4]) != mark {
		return nil
	}
	return afcpEntries(data, order, at)
}

// afcpEntries reads the directory at an offset.
func afcpEntries(data []byte, order binary.ByteOrder, at uint64) []*iim {
	const maxStreams = 4 // there is one
	var found []*iim
	end := at + afcpTail + afcpEntry*uint64(order.Uint16(data[at+6:]))
	for at += afcpTail; at < end && end <= uint64(len(data)) && len(found) < maxStreams; at += afcpEntry {
		size, start := uint64(order.Uint32(data[at+4:])), uint64(order.Uint32(data[at+8:]))
		if string(data[at:at+4]) == "IPTC" && start+size <= uint64(len(data)) {
			stream, _ := parseIIM(data[start : start+size]) // it is only read
			found = append(found, stream)
		}
	}
	return found
}
