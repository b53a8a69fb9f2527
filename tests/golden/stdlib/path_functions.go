// run

package main

import (
	"fmt"
	"path"
	"path/filepath"
)

func main() {
	for _, p := range []string{"", "a", "/", "//", "/a/b", "a/b/", "a//b", "a/./b", "./a", "../a", "a/../b", "/../a", "a/../..", "../../a", "a/b/../../..", ".", "..", "/.", "a.go", "x/.y", "x.tar.gz", "/a/b.c/d", "....", "a/..."} {
		d, f := path.Split(p)
		fmt.Printf("%q %q %q %q %q %q %v\n", path.Clean(p), path.Base(p), path.Dir(p), path.Ext(p), d, f, path.IsAbs(p))
		fmt.Printf("%q %q %q %q\n", filepath.Clean(p), filepath.Base(p), filepath.Dir(p), filepath.Ext(p))
	}
	fmt.Println(path.Join("a", "b", "../c"), path.Join(), path.Join("", "x"), path.Join("/", "a/"), filepath.Join("a", "", "b"))
	for _, c := range [][2]string{{"abc", "abc"}, {"*", "abc"}, {"*c", "abc"}, {"a*", "a"}, {"a*", "ab/c"}, {"a*/b", "abc/b"}, {"a*b*c*d*e*/f", "axbxcxdxe/f"}, {"a*b?c*x", "abxbbxdbxebxczzx"}, {"ab[c]", "abc"}, {"ab[b-d]", "abc"}, {"ab[e-g]", "abc"}, {"ab[^c]", "abc"}, {"ab[^e-g]", "abc"}, {"a\\*b", "a*b"}, {"a\\*b", "ab"}, {"a?b", "a☺b"}, {"a[^a]b", "a☺b"}, {"[a-ζ]*", "α"}, {"*[a-ζ]", "A"}, {"a?b", "a/b"}, {"[\\]a]", "]"}, {"[\\-x]", "-"}, {"[-]", "-"}, {"[x-]", "x"}, {"[]a]", "]"}, {"\\", "a"}, {"[", "a"}, {"[^bc", "a"}, {"a[", "ab"}, {"*x", "xxx"}, {"", ""}, {"", "a"}, {"a[", "x"}, {"*[", "ab"}} {
		ok, err := path.Match(c[0], c[1])
		ok2, err2 := filepath.Match(c[0], c[1])
		fmt.Println(c[0], c[1], ok, err, ok2, err2)
	}
	for _, c := range [][2]string{{"a/b", "a/b"}, {"a/b", "a/b/c"}, {"a/b/c", "a/b"}, {"a/b", "c/d"}, {"/a", "/b/c"}, {"/a", "b"}, {".", "a"}, {"..", "a"}, {"a", ".."}, {"a/b/../c", "a/d"}, {"/", "/a"}, {"../../a", "a"}} {
		r, err := filepath.Rel(c[0], c[1])
		fmt.Printf("%q %v\n", r, err)
	}
	fmt.Println(filepath.SplitList("/a:/b::c"), len(filepath.SplitList("")), filepath.VolumeName("/a"), filepath.ToSlash("a/b"), filepath.FromSlash("a/b"), filepath.IsAbs("/x"), filepath.HasPrefix("abc", "ab"), string(filepath.Separator), string(filepath.ListSeparator))
}
