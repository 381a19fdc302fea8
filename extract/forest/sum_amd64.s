//go:build amd64 && !purego

#include "textflag.h"

// below ands BIT with the bytes of the column that split N asks about which are below its threshold.
#define below(N, BIT, Y) \
	MOVL         (4*N)(BX), R8      \
	VPBROADCASTD (24+4*N)(BX), Y    \
	VPCMPGTB     (SI)(R8*1), Y, Y   \
	VPAND        BIT, Y, Y

// look puts into Y3 what the table of 64 bytes at OFFSET holds at the places Y0 (bits 0 to 3), Y1 and Y2 (bits 4 and 5,
// as masks).
#define look(OFFSET) \
	VBROADCASTI128 (OFFSET)(DX), Y3     \
	VPSHUFB        Y0, Y3, Y3           \
	VBROADCASTI128 (OFFSET+16)(DX), Y4  \
	VPSHUFB        Y0, Y4, Y4           \
	VPBLENDVB      Y1, Y4, Y3, Y3       \
	VBROADCASTI128 (OFFSET+32)(DX), Y4  \
	VPSHUFB        Y0, Y4, Y4           \
	VBROADCASTI128 (OFFSET+48)(DX), Y5  \
	VPSHUFB        Y0, Y5, Y5           \
	VPBLENDVB      Y1, Y5, Y4, Y4       \
	VPBLENDVB      Y2, Y4, Y3, Y3

// add adds the bytes of Y3 to the 32 words at OFFSET of the sums.
#define add(OFFSET) \
	VPUNPCKLBW Y11, Y3, Y4           \
	VPADDW     (OFFSET)(R9), Y4, Y4    \
	VMOVDQU    Y4, (OFFSET)(R9)        \
	VPUNPCKHBW Y11, Y3, Y4           \
	VPADDW     (OFFSET+32)(R9), Y4, Y4 \
	VMOVDQU    Y4, (OFFSET+32)(R9)

// func sum32(sums *laneSums, columns *uint64, trees *lanes, tables *laneTable, n, outputs int)
TEXT ·sum32(SB), NOSPLIT, $0-48
	MOVQ sums+0(FP), DI
	MOVQ columns+8(FP), SI
	MOVQ trees+16(FP), BX
	MOVQ tables+24(FP), DX
	MOVQ n+32(FP), CX
	MOVQ outputs+40(FP), R10

	// Bytes of 1, 2, 4 and 8, and of zero.
	VPCMPEQB Y10, Y10, Y10
	VPABSB   Y10, Y10
	VPADDB   Y10, Y10, Y9
	VPADDB   Y9, Y9, Y8
	VPADDB   Y8, Y8, Y7
	VPXOR    Y11, Y11, Y11

tree:
	below(0, Y10, Y0)
	below(1, Y9, Y1)
	VPOR Y1, Y0, Y0
	below(2, Y8, Y2)
	VPOR Y2, Y0, Y0
	below(3, Y7, Y3)
	VPOR Y3, Y0, Y0
	MOVL         16(BX), R8
	VPBROADCASTD 40(BX), Y1
	VPCMPGTB     (SI)(R8*1), Y1, Y1
	MOVL         20(BX), R8
	VPBROADCASTD 44(BX), Y2
	VPCMPGTB     (SI)(R8*1), Y2, Y2

	MOVQ DI, R9
	MOVQ R10, R11

output:
	look(0)
	add(0)
	look(64)
	add(64)
	ADDQ $128, DX
	ADDQ $128, R9
	DECQ R11
	JNZ  output

	ADDQ $48, BX
	DECQ CX
	JNZ  tree
	VZEROUPPER
	RET
