#!/usr/bin/env python3
"""Proves from the #include lines that each layer only includes the layers it may (docs/layers: the table below)."""
import os
import re
import sys

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
# vm/ is two layers: the bytecode part, where the front half and the back half meet, and the machine.
BYTECODE = re.compile(r"vm/(opcodes\.def|(instruction|program|type_desc|builder|verifier|disassembler)\.(h|cc))$")
MAY = {
    "support": set(),
    "lexer": {"lexer"},
    "parser": {"lexer", "parser"},
    "sema": {"parser", "sema", "lexer"},
    "bytecode": {"bytecode"},
    "compiler": {"compiler", "sema", "parser", "lexer", "bytecode"},
    "runtime": {"runtime", "bytecode"},
    "vm": {"vm", "runtime", "bytecode"},
    "stdlib": {"stdlib", "runtime", "bytecode", "golite"},
    "golite": {"golite"},
    "embed": {"embed", "golite", "stdlib", "vm", "runtime", "compiler", "sema", "parser", "lexer", "bytecode"},
    "cli": {"cli", "golite"},
}
EXTRA = {
    "cli": {"embed/dump.h", "embed/expected_output.h", "embed/test_packages.h", "embed/test_program.h"},
    "runtime": {"golite/capabilities.h"},
    "vm": {"golite/capabilities.h"},
}


def layer(path):
    if BYTECODE.match(path):
        return "bytecode"
    return path.removeprefix("include/").split("/")[0]


def main():
    bad = 0
    for top in ("support", "lexer", "parser", "sema", "vm", "compiler", "runtime", "stdlib", "include/golite", "embed", "cli"):
        for folder, _, files in os.walk(os.path.join(TOP, top)):
            for name in files:
                if not name.endswith((".h", ".cc", ".re", ".yy", ".def")):
                    continue
                path = os.path.relpath(os.path.join(folder, name), TOP)
                own = layer(path)
                with open(os.path.join(TOP, path), encoding="utf8") as f:
                    for number, line in enumerate(f, 1):
                        match = re.match(r'\s*#\s*include\s+["<]((?:support|lexer|parser|sema|vm|compiler|runtime|stdlib|golite|embed|cli)/[^">]+)[">]', line)
                        if not match:
                            continue
                        other = layer(match.group(1))
                        if other in ("support", own) or other in MAY[own] or match.group(1) in EXTRA.get(own, ()):
                            continue
                        print(f"{path}:{number}: layer {own} may not include {match.group(1)}")
                        bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
