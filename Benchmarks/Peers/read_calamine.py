"""Reads a workbook with python-calamine; prints the number of cells and the sum of the numbers."""

import sys

from python_calamine import CalamineWorkbook

cells, total = 0, 0.0
book = CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    for row in book.get_sheet_by_name(name).to_python():
        for value in row:
            if value != "":
                cells += 1
                if isinstance(value, float):
                    total += value
print(cells, repr(total))
