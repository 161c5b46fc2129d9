"""Writes a seeded workbook of mixed numbers and shared strings: FILE CELLS SEED.

Twenty columns: four of labels out of five thousand, four of whole numbers, eight of amounts with
two or three decimal places, four of computed amounts with all their seventeen digits.
"""

import random
import sys
import zipfile

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
COLUMNS = "ABCDEFGHIJKLMNOPQRST"


def label(draw):
    syllables = ["ка", "то", "ри", "на", "шы", "бол", "мет", "ал", "зер", "ну"]
    return "".join(draw.choice(syllables) for _ in range(draw.randint(2, 12))).capitalize()


def cell(draw, column, row):
    place = f'{COLUMNS[column]}{row}'
    if column < 4:
        return f'<c r="{place}" s="1" t="s"><v>{draw.randrange(5000)}</v></c>'
    if column < 8:
        return f'<c r="{place}"><v>{draw.randrange(10**draw.randint(1, 9))}</v></c>'
    if column < 16:
        digits = draw.randint(2, 3)
        return f'<c r="{place}" s="2"><v>{draw.randrange(10**8) / 10**digits!r}</v></c>'
    return f'<c r="{place}" s="2"><v>{draw.random() * 1e6!r}</v></c>'


def main(path, cells, seed):
    draw = random.Random(seed)
    rows = cells // len(COLUMNS)
    relation = '<Relationship Id="{0}" Type="' + OFFICE + '/{1}" Target="{2}"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", HEAD + (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.styles+xml"/>'
            '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'))
        book.writestr("_rels/.rels", HEAD + f'<Relationships xmlns="{PACKAGE}">'
                      + relation.format("rId1", "officeDocument", "xl/workbook.xml")
                      + "</Relationships>")
        book.writestr("xl/_rels/workbook.xml.rels", HEAD + f'<Relationships xmlns="{PACKAGE}">'
                      + relation.format("rId1", "worksheet", "worksheets/sheet1.xml")
                      + relation.format("rId2", "styles", "styles.xml")
                      + relation.format("rId3", "sharedStrings", "sharedStrings.xml")
                      + "</Relationships>")
        book.writestr("xl/workbook.xml", HEAD + f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
                      '<sheets><sheet name="Trade" sheetId="1" r:id="rId1"/></sheets></workbook>')
        book.writestr("xl/styles.xml", HEAD + f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/>'
                      '</fonts><fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/>'
                      '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
                      '<xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="4"/></cellXfs>'
                      '</styleSheet>')
        strings = "".join(f"<si><t>{label(draw)}</t></si>" for _ in range(5000))
        book.writestr("xl/sharedStrings.xml", HEAD + f'<sst xmlns="{MAIN}">{strings}</sst>')
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write((HEAD + f'<worksheet xmlns="{MAIN}"><dimension ref="A1:T{rows}"/>'
                         "<sheetData>").encode())
            for row in range(1, rows + 1):
                line = "".join(cell(draw, column, row) for column in range(len(COLUMNS)))
                sheet.write(f'<row r="{row}" spans="1:20">{line}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
