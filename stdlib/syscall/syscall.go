// Package syscall has the error numbers and signals of the operating system. System calls themselves are out of reach;
// package os has what they are used for.
package syscall

// An Errno is an error number. The zero Errno is no error.
type Errno uintptr

// Error returns the system's text for the number.
func (e Errno) Error() string { return errorText(int(e)) }

// Is makes errors.Is(err, fs.ErrNotExist) and the like work; the targets are recognised by their texts.
func (e Errno) Is(target error) bool {
	switch target.Error() {
	case "permission denied":
		return e == EACCES || e == EPERM || e >= firstDenied
	case "file already exists":
		return e == EEXIST || e == ENOTEMPTY
	case "file does not exist":
		return e == ENOENT
	case "unsupported operation":
		return e == ENOSYS || e == ENOTSUP
	}
	return false
}

// Temporary reports whether trying again may help.
func (e Errno) Temporary() bool {
	return e == EINTR || e == EMFILE || e == ENFILE || e.Timeout()
}

// Timeout reports whether the error is a time-out.
func (e Errno) Timeout() bool { return e == EAGAIN || e == ETIMEDOUT }

func errorText(errno int) string

// firstDenied is the first of the numbers that stand for what the host has not granted.
const firstDenied Errno = 100000

const (
	EPERM     Errno = 1
	ENOENT    Errno = 2
	EINTR     Errno = 4
	EIO       Errno = 5
	EBADF     Errno = 9
	EAGAIN    Errno = 11
	ENOMEM    Errno = 12
	EACCES    Errno = 13
	EEXIST    Errno = 17
	ENOTDIR   Errno = 20
	EISDIR    Errno = 21
	EINVAL    Errno = 22
	ENFILE    Errno = 23
	EMFILE    Errno = 24
	ENOSPC    Errno = 28
	ESPIPE    Errno = 29
	EROFS     Errno = 30
	EPIPE     Errno = 32
	ENOSYS    Errno = 38
	ENOTEMPTY Errno = 39
	ENOTSUP   Errno = 95
	ETIMEDOUT Errno = 110
)

// A Signal is a number of a signal that a process can get.
type Signal int

// Signal makes it an os.Signal.
func (s Signal) Signal() {}

// String returns the system's text for the signal.
func (s Signal) String() string { return signalText(int(s)) }

func signalText(signal int) string

const (
	SIGHUP   Signal = 1
	SIGINT   Signal = 2
	SIGQUIT  Signal = 3
	SIGILL   Signal = 4
	SIGTRAP  Signal = 5
	SIGABRT  Signal = 6
	SIGBUS   Signal = 7
	SIGFPE   Signal = 8
	SIGKILL  Signal = 9
	SIGUSR1  Signal = 10
	SIGSEGV  Signal = 11
	SIGUSR2  Signal = 12
	SIGPIPE  Signal = 13
	SIGALRM  Signal = 14
	SIGTERM  Signal = 15
	SIGCHLD  Signal = 17
	SIGCONT  Signal = 18
	SIGSTOP  Signal = 19
	SIGTSTP  Signal = 20
	SIGWINCH Signal = 28
)
