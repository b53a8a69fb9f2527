// Package leak is what package testing needs to know about the goroutines of a test: whose they are, which can never run
// again, and when the others have come to rest.
package leak

// A Leak is a goroutine that is blocked forever: nothing that can still run refers to what it waits for.
type Leak struct {
	ID     uint64 // the number of the goroutine
	Tag    uint64
	Reason string // why it waits, as in traces: "chan receive"
	Text   string // its trace, where it was created, and what could have woken it
}

// Tag returns the tag of the current goroutine. A goroutine inherits the tag of its creator, that of a timer the tag of
// who armed it. It is 0 at first.
func Tag() uint64

// SetTag sets the tag of the current goroutine; it has 32 bits.
func SetTag(tag uint64)

func find()
func count() int
func at(i int) (id, tag uint64, reason, text string)
func report(tag uint64) (n int, text string)

// Find collects garbage and returns the goroutines that are blocked forever, in the order of their numbers. The search
// happens before the first native call after find.
func Find() []Leak {
	find()
	leaks := make([]Leak, count())
	for i := range leaks {
		l := &leaks[i]
		l.ID, l.Tag, l.Reason, l.Text = at(i)
	}
	return leaks
}

// Report is Find for the goroutines of one tag, with a text in which goroutines with equal traces share a paragraph.
func Report(tag uint64) (n int, text string) {
	find()
	return report(tag)
}

// Settle waits until no other goroutine can run or will soon. Those that sleep and timers get their time at once: the clock
// moves ahead, by at most limit nanoseconds in all. Goroutines that wait for I/O are not waited for, nor one that goes on
// and on.
func Settle(limit int64)
