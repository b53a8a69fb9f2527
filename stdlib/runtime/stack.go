package runtime

// callers fills pcs with the calls of this goroutine, the innermost that is not skipped first; 0 is the function that
// calls callers.
func callers(skip int, pcs []uintptr) int

// frameOf returns what pc, a number from callers or the entry of a function, stands for. name is empty if nothing.
func frameOf(pc uintptr) (name, file string, line int, entry uintptr)

// Caller reports the file and line of a call on this goroutine's stack; 0 is the caller of Caller.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var pcs [1]uintptr
	if callers(skip+1, pcs[:]) < 1 {
		return
	}
	_, file, line, _ = frameOf(pcs[0])
	return pcs[0], file, line, true
}

// Callers fills pc with the program counters of the calls on this goroutine's stack; 0 is Callers itself, 1 its caller.
func Callers(skip int, pc []uintptr) int {
	return callers(skip, pc)
}

// A Func is a function of the running program.
type Func struct {
	name, file string
	line       int
	entry      uintptr
}

// FuncForPC returns the function that pc lies in, or nil.
func FuncForPC(pc uintptr) *Func {
	name, file, line, entry := frameOf(pc)
	if name == "" {
		return nil
	}
	return &Func{name, file, line, entry}
}

// Name returns the name of the function.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}

// Entry returns the address of the function.
func (f *Func) Entry() uintptr { return f.entry }

// FileLine returns the file and line of pc.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	_, file, line, _ = frameOf(pc)
	return file, line
}

// A Frame is what a program counter of a call stands for.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames turns program counters from Callers into frames.
type Frames struct {
	callers []uintptr
}

// CallersFrames returns the frames of what Callers returned.
func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next returns the next frame and whether there are more.
func (ci *Frames) Next() (frame Frame, more bool) {
	for len(ci.callers) > 0 {
		pc := ci.callers[0]
		ci.callers = ci.callers[1:]
		name, file, line, entry := frameOf(pc)
		if name == "" {
			continue
		}
		return Frame{pc, FuncForPC(pc), name, file, line, entry}, len(ci.callers) > 0
	}
	return Frame{}, false
}

// Stack writes the stack trace of this goroutine, or of all, to buf, and returns the number of bytes written.
func Stack(buf []byte, all bool) int {
	return stack(buf, all)
}

// stack is Stack; the frame of its caller is left out.
func stack(buf []byte, all bool) int
