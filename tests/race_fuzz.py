#!/usr/bin/env python3
"""Compares race mode with a naive happens-before oracle, on random programs.

    race_fuzz.py --golite PATH [--programs N] [--from N] [--steps N] [--goroutines N] [--keep FOLDER] [-j N]

Each program is a list of steps, one a line, by several goroutines: accesses to variables, and operations on locks, channels,
atomic variables, a WaitGroup, Onces. The order of the steps is fixed by a way of waiting that orders nothing by the rules:
step k waits until len(clock) == k, and then sends to the buffered channel clock. So the oracle knows what happens, and
computes who is ordered with whom with whole vector clocks and whole histories, as the memory model has it.

A program passes when each pair of lines reported is unordered by the oracle, and each variable that the oracle finds a race
on is reported at least once. The number of a failing program is printed: `--from NUMBER --programs 1` repeats it.
"""
import argparse
import concurrent.futures
import os
import random
import re
import sys
import tempfile

from golden import call

HEAD = """package main

import (
	"runtime"
	"sync"
	"sync/atomic"
)

var clock = make(chan bool, 100000)

var _ = atomic.LoadInt32

func at(k int) {
	for len(clock) != k {
		runtime.Gosched()
	}
}

func did() { clock <- true }

func use(x int32) {
	if x == -99 {
		panic("no such value")
	}
}

"""


class Clock(dict):
    def join(self, other):
        for g, t in other.items():
            if self.get(g, 0) < t:
                self[g] = t


class Generator:
    """Makes one program and, step by step, what the oracle knows."""

    def __init__(self, seed, steps, goroutines):
        self.r = random.Random(seed)
        self.steps, self.max_goroutines = steps, goroutines
        self.bodies = {0: []}     # goroutine -> lines of its function, as (step, text)
        self.live = [0]
        self.clocks = {0: Clock({0: 1})}
        self.accesses = {}        # place -> [(goroutine, its time, write, atomic, step)]
        self.racy_places, self.ordered_cache = set(), {}
        self.races = set()        # unordered conflicting pairs, as pairs of steps
        self.places = {}          # step -> places it accesses
        self.mutexes = {f"m{i}": (None, Clock()) for i in range(2)}
        self.rw = {"rw0": {"writer": None, "readers": [], "w": Clock(), "r": Clock()}}
        self.channels = {}        # name -> state
        for i, capacity in enumerate((1, 2, 3)):
            self.channels[f"c{i}"] = {"capacity": capacity, "sent": 0, "received": 0, "closed": None,
                                      "slots": [Clock() for _ in range(capacity)]}
        self.atomics = {f"a{i}": Clock() for i in range(2)}
        self.onces = {f"o{i}": None for i in range(2)}
        self.group = {"clock": Clock(), "dones": 0, "waited": False}
        self.stuck = set()

    def access(self, g, place, write, step, atomic=False):
        clock = self.clocks[g]
        for other, time, other_write, other_atomic, other_step in self.accesses.setdefault(place, []):
            if (write or other_write) and not (atomic and other_atomic) and clock.get(other, 0) < time:
                self.races.add((other_step, step))
                self.racy_places.add(place)
        self.accesses[place].append((g, clock[g], write, atomic, step))

    def release(self, g, into, replace=False):
        if replace:
            into.clear()
        into.join(self.clocks[g])
        self.clocks[g][g] += 1

    def acquire(self, g, source):
        self.clocks[g].join(source)

    def step(self, k):
        choices = [self.read_write] * 6 + [self.mutex] * 3 + [self.rwmutex] * 2 + [self.channel] * 4 + [self.meet] * 2 + \
            [self.atomic] * 3 + [self.once, self.wait_group, self.go, self.end]
        while True:
            g = self.r.choice(self.live)
            if self.r.choice(choices)(g, k):
                return

    def line(self, g, k, text):
        self.bodies[g].append((k, f"at({k}); {text}; did()"))
        return True

    def read_write(self, g, k):
        if self.r.random() < 0.1:
            name = self.r.choice(sorted(self.atomics))  # a plain access to a place that others use atomically
        else:
            name = f"v{self.r.randrange(5)}"
        kind = self.r.choice(("read", "write", "update"))
        self.access(g, name, kind != "read", k)
        return self.line(g, k, {"read": f"use({name})", "write": f"{name} = {k}", "update": f"{name}++"}[kind])

    def mutex(self, g, k):
        name = self.r.choice(sorted(self.mutexes))
        holder, clock = self.mutexes[name]
        if holder is None:
            self.acquire(g, clock)
            self.mutexes[name] = (g, clock)
            return self.line(g, k, f"{name}.Lock()" if self.r.random() < 0.8 else f"{name}.TryLock()")
        if self.r.random() < 0.2 and holder != g:
            return self.line(g, k, f"{name}.TryLock()")  # fails, and orders nothing
        if holder != g and self.r.random() < 0.9:
            return False
        self.release(g, clock)
        self.mutexes[name] = (None, clock)
        return self.line(g, k, f"{name}.Unlock()")

    def rwmutex(self, g, k):
        name = "rw0"
        s = self.rw[name]
        if s["writer"] == g:
            self.release(g, s["w"])
            s["writer"] = None
            return self.line(g, k, f"{name}.Unlock()")
        if g in s["readers"]:
            s["readers"].remove(g)
            self.release(g, s["r"])
            return self.line(g, k, f"{name}.RUnlock()")
        if s["writer"] is not None:
            return False
        if s["readers"] or self.r.random() < 0.5:
            self.acquire(g, s["w"])
            s["readers"].append(g)
            return self.line(g, k, f"{name}.RLock()")
        self.acquire(g, s["w"])
        self.acquire(g, s["r"])
        s["writer"] = g
        return self.line(g, k, f"{name}.Lock()")

    def channel(self, g, k):
        name = self.r.choice(sorted(self.channels))
        c = self.channels[name]
        buffered = c["sent"] - c["received"]
        if self.r.random() < 0.03 and c["closed"] is None:
            c["closed"] = Clock(self.clocks[g])
            self.access(g, name, True, k)
            self.clocks[g][g] += 1
            return self.line(g, k, f"close({name})")
        if c["closed"] is None and buffered < c["capacity"] and self.r.random() < 0.5:
            self.access(g, name, False, k)
            self.through(g, c["slots"][c["sent"] % c["capacity"]])
            c["sent"] += 1
            return self.line(g, k, self.r.choice((f"{name} <- 1", f"select {{ case {name} <- 1: case <-never: }}")))
        if buffered > 0:
            self.through(g, c["slots"][c["received"] % c["capacity"]])
            c["received"] += 1
            return self.line(g, k, self.r.choice((f"<-{name}", f"select {{ case <-{name}: case <-never: }}",
                                                  f"select {{ case <-{name}: default: }}")))
        if c["closed"] is not None:
            self.acquire(g, c["closed"])
            return self.line(g, k, f"<-{name}")
        return self.line(g, k, f"select {{ case <-{name}: default: }}")  # fails, and orders nothing

    def through(self, g, slot):
        slot.join(self.clocks[g])
        self.acquire(g, slot)
        self.clocks[g][g] += 1

    def meet(self, g, k):
        others = [o for o in self.live if o != g]
        if not others:
            return False
        other = self.r.choice(others)
        both = Clock(self.clocks[g])
        both.join(self.clocks[other])
        for one in (g, other):
            self.clocks[one] = Clock(both)
            self.clocks[one][one] += 1
        self.bodies[other].append((k, f"at({k}); meet{k % 3} <- 1"))
        return self.line(g, k, f"<-meet{k % 3}")

    def atomic(self, g, k):
        name = self.r.choice(sorted(self.atomics))
        clock = self.atomics[name]
        kind = self.r.choice(("load", "store", "add", "failed"))
        if kind in ("load", "failed"):
            self.acquire(g, clock)
            self.access(g, name, False, k, atomic=True)
            text = f"atomic.LoadInt32(&{name})" if kind == "load" else f"atomic.CompareAndSwapInt32(&{name}, -7, 1)"
            return self.line(g, k, text)
        if kind == "store":
            self.access(g, name, True, k, atomic=True)
            self.release(g, clock, replace=True)
            return self.line(g, k, f"atomic.StoreInt32(&{name}, {k})")
        self.acquire(g, clock)
        self.access(g, name, True, k, atomic=True)
        self.release(g, clock)
        return self.line(g, k, f"atomic.AddInt32(&{name}, 1)")

    def once(self, g, k):
        name = self.r.choice(sorted(self.onces))
        if self.onces[name] is None:
            self.onces[name] = Clock()
            self.release(g, self.onces[name])
        else:
            self.acquire(g, self.onces[name])
        return self.line(g, k, f"{name}.Do(nothing)")

    def wait_group(self, g, k):
        # The count is set at the start to the number of Dones; a Wait stands at the end of main only.
        self.release(g, self.group["clock"])
        self.group["dones"] += 1
        return self.line(g, k, "wg.Done()")

    def go(self, g, k):
        if len(self.bodies) >= self.max_goroutines:
            return False
        child = len(self.bodies)
        self.bodies[child] = []
        self.live.append(child)
        self.clocks[child] = Clock(self.clocks[g])
        self.clocks[child][child] = 1
        self.clocks[g][g] += 1
        return self.line(g, k, f"go g{child}()")

    def end(self, g, k):
        holds = any(h == g for h, _ in self.mutexes.values()) or self.rw["rw0"]["writer"] == g or g in self.rw["rw0"]["readers"]
        if g == 0 or holds or self.r.random() < 0.7:
            return False
        self.live.remove(g)
        return self.line(g, k, "runtime.Gosched()")

    def program(self):
        for k in range(self.steps):
            self.step(k)
        k = self.steps
        self.acquire(0, self.group["clock"])
        self.bodies[0].append((k, f"at({k}); wg.Wait(); did()"))
        for i in range(5):
            k += 1
            self.access(0, f"v{i}", True, k)
            self.line(0, k, f"v{i} = {k}")
        lines = HEAD.split("\n")[:-1]
        lines += ["var wg sync.WaitGroup", "var never chan int", "func nothing() {}"]
        lines += [f"var v{i} int32" for i in range(5)] + [f"var {a} int32" for a in self.atomics]
        lines += [f"var {m} sync.Mutex" for m in self.mutexes] + ["var rw0 sync.RWMutex"] + [f"var {o} sync.Once" for o in self.onces]
        lines += [f"var {c} = make(chan int, {s['capacity']})" for c, s in self.channels.items()]
        lines += [f"var meet{i} = make(chan int)" for i in range(3)]
        step_of_line = {}
        for g, body in self.bodies.items():
            lines.append(f"func {'main' if g == 0 else f'g{g}'}() {{")
            if g == 0:
                lines.append(f"\twg.Add({self.group['dones']})" if self.group["dones"] else "\t_ = wg")
            for step, text in body:
                lines.append("\t" + text)
                step_of_line[len(lines)] = step
            lines.append("}")
        return "\n".join(lines) + "\n", step_of_line


def judge(golite, number, steps, goroutines, keep):
    generator = Generator(number, steps, goroutines)
    source, step_of_line = generator.program()
    with tempfile.TemporaryDirectory(prefix="race_fuzz") as folder:
        path = os.path.join(keep or folder, f"fuzz{number}.go")
        with open(path, "w", encoding="utf8") as f:
            f.write(source)
        status, out, err = call([golite, "run", "-race", "--seed", str(number), path], None, 60)
    if status not in (0, 66):
        return f"status {status}: {(out + err)[:600]}"
    reported_places = set()
    for report in err.split("WARNING: DATA RACE")[1:]:
        stacks = re.split(r"\n\n", report)[:2]
        pair = []
        for stack in stacks:
            found = [step_of_line[int(n)] for n in re.findall(r"fuzz\d+\.go:(\d+)", stack) if int(n) in step_of_line]
            pair.append(found[0] if found else None)
        if (pair[1], pair[0]) not in generator.races:
            return f"reported, but ordered: steps {pair}:\n{report[:800]}"
        reported_places |= {p for p in generator.racy_places
                            if {pair[0], pair[1]} <= {a[4] for a in generator.accesses[p]}}
    missing = generator.racy_places - reported_places
    if missing:
        example = {p: [r for r in sorted(generator.races) if set(r) <= {a[4] for a in generator.accesses[p]}][:3] for p in missing}
        return f"not reported (place: pairs of steps): {example}"
    return ""


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--golite", required=True)
    p.add_argument("--programs", type=int, default=100)
    p.add_argument("--from", dest="first", type=int, default=1)
    p.add_argument("--steps", type=int, default=60)
    p.add_argument("--goroutines", type=int, default=6)
    p.add_argument("--keep", help="write the programs into this folder")
    p.add_argument("-j", type=int, default=os.cpu_count() or 2)
    o = p.parse_args()
    golite = os.path.abspath(o.golite)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(o.j) as pool:
        numbers = range(o.first, o.first + o.programs)
        results = pool.map(lambda n: judge(golite, n, o.steps, o.goroutines, o.keep), numbers)
        for number, problem in zip(numbers, results):
            if problem:
                failed += 1
                print(f"FAIL program {number}: {problem}", flush=True)
    print(f"{o.programs - failed} programs right, {failed} wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
