#!/usr/bin/env python3
"""How often 95 % intervals of three-way PPML hold the truth in small panels: seeded simulations.

    python3 interval_coverage.py union [DRAWS]     union effects by the number of joining pairs
    python3 interval_coverage.py foreign [DRAWS]   the same without trade within countries
    python3 interval_coverage.py bias [DRAWS]      the panels of Weidner and Zylkin (2021), N = 20, T = 5

An own implementation with whole matrices (NumPy), so that it also checks the engine's formulas. Printed
for each design: mean of (estimate - truth), mean of the corrected one, standard deviation, mean standard
error over it, and the coverage of intervals from

    clustered   pair clusters, G/(G-1)
    adjusted    q = (I - HQ)^-1 e on one side (Weidner and Zylkin): what Tamga and ppml_fe_bias give
    jackknife   q on both sides
    oracle      the true standard deviation

Each for the plain estimate and, where it is asked for, the bias-corrected one. Seeds are written below.
"""
import sys

import numpy as np


def fit(y, xs):
    """Three-way PPML of y[N,N,T] on xs; own flows take part where y is not NaN."""
    n, t_count = y.shape[0], y.shape[2]
    use = ~np.isnan(y)
    y = np.where(use, y, 0.0)
    mu = np.where(use, (y + y[use].mean()) / 2, 0.0)
    for _ in range(100):
        total = mu.sum(2)
        safe = np.where(total > 0, total, 1)
        h = -mu[..., :, None] * mu[..., None, :] / safe[..., None, None]
        idx = np.arange(t_count)
        h[..., idx, idx] += mu
        s = np.zeros((2 * n * t_count, 2 * n * t_count))
        blocks = s.reshape(2, n, t_count, 2, n, t_count)
        for i in range(n):
            blocks[0, i, :, 0, i, :] = h[i].sum(0)
            blocks[1, i, :, 1, i, :] = h[:, i].sum(0)
        blocks[0, :, :, 1, :, :] = h.transpose(0, 2, 1, 3)
        blocks[1, :, :, 0, :, :] = h.transpose(1, 3, 0, 2).transpose(0, 1, 2, 3)
        scale = np.trace(s) / len(s)
        solver = np.linalg.inv(s + 1e-9 * scale * np.eye(len(s)))
        eta = np.where(use, np.log(np.where(mu > 0, mu, 1)), 0.0)
        z = eta + np.where(use, (y - mu) / np.where(mu > 0, mu, 1), 0.0)

        def project(c):
            hc = np.einsum("ijts,ijs->ijt", h, c)
            rhs = np.concatenate([hc.sum(1).ravel(), hc.sum(0).ravel()])
            g = solver @ rhs
            g = g + solver @ (rhs - s @ g)
            v = c - g[:n * t_count].reshape(n, 1, t_count) - g[n * t_count:].reshape(1, n, t_count)
            return np.where(use, v - ((mu * v).sum(2) / safe)[..., None], 0.0)

        tilde = [project(x) for x in xs]
        zt = project(z)
        a = np.array([[(mu * p * q).sum() for q in tilde] for p in tilde])
        beta = np.linalg.solve(a, [(mu * p * zt).sum() for p in tilde])
        change = np.where(use, z - zt + sum(b * p for b, p in zip(beta, tilde)) - eta, 0.0)
        mu = np.where(use, mu * np.exp(np.clip(change, -5, 5)), 0.0)
        if np.abs(change).max() < 1e-9:
            break
    else:
        return None
    e = np.where(use, y - mu, 0.0)
    ainv = np.linalg.inv(a)
    x = np.stack(tilde, -1)
    inv = solver.reshape(2, n, t_count, 2, n, t_count)
    q = np.einsum("ijtk,kl,ijsl->ijts", x, ainv, x)
    for i in range(n):
        q[i] += inv[0, i, :, 0, i, :][None]
        q[:, i] += inv[1, i, :, 1, i, :][None]
    cross = inv[0, :, :, 1, :, :].transpose(0, 2, 1, 3)
    q += cross + cross.transpose(0, 1, 3, 2)
    pairs = int(use.any(2).sum())
    system = np.eye(t_count) - np.einsum("ijts,ijsr->ijtr", h, q)
    adjusted = np.linalg.solve(system, e[..., None])[..., 0]
    plain = np.einsum("ijtk,ijt->ijk", x, e).reshape(-1, len(xs))
    other = np.einsum("ijtk,ijt->ijk", x, adjusted).reshape(-1, len(xs))
    factor = pairs / (pairs - 1)

    def errors(left, right):
        v = ainv @ (left.T @ right) @ ainv * factor
        return np.sqrt(np.maximum(np.diag(0.5 * (v + v.T)), 0))

    bias = np.zeros(len(xs))
    for axis in (0, 1):
        m = n
        for c in range(n):
            pick = (lambda z: z[c]) if axis == 0 else (lambda z: z[:, c])
            hi = np.linalg.pinv(pick(h).sum(0), rcond=1e-10, hermitian=True)
            ci = np.einsum("jt,js->ts", pick(e), pick(e))
            for k in range(len(xs)):
                lx = pick(mu) * pick(x)[..., k]
                share = pick(mu) / pick(safe)[..., None]
                gamma = np.einsum("jt,js->ts", lx, share)
                gamma = gamma + gamma.T
                term = -np.trace(hi @ np.einsum("jt,js->ts", lx, pick(e)))
                bias[k] += m / (m - 1) * (term + 0.5 * np.trace(gamma @ hi @ ci @ hi))
    return {"beta": beta, "corrected": beta - ainv @ bias, "clustered": errors(plain, plain),
            "adjusted": errors(other, plain), "jackknife": errors(other, other)}


def union_panel(stream, n, members, late, has_own=True, years=8):
    """As Studies/border-effect: members join in year 3, `late` more in year 6."""
    places = stream.uniform(0, 4000, (n, 2))
    d = 100 + np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    np.fill_diagonal(d, 150)
    own = np.eye(n, dtype=bool)
    entry = np.full(n, 99)
    entry[:members] = 3
    entry[members:members + late] = 6
    year = np.arange(1, years + 1)
    union = ((year >= np.maximum(entry[:, None], entry[None])[..., None]) & ~own[..., None]) * 1.0
    tariff = np.where(own[..., None] | (union > 0), 0, stream.uniform(0, 0.2, (n, n, years)))
    out, into = stream.uniform(1, 4, (n, years)), stream.uniform(1, 4, (n, years))
    mean = (4e5 * out[:, None] * into[None] * d[..., None] ** -0.9 * np.exp(-1.6 * ~own)[..., None]
            * np.exp(0.45 * union) * (1 + tariff) ** -5
            * np.exp(stream.uniform(-0.25, 0.25, (n, n, years))))
    y = stream.poisson(mean).astype(float)
    if not has_own:
        y[np.arange(n), np.arange(n)] = np.nan
    return y, [union, np.log1p(tariff)], 0.45


def bias_panel(stream, kind, n=20, t_count=5):
    """Weidner and Zylkin (2021), section 4: log-normal noise, AR(1) 0.3 within the pair, beta = 1."""
    a, c = stream.normal(0, 0.25, (n, t_count)), stream.normal(0, 0.25, (n, t_count))
    pair = stream.normal(0, 0.25, (n, n))
    x = np.zeros((n, n, t_count))
    last = pair + stream.normal(0, 0.5 ** 0.5, (n, n))
    for t in range(t_count):
        last = last / 2 + a[:, None, t] + c[None, :, t] + stream.normal(0, 0.5 ** 0.5, (n, n))
        x[..., t] = last
    lam = np.exp(a[:, None] + c[None] + pair[..., None] + x)
    variance = {"1": lam ** -2, "2": 1 / lam, "3": np.ones_like(lam),
                "4": 0.5 / lam + 0.5 * np.exp(2 * x)}[kind]
    z = np.zeros_like(x)
    shock = stream.normal(size=(n, n))
    for t in range(t_count):
        shock = shock if t == 0 else 0.3 * shock + (1 - 0.09) ** 0.5 * stream.normal(size=(n, n))
        z[..., t] = shock
    spread = np.log1p(variance)
    y = lam * np.exp(-0.5 * spread + np.sqrt(spread) * z)
    y[np.arange(n), np.arange(n)] = np.nan
    return y, [x], 1.0


def report(name, truth, found):
    beta = np.array([f["beta"][0] for f in found])
    corrected = np.array([f["corrected"][0] for f in found])
    print(f"{name}: draws {len(found)}")
    for label, values in (("plain", beta), ("corrected", corrected)):
        sd = values.std(ddof=1)
        line = f"  {label:9s} bias {values.mean() - truth:+.4f} sd {sd:.4f}"
        for kind in ("clustered", "adjusted", "jackknife"):
            se = np.array([f[kind][0] for f in found])
            held = np.mean(np.abs(values - truth) <= 1.959964 * se)
            line += f" | {kind} se/sd {se.mean() / sd:.3f} covers {100 * held:.1f}"
        held = np.mean(np.abs(values - truth) <= 1.959964 * sd)
        print(line + f" | oracle {100 * held:.1f}", flush=True)


def main():
    what = sys.argv[1] if len(sys.argv) > 1 else "union"
    draws = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    if what == "bias":
        for kind in "1234":
            found = []
            for draw in range(draws):
                y, xs, truth = bias_panel(np.random.default_rng([2026, int(kind), draw]), kind)
                answer = fit(y, xs)
                if answer:
                    found.append(answer)
            report(f"design {kind}", truth, found)
        return
    for n, members, late in [(12, 3, 0), (12, 4, 1), (20, 4, 1), (12, 6, 1), (20, 6, 1), (20, 8, 2),
                             (30, 4, 1), (30, 7, 1), (30, 10, 2), (40, 10, 2), (40, 14, 2)]:
        found = []
        for draw in range(draws):
            y, xs, truth = union_panel(np.random.default_rng([915, n, members, draw]), n, members, late,
                                        what == "union")
            answer = fit(y, xs)
            if answer:
                found.append(answer)
        joined = (members + late) * (members + late - 1)
        report(f"countries {n}, joining pairs {joined}", truth, found)


if __name__ == "__main__":
    main()
