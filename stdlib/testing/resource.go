package testing

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"unicode"
)

// System calls; an empty text means success.
func makeTempDir(pattern string) (dir, problem string)
func makeDir(path string) (problem string)
func removeAll(path string) (problem string)
func workingDir() string
func changeDir(path string) (problem string)
func lookupEnv(key string) (value string, found bool)
func setEnv(key, value string) (problem string)
func unsetEnv(key string)

// Cleanup registers f to be called when the test and all its subtests are done; the last one registered runs first.
func (c *common) Cleanup(f func()) {
	c.checkFuzzFn("Cleanup")
	var buf [50]uintptr
	pcs := buf[:runtime.Callers(2, buf[:])]
	// A log line of f is attributed to this call where f is a helper.
	c.cleanups = append(c.cleanups, func() {
		c.cleanupName, c.cleanupPC = callerName(0), pcs
		defer func() { c.cleanupName, c.cleanupPC = "", nil }()
		f()
	})
}

// runCleanups calls what was registered. When a call panics the others still run. With `catch` it returns the value of
// the panic.
func (c *common) runCleanups(catch bool) (panicked any) {
	if catch {
		defer func() { panicked = recover() }()
	}
	defer func() {
		if len(c.cleanups) > 0 {
			c.runCleanups(false)
		}
	}()
	c.cleaning = true
	if c.cancelCtx != nil {
		c.cancelCtx()
	}
	for len(c.cleanups) > 0 {
		last := len(c.cleanups) - 1
		f := c.cleanups[last]
		c.cleanups = c.cleanups[:last]
		f()
	}
	return nil
}

// Context returns a context that is cancelled just before the cleanups of the test run.
func (c *common) Context() context.Context {
	c.checkFuzzFn("Context")
	if c.ctx == nil {
		c.ctx, c.cancelCtx = context.WithCancel(context.Background())
		if c.cleaning { // asked for late, by a goroutine or a cleanup
			c.cancelCtx()
		}
	}
	return c.ctx
}

// TempDir returns a new directory that is removed when the test is done.
func (c *common) TempDir() string {
	c.checkFuzzFn("TempDir")
	if c.tempDir == "" {
		dir, problem := makeTempDir(tempPattern(c.name))
		if problem != "" {
			c.Fatalf("TempDir: %v", problem)
		}
		c.tempDir = dir
		c.Cleanup(func() {
			if problem := removeAll(dir); problem != "" {
				c.Errorf("TempDir RemoveAll cleanup: %v", problem)
			}
		})
	}
	c.tempDirSeq++
	dir := fmt.Sprintf("%s/%03d", c.tempDir, c.tempDirSeq)
	if problem := makeDir(dir); problem != "" {
		c.Fatalf("TempDir: %v", problem)
	}
	return dir
}

// ArtifactDir returns a directory for files that the test produces: under -test.artifacts one that stays, otherwise one
// that is removed when the test is done.
func (c *common) ArtifactDir() string {
	c.checkFuzzFn("ArtifactDir")
	return c.TempDir()
}

// tempPattern returns the test's name without what does not belong into a file name.
func tempPattern(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x80:
			if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("!#$%&()+,-.=@^_{}~ ", r) {
				return r
			}
		case unicode.IsLetter(r), unicode.IsNumber(r):
			return r
		}
		return -1
	}, name)
}

// Setenv sets an environment variable and restores it when the test is done. Not for parallel tests.
func (c *common) Setenv(key, value string) {
	c.checkFuzzFn("Setenv")
	old, found := lookupEnv(key)
	if problem := setEnv(key, value); problem != "" {
		c.Fatalf("cannot set environment variable: %v", problem)
	}
	c.Cleanup(func() {
		if found {
			setEnv(key, old)
		} else {
			unsetEnv(key)
		}
	})
}

// Chdir changes the working directory, and the variable PWD, until the test is done. Not for parallel tests.
func (c *common) Chdir(dir string) {
	c.checkFuzzFn("Chdir")
	old := workingDir()
	if problem := changeDir(dir); problem != "" {
		c.Fatal(problem)
	}
	if !strings.HasPrefix(dir, "/") {
		dir = workingDir()
	}
	c.Setenv("PWD", dir)
	c.Cleanup(func() {
		if problem := changeDir(old); problem != "" {
			panic("testing.Chdir: " + problem)
		}
	})
}
