"""Fits the reference gravity model with pyfixest: PANEL.parquet.

Prints the coefficients and their standard errors clustered by pair, the processor seconds and the
seconds on the clock of reading, encoding and fitting, and those of encoding and fitting alone. The
import of the packages and the compilation of the loops are left out of them: a fit to the first
twelve countries comes before.
"""

import os
import sys
import time

import duckdb
import pyfixest

FORMULA = "trade ~ rta + tariff + border_t | exporter_year + importer_year + pair"


def read(path):
    return duckdb.connect().execute("SELECT * FROM read_parquet($1)", [path]).df()


def fit(frame):
    """Encodes the identifiers as whole numbers, as this engine takes them fastest, and fits."""
    exporter = frame["exporter"].astype("category").cat.codes.astype("int64")
    importer = frame["importer"].astype("category").cat.codes.astype("int64")
    year = frame["year"].astype("int64")
    span = int(year.max()) + 1
    data = frame[["trade", "rta", "tariff", "border_t"]].copy()
    data["exporter_year"] = exporter * span + year
    data["importer_year"] = importer * span + year
    data["pair"] = exporter * (int(importer.max()) + 1) + importer
    return pyfixest.fepois(FORMULA, data=data, vcov={"CRV1": "pair"})


def clocks():
    times = os.times()
    return times.user + times.system, time.perf_counter()


def main(path):
    warm = read(path)
    few = sorted(warm["exporter"].unique())[:12]
    fit(warm[warm["exporter"].isin(few) & warm["importer"].isin(few)])
    del warm
    start = clocks()
    frame = read(path)
    middle = clocks()
    result = fit(frame)
    end = clocks()
    names = list(result._coefnames)
    beta, error = result.coef(), result.se()
    for name in names:
        print(name, repr(float(beta[name])), repr(float(error[name])))
    print("read-encode-fit", end[0] - start[0], end[1] - start[1])
    print("encode-fit", end[0] - middle[0], end[1] - middle[1])


if __name__ == "__main__":
    main(sys.argv[1])
