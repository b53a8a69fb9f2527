// run

// Runes with %q have quotes, for every integer type.
package main

import "fmt"

func main() {
	fmt.Printf("%q %q %q %q %+q %#q %x %c %U %#U\n", 'x', byte('x'), 120, uint16(233), uint8(233), 'x', byte('x'), byte('y'), byte('z'), 'é')
	fmt.Printf("%q|%5q|%-5q|%05q\n", int8('a'), 'b', 'c', 'd')
}
