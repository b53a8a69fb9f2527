// Package sync provides basic synchronization primitives such as mutual exclusion locks.
//
// A goroutine gives way only at calls and back edges, so the statements between two of them need no protection: the
// fast path of every primitive here is plain code. What has to wait parks on a semaphore, a queue in the runtime that
// is found by the address of a word; queues are first in, first out, and waking hands over what was waited for, so no
// primitive starves anybody.
package sync

// Wait reasons as goroutine traces show them; the numbers are those of runtime/wait_reason.def.
const (
	waitMutexLock = iota
	waitRWMutexRLock
	waitRWMutexLock
	waitWaitGroup
	waitCond
)

// semacquire waits until *addr > 0 and takes one. reason is what a trace says meanwhile.
func semacquire(addr *uint32, reason int)

// semrelease gives one to the first goroutine that waits at addr, or adds one to *addr.
func semrelease(addr *uint32)

// fatal ends the program with an error that cannot be recovered.
func fatal(message string)

// The structs of this package have the fields that Go's have, which a program sees when it prints them. What they hold
// beyond that stands in fields whose names begin with hidden: those are not printed, compared or seen by reflection.

type noCopy struct{}

// A word32 looks like one of package atomic.
type word32 struct {
	_ noCopy
	v int32
}

// A lockHolder says who locked a lock last, or did something else to a primitive of this package, and where: what a
// report of a deadlock or leak wants to know. It is not cleared by unlocking, as the state of the lock tells whether it
// counts.
type lockHolder struct {
	id   uint64
	site uintptr
}

// noteHolder notes the current goroutine and where it called this package. A single instruction.
func noteHolder(h *lockHolder)

// tryLock locks m if it is not locked, notes who did, and reports whether it did. A single instruction.
func tryLock(m *Mutex) bool

// tryUnlock unlocks m if it is locked and nobody waits, and reports whether it did. A single instruction.
func tryUnlock(m *Mutex) bool

// The operations of an RWMutex that often need not wait or wake anybody.
const (
	stepRLock = iota
	stepRUnlock
	stepLock
	stepUnlock
)

// tryRWMutex does the step, a constant, if nobody waits for it or has to wait, and reports whether it did. A single
// instruction.
func tryRWMutex(rw *RWMutex, step int) bool

// A Locker represents an object that can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// A Mutex is a mutual exclusion lock. The zero value is an unlocked mutex. It must not be copied after first use.
// The n'th call of Unlock is synchronized before the m'th call of Lock returns, for n < m.
type Mutex struct {
	_      noCopy
	mu     mutex
	hidden lockHolder
}

type mutex struct {
	state int32  // 1 while locked, plus 2 for each goroutine that waits
	sema  uint32 // where they wait
}

const (
	mutexLocked = 1
	mutexWaiter = 2
)

// Lock locks m. If it is locked already, the caller waits in line.
func (m *Mutex) Lock() {
	if !tryLock(m) {
		m.lockSlow()
	}
}

//go:noinline
func (m *Mutex) lockSlow() {
	m.mu.state += mutexWaiter
	semacquire(&m.mu.sema, waitMutexLock) // Unlock leaves m locked, for us
	noteHolder(&m.hidden)
	if raceEnabled {
		raceAcquire(m)
		raceUse(&m.mu.state)
	}
}

// TryLock locks m unless it is locked, and reports whether it did.
func (m *Mutex) TryLock() bool {
	return tryLock(m)
}

// Unlock unlocks m. Unlocking a mutex that is not locked is a fatal error. Any goroutine may unlock m.
func (m *Mutex) Unlock() {
	if !tryUnlock(m) {
		m.unlockSlow()
	}
}

// unlockSlow hands m to the goroutine that waits longest.
//
//go:noinline
func (m *Mutex) unlockSlow() {
	if raceEnabled {
		raceUse(&m.mu.state)
		raceReleaseMerge(m)
	}
	if m.mu.state&mutexLocked == 0 {
		fatal("sync: unlock of unlocked mutex")
	}
	m.mu.state -= mutexWaiter
	semrelease(&m.mu.sema)
}

// An RWMutex is a lock for any number of readers or one writer. The zero value is unlocked. It must not be copied
// after first use. A waiting Lock keeps new readers out, so a writer always gets its turn.
type RWMutex struct {
	// The state of w is 1 while a writer holds the lock, plus 2 for each writer that waits. Its holder is the writer, or the
	// reader that came last if none has left since.
	w           Mutex
	writerSem   uint32 // where writers wait
	readerSem   uint32 // where readers wait
	readerCount word32 // readers that hold the lock
	readerWait  word32 // readers that wait
}

// RLock locks rw for reading.
func (rw *RWMutex) RLock() {
	if !tryRWMutex(rw, stepRLock) {
		rw.rLockSlow()
	}
	if raceEnabled {
		raceAcquire(&rw.readerSem)
	}
}

func (rw *RWMutex) rLockSlow() {
	rw.readerWait.v++
	semacquire(&rw.readerSem, waitRWMutexRLock)
	noteHolder(&rw.w.hidden)
}

// TryRLock locks rw for reading unless that would wait, and reports whether it did.
func (rw *RWMutex) TryRLock() bool {
	if !tryRWMutex(rw, stepRLock) {
		return false
	}
	if raceEnabled {
		raceAcquire(&rw.readerSem)
	}
	return true
}

// RUnlock undoes one RLock. It is a fatal error if rw is not locked for reading.
func (rw *RWMutex) RUnlock() {
	if raceEnabled {
		raceReleaseMerge(&rw.writerSem)
	}
	if !tryRWMutex(rw, stepRUnlock) {
		rw.rUnlockSlow()
	}
}

func (rw *RWMutex) rUnlockSlow() {
	if rw.readerCount.v <= 0 {
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	rw.readerCount.v--
	rw.w.hidden.id = 0 // which of the readers are left is not known
	if rw.readerCount.v == 0 && rw.w.mu.state >= mutexWaiter {
		rw.passToWriter()
	}
}

func (rw *RWMutex) passToWriter() {
	rw.w.mu.state += mutexLocked - mutexWaiter
	semrelease(&rw.writerSem)
}

// Lock locks rw for writing, once all readers and writers before it are gone.
func (rw *RWMutex) Lock() {
	if !tryRWMutex(rw, stepLock) {
		rw.lockSlow()
	}
	if raceEnabled {
		raceAcquire(&rw.readerSem)
		raceAcquire(&rw.writerSem)
		raceUse(&rw.w.mu.state)
	}
}

func (rw *RWMutex) lockSlow() {
	rw.w.mu.state += mutexWaiter
	semacquire(&rw.writerSem, waitRWMutexLock)
	noteHolder(&rw.w.hidden)
}

// TryLock locks rw for writing unless that would wait, and reports whether it did.
func (rw *RWMutex) TryLock() bool {
	if !tryRWMutex(rw, stepLock) {
		return false
	}
	if raceEnabled {
		raceAcquire(&rw.readerSem)
		raceAcquire(&rw.writerSem)
		raceUse(&rw.w.mu.state)
	}
	return true
}

// Unlock unlocks rw for writing; readers that wait go first. It is a fatal error if rw is not locked for writing.
func (rw *RWMutex) Unlock() {
	if raceEnabled {
		raceUse(&rw.w.mu.state)
		raceReleaseMerge(&rw.readerSem)
	}
	if !tryRWMutex(rw, stepUnlock) {
		rw.unlockSlow()
	}
}

func (rw *RWMutex) unlockSlow() {
	if rw.w.mu.state&mutexLocked == 0 {
		fatal("sync: Unlock of unlocked RWMutex")
	}
	rw.w.mu.state -= mutexLocked
	if n := rw.readerWait.v; n > 0 {
		rw.readerWait.v = 0
		rw.readerCount.v += n
		for ; n > 0; n-- {
			semrelease(&rw.readerSem)
		}
	} else if rw.w.mu.state >= mutexWaiter {
		rw.passToWriter()
	}
}

// RLocker returns a Locker whose Lock and Unlock call rw.RLock and rw.RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
