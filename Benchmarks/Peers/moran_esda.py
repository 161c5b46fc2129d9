"""Moran's I with permutations by esda of PySAL: SIDE PERMUTATIONS."""

import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
from esda import Moran  # noqa: E402
from libpysal.weights import W  # noqa: E402

side, permutations = int(sys.argv[1]), int(sys.argv[2])
steps = [side - 1, 0, 1]
neighbours = {
    row * side + column: [
        (row + down) % side * side + (column + right) % side
        for down in steps for right in steps if down or right]
    for row in range(side) for column in range(side)}
place = np.arange(side * side)
values = (place // side % 10 + place * 7919 % 101).astype(float)
np.random.seed(1)
print("%.9f" % Moran(values, W(neighbours, silence_warnings=True), permutations=permutations).I)
