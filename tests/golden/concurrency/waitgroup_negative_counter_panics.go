// run

package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() { fmt.Println(recover()) }()
	var wg sync.WaitGroup
	wg.Done()
}
