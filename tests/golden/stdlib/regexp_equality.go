// run

package main

import (
	"fmt"
	"reflect"
	"regexp"
)

// Expressions of one source are deeply equal, whatever was searched with them, and Split never returns nil but for n == 0.
func main() {
	a, b := regexp.MustCompile("a.*b"), regexp.MustCompile("a.*b")
	a.MatchString("xaab")
	fmt.Println(reflect.DeepEqual(a, b), reflect.DeepEqual(a, regexp.MustCompile("a.*c")))
	b.Longest()
	fmt.Println(reflect.DeepEqual(a, b))
	for _, n := range []int{-1, 0, 1, 2} {
		parts := regexp.MustCompile("").Split("", n)
		fmt.Println(parts == nil, len(parts), len(regexp.MustCompile("").Split("ab", n)))
	}
}
