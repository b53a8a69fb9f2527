// run

// The logger is made by a function that calls methods of another package, which nothing else here needs.
package main

import (
	"fmt"
	"log"
)

func main() { fmt.Println(log.Default() != nil) }
