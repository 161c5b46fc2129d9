#!/usr/bin/env python3
"""Writes made-up-panel.csv: a panel of trade that was never traded, with known effects.

    trade ~ Poisson(a_it c_jt d_ij^-0.9 e^(-1.6 border_ij) e^(0.45 union_ijt) (1 + tariff)^-5 h_ij^-0.35)

Twelve countries M01 to M12, years 1 to 8, trade within countries included. M01 to M04 form a union in
year 3, which M05 joins in year 6. The draws come from a linear congruential generator with a written
seed, so that the file is the same everywhere. Python 3.9, no packages.
"""
import math
from pathlib import Path

COUNTRIES, YEARS, SEED = 12, 8, 20_240_915


class Draws:
    """The generator of Knuth's MMIX."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (6364136223846793005 * self.state + 1442695040888963407) % 2**64
        return (self.state >> 11) / 2**53

    def between(self, low, high):
        return low + (high - low) * self.uniform()

    def count(self, mean):
        """A Poisson draw; by the normal law where the mean is large."""
        if mean > 200:
            angle = 2 * math.pi * self.uniform()
            radius = math.sqrt(-2 * math.log(1 - self.uniform()))
            return max(0, round(mean + math.sqrt(mean) * radius * math.cos(angle)))
        limit, product, number = math.exp(-mean), self.uniform(), 0
        while product > limit:
            product *= self.uniform()
            number += 1
        return number


def main():
    draws = Draws(SEED)
    places = [(draws.between(0, 4000), draws.between(0, 4000)) for _ in range(COUNTRIES)]
    hours = {}
    for i in range(COUNTRIES):
        for j in range(i + 1, COUNTRIES):
            hours[i, j] = hours[j, i] = round(draws.between(0.5, 24), 1)
    entry = {0: 3, 1: 3, 2: 3, 3: 3, 4: 6}
    lines = ["exporter,importer,year,trade,distance,border,union,tariff,hours"]
    for year in range(1, YEARS + 1):
        sizes = [(draws.between(1, 4), draws.between(1, 4)) for _ in range(COUNTRIES)]
        for i in range(COUNTRIES):
            for j in range(COUNTRIES):
                inside = i == j
                distance = 150 if inside else 100 + math.dist(places[i], places[j])
                union = int(not inside and year >= max(entry.get(i, 99), entry.get(j, 99)))
                tariff = 0 if inside or union else round(draws.between(0, 0.2), 3)
                hour = 1 if inside else hours[i, j]
                shock = math.exp(draws.between(-0.25, 0.25))
                mean = (4e5 * sizes[i][0] * sizes[j][1] * distance**-0.9 * math.exp(-1.6 * (not inside))
                        * math.exp(0.45 * union) * (1 + tariff)**-5 * hour**-0.35 * shock)
                lines.append(f"M{i + 1:02},M{j + 1:02},{year},{draws.count(mean)},{distance:.1f},"
                             f"{int(not inside)},{union},{tariff},{hour}")
    path = Path(__file__).with_name("made-up-panel.csv")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
