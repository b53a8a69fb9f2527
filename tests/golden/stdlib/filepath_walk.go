// run

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	root, err := os.MkdirTemp("", "walk")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(root)
	root, _ = filepath.EvalSymlinks(root)
	rel := func(p string) string {
		r, _ := filepath.Rel(root, p)
		return r
	}
	for _, d := range []string{"a/b", "a/skip/deep", "c"} {
		fmt.Println(os.MkdirAll(filepath.Join(root, d), 0o755))
	}
	for _, f := range []string{"a/1.txt", "a/b/2.txt", "a/skip/3.txt", "c/4.go", "5.txt"} {
		fmt.Println(os.WriteFile(filepath.Join(root, f), []byte(f), 0o644))
	}
	fmt.Println(filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		fmt.Println(rel(p), d.IsDir(), err)
		if d.Name() == "skip" {
			return filepath.SkipDir
		}
		return nil
	}))
	fmt.Println(filepath.Walk(root, func(p string, info os.FileInfo, err error) error {
		fmt.Println(rel(p), info.IsDir(), err)
		if rel(p) == "a/b" {
			return filepath.SkipDir
		}
		if rel(p) == "c" {
			return fmt.Errorf("stop at %s", rel(p))
		}
		return nil
	}))
	filepath.Walk(filepath.Join(root, "missing"), func(p string, info os.FileInfo, err error) error {
		fmt.Println(rel(p), info == nil, err != nil)
		return nil
	})
	for _, pat := range []string{"*.txt", "*/*.txt", "a/*/*", "nothing*", "c/4.go", "[", "a/[b-c]"} {
		m, err := filepath.Glob(filepath.Join(root, pat))
		for i := range m {
			m[i] = rel(m[i])
		}
		fmt.Println(pat, m, err)
	}
	os.Symlink("a/b", filepath.Join(root, "link"))
	p, err := filepath.EvalSymlinks(filepath.Join(root, "link", "2.txt"))
	fmt.Println(rel(p), err)
	_, err = filepath.EvalSymlinks(filepath.Join(root, "nope"))
	fmt.Println(err != nil && strings.Contains(err.Error(), "no such file"))
	os.Chdir(root)
	abs, err := filepath.Abs("a/../c")
	fmt.Println(rel(abs), err)
}
