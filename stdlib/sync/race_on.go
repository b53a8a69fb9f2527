//go:build race

package sync

import "internal/race"

const raceEnabled = true

func raceAcquire[T any](p *T)      { race.Acquire(p) }
func raceRelease[T any](p *T)      { race.Release(p) }
func raceReleaseMerge[T any](p *T) { race.ReleaseMerge(p) }

// raceUse is an access to the lock itself, which conflicts with copying or overwriting it.
func raceUse[T any](p *T) { race.SharedWrite(p) }

// raceDone is raceReleaseMerge for the WaitGroup that holds n. Its one argument keeps the frame of Add so small that
// the first stack of a goroutine has room for it.
func raceDone(n *int64)

// raceMisuseAdd and raceMisuseWait conflict: a WaitGroup's first Add has to be ordered with Wait.
func raceMisuseAdd(sema *uint32)
func raceMisuseWait(wg *WaitGroup) { race.SharedWrite(&wg.sema) }
