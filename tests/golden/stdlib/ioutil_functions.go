// run

// Package io/ioutil, which forwards to io and os.
package main

import (
	"fmt"
	"io/ioutil"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	dir, err := ioutil.TempDir("", "golite*x")
	fmt.Println(err, strings.HasSuffix(dir, "x"))
	defer os.RemoveAll(dir)
	f, err := ioutil.TempFile(dir, "f*.txt")
	fmt.Println(err, filepath.Ext(f.Name()))
	f.Close()
	os.Remove(f.Name())
	fmt.Println(ioutil.WriteFile(filepath.Join(dir, "b"), []byte("hello"), 0o600))
	fmt.Println(ioutil.WriteFile(filepath.Join(dir, "a"), nil, 0o600))
	data, err := ioutil.ReadFile(filepath.Join(dir, "b"))
	fmt.Println(string(data), err)
	infos, err := ioutil.ReadDir(dir)
	for _, info := range infos {
		fmt.Println(info.Name(), info.Size(), info.Mode())
	}
	_, err = ioutil.ReadDir("/nonexistent")
	fmt.Println(err)
	data, err = ioutil.ReadAll(ioutil.NopCloser(strings.NewReader("all")))
	fmt.Println(string(data), err)
	fmt.Fprint(ioutil.Discard, "gone")
}
