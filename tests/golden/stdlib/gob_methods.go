// run

// Binary forms of times and numbers, as encoding/gob uses them.
package main

import (
	"fmt"
	"math/big"
	"time"
)

func main() {
	for _, t := range []time.Time{
		time.Date(2024, 2, 3, 4, 5, 6, 7, time.UTC), {}, time.Date(1900, 1, 1, 0, 0, 0, 0, time.FixedZone("X", 3600)),
		time.Date(2024, 2, 3, 4, 5, 6, 7, time.FixedZone("Y", -5400-30)),
	} {
		b, err := t.MarshalBinary()
		var back time.Time
		fmt.Println(b, err, back.UnmarshalBinary(b), back.Equal(t), back)
	}
	var t time.Time
	fmt.Println(t.UnmarshalBinary(nil), t.UnmarshalBinary([]byte{9}), t.UnmarshalBinary([]byte{1, 2}))
	_, err := time.Date(2024, 1, 1, 0, 0, 0, 0, time.FixedZone("Z", -60)).GobEncode()
	fmt.Println(err)

	for _, r := range []*big.Rat{big.NewRat(-22, 7), new(big.Rat), big.NewRat(1000, 1)} {
		b, err := r.GobEncode()
		var back big.Rat
		fmt.Println(b, err, back.GobDecode(b), &back)
	}
	var r big.Rat
	fmt.Println(r.GobDecode([]byte{1}), r.GobDecode([]byte{9, 0, 0, 0, 0}), r.GobDecode([]byte{2, 0, 0, 0, 9}))
}
