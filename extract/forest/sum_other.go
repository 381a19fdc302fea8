//go:build !amd64 || purego

package forest

const useLanes = false

func sum32(*laneSums, *uint8, *lanes, *laneTable, int, int) { panic("not on this machine") }

func transpose16(*uint8, *uint8, int, int) { panic("not on this machine") }
