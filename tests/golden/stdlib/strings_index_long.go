// run

// A text to search for that is longer than the pieces that are searched.
package main

import (
	"fmt"
	"strings"
)

func main() {
	a := strings.Repeat("ab", 40000)
	fmt.Println(strings.Index(strings.Repeat("ab", 100000)+"c", a+"c"), strings.Index(a+"x"+a+"y", a+"y"), strings.Index(a, a), strings.Index(a, a[1:]+"q"), strings.Index("x"+a, a), strings.Index(a+a, a[1:]), strings.Count(strings.Repeat(a, 5), a), strings.Contains(a, a[5:]+"a"))
}
