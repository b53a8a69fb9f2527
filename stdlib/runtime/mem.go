package runtime

// requestGC makes a collection due; it happens before the next native call.
func requestGC()
func afterGC()

// GC runs a garbage collection, and lets others run, such as the finalizers that are due.
func GC() {
	requestGC()
	afterGC()
	Gosched()
}

// KeepAlive keeps x reachable up to this call. It is a native, so that no pass can see that it does nothing.
func KeepAlive(x any)

// SetFinalizer arranges for finalizer(obj) to be called on a goroutine of its own once nothing refers to obj, a pointer
// to the start of an allocated object, any more. A nil finalizer removes it.
func SetFinalizer(obj any, finalizer any)

// A Cleanup is a handle to a cleanup call for a specific object.
type Cleanup struct {
	id uint64
}

func addCleanup(ptr any, fn func()) uint64
func stopCleanup(id uint64)
func sameObject(ptr, arg any) bool

// AddCleanup arranges for cleanup(arg) to be called some time after ptr is no longer reachable.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic(plainError("runtime.AddCleanup: ptr is nil"))
	}
	if sameObject(ptr, arg) {
		panic(plainError("runtime.AddCleanup: ptr is equal to arg, cleanup will never run"))
	}
	return Cleanup{addCleanup(ptr, func() { cleanup(arg) })}
}

// Stop cancels the cleanup call if it has not started.
func (c Cleanup) Stop() { stopCleanup(c.id) }

// A MemStats records statistics about the memory of the program.
type MemStats struct {
	Alloc         uint64 // bytes of allocated heap objects
	TotalAlloc    uint64 // cumulative bytes allocated for heap objects
	Sys           uint64 // total bytes of memory obtained from the OS
	Lookups       uint64
	Mallocs       uint64 // cumulative count of heap objects allocated
	Frees         uint64 // cumulative count of heap objects freed
	HeapAlloc     uint64 // bytes of allocated heap objects
	HeapSys       uint64
	HeapIdle      uint64
	HeapInuse     uint64
	HeapReleased  uint64
	HeapObjects   uint64
	StackInuse    uint64
	StackSys      uint64
	MSpanInuse    uint64
	MSpanSys      uint64
	MCacheInuse   uint64
	MCacheSys     uint64
	BuckHashSys   uint64
	GCSys         uint64
	OtherSys      uint64
	NextGC        uint64 // target heap size of the next collection
	LastGC        uint64 // when the last one finished, nanoseconds since 1970
	PauseTotalNs  uint64
	PauseNs       [256]uint64 // recent pauses, a circular buffer: the latest is at [(NumGC+255)%256]
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool
	BySize        [61]struct {
		Size    uint32
		Mallocs uint64
		Frees   uint64
	}
}

func memStats(out []uint64)

var statsBuffer [15]uint64

// ReadMemStats fills m with statistics as of now.
func ReadMemStats(m *MemStats) {
	// Programs compare statistics before and after, so this allocates nothing.
	s := statsBuffer[:]
	memStats(s)
	m.Alloc, m.TotalAlloc, m.Sys, m.Mallocs, m.Frees = s[0], s[1], s[2], s[3], s[4]
	m.HeapAlloc, m.HeapInuse, m.HeapReleased, m.HeapSys = s[0], s[5], s[6], s[14]
	m.HeapIdle, m.HeapObjects = m.HeapSys-m.HeapInuse, m.Mallocs-m.Frees
	m.StackInuse, m.StackSys = s[7], s[7]
	m.NextGC, m.LastGC, m.PauseTotalNs = s[8], s[9], s[10]
	m.NumGC, m.NumForcedGC = uint32(s[12]), uint32(s[13])
	m.PauseNs[(m.NumGC+255)%256], m.PauseEnd[(m.NumGC+255)%256] = s[11], s[9]
	m.EnableGC = true
}
