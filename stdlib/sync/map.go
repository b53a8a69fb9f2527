package sync

// Map is a map[any]any that many goroutines may use at once. The zero value is empty. It must not be copied after
// first use. A write is synchronized before every read that observes it.
type Map struct {
	m map[any]*mapEntry
}

// One per key, so that operations on different keys order nothing.
type mapEntry struct{ value any }

func (e *mapEntry) load() any {
	if raceEnabled {
		raceAcquire(e)
	}
	return e.value
}

func (e *mapEntry) store(value any) {
	if raceEnabled {
		raceReleaseMerge(e)
	}
	e.value = value
}

// Load returns the value of key, and whether there is one.
func (m *Map) Load(key any) (value any, ok bool) {
	if e := m.m[key]; e != nil {
		return e.load(), true
	}
	return nil, false
}

// Store sets the value of key.
func (m *Map) Store(key, value any) { m.Swap(key, value) }

// Clear deletes all entries.
func (m *Map) Clear() { clear(m.m) }

// LoadOrStore returns the value of key if there is one, else it stores value; loaded tells which.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	if e := m.m[key]; e != nil {
		return e.load(), true
	}
	m.insert(key, value)
	return value, false
}

func (m *Map) insert(key, value any) {
	if m.m == nil {
		m.m = make(map[any]*mapEntry)
	}
	e := &mapEntry{}
	m.m[key] = e
	e.store(value)
}

// LoadAndDelete deletes key and returns the value it had.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	e := m.m[key]
	if e == nil {
		return nil, false
	}
	delete(m.m, key)
	return e.load(), true
}

// Delete deletes key.
func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

// Swap sets the value of key and returns the one it had.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	e := m.m[key]
	if e == nil {
		m.insert(key, value)
		return nil, false
	}
	previous = e.value
	if raceEnabled {
		raceAcquire(e)
	}
	e.store(value)
	return previous, true
}

// CompareAndSwap sets the value of key to new if it is old, which must be comparable.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	e := m.m[key]
	if e == nil || e.load() != old {
		return false
	}
	e.store(new)
	return true
}

// CompareAndDelete deletes key if its value is old, which must be comparable.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	e := m.m[key]
	if e == nil || e.load() != old {
		return false
	}
	delete(m.m, key)
	return true
}

// Range calls f for each entry until f returns false. Each key comes at most once; entries that change meanwhile may
// come or not.
func (m *Map) Range(f func(key, value any) bool) {
	for key, e := range m.m {
		if !f(key, e.load()) {
			return
		}
	}
}
