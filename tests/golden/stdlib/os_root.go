// run

// os.Root keeps a program inside one directory: ".." and symbolic links cannot lead out of it.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

func main() {
	dir, _ := os.MkdirTemp("", "golite")
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "secret"), []byte("secret"), 0o600)
	os.Mkdir(filepath.Join(dir, "root"), 0o700)
	r, err := os.OpenRoot(filepath.Join(dir, "root"))
	fmt.Println(err, filepath.Base(r.Name()))

	fmt.Println(r.WriteFile("a.txt", []byte("hello"), 0o600), r.Mkdir("d", 0o700), r.MkdirAll("e/f/g", 0o700), r.MkdirAll("a.txt/x", 0o700))
	data, err := r.ReadFile("d/../a.txt")
	fmt.Printf("%s %v\n", data, err)
	_, err = r.Open("../secret")
	fmt.Println(err)
	_, err = r.Open("/etc/passwd")
	fmt.Println(err)
	_, err = r.Open("d/../../secret")
	fmt.Println(err)
	_, err = r.Open("none")
	fmt.Println(err)
	_, err = r.OpenFile("x", os.O_CREATE, os.ModeSetuid|0o600)
	fmt.Println(err)

	fmt.Println(r.Symlink("../secret", "out"), r.Symlink("a.txt", "in"), r.Symlink("/etc", "abs"), r.Symlink("d/../e", "dir"), r.Symlink("loop", "loop"))
	for _, name := range []string{"out", "in", "abs/passwd", "dir/f", "loop"} {
		info, err := r.Stat(name)
		if err == nil {
			fmt.Println(info.Name(), info.IsDir())
		} else {
			fmt.Println(err)
		}
	}
	info, err := r.Lstat("out")
	fmt.Println(info.Mode()&fs.ModeSymlink != 0, err)
	target, err := r.Readlink("out")
	fmt.Println(target, err)
	fmt.Println(r.Remove("out"), r.Rename("in", "d/in"), r.Rename("a.txt", "../b"), r.Link("a.txt", "c.txt"))
	fmt.Println(r.Remove("e"), r.RemoveAll("e"), r.RemoveAll("none"), r.RemoveAll(".."))

	inner, err := r.OpenRoot("d")
	fmt.Println(err)
	_, err = inner.Open("in")
	fmt.Println(err)
	list, err := fs.ReadDir(r.FS(), ".")
	for _, e := range list {
		fmt.Print(e.Name(), " ")
	}
	fmt.Println(err)
	_, err = fs.ReadFile(r.FS(), "../secret")
	fmt.Println(err)
	fmt.Println(r.Close(), r.Mkdir("z", 0o700))
	_, err = os.OpenRoot(filepath.Join(dir, "secret"))
	fmt.Println(err.(*fs.PathError).Err)
	f, err := os.OpenInRoot(filepath.Join(dir, "root"), "c.txt")
	fmt.Println(f.Close(), err)
}
