//go:build race

package atomic

import "internal/race"

const raceEnabled = true

func raceLoad[T any](p *T)   { race.AtomicLoad(p) }
func raceStore[T any](p *T)  { race.AtomicStore(p) }
func raceUpdate[T any](p *T) { race.AtomicUpdate(p) }
