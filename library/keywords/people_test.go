package keywords

import (
	"slices"
	"testing"
)

// peoplePacket is a packet with properties in one description.
func peoplePacket(properties string) string {
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
 xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
 xmlns:MP="http://ns.microsoft.com/photo/1.2/"
 xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
 xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#">` + properties + `</rdf:Description></rdf:RDF></x:xmpmeta>`
}

func TestPeopleOfOtherPrograms(t *testing.T) {
	for name, c := range map[string]struct {
		properties string
		want       []string
	}{
		"none": {`<dc:subject><rdf:Bag><rdf:li>dog</rdf:li></rdf:Bag></dc:subject>`, nil},
		"IPTC": {
			`<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ann Lee</rdf:li><rdf:li> ann lee </rdf:li><rdf:li>Бо</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>`,
			[]string{"Ann Lee", "Бо"},
		},
		"IPTC with details": {
			`<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:PersonName><rdf:Alt>
			<rdf:li xml:lang="x-default">Ann</rdf:li></rdf:Alt></Iptc4xmpExt:PersonName><Iptc4xmpExt:PersonCharacteristic>tall
			</Iptc4xmpExt:PersonCharacteristic></rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>`,
			[]string{"Ann"},
		},
		"Lightroom's regions": {
			`<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions stArea:w="4" stArea:h="3"/><mwg-rs:RegionList><rdf:Bag>
			<rdf:li><rdf:Description mwg-rs:Name="Ann" mwg-rs:Type="Face" mwg-rs:Rotation="0"><mwg-rs:Area stArea:x="0.5"/></rdf:Description></rdf:li>
			<rdf:li><rdf:Description mwg-rs:Type="Face"><mwg-rs:Area stArea:x="0.1"/></rdf:Description></rdf:li>
			<rdf:li><rdf:Description mwg-rs:Name="Rex" mwg-rs:Type="Pet"/></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`,
			[]string{"Ann"},
		},
		"digiKam's regions": {
			`<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource">
			<mwg-rs:Area stArea:x="0.2"/><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Name>Bo</mwg-rs:Name></rdf:li></rdf:Bag>
			</mwg-rs:RegionList></mwg-rs:Regions>`,
			[]string{"Bo"},
		},
		"Windows": {
			`<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag>
			<rdf:li MPReg:PersonDisplayName="Ann" MPReg:Rectangle="0.1, 0.2, 0.3, 0.4"/>
			<rdf:li rdf:parseType="Resource"><MPReg:PersonDisplayName>Cem</MPReg:PersonDisplayName></rdf:li>
			<rdf:li><rdf:Description MPReg:Rectangle="0, 0, 0, 0"><MPReg:PersonDisplayName>Di</MPReg:PersonDisplayName></rdf:Description></rdf:li>
			</rdf:Bag></MPRI:Regions></MP:RegionInfo>`,
			[]string{"Ann", "Cem", "Di"},
		},
		"all at once": {
			`<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ann</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
			<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li mwg-rs:Name="ANN" mwg-rs:Type="Face"/>
			<rdf:li mwg-rs:Name="Bo" mwg-rs:Type="Face"/></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`,
			[]string{"Ann", "Bo"},
		},
	} {
		data := []byte(peoplePacket(c.properties))
		beside := ParseXMPFile("a.xmp", data)
		if beside.Err != nil {
			t.Errorf("%s: %v", name, beside.Err)
		}
		var k Keywords
		k.AddSidecars([]XMPFile{beside})
		if !slices.Equal(k.People, c.want) {
			t.Errorf("%s: %q, want %q", name, k.People, c.want)
		}
		if name != "none" && len(k.All) != 0 {
			t.Errorf("%s: the names are keywords: %v", name, k.All)
		}
	}
}
