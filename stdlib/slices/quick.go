package slices

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
func pdq[E any](data []E, a, b, limit int, cmp func(a, b E) int) {
	balanced, partitioned := true, true
	for {
		n := b - a
		if n <= 12 {
			insertionSort(data, a, b, cmp)
			return
		}
		if limit == 0 {
			heapSort(data, a, b, cmp)
			return
		}
		if !balanced {
			scatter(data, a, b, cmp)
			limit--
		}

		pivot, swaps := choosePivot(data, a, b, cmp)
		if swaps == maxPivotSwaps {
			// Everything was the wrong way round: the range is probably descending.
			for i, j := a, b-1; i < j; i, j = i+1, j-1 {
				data[i], data[j] = data[j], data[i]
			}
			pivot = (b - 1) - (pivot - a)
			swaps = 0
		}
		if balanced && partitioned && swaps == 0 && finishSorted(data, a, b, cmp) {
			return
		}

		// If the pivot equals the element before the range, which is the least possible one, the elements equal to it are
		// in place once they are moved to the front.
		if a > 0 && cmp(data[a-1], data[pivot]) >= 0 {
			a = partitionEqual(data, a, b, pivot, cmp)
			continue
		}

		mid, already := partition(data, a, b, pivot, cmp)
		partitioned = already
		if left, right := mid-a, b-mid; left < right {
			balanced = left >= n/8
			pdq(data, a, mid, limit, cmp)
			a = mid + 1
		} else {
			balanced = right >= n/8
			pdq(data, mid+1, b, limit, cmp)
			b = mid
		}
	}
}

func insertionSort[E any](data []E, a, b int, cmp func(a, b E) int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && cmp(data[j], data[j-1]) < 0; j-- {
			data[j], data[j-1] = data[j-1], data[j]
		}
	}
}

func heapSort[E any](data []E, a, b int, cmp func(a, b E) int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		siftDown(data, i, n, a, cmp)
	}
	for i := n - 1; i >= 0; i-- {
		data[a], data[a+i] = data[a+i], data[a]
		siftDown(data, 0, i, a, cmp)
	}
}

// siftDown restores the heap property of the heap of n elements that starts at first, where only root may violate it.
func siftDown[E any](data []E, root, n, first int, cmp func(a, b E) int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && cmp(data[first+child], data[first+child+1]) < 0 {
			child++
		}
		if cmp(data[first+root], data[first+child]) >= 0 {
			return
		}
		data[first+root], data[first+child] = data[first+child], data[first+root]
		root = child
	}
}

// scatter swaps three elements about the middle with others, to break patterns that lead to bad pivots.
func scatter[E any](data []E, a, b int, cmp func(a, b E) int) {
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
		data[at+i], data[a+other] = data[a+other], data[at-1+i]
	}
}

// choosePivot returns the index of a pivot for data[a:b], n = b-a >= 8, and how many exchanges it took to order the
// candidates: 0 if they were ascending, maxPivotSwaps if they were descending.
func choosePivot[E any](data []E, a, b int, cmp func(a, b E) int) (pivot, swaps int) {
	n := b - a
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 50 {
		// Take the medians of neighbours first.
		i, swaps = median(data, i-1, i, i+1, swaps, cmp)
		j, swaps = median(data, j-1, j, j+1, swaps, cmp)
		k, swaps = median(data, k-1, k, k+1, swaps, cmp)
	}
	return median(data, i, j, k, swaps, cmp)
}

// median returns which of a, b and c is the index of their median, and swaps plus the number of exchanges.
func median[E any](data []E, a, b, c, swaps int, cmp func(a, b E) int) (int, int) {
	if cmp(data[b], data[a]) < 0 {
		swaps++
		a, b = b, a
	}
	if cmp(data[c], data[b]) < 0 {
		swaps++
		b, c = c, b
	}
	if cmp(data[b], data[a]) < 0 {
		swaps++
		a, b = b, a
	}
	return b, swaps
}

// finishSorted tries to sort a range that seems to be almost sorted and reports whether it is sorted now.
func finishSorted[E any](data []E, a, b int, cmp func(a, b E) int) bool {
	i := a + 1
	for step := 0; step < 5; step++ {
		for i < b && cmp(data[i], data[i-1]) >= 0 {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		// Exchange the two that are out of order, then move each to its place.
		data[i], data[i-1] = data[i-1], data[i]
		if i-a >= 2 {
			for j := i - 1; j >= 1 && cmp(data[j], data[j-1]) < 0; j-- {
				data[j], data[j-1] = data[j-1], data[j]
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && cmp(data[j], data[j-1]) < 0; j++ {
				data[j], data[j-1] = data[j-1], data[j]
			}
		}
	}
	return false
}

// partition moves the elements less than the pivot before it and the others behind it. It returns the new index of the
// pivot and whether nothing else had to move.
func partition[E any](data []E, a, b, pivot int, cmp func(a, b E) int) (mid int, already bool) {
	data[a], data[pivot] = data[pivot], data[a]
	i, j := a+1, b-1
	already = true
	for {
		for i <= j && cmp(data[i], data[a]) < 0 {
			i++
		}
		for i <= j && cmp(data[j], data[a]) >= 0 {
			j--
		}
		if i > j {
			break
		}
		data[i], data[j] = data[j], data[i]
		already = false
		i++
		j--
	}
	data[j], data[a] = data[a], data[j]
	return j, already
}

// partitionEqual moves the elements equal to the pivot to the front, given that none is less, and returns where the greater
// ones begin.
func partitionEqual[E any](data []E, a, b, pivot int, cmp func(a, b E) int) int {
	data[a], data[pivot] = data[pivot], data[a]
	i, j := a+1, b-1
	for {
		for i <= j && cmp(data[a], data[i]) >= 0 {
			i++
		}
		for i <= j && cmp(data[a], data[j]) < 0 {
			j--
		}
		if i > j {
			return i
		}
		data[i], data[j] = data[j], data[i]
		i++
		j--
	}
}
