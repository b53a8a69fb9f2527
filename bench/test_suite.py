#!/usr/bin/env python3
"""Measures `golite test ./...` against `go test ./...` on a suite of many small test files.

    test_suite.py --golite PATH [--go PATH] [--packages 50] [--files 20] [--rounds 3] [--competing 1]

Prints, for each command, the time to the first line of output and to the end. go test runs with a build cache that
holds the standard library, but nothing of the suite: what is measured is the first run after somebody wrote it, its
build included. golite keeps no cache, so that every run is a first one. With --competing N, N runs of golite start at once, and what is
shown is the slowest of them.
"""
import argparse
import concurrent.futures
import os
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE = """package p{p}

// Fold{f} adds the squares of numbers.
func Fold{f}(numbers []int) int {{
	sum := 0
	for _, n := range numbers {{
		sum += n * n
	}}
	return sum
}}
"""

TEST = """package p{p}

import (
	"fmt"
	"strings"
	"testing"
)

func TestFold{f}(t *testing.T) {{
	for n, want := range []int{{0, 0, 1, 5, 14, 30}} {{
		t.Run(fmt.Sprint(n), func(t *testing.T) {{
			var numbers []int
			for i := 0; i < n; i++ {{
				numbers = append(numbers, i)
			}}
			if got := Fold{f}(numbers); got != want {{
				t.Errorf("Fold{f}(%v) = %d, want %d", numbers, got, want)
			}}
		}})
	}}
}}

func TestText{f}(t *testing.T) {{
	text := strings.Repeat("ab", {f} + 1)
	if strings.Count(text, "a") != {f} + 1 {{
		t.Fatal(text)
	}}
}}
"""


def write_suite(folder, packages, files):
    with open(os.path.join(folder, "go.mod"), "w", encoding="utf8") as f:
        f.write("module example.com/suite\n\ngo 1.19\n")
    for p in range(packages):
        package = os.path.join(folder, f"p{p}")
        os.mkdir(package)
        for n in range(files):
            with open(os.path.join(package, f"f{n}.go"), "w", encoding="utf8") as f:
                f.write(SOURCE.format(p=p, f=n))
            with open(os.path.join(package, f"f{n}_test.go"), "w", encoding="utf8") as f:
                f.write(TEST.format(p=p, f=n))


def run(command, folder, env):
    """(seconds to the first line, seconds to the end, lines)"""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    first, lines = None, []
    for line in process.stdout:
        first = first if first is not None else time.monotonic() - start
        lines.append(line)
    if process.wait() != 0:
        sys.exit(f"{command}: exit status {process.returncode}\n" + "".join(lines[-20:]))
    return first, time.monotonic() - start, lines


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--golite", required=True)
    ap.add_argument("--go", default="")
    ap.add_argument("--packages", type=int, default=50)
    ap.add_argument("--files", type=int, default=20)
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--competing", type=int, default=1)
    o = ap.parse_args()
    folder = tempfile.mkdtemp(prefix="suite")
    try:
        write_suite(folder, o.packages, o.files)
        best = {}
        for _ in range(o.rounds):
            command = [os.path.abspath(o.golite), "test", "./..."]
            with concurrent.futures.ThreadPoolExecutor(o.competing) as pool:
                results = list(pool.map(lambda _: run(command, folder, dict(os.environ)), range(o.competing)))
            for _, _, lines in results:
                assert len(lines) == o.packages and all(line.startswith("ok") for line in lines), lines[:5]
            first, total = max(r[0] for r in results), max(r[1] for r in results)
            old = best.get("golite test", (first, total))
            best["golite test"] = (min(old[0], first), min(old[1], total))
        if o.go:
            cache = os.path.join(folder, ".cache")
            env = dict(os.environ, GOCACHE=cache, GOFLAGS="-mod=mod", GOPROXY="off", GOTOOLCHAIN="local")
            warm = tempfile.mkdtemp(prefix="warm")
            write_suite(warm, 1, 1)
            run([o.go, "test", "./..."], warm, env)
            shutil.rmtree(warm)
            first, total, lines = run([o.go, "test", "./..."], folder, env)
            assert len(lines) == o.packages, lines[:5]
            best["go test"] = (first, total)
        print(f"{o.packages} packages, {o.packages * o.files} test files")
        for name, (first, total) in best.items():
            print(f"{name:12} first result {first * 1000:7.0f} ms, all {total * 1000:7.0f} ms")
        if o.go:
            print(f"ratio {best['go test'][1] / best['golite test'][1]:.1f}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
