"""Economic complexity with the package of the Growth Lab: COUNTRIES PRODUCTS YEARS."""

import sys
import warnings

import numpy as np
import pandas as pd
from ecomplexity import ecomplexity

warnings.simplefilter("ignore")
countries, products, years = (int(word) for word in sys.argv[1:4])
np.seterr(over="ignore")


def mix(value):
    """The finaliser of SplitMix (Steele, Lea and Flood 2014)."""
    mixed = value.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def table(year):
    """The table of the benchmark's own generator."""
    place, product = np.arange(countries), np.arange(products)
    ability = (mix(place + 77) % np.uint64(100)).astype(int)
    difficulty = (mix(product + 1234567) % np.uint64(100)).astype(int)
    drawn = mix((np.int64(year) << 40) | (place[:, None] << 20) | product[None, :])
    chance = np.clip(50 + ability[:, None] - difficulty[None, :], 5, 95)
    size = ((drawn >> np.uint64(10)) % np.uint64(1000)).astype(float) + 1
    values = np.where((drawn % np.uint64(100)).astype(int) < chance, size * size, 0)
    return pd.DataFrame({
        "time": year, "loc": np.repeat(place + 10000, products),
        "prod": np.tile(product + 10000, countries), "val": values.ravel()})


data = pd.concat([table(year) for year in range(years)])
out = ecomplexity(
    data, {"time": "time", "loc": "loc", "prod": "prod", "val": "val"},
    check_logsupermodularity=False, verbose=False)
words = []
for year in range(years):
    rows = out[out["time"] == year].set_index(["loc", "prod"]).sort_index()
    words.append("%.6f" % rows.loc[(10000 + countries - 1, 10000), "eci"])
    words.append("%.6f" % rows.loc[(10003, 10005), "density"])
print(" ".join(words))
