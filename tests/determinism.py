#!/usr/bin/env python3
"""Proves that a run is a function of its seed: runs each program of tests/determinism again and again with one seed.

    determinism.py --golite PATH [--golite PATH ...] [--repeat N] [--seeds N] [-j N] [PROGRAM ...]

Output, exit status and event hash have to be the same every time, also for the other builds that are named. Different seeds have to
lead to different hashes: if they did not, the program would prove nothing.
"""
import argparse
import concurrent.futures
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).parent / "determinism"


def run(golite, program, seed):
    argv = [golite, "run", "--virtual-time", "--leaks=off", "--event-hash", f"--seed={seed}", str(program)]
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


def check(program, args):
    """A list of problems."""
    problems = []
    hashes = set()
    for seed in range(1, args.seeds + 1):
        first = run(args.golite[0], program, seed)
        if first[0] != 0 or b"event hash" not in first[2]:
            return [f"{program.name}: status {first[0]}: {first[2].decode(errors='replace')}"]
        hashes.add(first[2])
        for golite in args.golite:
            for n in range(args.repeat):
                again = run(golite, program, seed)
                if again != first:
                    problems.append(f"{program.name}: seed {seed}: run {n + 2} of {golite} differs:\n{first}\n{again}")
                    break
    if args.seeds > 1 and len(hashes) == 1:
        problems.append(f"{program.name}: all seeds have one event hash")
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--golite", action="append", required=True)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("programs", nargs="*", type=pathlib.Path)
    args = parser.parse_args()
    programs = args.programs or sorted(FOLDER.glob("*.go"))
    if not programs:
        sys.exit("determinism.py: no programs")
    with concurrent.futures.ThreadPoolExecutor(args.j) as pool:
        problems = [p for found in pool.map(lambda p: check(p, args), programs) for p in found]
    for problem in problems:
        print(problem)
    print(f"{len(programs)} programs, {args.seeds} seeds, {args.repeat} repetitions, {len(args.golite)} builds: {len(problems)} differ")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
