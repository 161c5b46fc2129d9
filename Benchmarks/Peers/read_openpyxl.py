"""Reads a workbook with openpyxl; prints the number of cells and the sum of the numbers."""

import sys

from openpyxl import load_workbook

cells, total = 0, 0.0
book = load_workbook(sys.argv[1], read_only=True, data_only=True)
for sheet in book.worksheets:
    for row in sheet.iter_rows(values_only=True):
        for value in row:
            if value is not None:
                cells += 1
                if isinstance(value, (int, float)):
                    total += value
print(cells, repr(float(total)))
