"""Reference values of the catalogue, by exact fractions or with 50 digits.

Writes <id>.json beside this file for every indicator. The inputs are the figures printed in
Kuanshaliev (2025), Table 1 (M USD; 1147.2 and 541 are the readings that agree with the table's own
totals), unless a case says otherwise. Needs mpmath for logarithms.
"""

import json
import pathlib
from fractions import Fraction as F

import mpmath as mp

mp.mp.dps = 50
SOURCE = "Kuanshaliev (2025), Table 1, Kyrgyzstan; by exact fractions"
LOGS = f"Kuanshaliev (2025), Table 1, Kyrgyzstan; by mpmath {mp.__version__} with 50 digits"
MADE = "constructed; by exact fractions"
exports = ["581.0", "625.2", "793", "1147.2"]
imports = ["267.6", "345.6", "453.9", "541"]
turnover = ["848.6", "970.8", "1246.9", "1688.1"]


def real(value):
    if isinstance(value, F):
        value = mp.mpf(value.numerator) / value.denominator
    return mp.nstr(value, 17)


def write(id, cases, tolerance, reason):
    rows = [
        {"source": s, "inputs": i, "expected": e if isinstance(e, str) else real(e)}
        for s, i, e in cases
    ]
    document = {"id": id, "tolerance": tolerance, "reason": reason, "cases": rows}
    path = pathlib.Path(__file__).with_name(id + ".json")
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def fractions(texts):
    return [F(text) for text in texts]


EXACT = (0, "exact decimals")
ONE = (2.3e-16, "one correctly rounded division")
FEW = (4e-15, "a few roundings and the platform's logarithm")
x, m = fractions(exports), fractions(imports)
both = [exports[3], imports[3]]
write("flow.turnover.sum", [(SOURCE, both, "1688.2"), (MADE, ["0", "0.10"], "0.1")], *EXACT)
write("flow.balance.net", [(SOURCE, both, "606.2"), (MADE, ["1", "3.5"], "-2.5")], *EXACT)
write("flow.coverage.ratio", [(SOURCE, both, x[3] / m[3])], *ONE)
write("flow.asymmetry.relative",
      [(SOURCE, both, (x[3] - m[3]) / (x[3] + m[3])), (MADE, ["0", "7"], F(-1))], *ONE)
write("flow.share.level", [(SOURCE, ["1688.1", "139551"], F("168810") / F("139551"))], *ONE)
four = ["1246.9", "135527.4", "1688.1", "139551"]
p0, w0, p1, w1 = fractions(four)
write("flow.share.change-pp", [(SOURCE, four, 100 * (p1 / w1 - p0 / w0))], *ONE)
write("flow.share.change-pct", [(SOURCE, four, 100 * (p1 / w1 / (p0 / w0) - 1))], *ONE)
write("growth.rate.chain", [(SOURCE, exports[2:], 100 * (x[3] / x[2] - 1))], *ONE)
write("growth.rate.base", [(SOURCE, [exports[0], exports[3]], 100 * (x[3] / x[0] - 1))], *ONE)
t = [mp.mpf(text) for text in turnover]
write("growth.average.cagr",
      [(LOGS, turnover, 100 * ((t[3] / t[0]) ** (mp.mpf(1) / 3) - 1)),
       (LOGS, ["541", "541"], F(0)),
       ("constructed, a fall; by mpmath", ["8", "4", "1"], 100 * (mp.sqrt(mp.mpf(1) / 8) - 1))],
      *FEW)
tf = fractions(turnover)
write("growth.average.mean-chain",
      [(SOURCE, turnover, sum(100 * (b / a - 1) for a, b in zip(tf, tf[1:])) / 3)], *FEW)
years = [mp.mpf(i) for i in range(4)]
logs = [mp.log(v) for v in t]
ybar, lbar = sum(years) / 4, sum(logs) / 4
slope = sum((a - ybar) * (b - lbar) for a, b in zip(years, logs)) / sum(
    (a - ybar) ** 2 for a in years)
write("growth.average.least-squares", [(LOGS, turnover, 100 * mp.expm1(slope))], *FEW)
write("growth.average.log-slope", [(LOGS, turnover, 100 * slope)], *FEW)
parts = [exports[0], exports[3], turnover[0]]
write("growth.contribution.additive", [(SOURCE, parts, 100 * (x[3] - x[0]) / tf[0])], *ONE)
write("growth.advance.index-ratio",
      [(SOURCE, [exports[0], exports[3], imports[0], imports[3]],
        100 * (m[3] / m[0]) / (x[3] / x[0]))], *ONE)
goods = ["214", "86.8", "54.2", "0"]
g = sorted(fractions(goods), reverse=True)
GOODS = "Adamkulova et al. (2025), p. 44, leading exports of 2023 as a whole of their own"
write("concentration.hhi.sum-squares",
      [(GOODS, goods, sum(v * v for v in g) / sum(g) ** 2), (MADE, ["5", "5", "5", "5"], F(1, 4))],
      *FEW)
for k in (1, 3, 5):
    write(f"concentration.cr.{k}", [(GOODS, goods, sum(g[:k]) / sum(g))], *ONE)
