// run

package main

import (
	"context"
	"fmt"
	"time"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	var none context.Context
	try(func() { context.WithCancel(none) })
	try(func() { context.WithTimeout(none, time.Second) })
	try(func() { context.WithDeadline(none, time.Now()) })
	try(func() { context.WithValue(none, "k", 1) })
	try(func() { context.WithValue(context.Background(), nil, 1) })
	try(func() { context.WithValue(context.Background(), []int{1}, 1) })
}
