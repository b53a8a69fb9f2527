// run
// modes: plain

// Rel cannot know what ".." means without the current directory; patterns with endless elements are bad.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	for _, p := range [][2]string{{"../..", ".."}, {"..", "."}, {"..", "../a"}, {"a/b", "a"}, {"a", "a/b"}, {"a/b", "a/c"}, {"/", "/a"}} {
		fmt.Println(filepath.Rel(p[0], p[1]))
	}
	deep := "/*" + strings.Repeat("/", 10001)
	_, err := filepath.Glob(deep)
	fmt.Println(err)
	_, err = fs.Glob(os.DirFS("/"), "*"+strings.Repeat("/*", 10002))
	fmt.Println(err)
}
