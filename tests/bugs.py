#!/usr/bin/env python3
"""Runs the classic concurrency bugs of tests/bugs, and their fixed twins.

    bugs.py --golite PATH [--count N] [--without CLASS] [-j N] [NAME...]

tests/bugs/NAME/bug and tests/bugs/NAME/fixed are packages of tests; a comment `// expect: CLASS` says what
`golite test -race -count N -seed=vary` has to find in each: race, deadlock, leak, panic, or ok for nothing. A bug found under
another name is an error, and so is one that is found under two.
"""
import argparse
import concurrent.futures
import os
import re
import subprocess
import sys

# What the report of each class looks like.
SIGNS = {
    "race": r"WARNING: DATA RACE",
    "deadlock": r"fatal error: all goroutines are asleep - deadlock!",
    "leak": r"leak: \d+ goroutines? (?:is|are) blocked forever",
    "panic": r"(?m)^panic: ",
}


def verdict(golite, folder, count, timeout):
    """(classes found, output)"""
    try:
        run = subprocess.run([golite, "test", "-race", "-count", str(count), "-seed=vary", "."], cwd=folder, text=True,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout)
    except subprocess.TimeoutExpired as e:
        return {"time limit"}, (e.stdout or b"").decode("utf8", "replace")
    found = {name for name, sign in SIGNS.items() if re.search(sign, run.stdout)}
    if (run.returncode != 0) != bool(found):
        found.add(f"exit status {run.returncode}")
    return found or {"ok"}, run.stdout


def expected(folder):
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf8") as f:
            match = re.search(r"(?m)^// expect: (\w+)$", f.read())
        if match:
            return match.group(1)
    raise SystemExit(f"{folder}: no `// expect: CLASS`")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--golite", required=True)
    p.add_argument("--count", type=int, default=20)
    p.add_argument("--without", default="", help="leave out the bugs of this class, and say how many")
    p.add_argument("--timeout", type=float, default=120)
    p.add_argument("-j", type=int, default=os.cpu_count() or 2)
    p.add_argument("-v", action="store_true")
    p.add_argument("names", nargs="*")
    o = p.parse_args()
    golite = os.path.abspath(o.golite)
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bugs")
    names = o.names or sorted(n for n in os.listdir(root) if os.path.isdir(os.path.join(root, n)))
    folders = [os.path.join(root, name, kind) for name in names for kind in ("bug", "fixed")]
    left_out = [f for f in folders if o.without and expected(f) == o.without]
    folders = [f for f in folders if f not in left_out]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(o.j) as pool:
        results = pool.map(lambda folder: verdict(golite, folder, o.count, o.timeout), folders)
        for folder, (found, output) in zip(folders, results):
            name, want = os.path.relpath(folder, root), expected(folder)
            if found == {want}:
                if o.v:
                    print(f"ok   {name}: {want}")
                continue
            failed += 1
            print(f"FAIL {name}: found {' and '.join(sorted(found))}, want {want}\n{output[-1500:]}")
    print(f"{len(folders) - failed} right, {failed} wrong, {len(left_out)} left out")
    return 1 if failed or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
