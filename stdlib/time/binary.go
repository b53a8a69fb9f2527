package time

import "errors"

const (
	binaryVersion1 = 1
	binaryVersion2 = 2 // has the seconds of the zone offset
)

// AppendBinary appends the binary form of t to b.
func (t Time) AppendBinary(b []byte) ([]byte, error) {
	version, minutes, seconds := byte(binaryVersion1), -1, 0
	if t.Location() != UTC {
		_, offset := t.Zone()
		if seconds = offset % 60; seconds != 0 {
			version = binaryVersion2
		}
		minutes = offset / 60
		if minutes < -32768 || minutes == -1 || minutes > 32767 {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
	}
	sec, nsec := uint64(t.Unix()+secondsToUnix), uint32(t.Nanosecond())
	b = append(b, version)
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(sec>>shift))
	}
	for shift := 24; shift >= 0; shift -= 8 {
		b = append(b, byte(nsec>>shift))
	}
	b = append(b, byte(minutes>>8), byte(minutes))
	if version == binaryVersion2 {
		b = append(b, byte(seconds))
	}
	return b, nil
}

// MarshalBinary returns a binary form of t.
func (t Time) MarshalBinary() ([]byte, error) {
	b, err := t.AppendBinary(nil)
	if err != nil {
		return nil, err
	}
	return b, nil
}

// UnmarshalBinary sets t to what MarshalBinary returned.
func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	version := data[0]
	if version != binaryVersion1 && version != binaryVersion2 {
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	if len(data) != 14+int(version) {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	var sec, nsec uint64
	for _, c := range data[1:9] {
		sec = sec<<8 | uint64(c)
	}
	for _, c := range data[9:13] {
		nsec = nsec<<8 | uint64(c)
	}
	offset := int(int16(data[13])<<8|int16(data[14])) * 60
	if version == binaryVersion2 {
		offset += int(data[15])
	}
	u := Unix(int64(sec)-secondsToUnix, int64(nsec))
	if offset == -60 {
		*t = u.UTC()
	} else if _, local := u.Zone(); local == offset {
		*t = u
	} else {
		*t = u.In(FixedZone("", offset))
	}
	return nil
}

// GobEncode returns a binary form of t.
func (t Time) GobEncode() ([]byte, error) { return t.MarshalBinary() }

// GobDecode sets t to what GobEncode returned.
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }
