#!/usr/bin/env python3
"""Checks that every public function of include/golite/ occurs in a test and in an example.

A public function is one that a host calls: what stands in namespace detail, under private: or after a comment "For the
library" does not count, nor do constructors, destructors and operators. An occurrence is the name with ( or < behind it.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOT_FUNCTIONS = {"if", "for", "while", "switch", "return", "sizeof", "decltype", "noexcept", "requires", "static_cast", "defined",
                 "explicit", "operator", "assert", "alignof", "static_assert", "void", "bool", "int64_t", "function"}
# Members for the library's own use that cannot be private, and what a host implements but only the VM calls.
INTERNAL = {"TypeBinder", "R", "impl", "root", "mutator", "type_info", "kInfo", "get_return_object", "return_value", "return_void", "handle",
            "initial_suspend", "final_suspend", "unhandled_exception", "WriteArgs", "Decode", "PanicNil", "panicked"}


def strip(text):
    text = re.sub(r"//[^\n]*", lambda m: "//LIBRARY" if "For the library" in m.group() else "", text)
    text = re.sub(r"//LIBRARY", " __library_part__; ", text)
    text = re.sub(r'"(\\.|[^"\\])*"', '""', text)
    return re.sub(r"^\s*#.*$", "", text, flags=re.M)


def public_functions(path):
    """Yields (class or "", function) for the declarations in a header."""
    text = strip(path.read_text())
    # Scopes: (kind, name, public) where kind is namespace, class or other; only the first two hold declarations.
    scopes = []
    at = last = 0
    for m in re.finditer(r"[{};]|\b(public|private|protected)\s*:(?!:)|__library_part__", text):
        head = text[last:m.start()]
        token = m.group()
        open_scopes = all(s[0] != "other" for s in scopes)
        visible = open_scopes and all(s[2] for s in scopes)
        # A declaration ends at ; or at the { of a body.
        if token in "{;" and visible and scopes and "=" not in head.split("(")[0]:
            name = re.search(r"(\w+)\s*\(", re.sub(r"\brequires\b.*$|\brequires\s*\([^)]*\)", "", re.sub(r"template\s*<[^{}]*?>\s*(?=[\w\[])", "", head, count=1), flags=re.S))
            if name and name.group(1) not in NOT_FUNCTIONS and "operator" not in head and "~" not in head:
                owner = scopes[-1][1] if scopes[-1][0] == "class" else ""
                if name.group(1) != owner and name.group(1) not in INTERNAL:
                    yield owner, name.group(1)
        if token == "{":
            kind = re.search(r"\b(namespace|class|struct|enum(?:\s+class)?)\s+(?:\w+_API\s+)?([\w:]*)[^()]*$", head)
            if kind and kind.group(1) == "namespace":
                scopes.append(["namespace", kind.group(2), "detail" not in kind.group(2) and "embed" not in kind.group(2)])
            elif kind and kind.group(1) in ("class", "struct"):
                scopes.append(["class", kind.group(2), kind.group(1) == "struct"])
            else:
                scopes.append(["other", "", False])
        elif token == "}":
            if scopes:
                scopes.pop()
        elif token == "__library_part__":
            if scopes:
                scopes[-1][2] = False
        elif token not in ";" and scopes:
            scopes[-1][2] = m.group(1) == "public"
        last = m.end()
    return


def main():
    def text_of(*patterns):
        """The sources and what they include of the examples."""
        files = {p for pattern in patterns for p in ROOT.glob(pattern)}
        for p in list(files):
            files |= {ROOT / "examples/embed" / pathlib.Path(name).name for name in re.findall(r'#include "([\w/]*audit_files.h)"', p.read_text())}
        return "\n".join(p.read_text() for p in sorted(files))

    tests = text_of("tests/unit/embed/*.cc", "tests/hostile/*.cc")
    examples = text_of("examples/embed/*.cc")
    functions = {}
    for header in sorted((ROOT / "include/golite").glob("*.h")):
        for owner, name in public_functions(header):
            functions.setdefault((owner, name), header.name)
    missing = 0
    for (owner, name), header in sorted(functions.items(), key=lambda f: (f[1], f[0])):
        for where, text in (("test", tests), ("example", examples)):
            if not re.search(rf"\b{name}\s*[(<]", text):
                print(f"include/golite/{header}: {owner + '::' if owner else ''}{name} occurs in no {where}")
                missing += 1
    if "-v" in sys.argv:
        for (owner, name), header in sorted(functions.items(), key=lambda f: (f[1], f[0])):
            print(f"{header}: {owner + '::' if owner else ''}{name}")
    print(f"{len(functions)} public functions, {missing} gaps")
    return missing != 0


if __name__ == "__main__":
    sys.exit(main())
