//go:build amd64 && !purego

package forest

import "golang.org/x/sys/cpu"

// useLanes is whether this machine has the instructions of sum32 and transpose16 (AVX2).
var useLanes = cpu.X86.HasAVX2

// useWide is whether it has those of sum64 (AVX-512 with VBMI).
var useWide = useLanes && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VBMI

// sum64 sets sums to those of the leaves of n trees of one output, 1 to laneTrees, for the 64 rows whose columns begin at
// columns.
//
//go:noescape
func sum64(sums *wideSums, columns *uint8, trees *lanes, tables *laneTable, n int)

// sum32 adds to sums the leaves of n trees, at least one, for the 32 rows whose columns begin at columns: those of the
// next feature are ColumnRows bytes further on. Tables hold one for each tree and output, tree after tree.
//
//go:noescape
func sum32(sums *laneSums, columns *uint8, trees *lanes, tables *laneTable, n, outputs int)

// transpose16 writes the columns of 16 rows, the top bits of their bytes cleared: 16 features at a time, so many groups of
// them, at least one. Columns are ColumnRows bytes apart.
//
//go:noescape
func transpose16(columns, rows *uint8, stride, groups int)
