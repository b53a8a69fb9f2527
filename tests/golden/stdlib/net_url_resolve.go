// run

// The path of a resolved reference never starts with two slashes.
package main

import (
	"fmt"
	"net/url"
)

func main() {
	base, _ := url.Parse("http://example.com/directory/")
	for _, s := range []string{"../../..//search?q=dotnet", "//host//x", "/a/../..//b", "a//b", "./x", "/./x", "..", "../..", "../../x/..", "/", "/..", "/.", "//host/..", "//host/./y/.", "x/../../..//y/.."} {
		ref, _ := url.Parse(s)
		fmt.Println(base.ResolveReference(ref))
	}
}
