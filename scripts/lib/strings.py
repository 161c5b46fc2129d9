"""Reads the string catalogues, their messages and their use in the sources."""
import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "Sources/TamgaPresent/Resources/Strings"
LANGUAGES = ["en", "ru", "kk", "ky"]
FIELDS = ["text", "note", "status", "from"]

ENTRY = re.compile(r"^([A-Za-z][A-Za-z0-9.-]*): \{(.*)\}$")
FIELD = re.compile(r"([a-z]+): (\"(?:[^\"\\]|\\.)*\")(?:, |$)")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
USE = re.compile(r'Message\(\s*"((?:[^"\\\n]|\\.)*)"|\.text\(\s*"((?:[^"\\\n]|\\.)*)"')


@dataclass
class Entry:
    line: int
    fields: dict


@dataclass
class Pattern:
    """The placeholders of a message: (name, style) and plural classes by name."""
    places: set = field(default_factory=set)
    plurals: dict = field(default_factory=dict)

    def describe(self):
        names = {f"{n}:{s}" if s else n for n, s in self.places} | set(self.plurals)
        return "{" + "}, {".join(sorted(names)) + "}" if names else "none"


@dataclass
class Use:
    """Keys in the sources: in messages, as any literal, and beginnings put together at run time."""
    messages: dict = field(default_factory=dict)
    message_prefixes: dict = field(default_factory=dict)
    literals: set = field(default_factory=set)
    prefixes: set = field(default_factory=set)


class MessageError(Exception):
    """A message that does not follow the grammar."""


def fingerprint(text):
    """The first eight hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def read_catalogue(language, problems):
    """Reads a catalogue; what does not follow the form goes to the problems."""
    entries = {}
    path = FOLDER / f"{language}.yml"
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{language}.yml:{number}"
        match = ENTRY.match(line)
        if match is None:
            problems.append(f"{where}: expected  key: {{text: \"…\", …}}  on one line")
            continue
        key, body = match.groups()
        fields, end = {}, 0
        for part in FIELD.finditer(body):
            if part.start() != end:
                break
            fields[part.group(1)] = json.loads(part.group(2))
            end = part.end()
        if end != len(body):
            problems.append(f"{where}: {key}: every scalar is double-quoted: {body[end:][:40]}")
        if set(fields) - set(FIELDS) or "text" not in fields:
            problems.append(f"{where}: {key}: fields are {', '.join(FIELDS)}; text is required")
        if key in entries:
            problems.append(f"{where}: {key} stands twice")
        entries[key] = Entry(number, fields)
    return entries


def format_entry(key, entry):
    """The line of an entry."""
    parts = [f"{name}: {json.dumps(entry.fields[name], ensure_ascii=False)}"
             for name in FIELDS if name in entry.fields]
    return f"{key}: {{{', '.join(parts)}}}"


def rewrite(language, changed):
    """Replaces lines of a catalogue by number; None removes one."""
    if not changed:
        return
    path = FOLDER / f"{language}.yml"
    lines = path.read_text(encoding="utf-8").split("\n")
    kept = [changed.get(number, line) for number, line in enumerate(lines, start=1)]
    path.write_text("\n".join(line for line in kept if line is not None), encoding="utf-8")


def parse_message(text):
    """Reads the placeholders of a message by the grammar of MessagePattern."""
    pattern = Pattern()
    end = _parse(text, 0, pattern, nested=False)
    if end != len(text):
        raise MessageError(f"a closing brace without an opening one at {end}")
    return pattern


def _parse(text, position, pattern, nested):
    while position < len(text):
        character = text[position]
        if text[position:position + 2] == "{{" or (
                text[position:position + 2] == "}}" and not nested):
            position += 2
        elif character == "{":
            position = _place(text, position + 1, pattern)
        elif character == "}":
            return position
        else:
            position += 1
    if nested:
        raise MessageError("a plural form does not end")
    return position


def _place(text, position, pattern):
    match = re.compile(r"([\w-]+) *(?:(\})|:([a-z]+)\}|, *plural *,)").match(text, position)
    if match is None:
        raise MessageError(f"a placeholder is damaged at {position}")
    name, closed, style = match.groups()
    if closed or style:
        if style not in (None, "number"):
            raise MessageError(f"an unknown style {style}")
        pattern.places.add((name, style))
        return match.end()
    return _forms(text, match.end(), name, pattern)


def _forms(text, position, name, pattern):
    classes = set()
    word = re.compile(r" *(one|few|many|other) *\{")
    while True:
        match = word.match(text, position)
        if match is None:
            break
        if match.group(1) in classes:
            raise MessageError(f"the plural class {match.group(1)} stands twice")
        classes.add(match.group(1))
        position = _parse(text, match.end(), pattern, nested=True) + 1
    while text[position:position + 1] == " ":
        position += 1
    if text[position:position + 1] != "}":
        raise MessageError(f"a plural form is damaged at {position}")
    if "other" not in classes:
        raise MessageError("the plural class other is missing")
    pattern.plurals[name] = classes
    return position + 1


def scan_sources():
    """Finds the keys that the sources and templates use."""
    use = Use()
    files = sorted((ROOT / "Sources").rglob("*.swift"))
    for path in files:
        text = path.read_text(encoding="utf-8")
        code = re.sub(r"^[ \t]*//.*$", "", text, flags=re.MULTILINE)
        for match in USE.finditer(code):
            key = match.group(1) or match.group(2) or ""
            where = f"{path.relative_to(ROOT)}:{code.count(chr(10), 0, match.start()) + 1}"
            literal, _, interpolated = key.partition("\\(")
            if interpolated or key.endswith("."):
                use.message_prefixes.setdefault(literal, where)
            elif match.group(1) or "." in key:
                use.messages.setdefault(key, where)
        _scan_literals(code, use)
    for path in sorted((ROOT / "Sources").rglob("Resources/Templates/*")):
        if path.is_file() and path.suffix in (".html", ".mustache"):
            use.literals.update(re.findall(r"[A-Za-z][\w-]*(?:\.[\w-]+)+",
                                           path.read_text(encoding="utf-8")))
    return use


def _scan_literals(code, use):
    for match in LITERAL.finditer(code):
        literal, _, interpolated = match.group(1).partition("\\(")
        if interpolated or literal.endswith("."):
            if re.fullmatch(r"[A-Za-z][\w-]*\.(?:[\w.-]*)", literal):
                use.prefixes.add(literal)
        else:
            use.literals.add(literal)
