// Package sort sorts slices and other collections.
package sort

// Interface is what can be sorted: elements that are told apart by an index.
type Interface interface {
	// Len is the number of elements.
	Len() int
	// Less reports whether the element with index i must come before the one with index j.
	Less(i, j int) bool
	// Swap exchanges two elements.
	Swap(i, j int)
}

// Sort sorts data in ascending order as determined by Less. The sort is not stable.
func Sort(data Interface) {
	switch x := data.(type) {
	case IntSlice:
		Ints(x)
		return
	case StringSlice:
		Strings(x)
		return
	case Float64Slice:
		Float64s(x)
		return
	}
	n := data.Len()
	if n <= 1 {
		return
	}
	pdq(data, 0, n, bitLen(uint(n)))
}

// Stable sorts data in ascending order as determined by Less and keeps equal elements in their order.
func Stable(data Interface) { stable(data, data.Len()) }

// IsSorted reports whether data is sorted.
func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

type reverse struct {
	Interface
}

func (r reverse) Less(i, j int) bool { return r.Interface.Less(j, i) }

// Reverse returns data with the reverse order.
func Reverse(data Interface) Interface { return &reverse{data} }

// IntSlice attaches the methods of Interface to []int.
type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort is Sort(x).
func (x IntSlice) Sort() { Ints(x) }

// Search is SearchInts(p, x).
func (p IntSlice) Search(x int) int { return SearchInts(p, x) }

// Float64Slice attaches the methods of Interface to []float64. NaNs come before other values.
type Float64Slice []float64

func (x Float64Slice) Len() int           { return len(x) }
func (x Float64Slice) Less(i, j int) bool { return x[i] < x[j] || x[i] != x[i] && x[j] == x[j] }
func (x Float64Slice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort is Sort(x).
func (x Float64Slice) Sort() { Float64s(x) }

// Search is SearchFloat64s(p, x).
func (p Float64Slice) Search(x float64) int { return SearchFloat64s(p, x) }

// StringSlice attaches the methods of Interface to []string.
type StringSlice []string

func (x StringSlice) Len() int           { return len(x) }
func (x StringSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort is Sort(x).
func (x StringSlice) Sort() { Strings(x) }

// Search is SearchStrings(p, x).
func (p StringSlice) Search(x string) int { return SearchStrings(p, x) }

// Ints sorts x in ascending order.
func Ints(x []int)

// Float64s sorts x in ascending order, NaNs first.
func Float64s(x []float64)

// Strings sorts x in ascending order.
func Strings(x []string)

// IntsAreSorted reports whether x is sorted.
func IntsAreSorted(x []int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if x[i] < x[i-1] {
			return false
		}
	}
	return true
}

// Float64sAreSorted reports whether x is sorted, NaNs first.
func Float64sAreSorted(x []float64) bool { return IsSorted(Float64Slice(x)) }

// StringsAreSorted reports whether x is sorted.
func StringsAreSorted(x []string) bool {
	for i := len(x) - 1; i > 0; i-- {
		if x[i] < x[i-1] {
			return false
		}
	}
	return true
}

// Search returns the smallest i in [0, n) for which f(i) is true, or n if there is none, given that f is false for some,
// perhaps empty, start of the range and true for the rest.
func Search(n int, f func(int) bool) int {
	i, j := 0, n
	for i < j {
		h := int(uint(i+j) >> 1)
		if !f(h) {
			i = h + 1
		} else {
			j = h
		}
	}
	return i
}

// Find returns the smallest i in [0, n) for which cmp(i) <= 0, or n if there is none, and whether cmp(i) == 0. cmp must be
// positive for some start of the range, then 0, then negative.
func Find(n int, cmp func(int) int) (i int, found bool) {
	i, j := 0, n
	for i < j {
		h := int(uint(i+j) >> 1)
		if cmp(h) > 0 {
			i = h + 1
		} else {
			j = h
		}
	}
	return i, i < n && cmp(i) == 0
}

// SearchInts returns the index of x in the sorted a, or where it would be inserted.
func SearchInts(a []int, x int) int {
	i, j := 0, len(a)
	for i < j {
		h := int(uint(i+j) >> 1)
		if a[h] < x {
			i = h + 1
		} else {
			j = h
		}
	}
	return i
}

// SearchFloat64s returns the index of x in the sorted a, or where it would be inserted.
func SearchFloat64s(a []float64, x float64) int {
	i, j := 0, len(a)
	for i < j {
		h := int(uint(i+j) >> 1)
		if a[h] < x {
			i = h + 1
		} else {
			j = h
		}
	}
	return i
}

// SearchStrings returns the index of x in the sorted a, or where it would be inserted.
func SearchStrings(a []string, x string) int {
	i, j := 0, len(a)
	for i < j {
		h := int(uint(i+j) >> 1)
		if a[h] < x {
			i = h + 1
		} else {
			j = h
		}
	}
	return i
}
