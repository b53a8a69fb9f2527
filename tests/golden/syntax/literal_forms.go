// run

package main

import "fmt"

func main() {
	fmt.Println(0b1010, 0o17, 017, 0xFF, 1_000_000, 0x_1F)
	fmt.Println(1e3, .5, 1., 0x1p-2, 0X1.8p1, 1_0.2_5)
	fmt.Println(1i, 0x10i, 1.5e1i, 0123i)
	fmt.Println('a', '\n', '\x41', '\101', '\u00e9', '\U0001F600', 'é', '\'')
	fmt.Println("a\tb\"\\\x41\u00e9\U0001F600", `raw\n"
line`)
	größe, _x1, π := 1, 2, 3.14
	fmt.Println(größe, _x1, π)
}
