//go:build !amd64 || purego

package forest

const useLanes, useWide = false, false

func sum64(*wideSums, *uint8, *lanes, *laneTable, int) { panic("not on this machine") }

func sum32(*laneSums, *uint8, *lanes, *laneTable, int, int) { panic("not on this machine") }

func transpose16(*uint8, *uint8, int, int) { panic("not on this machine") }
