package sync

// A Pool is a set of temporary objects. What is in it may vanish at any time; two collections after an object was put
// it is gone. It must not be copied after first use.
type Pool struct {
	items []any
	old   []any  // survivors of one collection
	epoch uint32 // the collection count when items was last looked at

	// New makes a value for Get when the pool is empty; without it Get returns nil.
	New func() any
}

// gcCount returns how many collections there have been.
func gcCount() uint32

func (p *Pool) age() {
	now := gcCount()
	if now == p.epoch {
		return
	}
	if now == p.epoch+1 {
		p.old = p.items
	} else {
		p.old = nil
	}
	p.items = nil
	p.epoch = now
}

// Put adds x to the pool; nil is ignored.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.age()
	if raceEnabled {
		poolItem := &pooled{x}
		raceReleaseMerge(poolItem)
		x = poolItem
	}
	p.items = append(p.items, x)
}

// In race mode a value travels with a clock of its own.
type pooled struct{ value any }

// Get takes an arbitrary object out of the pool, or calls New.
func (p *Pool) Get() any {
	p.age()
	var x any
	if n := len(p.items); n > 0 {
		x = p.items[n-1]
		p.items[n-1] = nil
		p.items = p.items[:n-1]
	} else if n := len(p.old); n > 0 {
		x = p.old[n-1]
		p.old[n-1] = nil
		p.old = p.old[:n-1]
	} else if p.New != nil {
		return p.New()
	} else {
		return nil
	}
	if raceEnabled {
		item := x.(*pooled)
		raceAcquire(item)
		return item.value
	}
	return x
}
