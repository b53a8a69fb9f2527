package os

import (
	"errors"
	"syscall"
)

// Args are the command-line arguments, starting with the program's name.
var Args = args()

func args() []string

// Exit ends the program with the given status, from 0 to 125 to be portable. Deferred functions do not run.
func Exit(code int)

// Getpid returns the process id, Getppid that of the parent.
func Getpid() int
func Getppid() int

// Getuid, Geteuid, Getgid and Getegid return numeric ids of user and group.
func Getuid() int
func Geteuid() int
func Getgid() int
func Getegid() int

// Getpagesize returns the size of a memory page.
func Getpagesize() int { return 4096 }

func sysHostname() (name string, errno int)
func sysExecutable() (path string, errno int)

// Hostname returns the name of the host.
func Hostname() (name string, err error) {
	name, errno := sysHostname()
	if errno != 0 {
		return "", NewSyscallError("gethostname", syscall.Errno(errno))
	}
	return name, nil
}

// Executable returns the path of the interpreter that runs this program.
func Executable() (string, error) {
	path, errno := sysExecutable()
	return path, pathError("readlink", "/proc/self/exe", errno)
}

// A Signal is an operating system signal.
type Signal interface {
	String() string
	Signal() // to distinguish from other Stringers
}

// The signals that exist on all systems.
var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

// Process is a process found by FindProcess.
type Process struct {
	Pid int
}

// FindProcess returns the process with the given id, whether it exists or not.
func FindProcess(pid int) (*Process, error) { return &Process{pid}, nil }

func sysKill(pid, signal int) (errno int)

// Signal sends a signal to the process.
func (p *Process) Signal(sig Signal) error {
	s, ok := sig.(syscall.Signal)
	if !ok {
		return errors.New("os: unsupported signal type")
	}
	if errno := sysKill(p.Pid, int(s)); errno != 0 {
		return syscall.Errno(errno)
	}
	return nil
}

// Kill makes the process exit at once.
func (p *Process) Kill() error { return p.Signal(Kill) }

// Release does nothing; a Process holds no resources.
func (p *Process) Release() error { return nil }

func getenv(key string) (value string, found bool, errno int)
func setenv(key, value string) (errno int)
func unsetenv(key string) (errno int)
func environ() (entries []string, errno int)

// checkEnv panics when the host has not granted the environment, for functions that cannot return an error.
func checkEnv(function string, errno int) {
	if errno != 0 {
		panic(NewSyscallError("os."+function, syscall.Errno(errno)))
	}
}

// Getenv returns the value of an environment variable, "" if it is not set.
func Getenv(key string) string {
	value, _, errno := getenv(key)
	checkEnv("Getenv", errno)
	return value
}

// LookupEnv returns the value of an environment variable and whether it is set.
func LookupEnv(key string) (string, bool) {
	value, found, errno := getenv(key)
	checkEnv("LookupEnv", errno)
	return value, found
}

// Setenv sets an environment variable.
func Setenv(key, value string) error {
	if errno := setenv(key, value); errno != 0 {
		return NewSyscallError("setenv", syscall.Errno(errno))
	}
	return nil
}

// Unsetenv removes an environment variable.
func Unsetenv(key string) error {
	if errno := unsetenv(key); errno != 0 {
		return NewSyscallError("unsetenv", syscall.Errno(errno))
	}
	return nil
}

// Environ returns the environment as strings "key=value".
func Environ() []string {
	entries, errno := environ()
	checkEnv("Environ", errno)
	return entries
}

// Clearenv removes all environment variables.
func Clearenv() {
	for _, kv := range Environ() {
		for i := 1; i < len(kv); i++ {
			if kv[i] == '=' {
				unsetenv(kv[:i])
				break
			}
		}
	}
}

// ExpandEnv replaces $var and ${var} by the values of environment variables.
func ExpandEnv(s string) string { return Expand(s, Getenv) }

// Expand replaces $var and ${var} by what mapping returns.
func Expand(s string, mapping func(string) string) string {
	var b []byte
	start := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '$' || i+1 == len(s) {
			continue
		}
		if b == nil {
			b = make([]byte, 0, 2*len(s))
		}
		b = append(b, s[start:i]...)
		name, width := shellName(s[i+1:])
		if name != "" {
			b = append(b, mapping(name)...)
		} else if width == 0 {
			b = append(b, '$') // a dollar without a name stays
		}
		i += width
		start = i + 1
	}
	if b == nil {
		return s
	}
	return string(append(b, s[start:]...))
}

func isSpecial(c byte) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-':
		return true
	}
	return c >= '0' && c <= '9'
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// shellName returns the variable named at the start of s and the length of what names it. Bad syntax has no name and
// a length.
func shellName(s string) (string, int) {
	if s[0] == '{' {
		if len(s) > 2 && isSpecial(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2
				}
				return s[1:i], i + 1
			}
		}
		return "", 1
	}
	if isSpecial(s[0]) {
		return s[:1], 1
	}
	i := 0
	for i < len(s) && isNameByte(s[i]) {
		i++
	}
	return s[:i], i
}

// UserHomeDir returns the home directory of the current user.
func UserHomeDir() (string, error) {
	dir, _, errno := getenv("HOME")
	if errno != 0 {
		return "", NewSyscallError("getenv", syscall.Errno(errno))
	}
	if dir != "" {
		return dir, nil
	}
	return "", errors.New("$HOME is not defined")
}

// UserCacheDir returns the directory for the user's cached data.
func UserCacheDir() (string, error) { return userDir("XDG_CACHE_HOME", "/.cache") }

// UserConfigDir returns the directory for the user's configuration.
func UserConfigDir() (string, error) { return userDir("XDG_CONFIG_HOME", "/.config") }

func userDir(variable, below string) (string, error) {
	dir, _, errno := getenv(variable)
	if errno != 0 {
		return "", NewSyscallError("getenv", syscall.Errno(errno))
	}
	if dir != "" {
		if dir[0] != '/' {
			return "", errors.New("path in $" + variable + " is relative")
		}
		return dir, nil
	}
	if home := Getenv("HOME"); home != "" {
		return home + below, nil
	}
	return "", errors.New("neither $" + variable + " nor $HOME are defined")
}
