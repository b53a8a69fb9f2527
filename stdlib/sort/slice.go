package sort

// lessSwap is what Slice sorts: a slice of any type. The functions here are those of quick.go and stable.go for it, so that
// the comparison is called directly.
type lessSwap struct {
	slice any
	less  func(i, j int) bool
}

// sliceLen returns the length of a slice; -1 if x is not one.
func sliceLen(x any) int

// swapAt exchanges two elements of a slice.
func swapAt(slice any, i, j int)

func lenOf(x any) int {
	n := sliceLen(x)
	if n < 0 {
		panic("sort: the argument is not a slice")
	}
	return n
}

// Slice sorts the slice x as the given less function says. The sort is not stable. It panics if x is not a slice.
func Slice(x any, less func(i, j int) bool) {
	n := lenOf(x)
	pdqSlice(lessSwap{x, less}, 0, n, bitLen(uint(n)))
}

// SliceStable sorts the slice x as the given less function says and keeps equal elements in their order. It panics if x is
// not a slice.
func SliceStable(x any, less func(i, j int) bool) {
	stableSlice(lessSwap{x, less}, lenOf(x))
}

// SliceIsSorted reports whether the slice x is sorted as the given less function says. It panics if x is not a slice.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	for i := lenOf(x) - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}

// pdqSlice sorts data[a:b] with pattern-defeating quicksort. After limit unbalanced partitions it falls back to heapsort.
func pdqSlice(data lessSwap, a, b, limit int) {
	balanced, partitioned := true, true
	for {
		n := b - a
		if n <= 12 {
			insertionSortSlice(data, a, b)
			return
		}
		if limit == 0 {
			heapSortSlice(data, a, b)
			return
		}
		if !balanced {
			scatterSlice(data, a, b)
			limit--
		}

		pivot, swaps := choosePivotSlice(data, a, b)
		if swaps == maxPivotSwaps {
			// Everything was the wrong way round: the range is probably descending.
			for i, j := a, b-1; i < j; i, j = i+1, j-1 {
				swapAt(data.slice, i, j)
			}
			pivot = (b - 1) - (pivot - a)
			swaps = 0
		}
		if balanced && partitioned && swaps == 0 && finishSortedSlice(data, a, b) {
			return
		}

		// If the pivot equals the element before the range, which is the least possible one, the elements equal to it are
		// in place once they are moved to the front.
		if a > 0 && !data.less(a-1, pivot) {
			a = partitionEqualSlice(data, a, b, pivot)
			continue
		}

		mid, already := partitionSlice(data, a, b, pivot)
		partitioned = already
		if left, right := mid-a, b-mid; left < right {
			balanced = left >= n/8
			pdqSlice(data, a, mid, limit)
			a = mid + 1
		} else {
			balanced = right >= n/8
			pdqSlice(data, mid+1, b, limit)
			b = mid
		}
	}
}

func insertionSortSlice(data lessSwap, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && data.less(j, j-1); j-- {
			swapAt(data.slice, j, j-1)
		}
	}
}

func heapSortSlice(data lessSwap, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		siftDownSlice(data, i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		swapAt(data.slice, a, a+i)
		siftDownSlice(data, 0, i, a)
	}
}

// siftDownSlice restores the heap property of the heap of n elements that starts at first, where only root may violate it.
func siftDownSlice(data lessSwap, root, n, first int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && data.less(first+child, first+child+1) {
			child++
		}
		if !data.less(first+root, first+child) {
			return
		}
		swapAt(data.slice, first+root, first+child)
		root = child
	}
}

// scatterSlice swaps three elements about the middle with others, to break patterns that lead to bad pivots.
func scatterSlice(data lessSwap, a, b int) {
	n := b - a
	if n < 8 {
		return
	}
	random := uint64(n)
	mask := uint(1)<<bitLen(uint(n)) - 1
	at := a + (n/4)*2 - 1
	for i := 0; i < 3; i++ {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		other := int(uint(random) & mask)
		if other >= n {
			other -= n
		}
		swapAt(data.slice, at+i, a+other)
	}
}

// choosePivotSlice returns the index of a pivot for data[a:b], n = b-a >= 8, and how many exchanges it took to order the
// candidates: 0 if they were ascending, maxPivotSwaps if they were descending.
func choosePivotSlice(data lessSwap, a, b int) (pivot, swaps int) {
	n := b - a
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 50 {
		// Take the medians of neighbours first.
		i, swaps = medianSlice(data, i-1, i, i+1, swaps)
		j, swaps = medianSlice(data, j-1, j, j+1, swaps)
		k, swaps = medianSlice(data, k-1, k, k+1, swaps)
	}
	return medianSlice(data, i, j, k, swaps)
}

// medianSlice returns which of a, b and c is the index of their median, and swaps plus the number of exchanges.
func medianSlice(data lessSwap, a, b, c, swaps int) (int, int) {
	if data.less(b, a) {
		swaps++
		a, b = b, a
	}
	if data.less(c, b) {
		swaps++
		b, c = c, b
	}
	if data.less(b, a) {
		swaps++
		a, b = b, a
	}
	return b, swaps
}

// finishSortedSlice tries to sort a range that seems to be almost sorted and reports whether it is sorted now.
func finishSortedSlice(data lessSwap, a, b int) bool {
	i := a + 1
	for step := 0; step < 5; step++ {
		for i < b && !data.less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		// Exchange the two that are out of order, then move each to its place.
		swapAt(data.slice, i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && data.less(j, j-1); j-- {
				swapAt(data.slice, j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && data.less(j, j-1); j++ {
				swapAt(data.slice, j, j-1)
			}
		}
	}
	return false
}

// partitionSlice moves the elements less than the pivot before it and the others behind it. It returns the new index of the
// pivot and whether nothing else had to move.
func partitionSlice(data lessSwap, a, b, pivot int) (mid int, already bool) {
	swapAt(data.slice, a, pivot)
	i, j := a+1, b-1
	already = true
	for {
		for i <= j && data.less(i, a) {
			i++
		}
		for i <= j && !data.less(j, a) {
			j--
		}
		if i > j {
			break
		}
		swapAt(data.slice, i, j)
		already = false
		i++
		j--
	}
	swapAt(data.slice, j, a)
	return j, already
}

// partitionEqualSlice moves the elements equal to the pivot to the front, given that none is less, and returns where the greater
// ones begin.
func partitionEqualSlice(data lessSwap, a, b, pivot int) int {
	swapAt(data.slice, a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !data.less(a, i) {
			i++
		}
		for i <= j && data.less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		swapAt(data.slice, i, j)
		i++
		j--
	}
}

// stableSlice sorts data[0:n] stably: insertion sort of short blocks, then merges in place.
func stableSlice(data lessSwap, n int) {
	block := 20
	for a := 0; a < n; a += block {
		b := a + block
		if b > n {
			b = n
		}
		insertionSortSlice(data, a, b)
	}
	for ; block < n; block *= 2 {
		for a := 0; a+block < n; a += 2 * block {
			b := a + 2*block
			if b > n {
				b = n
			}
			mergeSlice(data, a, a+block, b)
		}
	}
}

// mergeSlice merges the sorted data[a:m] and data[m:b] in place: it exchanges the end of the one with the start of the other so
// that both halves can be merged by themselves (SymMerge of Kim and Kutzner).
func mergeSlice(data lessSwap, a, m, b int) {
	if m-a == 1 {
		// Insert the one element of the left side.
		lo, hi := m, b
		for lo < hi {
			h := int(uint(lo+hi) >> 1)
			if data.less(h, a) {
				lo = h + 1
			} else {
				hi = h
			}
		}
		for k := a; k < lo-1; k++ {
			swapAt(data.slice, k, k+1)
		}
		return
	}
	if b-m == 1 {
		// Insert the one element of the right side.
		lo, hi := a, m
		for lo < hi {
			h := int(uint(lo+hi) >> 1)
			if !data.less(m, h) {
				lo = h + 1
			} else {
				hi = h
			}
		}
		for k := m; k > lo; k-- {
			swapAt(data.slice, k, k-1)
		}
		return
	}
	mid := int(uint(a+b) >> 1)
	n := mid + m
	start, r := a, m
	if m > mid {
		start, r = n-b, mid
	}
	for p := n - 1; start < r; {
		c := int(uint(start+r) >> 1)
		if !data.less(p-c, c) {
			start = c + 1
		} else {
			r = c
		}
	}
	end := n - start
	if start < m && m < end {
		rotateSlice(data, start, m, end)
	}
	if a < start && start < mid {
		mergeSlice(data, a, start, mid)
	}
	if mid < end && end < b {
		mergeSlice(data, mid, end, b)
	}
}

// rotateSlice exchanges the adjacent data[a:m] and data[m:b].
func rotateSlice(data lessSwap, a, m, b int) {
	i, j := m-a, b-m
	for i != j {
		if i > j {
			swapRangeSlice(data, m-i, m, j)
			i -= j
		} else {
			swapRangeSlice(data, m-i, m+j-i, i)
			j -= i
		}
	}
	swapRangeSlice(data, m-i, m, i)
}

func swapRangeSlice(data lessSwap, a, b, n int) {
	for i := 0; i < n; i++ {
		swapAt(data.slice, a+i, b+i)
	}
}
