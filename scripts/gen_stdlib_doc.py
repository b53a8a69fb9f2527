#!/usr/bin/env python3
"""Writes docs/stdlib.md: every package of the library with the first sentence of its comment."""
import os
import re

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def summary(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith(".go"):
            with open(os.path.join(folder, name), encoding="utf8") as f:
                match = re.search(r"(?ms)((?:^//[^\n]*\n)+)package ", f.read())
            if match:
                text = " ".join(line[2:].strip() for line in match.group(1).splitlines() if not line.startswith("//go:"))
                if text.startswith("Package "):
                    return re.split(r"(?<=[.])\s", text.split(" ", 2)[2], maxsplit=1)[0].rstrip(".")
    return ""


def main():
    rows = []
    root = os.path.join(TOP, "stdlib")
    for folder, _, files in os.walk(root):
        if any(name.endswith(".go") for name in files):
            rows.append((os.path.relpath(folder, root), summary(folder)))
    with open(os.path.join(TOP, "docs", "stdlib.md"), "w", encoding="utf8") as f:
        f.write("# The standard library\n\nWritten by `scripts/gen_stdlib_doc.py`. A package behaves as Go 1.25's; where a name is left out, using it is a "
                "compile\nerror that names it. Natives stand next to the Go sources in `stdlib/<import path>/`.\n\n| package | |\n|---|---|\n")
        for path, text in sorted(rows):
            f.write(f"| `{path}` | {text} |\n")


if __name__ == "__main__":
    main()
