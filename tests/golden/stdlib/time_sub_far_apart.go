// run

package main

import (
	"fmt"
	"time"
)

// A difference is saturated only where a Duration cannot hold it.
func main() {
	at := func(year int) time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }
	for _, years := range [][2]int{{2290, 2000}, {2000, 2290}, {2292, 2000}, {2293, 2000}, {2000, 2293}, {1, 9999}} {
		fmt.Println(years, at(years[0]).Sub(at(years[1])))
	}
	max := at(2000).Add(1<<63 - 1)
	fmt.Println(max.Sub(at(2000)), max.Add(1).Sub(at(2000)), at(2000).Sub(max), at(2000).Sub(max.Add(1)), at(2000).Sub(max.Add(2)))
}
