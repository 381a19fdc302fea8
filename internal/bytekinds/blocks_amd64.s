//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"

// every puts the byte VALUE into all bytes of Y.
#define every(VALUE, X, Y) \
	MOVL         $(VALUE), AX \
	VMOVD        AX, X        \
	VPBROADCASTB X, Y

// note ors into SEEN which bytes of Y0 and Y1 are the one that all of BYTE are.
#define note(BYTE, SEEN) \
	VPCMPEQB BYTE, Y0, Y2   \
	VPCMPEQB BYTE, Y1, Y3   \
	VPOR     Y2, SEEN, SEEN \
	VPOR     Y3, SEEN, SEEN

// found sets KIND in CX if the top bit of a byte of SEEN is set.
#define found(SEEN, KIND) \
	VPMOVMSKB SEEN, AX   \
	NEGL      AX         \
	SBBL      AX, AX     \
	ANDL      $KIND, AX  \
	ORL       AX, CX

// func ofBlocks(text *byte, n int) Set
TEXT ·ofBlocks(SB), NOSPLIT, $0-17
	MOVQ text+0(FP), SI
	MOVQ n+8(FP), DI

	every('\r', X15, Y15)
	every(0x1b, X14, Y14)
	every(0xc3, X13, Y13)
	VPXOR    Y12, Y12, Y12
	VPXOR    Y4, Y4, Y4    // returns
	VPXOR    Y5, Y5, Y5    // escapes
	VPXOR    Y6, Y6, Y6    // tildes
	VPXOR    Y7, Y7, Y7    // all
	VPCMPEQB Y8, Y8, Y8    // the least, to see whether it is 0

block:
	// This is the first reading of a page. The processor foresees what is read next, but neither beyond the end of a memory page
	// nor far enough: 3 to 5 GB a second without this line, 11 to 12 with it (a Xeon of 2023; 2 KB to 8 KB ahead are alike).
	PREFETCHT0 3072(SI)

	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	note(Y15, Y4)
	note(Y14, Y5)
	note(Y13, Y6)
	VPOR    Y0, Y7, Y7
	VPOR    Y1, Y7, Y7
	VPMINUB Y0, Y8, Y8
	VPMINUB Y1, Y8, Y8
	ADDQ    $64, SI
	DECQ    DI
	JNZ     block

	VPCMPEQB Y12, Y8, Y8
	XORL CX, CX
	found(Y8, const_NUL)
	found(Y4, const_Return)
	found(Y5, const_Escape)
	found(Y6, const_Tilde)
	found(Y7, const_High)
	MOVB CX, ret+16(FP)
	VZEROUPPER
	RET
