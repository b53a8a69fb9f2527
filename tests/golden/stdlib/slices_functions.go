// run

package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

type num int

func main() {
	s := []int{3, 1, 4, 1, 5, 9, 2, 6}
	c := slices.Clone(s)
	slices.Sort(c)
	fmt.Println(c, slices.IsSorted(c), slices.IsSorted(s), slices.Max(s), slices.Min(s))
	i, ok := slices.BinarySearch(c, 5)
	fmt.Println(i, ok)
	i, ok = slices.BinarySearchFunc(c, 7, func(e, t int) int { return e - t })
	fmt.Println(i, ok)
	n := []num{3, 2, 1}
	slices.Sort(n)
	f := []float32{2, float32(math.NaN()), -1}
	slices.Sort(f)
	str := []string{"b", "a", "c"}
	slices.Sort(str)
	u8 := []uint8{200, 3, 100}
	slices.Sort(u8)
	fmt.Println(n, f, str, u8)
	slices.SortFunc(str, func(a, b string) int { return strings.Compare(b, a) })
	type pair struct{ a, b int }
	ps := []pair{}
	for i := range 100 {
		ps = append(ps, pair{i * 37 % 10, i})
	}
	slices.SortStableFunc(ps, func(x, y pair) int { return cmp.Compare(x.a, y.a) })
	stable := true
	for i := 1; i < len(ps); i++ {
		if ps[i-1].a > ps[i].a || ps[i-1].a == ps[i].a && ps[i-1].b > ps[i].b {
			stable = false
		}
	}
	fmt.Println(str, stable, slices.IsSortedFunc(str, func(a, b string) int { return cmp.Compare(b, a) }))
	fmt.Println(slices.MinFunc(ps, func(x, y pair) int { return x.b - y.b }), slices.MaxFunc(ps, func(x, y pair) int { return x.b - y.b }))

	fmt.Println(slices.Equal(s, s), slices.Equal(s, c), slices.EqualFunc(s, s, func(a, b int) bool { return a == b }), slices.Compare(s, c), slices.Compare(s[:2], s), slices.CompareFunc(s, s, func(a, b int) int { return a - b }))
	fmt.Println(slices.Index(s, 4), slices.Index(s, 7), slices.IndexFunc(s, func(x int) bool { return x > 4 }), slices.Contains(s, 9), slices.ContainsFunc(s, func(x int) bool { return x < 0 }))
	x := slices.Insert([]int{1, 2, 3}, 1, 10, 11)
	fmt.Println(x, slices.Insert(x, 0, x...), slices.Insert(x, len(x), 7), slices.Insert(x, 2))
	big := make([]int, 3, 20)
	fmt.Println(slices.Insert(big, 1, big[:2]...), slices.Insert(big, 1, 5))
	x = slices.Delete([]int{0, 1, 2, 3, 4}, 1, 3)
	fmt.Println(x, x[:5], slices.DeleteFunc([]int{1, 2, 3, 4}, func(x int) bool { return x%2 == 0 }))
	fmt.Println(slices.Replace([]int{0, 1, 2, 3}, 1, 3, 9), slices.Replace([]int{0, 1, 2, 3}, 1, 2, 7, 8, 9), slices.Replace([]int{0, 1}, 1, 1, 5), slices.Replace([]int{0, 1, 2}, 1, 3))
	fmt.Println(slices.Compact([]int{1, 1, 2, 2, 2, 3, 1}), slices.CompactFunc([]string{"a", "A", "b"}, strings.EqualFold))
	g := slices.Grow([]int{1}, 10)
	fmt.Println(len(g), cap(g) >= 11, cap(slices.Clip(g)), slices.Concat([]int{1}, nil, []int{2, 3}), slices.Repeat([]int{1, 2}, 3))
	r := []int{1, 2, 3, 4}
	slices.Reverse(r)
	fmt.Println(r)
	for i, v := range slices.All(r) {
		fmt.Print(i, v, " ")
	}
	for i, v := range slices.Backward(r) {
		if i == 1 {
			break
		}
		fmt.Print(i, v, " ")
	}
	for ch := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(ch, cap(ch), " ")
	}
	fmt.Println(slices.Collect(slices.Values(r)), slices.AppendSeq([]int{0}, slices.Values(r)))
	m := map[string]int{"x": 1, "y": 2, "z": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)), slices.SortedFunc(maps.Keys(m), func(a, b string) int { return cmp.Compare(b, a) }), slices.SortedStableFunc(maps.Values(m), cmp.Compare[int]))
	for _, f := range []func(){
		func() { slices.Min([]int{}) }, func() { slices.Max([]int{}) }, func() { slices.Grow([]int{}, -1) }, func() { slices.Chunk([]int{}, 0) }, func() { slices.Repeat([]int{1}, -1) },
		func() { slices.Insert([]int{1}, 2, 1) }, func() { slices.Delete([]int{1}, 0, 2) }, func() { slices.MinFunc([]int{}, cmp.Compare[int]) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}

	m2 := maps.Clone(m)
	m2["x"] = 5
	fmt.Println(maps.Equal(m, m2), maps.EqualFunc(m, m2, func(a, b int) bool { return a > 0 && b > 0 }), maps.Clone(map[int]int(nil)) == nil)
	maps.Copy(m2, map[string]int{"w": 0})
	maps.DeleteFunc(m2, func(k string, v int) bool { return v > 2 })
	fmt.Println(m2)
	maps.Insert(m2, maps.All(m))
	fmt.Println(m2, maps.Collect(slices.All([]string{"a", "b"})))

	fmt.Println(cmp.Compare(1, 2), cmp.Compare("b", "a"), cmp.Compare(math.NaN(), 1), cmp.Compare(1, math.NaN()), cmp.Compare(math.NaN(), math.NaN()), cmp.Less(math.NaN(), 1), cmp.Less(1, 2), cmp.Or(0, 0, 3, 4), cmp.Or("", "x"), cmp.Or[int]())
}
