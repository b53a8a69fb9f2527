// run exit=1 -test.v

// The output of a suite: results, logs with their places, subtests, skipped and parallel tests, cleanups.
package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

type deps struct{}

func (deps) MatchString(pat, str string) (bool, error) { return strings.Contains(str, pat), nil }
func (deps) ImportPath() string                        { return "suite" }
func (deps) CoverMode() string                         { return "" }
func (deps) SetPanicOnExit0(bool)                      {}
func (deps) SetExitCode(int)                           {}
func (deps) Runners() []any                            { return []any{testing.InternalExample{}} }
func (deps) CoverReport(string) (float64, string, error) {
	return 0, "", nil
}

func helper(t testing.TB, text string) {
	t.Helper()
	t.Log(text)
}

func TestPass(t *testing.T) {
	t.Log("first", 1)
	t.Logf("two\nlines\n")
	helper(t, "from a helper")
}

func TestFail(t *testing.T) {
	t.Error("bad")
	fmt.Println("printed by the test")
	defer fmt.Println("deferred")
	t.Fatalf("worse: %d", 7)
}

func TestSub(t *testing.T) {
	t.Run("a", func(t *testing.T) { t.Log(t.Name()) })
	t.Run("a", func(t *testing.T) { t.Error(t.Name()) })
	t.Run("b c\n", func(t *testing.T) {
		t.Run("", func(t *testing.T) { t.Skip("not today") })
	})
	t.Log("after the subtests", t.Failed())
}

func TestParallel(t *testing.T) {
	for _, name := range []string{"x", "y"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			t.Log("running")
		})
	}
	t.Cleanup(func() { t.Log("cleanup") })
	t.Log("end of the function")
}

func TestOutput(t *testing.T) {
	w := t.Output()
	fmt.Fprint(w, "partial ")
	fmt.Fprint(w, "line\nsecond")
	t.Log("log")
	fmt.Fprint(w, "last")
	t.Attr("color", "dark blue")
}

func ExampleGood() { fmt.Println("yes") }
func ExampleBad()  { fmt.Println("no") }

func main() {
	m := testing.MainStart(deps{}, []testing.InternalTest{
		{"TestPass", TestPass}, {"TestFail", TestFail}, {"TestSub", TestSub}, {"TestParallel", TestParallel}, {"TestOutput", TestOutput},
	}, nil, nil, []testing.InternalExample{{"ExampleGood", ExampleGood, "yes\n", false}, {"ExampleBad", ExampleBad, "yes\n", true}})
	os.Exit(m.Run())
}
