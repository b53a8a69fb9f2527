// run

// Rounding to more than half of the largest duration, signs in fractions and names like GMT-8.
package main

import (
	"fmt"
	"math"
	"time"
)

func main() {
	const big = time.Duration(math.MaxInt64 - 5)
	for _, d := range []time.Duration{big - 1, big / 2, big/2 + 1, -big + 1, -big / 2} {
		fmt.Print(int64(d.Round(big)), " ")
	}
	fmt.Println()
	fmt.Println(time.Unix(1, 0).UTC().Round(7435029458905025217))
	for _, s := range []string{".-12", ".+12", ".-00", ".123"} {
		t, err := time.Parse("05.000", "59"+s)
		fmt.Println(t.Nanosecond(), err)
	}
	t, err := time.ParseInLocation(time.UnixDate, "Fri Feb  5 05:00:57 GMT-8 2010", time.UTC)
	fmt.Println(t, err)
}
