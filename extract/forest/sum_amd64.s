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

// func sum32(sums *laneSums, columns *uint8, trees *lanes, tables *laneTable, n, outputs int)
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

// under adds BIT to the bytes of Z0 where the value of the column that split N asks about is below its threshold.
#define under(N, BIT, K) \
	MOVL         (4*N)(BX), R8     \
	VPBROADCASTD (24+4*N)(BX), Z1  \
	VPCMPGTB     (SI)(R8*1), Z1, K \
	VPADDB       BIT, Z0, K, Z0

// func sum64(sums *wideSums, columns *uint8, trees *lanes, tables *laneTable, n int)
TEXT ·sum64(SB), NOSPLIT, $0-40
	MOVQ sums+0(FP), DI
	MOVQ columns+8(FP), SI
	MOVQ trees+16(FP), BX
	MOVQ tables+24(FP), DX
	MOVQ n+32(FP), CX

	// Bytes of 1, 2, 4, 8, 16 and 32, of zero, and the sums.
	VPTERNLOGD $0xff, Z10, Z10, Z10
	VPABSB     Z10, Z10
	VPADDB     Z10, Z10, Z11
	VPADDB     Z11, Z11, Z12
	VPADDB     Z12, Z12, Z13
	VPADDB     Z13, Z13, Z14
	VPADDB     Z14, Z14, Z15
	VPXORQ     Z20, Z20, Z20
	VPXORQ     Z16, Z16, Z16
	VPXORQ     Z17, Z17, Z17
	VPXORQ     Z18, Z18, Z18
	VPXORQ     Z19, Z19, Z19

tree:
	VPXORQ Z0, Z0, Z0
	under(0, Z10, K1)
	under(1, Z11, K2)
	under(2, Z12, K3)
	under(3, Z13, K4)
	under(4, Z14, K5)
	under(5, Z15, K6)
	VPERMB     (DX), Z0, Z2
	VPERMB     64(DX), Z0, Z3
	VPUNPCKLBW Z20, Z2, Z4
	VPUNPCKHBW Z20, Z2, Z5
	VPUNPCKLBW Z20, Z3, Z6
	VPUNPCKHBW Z20, Z3, Z7
	VPADDW     Z4, Z16, Z16
	VPADDW     Z5, Z17, Z17
	VPADDW     Z6, Z18, Z18
	VPADDW     Z7, Z19, Z19
	ADDQ       $128, DX
	ADDQ       $48, BX
	DECQ       CX
	JNZ        tree

	VMOVDQU64 Z16, (DI)
	VMOVDQU64 Z17, 64(DI)
	VMOVDQU64 Z18, 128(DI)
	VMOVDQU64 Z19, 192(DI)
	VZEROUPPER
	RET

// load puts 16 bytes of a row into the lower half of a register, and of the row eight further on into the upper half.
#define load(X, Y) \
	VMOVDQU     (R9), X             \
	VINSERTI128 $1, (R10), Y, Y  \
	ADDQ        DX, R9                 \
	ADDQ        DX, R10

// store writes the columns of two features, 16 rows of each.
#define store(X, Y, OFFSET) \
	VPERMQ       $0xd8, Y, Y      \
	VPAND        Y0, Y, Y         \
	VMOVDQU      X, (OFFSET)(DI)     \
	VEXTRACTI128 $1, Y, (OFFSET+128)(DI)

DATA lowBits<>+0(SB)/8, $0x7f7f7f7f7f7f7f7f
GLOBL lowBits<>(SB), RODATA|NOPTR, $8

// func transpose16(columns *uint8, rows *uint8, stride, groups int)
TEXT ·transpose16(SB), NOSPLIT, $0-32
	MOVQ columns+0(FP), DI
	MOVQ rows+8(FP), SI
	MOVQ stride+16(FP), DX
	MOVQ groups+24(FP), CX

group:
	MOVQ SI, R9
	LEAQ (SI)(DX*8), R10
	load(X0, Y0)
	load(X1, Y1)
	load(X2, Y2)
	load(X3, Y3)
	load(X4, Y4)
	load(X5, Y5)
	load(X6, Y6)
	load(X7, Y7)

	// The bytes of rows 0 and 1, 2 and 3 … in turn: of features 0 to 7 and 8 to 15.
	VPUNPCKLBW Y1, Y0, Y8
	VPUNPCKHBW Y1, Y0, Y9
	VPUNPCKLBW Y3, Y2, Y10
	VPUNPCKHBW Y3, Y2, Y11
	VPUNPCKLBW Y5, Y4, Y12
	VPUNPCKHBW Y5, Y4, Y13
	VPUNPCKLBW Y7, Y6, Y14
	VPUNPCKHBW Y7, Y6, Y15

	// Rows 0 to 3 of four features each, then rows 4 to 7.
	VPUNPCKLWD Y10, Y8, Y0
	VPUNPCKHWD Y10, Y8, Y1
	VPUNPCKLWD Y11, Y9, Y2
	VPUNPCKHWD Y11, Y9, Y3
	VPUNPCKLWD Y14, Y12, Y4
	VPUNPCKHWD Y14, Y12, Y5
	VPUNPCKLWD Y15, Y13, Y6
	VPUNPCKHWD Y15, Y13, Y7

	// Eight rows of two features each.
	VPUNPCKLDQ Y4, Y0, Y8
	VPUNPCKHDQ Y4, Y0, Y9
	VPUNPCKLDQ Y5, Y1, Y10
	VPUNPCKHDQ Y5, Y1, Y11
	VPUNPCKLDQ Y6, Y2, Y12
	VPUNPCKHDQ Y6, Y2, Y13
	VPUNPCKLDQ Y7, Y3, Y14
	VPUNPCKHDQ Y7, Y3, Y15

	VPBROADCASTQ lowBits<>(SB), Y0
	store(X8, Y8, 0)
	store(X9, Y9, 256)
	store(X10, Y10, 512)
	store(X11, Y11, 768)
	store(X12, Y12, 1024)
	store(X13, Y13, 1280)
	store(X14, Y14, 1536)
	store(X15, Y15, 1792)

	ADDQ $16, SI
	ADDQ $2048, DI
	DECQ CX
	JNZ  group
	VZEROUPPER
	RET
