//go:build !amd64 || purego

package dom

const (
	haveVectors = false
	vectorReach = 0
)

type tokenKinds struct{}

var tokenTables tokenKinds

func readTagAVX2(*builder, int, *tokenKinds) int { panic("not on this machine") }

func findTextAVX2(*builder, int, *tokenKinds) (first, end int, references bool) {
	panic("not on this machine")
}
