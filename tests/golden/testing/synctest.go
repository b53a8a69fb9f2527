// run exit=1 -test.v

// A bubble's clock stands still until all of its goroutines are durably blocked, and then jumps.
package main

import (
	"context"
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

func TestClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		t.Log(time.Now().UTC().Format(time.RFC3339Nano))
		start := time.Now()
		time.Sleep(24 * time.Hour)
		t.Log(time.Since(start))
		var wg sync.WaitGroup
		for i := range 100 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				time.Sleep(time.Duration(i) * time.Minute)
			}()
		}
		wg.Wait()
		ticker := time.NewTicker(time.Second)
		<-ticker.C
		<-ticker.C
		t.Log(time.Since(start))
	})
	if time.Now().Year() == 2000 {
		t.Error("the clock outside has changed")
	}
}

func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		called := false
		context.AfterFunc(ctx, func() { called = true })
		time.Sleep(time.Second - time.Nanosecond)
		synctest.Wait()
		t.Log(called, ctx.Err())
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		t.Log(called, ctx.Err())
		t.Cleanup(func() { t.Log("cleanup", t.Context().Err()) })
	})
}

func TestFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		go func() { t.Error("from a goroutine") }()
		synctest.Wait()
		t.Fatal("in the bubble")
	})
	t.Log("not reached")
}

func TestUse(t *testing.T) {
	for _, f := range []func(t *testing.T){
		func(t *testing.T) { synctest.Wait() },
		func(t *testing.T) {
			synctest.Test(t, func(*testing.T) {
				c := make(chan int)
				<-c
			})
		},
		func(t *testing.T) {
			synctest.Test(t, func(*testing.T) { go func() { select {} }() })
		},
	} {
		func() {
			defer func() { t.Log(recover()) }()
			f(t)
		}()
	}
}

func main() {
	os.Exit(testing.MainStart(deps{}, []testing.InternalTest{
		{"TestClock", TestClock}, {"TestWait", TestWait}, {"TestFailure", TestFailure}, {"TestUse", TestUse},
	}, nil, nil, nil).Run())
}
