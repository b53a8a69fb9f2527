// Package os is the program's window on the operating system: files, arguments, environment, exit.
package os

import (
	"errors"
	"internal/stdio"
	"io"
	"io/fs"
	"syscall"
	"time"
)

// Flags of OpenFile: exactly one of the first three, and any of the others.
const (
	O_RDONLY int = 0
	O_WRONLY int = 1
	O_RDWR   int = 2
	O_APPEND int = 0x400
	O_CREATE int = 0x40
	O_EXCL   int = 0x80
	O_SYNC   int = 0x101000
	O_TRUNC  int = 0x200
)

// Origins of Seek. The constants of package io are better.
const (
	SEEK_SET int = 0
	SEEK_CUR int = 1
	SEEK_END int = 2
)

const (
	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

// IsPathSeparator reports whether c separates the elements of a path.
func IsPathSeparator(c uint8) bool { return c == PathSeparator }

type (
	FileMode = fs.FileMode
	FileInfo = fs.FileInfo
	DirEntry = fs.DirEntry
)

const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
	ModeType       = fs.ModeType
	ModePerm       = fs.ModePerm
)

// File is an open file.
type File struct {
	fd      int // -1 once closed
	name    string
	append  bool
	entries []string // of a directory that is being read, not yet returned
	listed  bool     // entries was filled
}

// The open files every program starts with.
var (
	Stdin  = NewFile(0, "/dev/stdin")
	Stdout = NewFile(1, "/dev/stdout")
	Stderr = NewFile(2, "/dev/stderr")
)

func init() {
	stdio.Stdout = func() io.Writer { return Stdout }
	stdio.Stdin = func() io.Reader { return Stdin }
}

// NewFile returns a File for an open file descriptor.
func NewFile(fd uintptr, name string) *File { return &File{fd: int(fd), name: name} }

// Each of these does one system call and returns the error number, 0 for none.
func sysOpen(name string, flag int, perm uint32) (fd, errno int)
func sysClose(fd int) (errno int)
func sysWriteString(fd int, s string) (n, errno int)
func sysPread(fd int, b []byte, offset int64) (n, errno int)
func sysPwrite(fd int, b []byte, offset int64) (n, errno int)
func sysSeek(fd int, offset int64, whence int) (at int64, errno int)
func sysTruncate(fd int, size int64) (errno int)
func sysSync(fd int) (errno int)
func sysFchmod(fd int, mode uint32) (errno int)
func sysFchdir(fd int) (errno int)

// sysStat returns mode bits of stat(2), size, modification time in nanoseconds, device and inode. how is 0 to follow
// links, 1 not to; with an empty name it describes fd.
func sysStat(name string, fd, how int) (mode uint32, size, mtime int64, dev, ino uint64, errno int)

// sysReadDir returns the names in a directory, in its order.
func sysReadDir(name string) (names []string, errno int)

// Open opens the named file for reading.
func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

// Create creates or truncates the named file and opens it for reading and writing.
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666) }

// OpenFile opens the named file with flag; a file it creates gets perm, before the umask.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	fd, errno := sysOpen(name, flag, unixMode(perm))
	if errno != 0 {
		return nil, pathError("open", name, errno)
	}
	return &File{fd: fd, name: name, append: flag&O_APPEND != 0}, nil
}

func unixMode(m FileMode) uint32 {
	o := uint32(m.Perm())
	if m&ModeSetuid != 0 {
		o |= 0o4000
	}
	if m&ModeSetgid != 0 {
		o |= 0o2000
	}
	if m&ModeSticky != 0 {
		o |= 0o1000
	}
	return o
}

// Name returns the name of the file as it was opened.
func (f *File) Name() string { return f.name }

// Fd returns the file descriptor.
func (f *File) Fd() uintptr {
	if f == nil {
		return ^uintptr(0)
	}
	return uintptr(f.fd)
}

func (f *File) check(op string) error {
	if f == nil {
		return ErrInvalid
	}
	if f.fd < 0 {
		return &PathError{Op: op, Path: f.name, Err: ErrClosed}
	}
	return nil
}

// Close closes the file.
func (f *File) Close() error {
	if err := f.check("close"); err != nil {
		return err
	}
	errno := sysClose(f.fd)
	f.fd = -1
	return pathError("close", f.name, errno)
}

// Write writes b to the file.
func (f *File) Write(b []byte) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	for n < len(b) {
		m, errno := stdio.Write(f.fd, b[n:])
		if errno != 0 {
			return n, pathError("write", f.name, errno)
		}
		n += m
	}
	return n, nil
}

// WriteString is Write of a string.
func (f *File) WriteString(s string) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	for n < len(s) {
		m, errno := sysWriteString(f.fd, s[n:])
		if errno != 0 {
			return n, pathError("write", f.name, errno)
		}
		n += m
	}
	return n, nil
}

// WriteAt writes b at a byte offset. It fails for files opened with O_APPEND.
func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	if f.append {
		return 0, errors.New("os: invalid use of WriteAt on file opened with O_APPEND")
	}
	if off < 0 {
		return 0, &PathError{Op: "writeat", Path: f.name, Err: errors.New("negative offset")}
	}
	for n < len(b) {
		m, errno := sysPwrite(f.fd, b[n:], off+int64(n))
		if errno != 0 {
			return n, pathError("write", f.name, errno)
		}
		n += m
	}
	return n, nil
}

// Read reads up to len(b) bytes. At the end of the file it returns 0, io.EOF.
func (f *File) Read(b []byte) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if len(b) == 0 {
		return 0, nil
	}
	n, errno := stdio.Read(f.fd, b)
	if errno != 0 {
		return 0, pathError("read", f.name, errno)
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// ReadAt reads len(b) bytes from a byte offset; fewer only with an error, io.EOF at the end of the file.
func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if off < 0 {
		return 0, &PathError{Op: "readat", Path: f.name, Err: errors.New("negative offset")}
	}
	for n < len(b) {
		m, errno := sysPread(f.fd, b[n:], off+int64(n))
		if errno != 0 {
			return n, pathError("read", f.name, errno)
		}
		if m == 0 {
			return n, io.EOF
		}
		n += m
	}
	return n, nil
}

// Seek sets the offset of the next Read or Write and returns it.
func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	if err := f.check("seek"); err != nil {
		return 0, err
	}
	at, errno := sysSeek(f.fd, offset, whence)
	f.entries, f.listed = nil, false
	return at, pathError("seek", f.name, errno)
}

// ReadFrom copies from r to the file until r ends.
func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	return io.Copy(onlyWriter{f}, r)
}

// onlyWriter hides ReadFrom from io.Copy.
type onlyWriter struct{ io.Writer }

// Sync commits the file to stable storage.
func (f *File) Sync() error {
	if err := f.check("sync"); err != nil {
		return err
	}
	return pathError("sync", f.name, sysSync(f.fd))
}

// Truncate changes the size of the file.
func (f *File) Truncate(size int64) error {
	if err := f.check("truncate"); err != nil {
		return err
	}
	return pathError("truncate", f.name, sysTruncate(f.fd, size))
}

// Chmod changes the mode of the file.
func (f *File) Chmod(mode FileMode) error {
	if err := f.check("chmod"); err != nil {
		return err
	}
	return pathError("chmod", f.name, sysFchmod(f.fd, unixMode(mode)))
}

// Chdir makes the directory f the current one.
func (f *File) Chdir() error {
	if err := f.check("chdir"); err != nil {
		return err
	}
	return pathError("chdir", f.name, sysFchdir(f.fd))
}

// SetDeadline, SetReadDeadline and SetWriteDeadline are not supported by files.
func (f *File) SetDeadline(t time.Time) error      { return ErrNoDeadline }
func (f *File) SetReadDeadline(t time.Time) error  { return ErrNoDeadline }
func (f *File) SetWriteDeadline(t time.Time) error { return ErrNoDeadline }

// fileStat is the FileInfo of this package.
type fileStat struct {
	name    string
	size    int64
	mode    FileMode
	modTime time.Time
	dev     uint64
	ino     uint64
}

func (s *fileStat) Name() string       { return s.name }
func (s *fileStat) Size() int64        { return s.size }
func (s *fileStat) Mode() FileMode     { return s.mode }
func (s *fileStat) ModTime() time.Time { return s.modTime }
func (s *fileStat) IsDir() bool        { return s.mode.IsDir() }
func (s *fileStat) Sys() any           { return nil }

func basename(name string) string {
	for len(name) > 1 && name[len(name)-1] == '/' {
		name = name[:len(name)-1]
	}
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' && i+1 < len(name) {
			return name[i+1:]
		}
	}
	return name
}

func stat(op, name string, fd, how int, path string) (FileInfo, error) {
	mode, size, mtime, dev, ino, errno := sysStat(path, fd, how)
	if errno != 0 {
		return nil, pathError(op, name, errno)
	}
	m := FileMode(mode & 0777)
	switch mode & 0o170000 {
	case 0o060000:
		m |= ModeDevice
	case 0o020000:
		m |= ModeDevice | ModeCharDevice
	case 0o040000:
		m |= ModeDir
	case 0o010000:
		m |= ModeNamedPipe
	case 0o120000:
		m |= ModeSymlink
	case 0o140000:
		m |= ModeSocket
	}
	if mode&0o4000 != 0 {
		m |= ModeSetuid
	}
	if mode&0o2000 != 0 {
		m |= ModeSetgid
	}
	if mode&0o1000 != 0 {
		m |= ModeSticky
	}
	return &fileStat{basename(name), size, m, time.Unix(0, mtime), dev, ino}, nil
}

// Stat describes the file.
func (f *File) Stat() (FileInfo, error) {
	if err := f.check("stat"); err != nil {
		return nil, err
	}
	return stat("stat", f.name, f.fd, 0, "")
}

// Stat describes the named file, following symbolic links.
func Stat(name string) (FileInfo, error) {
	if name == "" {
		return nil, &PathError{Op: "stat", Path: name, Err: syscall.ENOENT}
	}
	return stat("stat", name, -1, 0, name)
}

// Lstat describes the named file; a symbolic link is described itself.
func Lstat(name string) (FileInfo, error) {
	if name == "" {
		return nil, &PathError{Op: "lstat", Path: name, Err: syscall.ENOENT}
	}
	return stat("lstat", name, -1, 1, name)
}

// SameFile reports whether two descriptions made by this package are of the same file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok1 := fi1.(*fileStat)
	b, ok2 := fi2.(*fileStat)
	return ok1 && ok2 && a.dev == b.dev && a.ino == b.ino
}

// dirEntry is the DirEntry of this package; it is described when somebody asks.
type dirEntry struct {
	parent string
	info   FileInfo
}

func (d *dirEntry) Name() string            { return d.info.Name() }
func (d *dirEntry) IsDir() bool             { return d.info.IsDir() }
func (d *dirEntry) Type() FileMode          { return d.info.Mode().Type() }
func (d *dirEntry) Info() (FileInfo, error) { return Lstat(d.parent + "/" + d.info.Name()) }
func (d *dirEntry) String() string          { return fs.FormatDirEntry(d) }

// next returns up to n names of the directory, all that are left if n <= 0.
func (f *File) next(n int) ([]string, error) {
	if err := f.check("readdir"); err != nil {
		return nil, err
	}
	if !f.listed {
		names, errno := sysReadDir(f.name)
		if errno != 0 {
			return nil, &PathError{Op: "readdirent", Path: f.name, Err: syscall.Errno(errno)}
		}
		f.entries, f.listed = names, true
	}
	names := f.entries
	if n > 0 {
		if len(names) == 0 {
			return nil, io.EOF
		}
		if len(names) > n {
			names = names[:n]
		}
	}
	f.entries = f.entries[len(names):]
	return names, nil
}

// Readdirnames returns names of entries in directory order; with n > 0 at most n, and io.EOF at the end.
func (f *File) Readdirnames(n int) (names []string, err error) {
	names, err = f.next(n)
	return append([]string{}, names...), err
}

// ReadDir is Readdirnames with entries.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	names, err := f.next(n)
	list := make([]DirEntry, 0, len(names))
	for _, name := range names {
		info, err := Lstat(f.name + "/" + name)
		if err != nil {
			if IsNotExist(err) {
				continue // gone in the meantime
			}
			return list, err
		}
		list = append(list, &dirEntry{f.name, info})
	}
	return list, err
}

// Readdir is Readdirnames with descriptions.
func (f *File) Readdir(n int) ([]FileInfo, error) {
	entries, err := f.ReadDir(n)
	list := make([]FileInfo, len(entries))
	for i, e := range entries {
		list[i] = e.(*dirEntry).info
	}
	return list, err
}

// ReadDir returns the entries of the named directory, sorted by name.
func ReadDir(name string) ([]DirEntry, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	names, err := f.next(-1)
	if err != nil {
		return nil, err
	}
	sortStrings(names)
	f.entries, f.listed = names, true
	return f.ReadDir(-1)
}

// sortStrings sorts in place.
func sortStrings(s []string)

// ReadFile returns the contents of the named file.
func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	size := 0
	if info, err := f.Stat(); err == nil {
		size = int(info.Size())
	}
	data := make([]byte, 0, max(size+1, 512))
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return data, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

// WriteFile writes data to the named file, which it creates with perm or truncates.
func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err1 := f.Close(); err1 != nil && err == nil {
		err = err1
	}
	return err
}
