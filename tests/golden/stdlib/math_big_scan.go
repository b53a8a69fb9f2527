// run

// Scan reads no further than the number goes; excessive exponents are no numbers, but 0 has any exponent.
package main

import (
	"fmt"
	"math/big"
	"strings"
)

func main() {
	for _, in := range []string{"2+3", "12ab", "0x1fg", "0b12", "-0o178", "+7-", "1_0_x", "--1", "09"} {
		for _, verb := range []string{"%v", "%d", "%x"} {
			r := strings.NewReader(in)
			var x big.Int
			_, err := fmt.Fscanf(r, verb, &x)
			if err == nil {
				fmt.Print(in, " ", verb, " ", &x, " ", r.Len(), "; ")
			} else {
				fmt.Print(in, " ", verb, " error; ")
			}
		}
		fmt.Println()
	}
	for _, in := range []string{"0e9999999999", "1e1000001", "1e-1000001", "0x1p10000001", "1.5e3", "1.25p3", "0x1.8p1"} {
		x, ok := new(big.Rat).SetString(in)
		fmt.Println(in, x, ok)
	}
}
