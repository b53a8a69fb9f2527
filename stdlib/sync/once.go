package sync

// Once performs exactly one action. It must not be copied after first use.
type Once struct {
	_    noCopy
	done word32
	m    Mutex
}

// Do calls f if and only if this is the first call of Do for this Once. It returns when that call has returned, also
// by a panic; f must not call Do of the same Once.
func (o *Once) Do(f func()) {
	if o.done.v == 0 {
		o.doSlow(f)
	} else if raceEnabled {
		raceAcquire(o)
	}
}

func (o *Once) doSlow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if o.done.v == 0 {
		defer func() {
			if raceEnabled {
				raceRelease(o)
			}
			o.done.v = 1
		}()
		f()
	}
}

// OnceFunc returns a function that calls f once. If f panics, every call panics with the same value.
func OnceFunc(f func()) func() {
	once := onceState{}
	return func() {
		once.run(func() { f(); f = nil })
	}
}

// OnceValue returns a function that calls f once and returns its value every time.
func OnceValue[T any](f func() T) func() T {
	once := onceState{}
	var result T
	return func() T {
		once.run(func() { result = f(); f = nil })
		return result
	}
}

// OnceValues returns a function that calls f once and returns its values every time.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	once := onceState{}
	var r1 T1
	var r2 T2
	return func() (T1, T2) {
		once.run(func() { r1, r2 = f(); f = nil })
		return r1, r2
	}
}

// onceState runs a function once and repeats its panic.
type onceState struct {
	once  Once
	valid bool
	value any
}

func (s *onceState) run(f func()) {
	s.once.Do(func() {
		defer func() {
			if !s.valid {
				s.value = recover()
				panic(s.value) // the first call shows the stack of f
			}
		}()
		f()
		s.valid = true
	})
	if !s.valid {
		panic(s.value)
	}
}
