package testing

import (
	"fmt"
	"sort"
	"strings"
	"time"
)

// InternalExample is an example of the generated main package.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

// captureStdout keeps what the program writes to standard output; releaseStdout takes that back and returns what came.
func captureStdout()
func releaseStdout() string

// RunExamples runs examples; it is exported for other test frameworks.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	_, ok = runExamples(matchString, examples)
	return ok
}

func (InternalExample) runExamples(m *M) (ran, ok bool) {
	return runExamples(m.deps.MatchString, m.examples)
}

func runExamples(matchString matchFunc, examples []InternalExample) (ran, ok bool) {
	ok = true
	m := newMatcher(matchString, flagRun, "-test.run", flagSkip)
	for _, eg := range examples {
		if _, matched, _ := m.fullName(nil, eg.Name); matched {
			ran = true
			if !runExample(eg) {
				ok = false
			}
		}
	}
	return ran, ok
}

func runExample(eg InternalExample) (ok bool) {
	chatty := newChatty(stdout)
	if flagVerbose.on {
		chatty.updatef(eg.Name, "=== RUN   %s\n", eg.Name)
	}
	begin(eg.Name)
	captureStdout()
	finished := false
	start := nanotime()
	defer func() {
		spent := since(start)
		out := releaseStdout()
		err := recover()
		ok = eg.report(chatty, out, spent, finished, err)
	}()
	eg.F()
	finished = true
	return
}

// report prints the result of an example and passes on its panic.
func (eg *InternalExample) report(chatty *chatty, out string, spent time.Duration, finished bool, panicked any) bool {
	problem := ""
	if got, want := strings.TrimSpace(out), strings.TrimSpace(eg.Output); panicked != nil {
	} else if eg.Unordered {
		if sortLines(got) != sortLines(want) {
			problem = fmt.Sprintf("got:\n%s\nwant (unordered):\n%s\n", out, eg.Output)
		}
	} else if got != want {
		problem = fmt.Sprintf("got:\n%s\nwant:\n%s\n", got, want)
	}
	passed := problem == "" && finished && panicked == nil
	if !passed {
		fmt.Fprintf(stdout, "%s--- FAIL: %s (%s)\n%s", chatty.prefix(), eg.Name, fmtDuration(spent), problem)
	} else if flagVerbose.on {
		fmt.Fprintf(stdout, "%s--- PASS: %s (%s)\n", chatty.prefix(), eg.Name, fmtDuration(spent))
	}
	if passed {
		end(eg.Name, "pass")
	} else {
		end(eg.Name, "fail")
	}
	if chatty.json {
		fmt.Fprintf(stdout, "%s=== NAME   \n", chatty.prefix())
	}
	if panicked != nil {
		panic(panicked)
	}
	if !finished {
		panic(errNilPanicOrGoexit)
	}
	return passed
}

func sortLines(text string) string {
	lines := strings.Split(text, "\n")
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}
