package io

import "errors"

// ErrClosedPipe is the error of reads and writes on a closed pipe.
var ErrClosedPipe = errors.New("io: read/write on closed pipe")

// A pipe joins one reader and one writer. A write hands its buffer over on data and waits on taken for how much of it was
// read, until all is.
type pipe struct {
	writing chan struct{} // holds one element while a write is going on
	data    chan []byte
	taken   chan int

	done   chan struct{} // closed when either side is
	lock   chan struct{} // holds one element while someone uses the fields below
	closed bool
	rerr   error // what the reader's side was closed with: the error of writes
	werr   error // what the writer's side was closed with: the error of reads
}

// close records err as what one side was closed with, unless there is an earlier error.
func (p *pipe) close(side *error, err error) {
	p.lock <- struct{}{}
	if *side == nil {
		*side = err
	}
	if !p.closed {
		p.closed = true
		close(p.done)
	}
	<-p.lock
}

func (p *pipe) isDone() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func (p *pipe) readError() error {
	p.lock <- struct{}{}
	defer func() { <-p.lock }()
	if p.rerr == nil && p.werr != nil {
		return p.werr
	}
	return ErrClosedPipe
}

func (p *pipe) writeError() error {
	p.lock <- struct{}{}
	defer func() { <-p.lock }()
	if p.rerr != nil && p.werr == nil {
		return p.rerr
	}
	return ErrClosedPipe
}

func (p *pipe) read(b []byte) (n int, err error) {
	if p.isDone() {
		return 0, p.readError()
	}
	select {
	case data := <-p.data:
		n = copy(b, data)
		p.taken <- n
		return n, nil
	case <-p.done:
		return 0, p.readError()
	}
}

func (p *pipe) write(b []byte) (n int, err error) {
	if p.isDone() {
		return 0, p.writeError()
	}
	p.writing <- struct{}{}
	defer func() { <-p.writing }()

	// An empty write waits for a reader as well.
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.data <- b:
			m := <-p.taken
			b = b[m:]
			n += m
		case <-p.done:
			return n, p.writeError()
		}
	}
	return n, nil
}

// A PipeReader is the read half of a pipe.
type PipeReader struct {
	pipe
}

// Read reads from the pipe. It waits until a writer comes or the write half is closed; then it returns the error that was
// closed with, or EOF.
func (r *PipeReader) Read(data []byte) (n int, err error) { return r.pipe.read(data) }

// Close closes the reader; writes to the other half will return ErrClosedPipe.
func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

// CloseWithError closes the reader; writes to the other half will return err. It never overwrites an earlier error and
// returns nil.
func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.pipe.close(&r.pipe.rerr, err)
	return nil
}

// A PipeWriter is the write half of a pipe.
type PipeWriter struct {
	r PipeReader
}

// Write writes to the pipe. It waits until readers have taken all data or the read half is closed; then it returns the error
// that was closed with, or ErrClosedPipe.
func (w *PipeWriter) Write(data []byte) (n int, err error) { return w.r.pipe.write(data) }

// Close closes the writer; reads from the other half will return EOF.
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

// CloseWithError closes the writer; reads from the other half will return err. It never overwrites an earlier error and
// returns nil.
func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.r.pipe.close(&w.r.pipe.werr, err)
	return nil
}

// Pipe returns the halves of a synchronous in-memory pipe. Each write waits until reads have taken all of its data. The
// halves may be used by several goroutines at once.
func Pipe() (*PipeReader, *PipeWriter) {
	w := &PipeWriter{r: PipeReader{pipe{
		writing: make(chan struct{}, 1),
		data:    make(chan []byte),
		taken:   make(chan int),
		done:    make(chan struct{}),
		lock:    make(chan struct{}, 1),
	}}}
	return &w.r, w
}
