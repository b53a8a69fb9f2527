// run

// A quotient is corrected to infinities and zeros only where both parts are NaN.
package main

import (
	"fmt"
	"math"
)

func main() {
	inf, nan := math.Inf(1), math.NaN()
	for _, x := range []complex128{complex(0, inf), complex(inf, -inf), complex(inf, 1), 1 + 2i, complex(nan, 1)} {
		for _, y := range []complex128{complex(1e30, 1e-300), complex(1e-300, 1e30), 0, complex(inf, 1), 2 - 1i, complex(nan, 0)} {
			fmt.Println(x, y, x/y, complex64(x)/complex64(y))
		}
	}
}
