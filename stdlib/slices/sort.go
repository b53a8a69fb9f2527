package slices

import (
	"cmp"
	"internal/race"
)

// sortOrdered sorts a slice whose elements are of an ordered type, NaNs first.
func sortOrdered(slice any)

// Sort sorts x in ascending order, NaNs first.
func Sort[S ~[]E, E cmp.Ordered](x S) {
	if len(x) > 1 {
		if race.Enabled {
			race.WriteRange([]E(x))
		}
		sortOrdered([]E(x))
	}
}

// SortFunc sorts x in the order of cmp, which returns a negative number if a < b, a positive one if a > b, else zero. The sort
// is not stable.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	pdq([]E(x), 0, len(x), bitLen(uint(len(x))), cmp)
}

// SortStableFunc is like SortFunc but keeps equal elements in their order.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	const block = 16
	n := len(x)
	for a := 0; a < n; a += block {
		b := a + block
		if b > n {
			b = n
		}
		for i := a + 1; i < b; i++ {
			e := x[i]
			j := i
			for ; j > a && cmp(e, x[j-1]) < 0; j-- {
				x[j] = x[j-1]
			}
			x[j] = e
		}
	}
	if n <= block {
		return
	}
	temp := make([]E, 0, (n+1)/2+block)
	for size := block; size < n; size *= 2 {
		for a := 0; a+size < n; a += 2 * size {
			b := a + 2*size
			if b > n {
				b = n
			}
			mergeInto(x[a:b], size, temp, cmp)
		}
	}
}

// mergeInto merges the sorted x[:m] and x[m:], with temp for storage.
func mergeInto[E any](x []E, m int, temp []E, cmp func(a, b E) int) {
	if cmp(x[m], x[m-1]) >= 0 {
		return
	}
	left := append(temp[:0], x[:m]...)
	i, j, k := 0, m, 0
	for i < len(left) && j < len(x) {
		if cmp(x[j], left[i]) < 0 {
			x[k] = x[j]
			j++
		} else {
			x[k] = left[i]
			i++
		}
		k++
	}
	copy(x[k:], left[i:])
}

// IsSorted reports whether x is sorted in ascending order, NaNs first.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

// IsSortedFunc reports whether x is sorted in the order of cmp.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

// Min returns the least value in x, or NaN if there is a NaN. It panics if x is empty.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Min: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		m = min(m, v)
	}
	return m
}

// MinFunc returns the first of the least values in x in the order of cmp. It panics if x is empty.
func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MinFunc: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		if cmp(x[i], m) < 0 {
			m = x[i]
		}
	}
	return m
}

// Max returns the greatest value in x, or NaN if there is a NaN. It panics if x is empty.
func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Max: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		m = max(m, v)
	}
	return m
}

// MaxFunc returns the first of the greatest values in x in the order of cmp. It panics if x is empty.
func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MaxFunc: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		if cmp(x[i], m) > 0 {
			m = x[i]
		}
	}
	return m
}

// BinarySearch returns where target is in the sorted x, or where it would be inserted, and whether it is there.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	i, j := 0, len(x)
	for i < j {
		h := int(uint(i+j) >> 1)
		if cmp.Less(x[h], target) {
			i = h + 1
		} else {
			j = h
		}
	}
	return i, i < len(x) && (x[i] == target || x[i] != x[i] && target != target)
}

// BinarySearchFunc is like BinarySearch for a slice sorted in the order of cmp.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	i, j := 0, len(x)
	for i < j {
		h := int(uint(i+j) >> 1)
		if cmp(x[h], target) < 0 {
			i = h + 1
		} else {
			j = h
		}
	}
	return i, i < len(x) && cmp(x[i], target) == 0
}
