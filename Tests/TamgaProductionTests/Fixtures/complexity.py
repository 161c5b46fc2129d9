"""Reference complexity, computed with ecomplexity and by matrices; writes complexity.json here.

ECI, PCI and density come from the package; fitness, outlook, PRODY and EXPY are the printed formulas
in numpy, with the package's PCI.
"""

import json
import pathlib

import numpy as np
import pandas as pd
from ecomplexity import ecomplexity
from importlib.metadata import version


def table(seed, countries, products):
    random = np.random.default_rng(seed)
    ability = np.sort(random.random(countries))
    difficulty = np.sort(random.random(products))
    chance = 1 / (1 + np.exp(-6 * (ability[:, None] - difficulty[None, :])))
    values = random.integers(1, 1000, (countries, products)) * (
        random.random((countries, products)) < 0.15 + 0.8 * chance)
    values[:, 0] += 3
    values[random.integers(0, countries, products), np.arange(products)] += 50
    values[np.arange(countries), random.integers(0, products, countries)] += 400
    return values


def reference(seed, countries, products):
    x = table(seed, countries, products)
    rows = [("c%03d" % i, "p%03d" % k, int(x[i, k]))
            for i in range(countries) for k in range(products)]
    data = pd.DataFrame(rows, columns=["loc", "prod", "val"])
    data["time"] = 2000
    out = ecomplexity(
        data, {"time": "time", "loc": "loc", "prod": "prod", "val": "val"},
        check_logsupermodularity=False, verbose=False).sort_values(["loc", "prod"])

    def grid(name):
        return out[name].to_numpy().reshape(countries, products)

    m, density = grid("mcp"), grid("density")
    eci, pci = grid("eci")[:, 0], grid("pci")[0]
    u = m.sum(0)
    together = m.T @ m
    phi = together / np.maximum(u[:, None], u[None, :])
    coi = (density * (1 - m) * pci).sum(1)
    cog = (1 - m) * ((1 - m) @ (phi * (pci / phi.sum(0))[:, None]) - density * pci)
    fitness, quality = np.ones(countries), np.ones(products)
    for _ in range(200):
        f, q = m @ quality, 1 / (m.T @ (1 / fitness))
        fitness, quality = f / f.mean(), q / q.mean()
    income = 1000.0 + 500 * np.arange(countries) ** 1.5
    share = x / x.sum(1, keepdims=True)
    prody = (share * income[:, None]).sum(0) / share.sum(0)
    return {
        "source": f"ecomplexity {version('ecomplexity')}, numpy {np.__version__}, seed {seed}",
        "countries": countries, "products": products, "values": x.ravel().tolist(),
        "diversity": m.sum(1).astype(int).tolist(), "ubiquity": u.astype(int).tolist(),
        "eci": eci.tolist(), "pci": pci.tolist(), "density": density.ravel().tolist(),
        "coi": coi.tolist(), "cog": cog.ravel().tolist(), "fitness": fitness.tolist(),
        "quality": quality.tolist(), "income": income.tolist(), "prody": prody.tolist(),
        "expy": (share @ prody).tolist(), "proximity01": float(phi[0, 1]),
    }


cases = [reference(1, 9, 14), reference(2, 14, 9), reference(5, 7, 22)]
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(cases) + "\n")
