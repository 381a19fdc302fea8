//go:build !amd64 || purego

package dom

const (
	haveVectors = false
	vectorReach = 0
)

func readTagAVX2(*builder, int) int { panic("not on this machine") }

func findTextAVX2(*builder, int) (first, end int, references bool) { panic("not on this machine") }
