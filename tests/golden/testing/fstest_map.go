// run

// A file system in memory, and the test of file systems.
package main

import (
	"fmt"
	"io/fs"
	"testing/fstest"
)

// broken hides a file from directory listings by name.
type broken struct{ fstest.MapFS }

func (b broken) ReadFile(name string) ([]byte, error) { return []byte("other"), nil }

func main() {
	m := fstest.MapFS{
		"hello.txt":     {Data: []byte("hello"), Mode: 0644},
		"dir/a.txt":     {Data: []byte("aaa"), Mode: 0600},
		"dir/sub/b.txt": {Data: []byte("bb"), Mode: 0444},
		"empty":         {Mode: fs.ModeDir | 0755},
	}
	fmt.Println(fstest.TestFS(m, "hello.txt", "dir/a.txt", "dir/sub/b.txt", "empty", "dir"))
	fmt.Println(fstest.TestFS(m, "missing"))
	fmt.Println(fstest.TestFS(fstest.MapFS{}))
	fmt.Println(fstest.TestFS(fstest.MapFS{"x": {}}))
	fs.WalkDir(m, ".", func(path string, d fs.DirEntry, err error) error {
		info, _ := d.Info()
		fmt.Println(path, d.IsDir(), info.Size(), info.Mode().Perm() != 0, err)
		return nil
	})
	_, err := m.Open("nothing")
	fmt.Println(err)
	_, err = m.Open("/bad")
	fmt.Println(err)
	data, err := m.ReadFile("dir/a.txt")
	fmt.Println(string(data), err)
	names, err := m.Glob("*.txt")
	fmt.Println(names, err)
	sub, err := m.Sub("dir")
	fmt.Println(err)
	data, err = fs.ReadFile(sub, "sub/b.txt")
	fmt.Println(string(data), err)
	fmt.Println(fstest.TestFS(broken{fstest.MapFS{"x": {Data: []byte("y")}}}, "x") != nil)
}
