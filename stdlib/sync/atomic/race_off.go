//go:build !race

package atomic

// Without race mode every use of these is removed when it is compiled.
const raceEnabled = false

func raceLoad[T any](*T)   {}
func raceStore[T any](*T)  {}
func raceUpdate[T any](*T) {}
