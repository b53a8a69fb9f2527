#!/usr/bin/env python3
"""Runs behaviour tests: Go programs whose first comment line says how.

    golden.py --golite PATH [--mode plain|stress|seeds|race] [--update] [-j N] PATH...
    golden.py --golite PATH --corpus GOROOT/test --list FILE --gaps FILE [-j N]

A PATH is a test file or a folder of them. Directives (first line):

    // run [exit=N] [flags=a,b] [env=NAME=VALUE] [args ...]   stdout equals NAME.out; if NAME.err exists, stderr equals it
    // compile                        `golite check` accepts it
    // race [flags=a,b]               `run -race` reports at least one data race and ends with status 66, with each of
                                      the seeds 1..N (--race-seeds N); if NAME.err exists, stderr equals it
    // norace [flags=a,b]             `run -race` with each of the seeds: no report, status 0, stdout as NAME.out or empty
                                      (both: `golite test -race` where the file is a _test file; a race fails the test)
    // errorcheck [flags=a,b]         every `// ERROR "regexp"` line gets an error that matches, no other line does
    // rundir                         a NAME.txtar: a module; `golite run .` in its root; its `stdout` section is expected
    // gotest [exit=N] [cd=DIR] [go=no] [command=NAME] ARGS   a NAME.txtar: a module; `golite test ARGS` in its root, or in DIR; sections
                                      `stdout` and, if there, `stderr` are expected, and `want/FILE`, which it writes
                                      (command=NAME: `golite NAME ARGS`; the lines of vet are sorted)

With --go PATH the gotest suites run under that go command instead, to see that it prints what is expected (go=no: it has
not what is tested). Times, seeds and goroutine traces are normalised.

In stderr, addresses, pc offsets, lines of library files and the temporary folder are normalised before they are compared. A line
`// modes: plain stress` limits the modes of a test; the default is all. `// slow: why` keeps a test for runs with --slow.
The mode "race" runs the `run` and `rundir` tests (and, with --corpus, Go's) with -race: same output, no report.

With --corpus the tests are Go's own (its `test` folder): FILE lists the programs in scope, one `kind path` a line; the gaps
file names those known to fail, `path: cause`. A test that fails outside the gaps, or passes inside them, is an error:
the list can only shrink. In the mode race only programs that run are tested, and those that --races lists have a data
race, which must be reported.
"""
import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

ERROR_RX = re.compile(r"// (?:GC_)?ERROR (.*)")
AUTO_RX = re.compile(r"// (?:GC_)?ERRORAUTO (.*)")
QUOTED_RX = re.compile(r'"([^"]*)"|`([^`]*)`')
MESSAGE_RX = re.compile(r"^(?P<file>[^\s:][^:\n]*?\.go(?:-lite)?):(?P<line>\d+)(?::\d+)?:?\s*(?P<text>.*)$")
MODE_FLAGS = {"plain": [], "stress": ["--gc-stress"], "seeds": [], "race": ["-race"]}
RACE_STATUS = 66  # of a run that reported a data race


class Outcome:
    def __init__(self, name, problem="", skipped=False):
        self.name, self.problem, self.skipped = name, problem, skipped


def call(argv, cwd=None, timeout=30, env=None, merge=False):
    """(status, stdout, stderr); status None means it was stopped at the time limit. merge: all in stdout, in order."""
    process = subprocess.Popen(argv, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT if merge else subprocess.PIPE, start_new_session=True, env=env)
    try:
        out, err = process.communicate(timeout=timeout)
        return process.returncode, out.decode("utf8", "surrogateescape"), (err or b"").decode("utf8", "surrogateescape")
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        out, err = process.communicate()
        return None, out.decode("utf8", "surrogateescape"), (err or b"").decode("utf8", "surrogateescape")


def printable(text):
    return text.encode("utf8", "replace").decode("utf8")


def normalise(text, folder):
    text = re.sub(re.escape(os.path.abspath(folder)) + r"/?", lambda m: "" if m.group().endswith("/") else "FOLDER", text)
    text = re.sub(r"\b0x[0-9a-f]+\b", "0xADDR", text)
    text = re.sub(r"(\$GOROOT/\S+\.go):\d+", r"\1:LINE", text)
    text = re.sub(r'("file":"\$GOROOT/[^"]+","line":)\d+', r"\1LINE", text)
    return re.sub(r" \+0xADDR", "", text)


def normalise_test(text, folder):
    text = normalise(text, folder)
    text = re.sub(r"(?m)^(ok  \t|FAIL\t)(\S+)\t\(?[\w.]+\)?", r"\1\2\tTIME", text)
    text = re.sub(r"\(\d+\.\d\ds\)", "(TIME)", text)
    text = re.sub(r'"Time":"[^"]*"', '"Time":"TIME"', text)
    text = re.sub(r'"Elapsed":[\d.e-]+', '"Elapsed":TIME', text)
    text = re.sub(r'(\\t)\d+\.\d+s', r"\1TIME", text)
    text = re.sub(r' time="[\d.]+"', ' time="TIME"', text)
    text = re.sub(r"(-seed[= ])\d+", r"\1N", text)
    text = re.sub(r"(-test.shuffle )\d{10,}", r"\1N", text)
    # Numbers and units of benchmarks.
    text = re.sub(r"(?m)^(Benchmark\S+?)(-\d+)?\s+\d+\s+[\d.]+ ns/op", r"\1 N ns/op", text)
    text = re.sub(r"(?m)^(goos|goarch|cpu): .*", r"\1: X", text)
    text = re.sub(r"(?ms)^={18}\nWARNING: DATA RACE\n.*?^={18}\n", "RACE\n", text)
    text = re.sub(r"(?m)^(    \w+\.go):\d+(: race detected)", r"\1\2", text)
    # The frames of a trace, up to what the test command prints next.
    return re.sub(r"(?ms)^goroutine \d+ (?:\S+ )*?\[.*?(?=^(?:FAIL\t|exit status |\{)|\Z)", "TRACE\n", text)


def read(path):
    with open(path, encoding="utf8", errors="surrogateescape") as f:
        return f.read()


def directive(source):
    for line in source.split("\n"):
        if re.match(r"//go:build |//\s*\+build |#!", line):
            continue
        if line.strip().startswith("//"):
            return line.strip()[2:].split()
        if line.strip():
            break
    return []


def difference(kind, want, got):
    want_lines, got_lines = want.split("\n"), got.split("\n")
    for i, (w, g) in enumerate(zip(want_lines + ["<end>"], got_lines + ["<end>"])):
        if w != g:
            return f"{kind} line {i + 1}: want {w[:200]!r}, got {g[:200]!r}"
    return f"{kind}: {len(want_lines)} lines wanted, {len(got_lines)} printed"


def wanted_errors(source, short):
    wanted = []
    for number, line in enumerate(source.split("\n"), 1):
        match = None if "////" in line or AUTO_RX.search(line) else ERROR_RX.search(line)
        for quoted in QUOTED_RX.findall(match.group(1)) if match else []:
            pattern = quoted[0] or quoted[1]
            pattern = re.sub(r"LINE(?:([+-]\d+))?", lambda m: f"{short}:{number + int(m.group(1) or 0)}", pattern)
            wanted.append((short, number, pattern))
    return wanted


def judge_errors(status, output, wanted, messages_matter=True):
    if status is None:
        return "time limit"
    if status < 0 or status > 128:
        return f"crashed with status {status}: {output[-300:]}"
    if status == 0 and wanted:
        return "accepted"
    got = {}
    last = None
    shorts = {w[0] for w in wanted}
    for line in output.split("\n"):
        if line.startswith("\t") and last is not None:
            last[-1] += "\n" + line
            continue
        match = MESSAGE_RX.match(line)
        if match:
            last = got.setdefault((os.path.basename(match["file"]), int(match["line"])), [])
            text = match["text"]
            for short in shorts:
                text = re.sub(r"[^\s():]*/" + re.escape(short) + ":", short + ":", text)
            last.append(text)
    want_lines = {(f, n) for f, n, _ in wanted}
    missing, extra = sorted(want_lines - set(got)), sorted(set(got) - want_lines)
    if missing or extra:
        return f"missing={missing[:4]} extra={[(e, got[e][0]) for e in extra[:4]]}"
    for f, n, pattern in wanted if messages_matter else ():
        try:
            found = any(re.search(pattern, text) for text in got[(f, n)])
        except re.error:
            found = any(pattern in text for text in got[(f, n)])
        if not found:
            return f"line {n}: no message matches {pattern!r}: {got[(f, n)][:2]}"
    return ""


class Runner:
    def __init__(self, options):
        self.o = options
        self.races = read_gaps(options.races) if options.mode == "race" else {}

    def run(self, path, args, cwd=None, flags=(), env=()):
        return call([self.o.golite, "run", *flags, path, *args], cwd, self.o.timeout, {**os.environ, **dict(env)})

    def golden(self, path):
        source = read(path)
        words = directive(source)
        modes = re.search(r"(?m)^// modes: (.*)$", source)
        if modes and self.o.mode not in modes.group(1).split():
            return Outcome(path, skipped=True)
        if re.search(r"(?m)^// slow: ", source) and not self.o.slow:
            return Outcome(path, skipped=True)
        if words and words[0] == "gotest" and self.o.mode == "race":
            return Outcome(path, skipped=True)  # says itself with which flags it runs
        if path.endswith(".txtar"):
            return Outcome(path, self.txtar(path, source))
        if not words or words[0] not in ("run", "race", "norace", "compile", "errorcheck"):
            return Outcome(path, "no directive on the first line")
        kind, rest = words[0], words[1:]
        status_wanted, flags, env = 0, [], []
        while rest and "=" in rest[0]:
            key, value = rest.pop(0).split("=", 1)
            if key == "exit":
                status_wanted = int(value)
            elif key == "flags":
                flags = value.split(",")
            elif key == "env":
                env.append(value.split("=", 1))
            else:
                return Outcome(path, f"unknown option {key!r} in the directive")
        if kind == "run":
            return Outcome(path, self.golden_run(path, rest, status_wanted, flags + MODE_FLAGS[self.o.mode], env))
        if kind in ("race", "norace"):
            if self.o.mode in ("seeds", "race"):
                return Outcome(path, skipped=True)
            return Outcome(path, self.golden_race(path, kind == "race", flags + MODE_FLAGS[self.o.mode]))
        status, out, err = call([self.o.golite, "check", *flags, path], None, self.o.timeout)
        if kind == "compile":
            return Outcome(path, "" if status == 0 else f"status {status}: {(out + err)[:400]}")
        return Outcome(path, judge_errors(status, out + err, wanted_errors(source, os.path.basename(path))))

    def golden_run(self, path, args, status_wanted, flags, env):
        seeds = [["--seed", str(n)] for n in (1, 2, 3)] if self.o.mode == "seeds" else [[]]
        for seed in seeds:
            status, out, err = self.run(path, args, flags=flags + seed, env=env)
            if status is None:
                return "time limit"
            base = os.path.splitext(path)[0]
            err = normalise(err, os.path.dirname(path))
            if ["GORACE", "log_path=stdout"] in env:
                out = normalise(out, os.path.dirname(path))
            if "-test.v" in args:  # how long a test of the suite took
                out = re.sub(r"\(\d+\.\d\ds\)", "(0.00s)", out)
            if self.o.update:
                with open(base + ".out", "w", encoding="utf8", errors="surrogateescape") as f:
                    f.write(out)
                if err:
                    with open(base + ".err", "w", encoding="utf8", errors="surrogateescape") as f:
                        f.write(err)
                return ""
            if status != status_wanted:
                return f"exit status {status}, want {status_wanted}: {err[:500]}"
            want = read(base + ".out") if os.path.exists(base + ".out") else ""
            if out != want:
                return difference("stdout", want, out)
            if os.path.exists(base + ".err") and err != read(base + ".err"):
                return difference("stderr", read(base + ".err"), err)
        return ""

    def golden_race(self, path, racy, flags):
        base = os.path.splitext(path)[0]
        tested = base.endswith("_test")
        want_out = read(base + ".out") if os.path.exists(base + ".out") else ""
        want_err = read(base + ".err") if os.path.exists(base + ".err") else None
        for seed in range(1, self.o.race_seeds + 1):
            if tested:
                status, out, err = call([self.o.golite, "test", "-race", f"-seed={seed}", *flags, path], None, self.o.timeout)
                problem = self.judge_race_test(racy, status, out + err)
            else:
                status, out, err = self.run(path, [], flags=["-race", "--seed", str(seed), *flags])
                err = normalise(err, os.path.dirname(path))
                if self.o.update and racy and want_err is not None:
                    with open(base + ".err", "w", encoding="utf8") as f:
                        f.write(err)
                    want_err = err
                problem = self.judge_race(racy, status, out, err, want_out, want_err)
            if problem:
                return f"seed {seed}: {problem}"
        return ""

    def judge_race(self, racy, status, out, err, want_out, want_err):
        if status is None:
            return "time limit"
        reported = "WARNING: DATA RACE" in err
        if reported != racy or status != (RACE_STATUS if racy else 0):
            return f"status {status}, {'a' if reported else 'no'} race reported: {err[:500]}"
        if not racy and out != want_out:
            return difference("stdout", want_out, out)
        if want_err is not None and err != want_err:
            return difference("stderr", want_err, err)
        return ""

    def judge_race_test(self, racy, status, output):
        if status is None:
            return "time limit"
        reported = "WARNING: DATA RACE" in output
        failed = "race detected during execution of test" in output
        if (reported, failed, status) != ((True, True, 1) if racy else (False, False, 0)):
            return f"status {status}, {'a' if reported else 'no'} race reported: {output[:500]}"
        return ""

    def txtar(self, path, source):
        parts = re.split(r"(?m)^-- (\S+) --\n", source)
        words = directive(parts[0] + "\n")
        sections = dict(zip(parts[1::2], parts[2::2]))
        folder = os.path.realpath(tempfile.mkdtemp(prefix="golden"))
        try:
            for name, text in sections.items():
                if name in ("stdout", "stderr") or name.startswith("want/"):
                    continue
                target = os.path.join(folder, name)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, "w", encoding="utf8", errors="surrogateescape") as f:
                    f.write(text)
            if words[0] == "gotest":
                return self.gotest(path, source, words[1:], sections, folder)
            status_wanted = next((int(w[5:]) for w in words if w.startswith("exit=")), 0)
            flags = next((w[6:].split(",") for w in words if w.startswith("flags=")), [])
            status, out, err = self.run(".", [], cwd=folder, flags=flags + MODE_FLAGS[self.o.mode])
            if status != status_wanted:
                return f"exit status {status}, want {status_wanted}: {(out + err)[:500]}"
            if out != sections.get("stdout", ""):
                return difference("stdout", sections.get("stdout", ""), out)
            if "stderr" in sections and normalise(err, folder) != sections["stderr"]:
                return difference("stderr", sections["stderr"], normalise(err, folder))
            return ""
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def gotest(self, path, source, words, sections, folder):
        options = {}
        while words and re.match(r"(exit|cd|go|command)=", words[0]):
            key, value = words.pop(0).split("=", 1)
            options[key] = value
        if self.o.go and options.get("go") == "no":
            return ""
        words = [w.strip("'") for w in words]
        command = [self.o.go] if self.o.go else [os.path.abspath(self.o.golite)]
        flags = [] if self.o.go else ["-" + f.lstrip("-") for f in MODE_FLAGS[self.o.mode]]
        env = dict(os.environ, GOCACHE="/tmp/gocache", GOFLAGS="-mod=mod", GOPROXY="off", GOTOOLCHAIN="local")
        name = options.get("command", "test")
        vet = name == "vet"
        status, out, err = call([*command, name, *(flags if name == "test" else []), *words], os.path.join(folder, options.get("cd", ".")), 120, env)
        got = {"stdout": normalise_test(out, folder), "stderr": normalise_test(err, folder)}
        if vet:  # the checks of go vet run one after the other
            lines = [re.sub(r"^\./", "", line) for line in got["stderr"].splitlines(keepends=True)]
            got["stderr"] = "".join(sorted(lines, key=lambda s: [int(n) if n.isdigit() else n for n in re.split(r"(\d+)", s)]))
        for name in sections:
            if name.startswith("want/"):
                made = os.path.join(folder, name[5:])
                got[name] = normalise_test(read(made), folder) if os.path.exists(made) else "(not written)\n"
                if got[name].startswith("mode: "):  # a profile, whose lines may come in any order
                    got[name] = "".join(sorted(got[name].splitlines(keepends=True)))
        if self.o.update:
            for name in ["stdout", *(n for n in sections if n == "stderr" or n.startswith("want/"))]:
                head = f"-- {name} --\n"
                if name not in sections:
                    source += head
                    sections[name] = ""
                source = source.replace(head + sections[name], head + got[name])
            with open(path, "w", encoding="utf8", errors="surrogateescape") as f:
                f.write(source)
        if vet and self.o.go:
            status = min(status, 1)  # 2 in older versions
        if status != int(options.get("exit", 0)):
            return f"exit status {status}, want {options.get('exit', 0)}: {(out + err)[:500]}"
        for name, text in got.items():
            if not self.o.update and (name in sections or name == "stdout") and text != sections.get(name, ""):
                if not (self.o.go and name == "stderr" and not vet):
                    return difference(name, sections.get(name, ""), text)
        return ""

    # ---------------------------------------------------------------- Go's own test folder
    def corpus(self, kind, rel):
        if self.o.mode == "race" and kind not in ("run", "rundir", "runindir", "runoutput"):
            return Outcome(rel, skipped=True)
        return Outcome(rel, self.corpus_racy(rel) if rel in self.races else self.corpus_problem(kind, rel))

    def corpus_racy(self, rel):
        status, out, err = call([self.o.golite, "run", *MODE_FLAGS[self.o.mode], rel], self.o.corpus, self.o.timeout)
        if status != RACE_STATUS or "WARNING: DATA RACE" not in err:
            return f"status {status}, want a data race to be reported: {(out + err)[:400]}"
        return ""

    def corpus_problem(self, kind, rel):
        root = os.path.abspath(self.o.corpus)
        path = os.path.join(root, rel)
        source = read(path)
        words = [w for w in directive(source)[1:]]
        single = "-s" in words
        flags = [w for w in words if w.startswith("-lang=")]
        words = [w for w in words if not w.startswith("-")]
        more = [w for w in words if w.endswith(".go")]
        args = [w for w in words if not w.endswith(".go")]
        expected = path[:-3] + ".out"
        want = read(expected) if os.path.exists(expected) else ""
        short = os.path.basename(rel)
        if kind == "run":
            return self.corpus_run([rel, *more], args, root, want)
        if kind in ("runoutput", "errorcheckoutput"):
            status, out, err = call([self.o.golite, "run", rel, *more, *args], root, self.o.timeout)
            if status != 0:
                return f"generator: status {status}: {err[:300]}"
            with tempfile.TemporaryDirectory(prefix="golden") as folder:
                made = os.path.join(folder, "made.go")
                with open(made, "w", encoding="utf8", errors="surrogateescape") as f:
                    f.write(out)
                if kind == "runoutput":
                    return self.corpus_run([made], [], folder, want)
                status, out, err = call([self.o.golite, "check", made], folder, self.o.timeout)
                return judge_errors(status, out + err, wanted_errors(read(made), "made.go"))
        if kind in ("compile", "build"):
            status, out, err = call([self.o.golite, "check", *flags, rel], root, self.o.timeout)
            return "" if status == 0 else f"status {status}: {(out + err)[:400]}"
        if kind == "errorcheck":
            status, out, err = call([self.o.golite, "check", *flags, rel], root, self.o.timeout)
            return judge_errors(status, out + err, wanted_errors(source, short))
        with tempfile.TemporaryDirectory(prefix="golden") as folder:
            return self.corpus_dir(kind, path[:-3] + ".dir", folder, single, args, want)

    def corpus_run(self, files, args, cwd, want):
        env = dict(os.environ, GOOS="linux", GOARCH="amd64")  # as the driver of Go's tests sets them
        status, out, err = call([self.o.golite, "run", *MODE_FLAGS[self.o.mode], *files, *args], cwd, self.o.timeout, env, merge=True)
        if status is None:
            return "time limit"
        if status != 0:
            return f"exit status {status}: {out[:400]}"
        return "" if out == want else difference("output", want, out)

    def corpus_dir(self, kind, source_dir, folder, single, args, want):
        if kind == "runindir":
            module = os.path.join(folder, "src", os.path.basename(source_dir))
            shutil.copytree(source_dir, module)
            with open(os.path.join(module, "go.mod"), "w", encoding="utf8", errors="surrogateescape") as f:
                f.write(f"module {os.path.basename(source_dir)}\n\ngo 1.25\n")
            return self.corpus_run(["."], args, module, want)
        module = os.path.join(folder, "src", "test")
        os.makedirs(module)
        with open(os.path.join(module, "go.mod"), "w", encoding="utf8", errors="surrogateescape") as f:
            f.write("module test\n\ngo 1.25\n")
        groups = {}
        for name in sorted(f for f in os.listdir(source_dir) if f.endswith(".go")):
            text = read(os.path.join(source_dir, name))
            package = re.search(r"(?m)^package (\w+)", text).group(1)
            groups.setdefault(name if single else package, []).append((name, text, package))
        folders = []
        for members in groups.values():
            base = re.sub(r"_test$", "_t", members[0][0][:-3])
            target = os.path.join(module, base + "_main_" if members[0][2] == "main" else base)
            os.makedirs(target, exist_ok=True)
            for name, text, _ in members:
                text = re.sub(r'(?m)^(\s*(?:import\s+)?(?:[\w.]+\s+)?)"\./([^"]+)"', r'\1"test/\2"', text)
                renamed = re.sub(r"_test\.go$", "_t.go", name)
                with open(os.path.join(target, renamed), "w", encoding="utf8", errors="surrogateescape") as f:
                    f.write(text)
            folders.append(target)
        if kind in ("compiledir", "errorcheckdir", "errorcheckandrundir"):
            at = {"errorcheckdir": len(folders) - 1, "errorcheckandrundir": len(folders) - 2}.get(kind)
            for i, target in enumerate(folders):
                if kind == "errorcheckandrundir" and i == len(folders) - 1 or kind == "errorcheckdir" and i != at:
                    continue
                status, out, err = call([self.o.golite, "check", "."], target, self.o.timeout)
                wanted = []
                for name in sorted(os.listdir(target)):
                    wanted += wanted_errors(read(os.path.join(target, name)), name)
                problem = judge_errors(status, out + err, wanted if i == at else [])
                if problem or (i != at and status != 0):
                    return problem or (out + err)[:300]
            if kind != "errorcheckandrundir":
                return ""
        return self.corpus_run(["."], args, folders[-1], want)


def read_gaps(path):
    gaps = {}
    if path and os.path.exists(path):
        for line in read(path).split("\n"):
            if line.strip() and not line.startswith("#"):
                name, _, cause = line.partition(": ")
                gaps[name.strip()] = cause
    return gaps


def collect(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, _, files in sorted(os.walk(path)):
            for name in sorted(files):
                if name.endswith((".go", ".go-lite", ".txtar")) and not name.startswith("."):
                    yield os.path.join(folder, name)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--golite", required=True)
    p.add_argument("--mode", default="plain", choices=sorted(MODE_FLAGS))
    p.add_argument("--go", help="run gotest suites under this go command")
    p.add_argument("--update", action="store_true", help="write the .out and .err files from this run")
    p.add_argument("--race-seeds", type=int, default=3, help="how many seeds each race and norace test runs with")
    p.add_argument("--slow", action="store_true", help="run the tests marked slow too")
    p.add_argument("--corpus")
    p.add_argument("--list")
    p.add_argument("--gaps", help="tests known to fail, `name: cause` a line")
    p.add_argument("--races", help="with --mode race: programs of the corpus that have a data race, `name: cause` a line")
    p.add_argument("--write-gaps", help="write the failures of this run as a gaps file")
    p.add_argument("--filter", default="")
    p.add_argument("--timeout", type=float, default=30)
    p.add_argument("-j", type=int, default=os.cpu_count() or 2)
    p.add_argument("-v", action="store_true")
    p.add_argument("paths", nargs="*")
    o = p.parse_args()
    o.golite = os.path.abspath(o.golite)
    runner = Runner(o)
    gaps = read_gaps(o.gaps)
    if o.corpus:
        rows = [line.split() for line in read(o.list).split("\n") if line.strip() and not line.startswith("#")]
        rows = [r for r in rows if re.search(o.filter, r[1])]
        work = [(rel, lambda kind=kind, rel=rel: runner.corpus(kind, rel)) for kind, rel in rows]
    else:
        work = [(path, lambda path=path: runner.golden(path)) for path in collect(o.paths) if re.search(o.filter, path)]
    failed = passed = skipped = known = 0
    failures = {}
    with concurrent.futures.ThreadPoolExecutor(o.j) as pool:
        for outcome in pool.map(lambda w: w[1](), work):
            name = outcome.name
            gap = name if name in gaps else None
            if outcome.skipped:
                skipped += 1
            elif outcome.problem:
                failures[name] = outcome.problem
                if gap is not None:
                    known += 1
                else:
                    failed += 1
                    print(printable(f"FAIL {name}: {outcome.problem}"), flush=True)
            elif gap is not None:
                failed += 1
                print(f"FAIL {name}: passes, but stands in {o.gaps}; take it out", flush=True)
            else:
                passed += 1
                if o.v:
                    print(f"ok   {name}", flush=True)
    if o.write_gaps:
        with open(o.write_gaps, "w", encoding="utf8", errors="surrogateescape") as f:
            f.write("# Programs of Go's test folder that fail, each with its cause. The list can only shrink.\n")
            for name in sorted(failures):
                f.write(printable(f"{name}: {' '.join(failures[name].split())[:160]}\n"))
    print(f"known gaps: {known}")
    print(f"{passed} passed, {failed} failed, {skipped + known} skipped", flush=True)
    return 1 if failed or passed + known == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
