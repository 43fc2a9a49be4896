package keywords

import (
	"encoding/xml"
	"strings"
	"time"

	"catchlight/library/picture"
)

// The dates of XMP: photoshop:DateCreated is when a picture was made (IPTC's and the Metadata
// Working Group's choice), xmp:CreateDate when its file was.
const (
	nsPhotoshop = "http://ns.adobe.com/photoshop/1.0/"
	nsExif      = "http://ns.adobe.com/exif/1.0/"
)

var (
	madeDates = []xml.Name{{Space: nsPhotoshop, Local: "DateCreated"}, {Space: nsExif, Local: "DateTimeOriginal"}}
	fileDates = []xml.Name{{Space: nsExif, Local: "DateTimeDigitized"}, {Space: nsXMP, Local: "CreateDate"}}
)

// IPTC's date and time of creation, 2:55 and 2:60.
const (
	dateCreatedSet = 55
	timeCreatedSet = 60
)

// dates are what IPTC and XMP say about when a photo was taken; zero: nothing.
type dates struct {
	made time.Time // the picture
	file time.Time // its file
}

// or fills in what is not known.
func (d dates) or(other dates) dates {
	return dates{made: firstKnown(d.made, other.made), file: firstKnown(d.file, other.file)}
}

// firstKnown is the first of the times that is one.
func firstKnown(times ...time.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// Dated returns the details with the date that the keywords' places give, where Exif has none at
// which the picture was taken: scans have the date of their scan there, or nothing.
func (k Keywords) Dated(d picture.Details) picture.Details {
	if !d.HasOriginalDate {
		taken := firstKnown(k.dates.made, d.Taken, k.dates.file)
		if !taken.Equal(d.Taken) {
			d.UTC = time.Time{} // it was Exif's, of another moment
		}
		d.Taken = taken
	}
	return d
}

// dates of a packet; none of nil.
func (p *packet) dates() dates {
	if p == nil || p.rdf == nil {
		return dates{}
	}
	return dates{made: p.date(madeDates), file: p.date(fileDates)}
}

// date is the first that can be read of some properties.
func (p *packet) date(names []xml.Name) time.Time {
	for _, name := range names {
		for _, description := range p.rdf.all(rdfDescription) {
			texts := []string{description.attr(name)}
			for _, property := range description.all(name) {
				texts = append(texts, property.words())
			}
			for _, text := range texts {
				if t := xmpTime(text); !t.IsZero() {
					return t
				}
			}
		}
	}
	return time.Time{}
}

// xmpLayouts are the forms of ISO 8601 that XMP allows, from the year alone, and what programs
// write in their place.
var xmpLayouts = []string{
	"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04",
	"2006-01-02", "2006-01", "2006", "20060102",
}

// xmpTime reads a date of XMP; what is not said is the first: of the month, of the year, midnight.
func xmpTime(text string) time.Time {
	text = strings.TrimSpace(text)
	if len(text) > 10 && text[10] == ' ' {
		text = text[:10] + "T" + strings.TrimSpace(text[11:])
	}
	if len(text) >= 10 {
		text = strings.ReplaceAll(text[:10], ":", "-") + text[10:]
	}
	text = strings.TrimSuffix(strings.TrimSuffix(text, "-00"), "-00") // no day, no month
	for _, layout := range xmpLayouts {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1800 {
			return t
		}
	}
	return time.Time{}
}

// dates of an IIM stream: a date such as 19570812, in which day and month may be 00, and a time
// such as 101500+0200.
func (s *iim) dates() dates {
	var day, clock string
	for _, d := range s.sets {
		switch {
		case d.is(application, dateCreatedSet) && day == "":
			day = string(d.value)
		case d.is(application, timeCreatedSet) && clock == "":
			clock = string(d.value)
		}
	}
	if len(day) != 8 {
		return dates{}
	}
	text := day[:4] + "-" + day[4:6] + "-" + day[6:]
	for _, layout := range []string{"2006-01-02T150405-0700", "2006-01-02T150405"} {
		if t, err := time.Parse(layout, text+"T"+clock); err == nil && t.Year() >= 1800 {
			return dates{made: t}
		}
	}
	return dates{made: xmpTime(text)}
}
