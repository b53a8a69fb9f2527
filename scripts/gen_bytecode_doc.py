#!/usr/bin/env python3
"""Writes the reference page of the bytecode from vm/opcodes.def.

usage: scripts/gen_bytecode_doc.py [OUTPUT]     (default: docs/bytecode.md)
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def split_args(text):
    return [part.strip() for part in text.split(",")]


def rows(lines):
    """Yields ('section', title), ('text', comment) and ('op', name, a, b, c, ext, effect, comment)."""
    macro = None  # (parameters, lines) of GOLITE_ROW
    widths = []
    continued = ""
    for raw in lines:
        line = raw.rstrip("\n")
        if line.rstrip().endswith("\\"):
            continued += line.rstrip()[:-1] + "\n"
            continue
        line, continued = continued + line, ""
        stripped = line.strip()
        if stripped.startswith("// ------"):
            yield ("section", stripped.strip("/- "))
        elif stripped.startswith("//"):
            yield ("text", stripped[2:].strip())
        elif stripped.startswith("#define GOLITE_WIDTHS"):
            widths = re.findall(r"X\((\w+)\)", line.split(")", 1)[1])
        elif stripped.startswith("#define GOLITE_ROW"):
            head = re.match(r"#define GOLITE_ROW\(([^)]*)\)", stripped)
            macro = (split_args(head.group(1)), stripped[head.end():])
        elif stripped.startswith("GOLITE_WIDTHS(GOLITE_ROW)"):
            for width in widths:
                yield from expand(macro, [width])
        elif stripped.startswith("GOLITE_ROW("):
            comment = stripped.split("//", 1)[1].strip() if "//" in stripped else ""
            for call in re.findall(r"GOLITE_ROW\(([^)]*)\)", stripped):
                yield from expand(macro, split_args(call), comment)
        elif stripped.startswith("PAIR("):
            yield from ops(re.sub(r"PAIR\((\w+), (\w+), ", r"OP(\1\2, ", stripped))
        elif stripped.startswith("OP("):
            yield from ops(stripped)


def expand(macro, args, comment=""):
    params, body = macro
    for name, value in zip(params, args):
        body = re.sub(rf"##{name}\b", f"##{value}", body)
        body = re.sub(rf"\b{name}##", f"{value}##", body)
        body = re.sub(rf"(?<![#\w]){name}(?![#\w])", value, body)
    body = body.replace("##", "")
    yield from ops(body, comment)


def ops(text, default=""):
    for match in re.finditer(r"OP\(([^()]*)\)\s*(?:/\*(.*?)\*/|//(.*))?", text):
        args = split_args(match.group(1))
        if len(args) != 6:
            continue
        comment = (match.group(2) or match.group(3) or default).strip()
        yield ("op", *args, comment)


def cell(text):
    return text.replace("|", "\\|")


def main():
    if any(arg.startswith("-") for arg in sys.argv[1:]):
        sys.exit(__doc__)
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "bytecode.md"
    source = (ROOT / "vm" / "opcodes.def").read_text().splitlines(keepends=True)
    head, body, seen_section = [], [], False
    in_table = False
    count = 0
    for row in rows(source):
        if row[0] == "section":
            body += ["", f"## {row[1][:1].upper()}{row[1][1:]}", ""]
            seen_section, in_table = True, False
        elif row[0] == "text":
            if not seen_section:
                head.append(row[1])
            else:
                if in_table:
                    body.append("")
                in_table = False
                body.append(cell(row[1]))
        else:
            if not in_table:
                body += ["", "| opcode | a | b | c | second word | effect | meaning |", "|---|---|---|---|---|---|---|"]
                in_table = True
            _, name, a, b, c, ext, effect, comment = row
            fields = ["" if x == "_" else x for x in (a, b, c, ext)]
            effect = "" if effect == "kNone" else effect.replace("k", "", 1).replace(" | k", ", ").lower()
            body.append(f"| `{name}` | " + " | ".join(fields) + f" | {effect} | {cell(comment)} |")
            count += 1
    text = "# Bytecode\n\nMade from `vm/opcodes.def` by `scripts/gen_bytecode_doc.py`; " + f"{count} opcodes.\n\n```\n"
    text += "\n".join(head) + "\n```\n" + "\n".join(body) + "\n"
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text)


if __name__ == "__main__":
    main()
