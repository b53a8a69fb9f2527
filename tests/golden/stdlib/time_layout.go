// run

// A Time that is printed as a plain struct shows the fields of Go's, and readings of both clocks add up.
package main

import (
	"fmt"
	"time"
	"unsafe"
)

type task struct {
	name    string
	created time.Time
	done    *time.Time
}

func main() {
	fmt.Println(task{name: "a"}, unsafe.Sizeof(time.Time{}))
	fmt.Printf("%v %+v\n", task{"b", time.Date(2020, 1, 2, 3, 4, 5, 6, time.UTC), nil}, task{created: time.Unix(0, 5).UTC()})
	now := time.Now()
	for _, d := range []time.Duration{0, 1, -1, time.Hour, -time.Hour * 24 * 365 * 140, time.Hour * 24 * 365 * 250} {
		u := now.Add(d)
		fmt.Println(u.Sub(now) == d, now.Sub(u) == -d, u.Equal(now) == (d == 0), u.Before(now) == (d < 0), u.Round(0).Sub(now.Round(0)) == d, u.UnixNano()-now.UnixNano() == int64(d) || d > 1e18 || d < -1e18)
	}
	fmt.Println(now.Round(0) == now, now.Round(0).Equal(now), now.In(time.UTC).Equal(now), now.UTC() == now.Round(0).UTC(), now.Add(5) == now.Add(2).Add(3))
	var z time.Time
	fmt.Println(z.IsZero(), z.Add(1).IsZero(), z, z.Unix(), now.Year() > 2000, z.UTC() == z, z.Local().Equal(z))
	b, _ := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).MarshalBinary()
	fmt.Println(b, time.Date(-5, 1, 1, 0, 0, 0, 9, time.UTC), time.Date(300000, 1, 1, 0, 0, 0, 0, time.UTC))
}
