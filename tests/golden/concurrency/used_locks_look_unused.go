// run

// A lock that was used and is free looks like a new one: printed, compared, as a key, and to reflection.
package main

import (
	"fmt"
	"reflect"
	"runtime"
	"sync"
)

type counter struct {
	mu sync.Mutex
	n  int
}

type table struct {
	mu   sync.RWMutex
	once sync.Once
	wg   sync.WaitGroup
}

func use(c *counter) {
	c.mu.Lock()
	runtime.Gosched()
	c.mu.Unlock()
}

func main() {
	a, b := &counter{}, &counter{}
	use(a)
	fmt.Println(*a == *b, reflect.DeepEqual(a, b), any(*a) == any(*b), [1]counter{*a} == [1]counter{*b})
	fmt.Printf("%v\n%+v\n", a, a)
	keys := map[counter]string{*b: "new"}
	fmt.Println(keys[*a])

	t := &table{}
	t.mu.RLock()
	t.mu.RUnlock()
	t.mu.Lock()
	t.mu.Unlock()
	t.wg.Add(1)
	t.wg.Done()
	fmt.Println(reflect.DeepEqual(t, &table{}))
	fmt.Printf("%v\n%+v\n", t, t)

	for _, v := range []any{sync.Mutex{}, sync.RWMutex{}, sync.Once{}, sync.WaitGroup{}} {
		typ := reflect.TypeOf(v)
		for i := 0; i < typ.NumField(); i++ {
			fmt.Print(typ, ".", typ.Field(i).Name, " ")
		}
		fmt.Println()
	}
	a.mu.Lock()
	fmt.Println(*a == *b, reflect.DeepEqual(a, b))
}
