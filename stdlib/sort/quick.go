package sort

// maxPivotSwaps is how many exchanges choosePivot needs for candidates that are all in descending order.
const maxPivotSwaps = 4 * 3

func bitLen(x uint) int {
	n := 0
	for ; x != 0; x >>= 1 {
		n++
	}
	return n
}

// pdq sorts data[a:b] with pattern-defeating quicksort. After limit unbalanced partitions it falls back to heapsort.
func pdq(data Interface, a, b, limit int) {
	balanced, partitioned := true, true
	for {
		n := b - a
		if n <= 12 {
			insertionSort(data, a, b)
			return
		}
		if limit == 0 {
			heapSort(data, a, b)
			return
		}
		if !balanced {
			scatter(data, a, b)
			limit--
		}

		pivot, swaps := choosePivot(data, a, b)
		if swaps == maxPivotSwaps {
			// Everything was the wrong way round: the range is probably descending.
			for i, j := a, b-1; i < j; i, j = i+1, j-1 {
				data.Swap(i, j)
			}
			pivot = (b - 1) - (pivot - a)
			swaps = 0
		}
		if balanced && partitioned && swaps == 0 && finishSorted(data, a, b) {
			return
		}

		// If the pivot equals the element before the range, which is the least possible one, the elements equal to it are
		// in place once they are moved to the front.
		if a > 0 && !data.Less(a-1, pivot) {
			a = partitionEqual(data, a, b, pivot)
			continue
		}

		mid, already := partition(data, a, b, pivot)
		partitioned = already
		if left, right := mid-a, b-mid; left < right {
			balanced = left >= n/8
			pdq(data, a, mid, limit)
			a = mid + 1
		} else {
			balanced = right >= n/8
			pdq(data, mid+1, b, limit)
			b = mid
		}
	}
}

func insertionSort(data Interface, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

func heapSort(data Interface, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		siftDown(data, i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		data.Swap(a, a+i)
		siftDown(data, 0, i, a)
	}
}

// siftDown restores the heap property of the heap of n elements that starts at first, where only root may violate it.
func siftDown(data Interface, root, n, first int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && data.Less(first+child, first+child+1) {
			child++
		}
		if !data.Less(first+root, first+child) {
			return
		}
		data.Swap(first+root, first+child)
		root = child
	}
}

// scatter swaps three elements about the middle with others, to break patterns that lead to bad pivots.
func scatter(data Interface, a, b int) {
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
		data.Swap(at+i, a+other)
	}
}

// choosePivot returns the index of a pivot for data[a:b], n = b-a >= 8, and how many exchanges it took to order the
// candidates: 0 if they were ascending, maxPivotSwaps if they were descending.
func choosePivot(data Interface, a, b int) (pivot, swaps int) {
	n := b - a
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 50 {
		// Take the medians of neighbours first.
		i, swaps = median(data, i-1, i, i+1, swaps)
		j, swaps = median(data, j-1, j, j+1, swaps)
		k, swaps = median(data, k-1, k, k+1, swaps)
	}
	return median(data, i, j, k, swaps)
}

// median returns which of a, b and c is the index of their median, and swaps plus the number of exchanges.
func median(data Interface, a, b, c, swaps int) (int, int) {
	if data.Less(b, a) {
		swaps++
		a, b = b, a
	}
	if data.Less(c, b) {
		swaps++
		b, c = c, b
	}
	if data.Less(b, a) {
		swaps++
		a, b = b, a
	}
	return b, swaps
}

// finishSorted tries to sort a range that seems to be almost sorted and reports whether it is sorted now.
func finishSorted(data Interface, a, b int) bool {
	i := a + 1
	for step := 0; step < 5; step++ {
		for i < b && !data.Less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		// Exchange the two that are out of order, then move each to its place.
		data.Swap(i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && data.Less(j, j-1); j-- {
				data.Swap(j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && data.Less(j, j-1); j++ {
				data.Swap(j, j-1)
			}
		}
	}
	return false
}

// partition moves the elements less than the pivot before it and the others behind it. It returns the new index of the
// pivot and whether nothing else had to move.
func partition(data Interface, a, b, pivot int) (mid int, already bool) {
	data.Swap(a, pivot)
	i, j := a+1, b-1
	already = true
	for {
		for i <= j && data.Less(i, a) {
			i++
		}
		for i <= j && !data.Less(j, a) {
			j--
		}
		if i > j {
			break
		}
		data.Swap(i, j)
		already = false
		i++
		j--
	}
	data.Swap(j, a)
	return j, already
}

// partitionEqual moves the elements equal to the pivot to the front, given that none is less, and returns where the greater
// ones begin.
func partitionEqual(data Interface, a, b, pivot int) int {
	data.Swap(a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !data.Less(a, i) {
			i++
		}
		for i <= j && data.Less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		data.Swap(i, j)
		i++
		j--
	}
}
