// run

package main

import (
	"fmt"
	"math/big"
)

func main() {
	for _, s := range []string{"13e-9223372036854775808", "13e9223372036854775807", "1e-1000001", "0X1.8p0_4", "1e1_0", "1e_1", "1e1_", "1e1__0", "1e-_1", "1e-1_2", "5e", "1_0.2_5e1", "0b1p-3"} {
		x, ok := new(big.Rat).SetString(s)
		fmt.Println(s, x, ok)
	}
	for _, s := range []string{"1/4", "11/20", "-7/2", "3", "0"} {
		x, _ := new(big.Rat).SetString(s)
		fmt.Println(x.FloatString(-1), x.FloatString(0), x.FloatString(3))
	}
}
