#!/usr/bin/env python3
"""Runs the examples and compares them with what stands beside them.

    examples.py --golite PATH [--update] [--race-seeds N]

A script in examples/races without `_fixed` in its name must print NAME.report.txt on standard error; one with it must print
what stands under `// Output:` at its end and nothing on standard error, with each of the seeds 1..N. The line
`// Run: golite run FLAGS FILE` of a script says how it is run.
"""
import argparse
import os
import re
import sys

from golden import RACE_STATUS, call, difference, normalise, read


def command_of(source, path):
    match = re.search(r"(?m)^// Run: golite (run .*)$", source)
    if not match:
        raise SystemExit(f"{path}: no line `// Run: golite run ...`")
    return match.group(1).split()


def racy(golite, path, update):
    words = command_of(read(path), path)
    status, _, err = call([golite, words[0], "--seed", "1", *words[1:]], os.path.dirname(path))
    err = normalise(err, os.path.dirname(path))
    report = path.replace(".go-lite", ".report.txt")
    if update:
        with open(report, "w", encoding="utf8") as f:
            f.write(err)
    if status != RACE_STATUS:
        return f"exit status {status}, want {RACE_STATUS}: {err[:500]}"
    want = normalise(read(report), os.path.dirname(path))
    return "" if err == want else difference("report", want, err)


def fixed(golite, path, seeds):
    source = read(path)
    words = command_of(source, path)
    want = "".join(line[3:] + "\n" for line in source.split("// Output:\n")[1].splitlines())
    for seed in range(1, seeds + 1):
        status, out, err = call([golite, words[0], "--seed", str(seed), *words[1:]], os.path.dirname(path))
        if status != 0 or err:
            return f"seed {seed}: exit status {status}: {err[:500]}"
        if out != want:
            return f"seed {seed}: " + difference("stdout", want, out)
    return ""


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--golite", required=True)
    p.add_argument("--update", action="store_true", help="write the reports from this run")
    p.add_argument("--race-seeds", type=int, default=3)
    o = p.parse_args()
    golite = os.path.abspath(o.golite)
    folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "examples", "races")
    failed = 0
    names = sorted(n for n in os.listdir(folder) if n.endswith(".go-lite"))
    for name in names:
        path = os.path.join(folder, name)
        problem = fixed(golite, path, o.race_seeds) if "_fixed" in name else racy(golite, path, o.update)
        if problem:
            failed += 1
            print(f"FAIL {name}: {problem}")
    print(f"{len(names) - failed} passed, {failed} failed")
    return 1 if failed or not names else 0


if __name__ == "__main__":
    sys.exit(main())
