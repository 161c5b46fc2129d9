"""Reference values of the special functions, computed with 50 digits and compared with scipy.

Writes special-functions.tsv beside this file: function, arguments (colons between), value with
17 significant digits. Needs mpmath and scipy.
"""

import pathlib

import mpmath as mp
import scipy
from scipy import special, stats

mp.mp.dps = 50
rows = []


def add(name, arguments, value, check, tolerance=1e-11):
    value = mp.mpf(value)
    assert abs(check - value) <= tolerance * abs(value) + 1e-300, (name, arguments, value, check)
    rows.append("\t".join([name, ":".join(repr(a) for a in arguments), mp.nstr(value, 17)]))


def two_sided(t, df):
    t, df = mp.mpf(t), mp.mpf(df)
    return mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True)


for x in [1e-5, 0.1, 0.5, 0.75, 1.5, 2.5, 3.25, 7.0, 11.9, 12.0, 33.3, 171.5, 1e4, 1e8]:
    add("logGamma", [x], mp.loggamma(x), special.gammaln(x))
for a, b, x in [
    (0.5, 0.5, 0.25), (1.0, 1.0, 0.3), (2.5, 1.5, 0.9), (8.0, 3.0, 0.01), (30.0, 40.0, 0.5),
    (0.5, 500.0, 0.001), (500.0, 0.5, 0.999), (1500.0, 0.5, 0.99), (0.1, 0.2, 0.7),
    (100.0, 100.0, 0.35), (5.0, 0.5, 0.2), (12.5, 60.0, 0.4),
]:
    value = mp.betainc(a, b, 0, mp.mpf(x), regularized=True)
    add("regularisedBeta", [x, a, b], value, special.betainc(a, b, x))
for t, df in [
    (2.67, 3.0), (0.1, 1.0), (12.7062047364, 1.0), (1e-8, 5.0), (50.0, 2.0), (1.96, 1e6),
    (4.0, 30.0), (3.3, 2.5), (9.0, 100.0), (25.0, 8.0), (0.6744897501960817, 1e5), (6.0, 1e4),
]:
    add("studentTwoSided", [t, df], two_sided(t, df), 2 * stats.t.sf(t, df))
for p, df in [
    (0.975, 1.0), (0.975, 3.0), (0.975, 30.0), (0.6, 2.0), (0.501, 4.0), (0.025, 7.0),
    (1e-10, 5.0), (0.995, 1e6), (0.9, 0.5), (1e-4, 1.0), (0.76, 12.0), (0.74, 12.0),
]:
    guess = mp.mpf(stats.t.isf(min(p, 1 - p), df))
    tail = mp.mpf(p) if p < 0.5 else 1 - mp.mpf(p)
    value = mp.findroot(lambda t: mp.log(two_sided(t, df) / 2) - mp.log(tail), guess)
    add("studentQuantile", [p, df], -value if p < 0.5 else value, stats.t.ppf(p, df), 1e-9)
for z in [0.0, 0.3, 1.0, 1.959963984540054, 3.5, 6.0, 8.0]:
    add("normalUpperTail", [z], mp.erfc(mp.mpf(z) / mp.sqrt(2)) / 2, stats.norm.sf(z))
for p in [1e-300, 1e-20, 1e-5, 0.02425, 0.2, 0.26, 0.4999, 0.7, 0.975, 0.995, 0.9999999]:
    value = mp.sqrt(2) * mp.erfinv(2 * mp.mpf(p) - 1) if p > 1e-10 else mp.findroot(
        lambda z: mp.log(mp.erfc(z / mp.sqrt(2)) / 2) - mp.log(p), mp.mpf(-special.ndtri(p))) * -1
    add("normalQuantile", [p], value, special.ndtri(p), 1e-9)

head = f"# mpmath {mp.__version__}, 50 digits; checked against scipy {scipy.__version__}\n"
path = pathlib.Path(__file__).with_suffix(".tsv")
path.write_text(head + "\n".join(rows) + "\n")
