// norace

// Row "iter.Pull": next/stop <-> body at each switch.
package main

import "iter"

func main() {
	x := 0
	next, stop := iter.Pull(func(yield func(int) bool) {
		for i := 0; i < 3; i++ {
			x++
			if !yield(i) {
				break
			}
		}
		x++
	})
	x++
	next()
	x++
	next()
	x++
	stop()
	x++
}
