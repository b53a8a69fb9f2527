// run

// The logger is made by a function that calls methods of another package, which nothing else here needs.
package main

import "log"

func main() { println(log.Default() != nil) }
