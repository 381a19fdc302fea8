package plain

// Rules names a way to label lines.
type Rules uint8

// The ways to label lines.
const (
	Learned Rules = iota
)
