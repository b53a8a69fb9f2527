// run

// Corner cases of functions on names: bad syntax in Expand, a directory as the new name, a missing parent of MkdirTemp.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

func main() {
	for _, s := range []string{"${", "${}", "$", "a${}b", "${H}"} {
		fmt.Printf("%q ", os.Expand(s, func(string) string { return "x" }))
	}
	fmt.Println()

	dir, err := os.MkdirTemp("", "golite")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	file, sub := filepath.Join(dir, "file"), filepath.Join(dir, "sub")
	os.WriteFile(file, nil, 0o644)
	os.Mkdir(sub, 0o755)
	err = os.Rename(file, sub)
	fmt.Println(errors.Is(err, syscall.EEXIST), err != nil)
	err = os.Rename(filepath.Join(dir, "none"), sub)
	fmt.Println(errors.Is(err, os.ErrNotExist))
	other := filepath.Join(dir, "other")
	os.Mkdir(other, 0o755)
	fmt.Println(os.Rename(other, sub) != nil)

	missing := filepath.Join(dir, "missing")
	_, err = os.MkdirTemp(missing, "x")
	e := err.(*os.PathError)
	fmt.Println(e.Op, e.Path == missing, e.Err)

	for _, suffix := range []string{"", "/", "//", "/.", "/.."} {
		_, err := filepath.EvalSymlinks(file + suffix)
		fmt.Print(err == syscall.ENOTDIR, " ")
	}
	fmt.Println()
}
