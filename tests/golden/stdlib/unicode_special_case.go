// run

// A special case that maps a letter to itself overrides the usual mapping.
package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	keep := unicode.SpecialCase{{Lo: 'A', Hi: 'A'}}
	fmt.Println(strings.ToLowerSpecial(keep, "ABC"), string(unicode.TurkishCase.ToUpper('i')))
}
