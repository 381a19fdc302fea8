package plain

// columns is the scratch of the passes over all lines.
type columns struct{}

func (c columns) reset() columns { return c }
