package assets

import _ "embed"

//go:embed places/places.tsv.gz
var places []byte

// Places is the gzipped list of regions and cities that packaging/places/build.py makes, whose
// comment describes it: 1.6 MB, from GeoNames (CC BY 4.0) and CLDR. Not to be changed.
func Places() []byte { return places }
