"""Reference correlations, computed with scipy; writes correlation.json beside this file."""

import itertools
import json
import pathlib

import numpy as np
import scipy
from scipy import stats

tables = {
    "Adamkulova et al. (2025), Table 1": (
        [36581.40, 81845.50, 127900.80, 117547.80, 107162.10], [170.5, 382, 411, 559, 559]),
    "Hollander and Wolfe (1973), p. 187, as in R's cor.test": (
        [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1],
        [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]),
    "Anscombe (1973), set 1": (
        [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
        [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]),
    "Anscombe (1973), set 4": (
        [8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8],
        [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.5, 5.56, 7.91, 6.89]),
    "constructed: ties on both sides": (
        [1, 1, 2, 2, 3, 4, 4, 4, 5, 6, 7, 7], [2, 1, 1, 3, 3, 2, 5, 5, 4, 4, 7, 6]),
    "constructed: 30 rows without ties": (
        [float(i) for i in range(30)], [float((7 * i * i + 3 * i) % 31 + i / 100) for i in range(30)]),
    "constructed: 35 rows without ties": (
        [float(i) for i in range(35)], [float((5 * i * i + i) % 37 + i / 50) for i in range(35)]),
    "constructed: falling": ([1, 2, 3, 4, 5, 6], [9.5, 8.7, 8.9, 6.1, 5.5, 5.4]),
}


def permutation_p(x, y):
    if len(x) > 9:
        return None
    x = np.asarray(x, float) - np.mean(x)
    y = np.asarray(y, float) - np.mean(y)
    orderings = y[np.array(list(itertools.permutations(range(len(y)))))]
    sums = np.abs(orderings @ x)
    return float(np.mean(sums >= abs(x @ y) * (1 - 1e-12)))


cases = []
for source, (x, y) in tables.items():
    pearson = stats.pearsonr(x, y)
    ci = pearson.confidence_interval()
    r, n = pearson.statistic, len(x)
    rho = stats.spearmanr(x, y)
    ties = len(set(x)) < n or len(set(y)) < n
    tau = stats.kendalltau(x, y, method="exact" if n <= 30 and not ties else "asymptotic")
    drop = lambda v, i: [e for j, e in enumerate(v) if j != i]
    loo = []
    for i in range(n):
        a, b = drop(x, i), drop(y, i)
        loo.append(None if len(set(a)) == 1 else float(np.corrcoef(a, b)[0, 1]))
    exact_rho = permutation_p(stats.rankdata(x), stats.rankdata(y))
    dx, dy = np.diff(x), np.diff(y)
    cases.append({
        "source": source, "x": x, "y": y,
        "r": r, "t": float(r * np.sqrt((n - 2) / (1 - r * r))), "p": pearson.pvalue,
        "low": ci.low, "high": ci.high, "permutationP": permutation_p(x, y),
        "rho": rho.statistic, "rhoP": rho.pvalue if exact_rho is None else exact_rho,
        "tau": tau.statistic, "tauP": tau.pvalue, "leaveOneOut": loo,
        "differences": None if len(set(dx)) == 1 else float(np.corrcoef(dx, dy)[0, 1]),
    })
note = {"software": f"scipy {scipy.__version__}, numpy {np.__version__}",
        "tolerance": "1e-10 relative: corrcoef does not compensate its totals"}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"provenance": note, "cases": cases}, indent=1, default=float) + "\n")
