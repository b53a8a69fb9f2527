package sync

// A Pool is a set of temporary objects. What is in it may vanish at any time; two collections after an object was put
// it is gone. It must not be copied after first use.
type Pool struct {
	spare any   // in the pool as well, so that one object that comes and goes costs little
	items []any
	old   []any  // survivors of one collection
	epoch uint32 // the collection count when items was last looked at

	// New makes a value for Get when the pool is empty; without it Get returns nil.
	New func() any
}

// gcCount returns how many collections there have been.
func gcCount() uint32

// age drops what has been through two collections; now is their count.
func (p *Pool) age(now uint32) {
	p.old = nil
	if now == p.epoch+1 {
		p.old = p.items
		if p.spare != nil {
			p.old = append(p.old, p.spare)
		}
	}
	p.spare, p.items = nil, nil
	p.epoch = now
}

// Put adds x to the pool; nil is ignored.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	if now := gcCount(); now != p.epoch {
		p.age(now)
	}
	if raceEnabled {
		poolItem := &pooled{x}
		raceReleaseMerge(poolItem)
		x = poolItem
	}
	if p.spare == nil {
		p.spare = x
		return
	}
	p.items = append(p.items, x)
}

// In race mode a value travels with a clock of its own.
type pooled struct{ value any }

// Get takes an arbitrary object out of the pool, or calls New.
func (p *Pool) Get() any {
	if now := gcCount(); now != p.epoch {
		p.age(now)
	}
	x := p.spare
	p.spare = nil
	if x == nil {
		if x = takeLast(&p.items); x == nil {
			x = takeLast(&p.old)
		}
	}
	if x == nil {
		if p.New == nil {
			return nil
		}
		return p.New()
	}
	if raceEnabled {
		item := x.(*pooled)
		raceAcquire(item)
		return item.value
	}
	return x
}

// takeLast removes the last object, and returns nil if there is none.
func takeLast(items *[]any) any {
	n := len(*items)
	if n == 0 {
		return nil
	}
	x := (*items)[n-1]
	(*items)[n-1] = nil
	*items = (*items)[:n-1]
	return x
}
