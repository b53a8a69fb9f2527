// run exit=2

// Who waits for a mutex is not durably blocked, so that the clock of the bubble does not move and nobody wakes the sleeper:
// the report of the deadlock says so.
package main

import (
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

type deps struct{}

func (deps) MatchString(pat, str string) (bool, error)           { return strings.Contains(str, pat), nil }
func (deps) ImportPath() string                                  { return "suite" }
func (deps) CoverMode() string                                   { return "" }
func (deps) SetPanicOnExit0(bool)                                {}
func (deps) SetExitCode(int)                                     {}
func (deps) Runners() []any                                      { return []any{testing.InternalExample{}} }
func (deps) CoverReport(string) (f float64, s string, err error) { return }

func TestMutex(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		go func() {
			mu.Lock()
			time.Sleep(time.Second)
			mu.Unlock()
		}()
		synctest.Wait()
		mu.Lock()
	})
}

func main() {
	os.Exit(testing.MainStart(deps{}, []testing.InternalTest{{"TestMutex", TestMutex}}, nil, nil, nil).Run())
}
