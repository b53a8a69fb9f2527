//go:build !race

package sync

// Without race mode every use of these is removed when it is compiled.
const raceEnabled = false

func raceAcquire[T any](*T)      {}
func raceRelease[T any](*T)      {}
func raceReleaseMerge[T any](*T) {}
func raceUse[T any](*T)          {}
func raceMisuseAdd(*uint32)      {}
func raceMisuseWait(*WaitGroup)  {}
func raceDone(*int64)            {}
