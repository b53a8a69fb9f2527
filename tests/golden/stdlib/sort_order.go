// run

package main

import (
	"fmt"
	"math"
	"sort"
)

type person struct {
	name string
	age  int
}

type byAge []person

func (b byAge) Len() int           { return len(b) }
func (b byAge) Less(i, j int) bool { return b[i].age < b[j].age }
func (b byAge) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	// Many ties: the order of equal elements shows that the algorithm is the same.
	for _, n := range []int{0, 1, 2, 5, 12, 13, 40, 100, 1000} {
		for _, kind := range []int{0, 1, 2, 3, 4} {
			people := make([]person, n)
			x := uint32(n*7 + kind)
			for i := range people {
				x = x*1664525 + 1013904223
				age := int(x>>16) % 10
				switch kind {
				case 1:
					age = i / 3
				case 2:
					age = (n - i) / 3
				case 3:
					age = i % 7
				case 4:
					age = 5
				}
				people[i] = person{fmt.Sprint("p", i), age}
			}
			sum := func(p []person) (h uint32) {
				for _, e := range p {
					for _, c := range e.name {
						h = h*31 + uint32(c)
					}
				}
				return h
			}
			a := append([]person(nil), people...)
			sort.Sort(byAge(a))
			b := append([]person(nil), people...)
			sort.Slice(b, func(i, j int) bool { return b[i].age < b[j].age })
			c := append([]person(nil), people...)
			sort.Stable(byAge(c))
			d := append([]person(nil), people...)
			sort.SliceStable(d, func(i, j int) bool { return d[i].age < d[j].age })
			e := append([]person(nil), people...)
			sort.Sort(sort.Reverse(byAge(e)))
			fmt.Println(n, kind, sum(a), sum(b), sum(c), sum(d), sum(e), sort.IsSorted(byAge(a)), sort.SliceIsSorted(b, func(i, j int) bool { return b[i].age < b[j].age }))
		}
	}
	ints := []int{3, 1, 2, -5, 1 << 40}
	sort.Ints(ints)
	floats := []float64{2, math.NaN(), -1, math.Inf(1), math.NaN(), math.Inf(-1)}
	sort.Float64s(floats)
	strs := []string{"b", "", "abc", "ab", "B"}
	sort.Strings(strs)
	fmt.Println(ints, floats, strs, sort.IntsAreSorted(ints), sort.Float64sAreSorted(floats), sort.StringsAreSorted([]string{"b", "a"}))
	fmt.Println(sort.SearchInts(ints, 2), sort.SearchInts(ints, 100), sort.SearchStrings(strs, "ab"), sort.SearchFloat64s([]float64{1, 2, 3}, 2.5))
	fmt.Println(sort.Search(100, func(i int) bool { return i*i >= 50 }))
	i, found := sort.Find(5, func(i int) int { return 3 - i })
	fmt.Println(i, found)
	rs := sort.Reverse(sort.IntSlice(ints))
	sort.Sort(rs)
	fmt.Println(ints, sort.IntSlice(ints).Search(3))
	sort.StringSlice(strs).Sort()
	sort.Float64Slice(floats).Sort()
	fmt.Println(strs)
	sort.Slice([]int(nil), nil)
}
