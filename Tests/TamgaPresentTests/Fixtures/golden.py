"""Writes golden.tsv: formatted values in four languages, by an implementation of its own.

Rules: rounding half away from zero on the decimal digits shown; U+00A0 inside numbers; U+2212 as
minus; patterns of numbers, dates and periods as agreed for the product. Names of months: English,
Russian and Kyrgyz as in CLDR 45, Kazakh as in CLDR 45 and the Kazakh statistical bureau's tables.
"""
from decimal import ROUND_HALF_UP, Decimal, getcontext
from pathlib import Path

getcontext().prec = 200
N = "\u00a0"
LANGUAGES = ["en", "ru", "kk", "ky"]
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ky": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"}
GENITIVE = ("января февраля марта апреля мая июня июля августа сентября октября ноября "
            "декабря").split()
SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "ru": "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
    "kk": "қаң. ақп. нау. сәу. мам. мау. шіл. там. қыр. қаз. қар. жел.",
    "ky": "янв. фев. мар. апр. май июн. июл. авг. сен. окт. ноя. дек."}
MONTHS = {k: v.split() for k, v in MONTHS.items()}
SHORT = {k: v.split() for k, v in SHORT.items()}
COMPACT = {"en": ["K", "M", "B", "T"], "ru": ["тыс.", "млн", "млрд", "трлн"],
           "kk": ["мың", "млн", "млрд", "трлн"], "ky": ["миң", "млн", "млд", "трлн"]}
SCALE = dict(COMPACT, en=["thousand", "million", "billion", "trillion"])
CURRENCY = {
    "USD": ["USD", "долл. США", "АҚШ доллары", "АКШ доллары"],
    "KGS": ["KGS", "сомов", "қырғыз сомы", "сом"],
    "KZT": ["KZT", "тенге", "теңге", "казак теңгеси"],
    "RUB": ["RUB", "руб.", "ресей рублі", "орус рубли"],
    "EUR": ["EUR", "евро", "еуро", "евро"]}


def number(text, digits, language):
    value = Decimal(text).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    sign = "\u2212" if value < 0 else ""
    whole, _, fraction = f"{abs(value):f}".partition(".")
    groups = []
    while whole:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    group, point = (",", ".") if language == "en" else (N, ",")
    return sign + group.join(groups) + (point + fraction if digits else "")


def percent(text, digits, language):
    return number(text, digits, language) + {"en": "%", "ru": N + "%"}.get(language, "%")


def points(text, digits, language):
    suffix = {"en": "pp", "ru": f"п.{N}п.", "kk": "п.т.", "ky": "п.п."}[language]
    return number(text, digits, language) + N + suffix


def compact(text, language):
    value = Decimal(text)
    tenth = Decimal("0.1")
    power = 0
    while power < 4 and abs((value / 1000 ** power).quantize(tenth, ROUND_HALF_UP)) >= 1000:
        power += 1
    short = (value / 1000 ** power).quantize(tenth, ROUND_HALF_UP)
    whole = short == short.to_integral_value()
    shown = number(str(short), 0 if whole else 1, language)
    if power == 0:
        return shown
    return shown + ("" if language == "en" else N) + COMPACT[language][power - 1]


def money(text, digits, unit, language):
    index = LANGUAGES.index(language)
    currency = CURRENCY[unit[-3:]][index]
    scale = {"k": 0, "M": 1, "B": 2, "T": 3}.get(unit[:-3])
    name = currency if scale is None else f"{SCALE[language][scale]} {currency}"
    return number(text, digits, language) + N + name.replace(" ", N)


def period(text, language):
    year, _, rest = text.partition("-")
    months = MONTHS[language]
    if not rest:
        return year
    if rest.startswith("Q"):
        roman = ["I", "II", "III", "IV"][int(rest[1]) - 1]
        return {"en": f"{rest} {year}", "ru": f"{roman} кв. {year}",
                "kk": f"{year}{N}ж. {roman} тоқсан", "ky": f"{year}-ж. {roman} чейрек"}[language]
    if rest.startswith("YTD") and rest != "YTD01":
        span = f"{months[0]}–{months[int(rest[3:]) - 1]}"
    else:
        span = months[int(rest[-2:]) - 1]
    return {"en": f"{span} {year}", "ru": f"{span} {year}", "kk": f"{year}{N}ж. {span}",
            "ky": f"{year}-ж. {span}"}[language]


def date(text, language, short=False):
    year, month, day = (int(part) for part in text.split("-"))
    names = SHORT if short else dict(MONTHS, ru=GENITIVE)
    name = names[language][month - 1]
    return {"en": f"{day} {name} {year}", "ru": f"{day} {name} {year}{N}г.",
            "kk": f"{year}{N}ж. {day} {name}", "ky": f"{year}-ж., {day}-{name}"}[language]


def p_value(text, language):
    if Decimal(text) < Decimal("0.001"):
        return f"<{N}" + number("0.001", 3, language)
    return number(text, 3, language)


def plural(text, language):
    value = int(text)
    if language != "ru":
        return "one" if value == 1 else "other"
    if value % 100 in range(11, 15):
        return "many"
    return "one" if value % 10 == 1 else "few" if value % 10 in (2, 3, 4) else "many"


def rows():
    exact = """0 0|0 2|1 0|-1 0|12 1|999 0|1000 0|1234 0|-1234 0|9999 1|10000 0|1234567.89 2|
        -1234567.89 2|0.5 0|1.5 0|2.5 0|-0.5 0|-2.5 0|0.05 1|0.15 1|0.25 1|0.35 1|0.45 1|-0.45 1|
        0.049 1|-0.049 1|0.001 2|-0.001 2|99.95 1|99.94 1|999.95 1|-999.95 1|999999.5 0|
        453925253.150 2|453925253.150 0|453925.25315 1|541 0|541 1|20114.0 1|98230.5 1|0.839 2|
        0.8385 3|7 3|123456789012345678901234567890 0|0.000000001 9|0.0000000015 9|100 0|1000000 0|
        1.005 2|2.675 2|1.0049999 2|3.14159265358979 5|17.50 1|17.45 1|-17.45 1|8.25 1|8.35 1"""
    for item in exact.replace("\n", "").split("|"):
        text, digits = item.split()
        yield "exact", f"{text} {digits}", [number(text, int(digits), l) for l in LANGUAGES]
    real = """0.285 2|1.005 2|2.675 2|1.115 2|0.1 1|0.30000000000000004 1|1e21 0|1.5e-07 7|1e-09 3|
        123456.785 2|-0.04 1|0.95 1|1e15 1|4503599627370497.5 0|839.5 0|0.8390000000000001 3|
        66.66666666666667 1|33.333333333333336 2|-12.345 2|1e100 0"""
    for item in real.replace("\n", "").split("|"):
        text, digits = item.split()
        yield "real", f"{text} {digits}", [number(text, int(digits), l) for l in LANGUAGES]
    for item in "23.5 1|0 0|-4.25 1|100 0|1234.5 1|0.05 2|-0.04 1|99.95 1|12.25 1|7 2".split("|"):
        text, digits = item.split()
        yield "percent", item, [percent(text, int(digits), l) for l in LANGUAGES]
    for item in "4.2 1|-10 0|0.05 1|-0.05 1|12.345 2|0 1|1000 0".split("|"):
        text, digits = item.split()
        yield "points", item, [points(text, int(digits), l) for l in LANGUAGES]
    for text in """0 1 9.94 9.95 12.34 -12.34 999 999.94 999.95 1000 1250 1299 1349 1350 -1250 12345
            99949 99950 123456 999949 999950 1000000 1234567 12345678 999949999 999950000 1250000000
            1299999999 -1300000000 98765432109 1000000000000 2500000000000 1234567890123456
            0.05 0.04 1550""".split():
        yield "compact", text, [compact(text, l) for l in LANGUAGES]
    for item in """453.925253 1 MUSD|453925253.15 2 USD|453925.25315 0 kUSD|1.2 1 BUSD|0.5 1 TUSD|
            -12.5 1 MUSD|98230.5 1 MKZT|98.2 1 BKZT|1500 0 MKGS|1500.25 2 KGS|20 0 kKGS|7 1 BRUB|
            3.25 1 MEUR|1000000 0 EUR|0 1 MUSD|12345 0 KZT""".replace("\n", "").split("|"):
        text, digits, unit = item.split()
        yield "money", " ".join(item.split()), [
            money(text, int(digits), unit, l) for l in LANGUAGES]
    periods = ["1999", "2023", "2024"] + [f"2023-Q{q}" for q in range(1, 5)]
    periods += [f"2023-{m:02}" for m in range(1, 13)] + [f"2024-YTD{m:02}" for m in range(1, 12)]
    for text in periods:
        yield "period", text, [period(text, l) for l in LANGUAGES]
    days = [f"2024-{m:02}-{d:02}" for m, d in zip(range(1, 13), (1, 29, 8, 9, 10, 11, 12, 31, 30,
                                                                  5, 21, 2))] + ["2000-02-29"]
    for text in days:
        yield "date", text, [date(text, l) for l in LANGUAGES]
        yield "short", text, [date(text, l, short=True) for l in LANGUAGES]
    for text in "1 0.5 0.075 0.0754 0.0755 0.05 0.0495 0.001 0.00099 0.0005 1e-10 0".split():
        yield "p", text, [p_value(text, l) for l in LANGUAGES]
    for text in "0 1 2 3 4 5 6 10 11 12 14 15 20 21 22 25 100 101 102 111 112 121 1000 1001".split():
        yield "plural", text, [plural(text, l) for l in LANGUAGES]


def main():
    lines = ["kind\targuments\t" + "\t".join(LANGUAGES)]
    lines += ["\t".join([kind, arguments, *texts]) for kind, arguments, texts in rows()]
    path = Path(__file__).with_name("golden.tsv")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines) - 1, "rows")


if __name__ == "__main__":
    main()
