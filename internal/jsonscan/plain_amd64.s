//go:build amd64 && !purego

#include "textflag.h"

// every puts the byte VALUE into all bytes of Y.
#define every(VALUE, X, Y) \
	MOVL         $VALUE, AX \
	VMOVD        AX, X      \
	VPBROADCASTB X, Y

// func plainAVX2(b *byte, n int) int
TEXT ·plainAVX2(SB), NOSPLIT, $0-24
	MOVQ b+0(FP), SI
	MOVQ n+8(FP), CX
	every(0x22, X4, Y4)   // quotation mark
	every(0x5C, X5, Y5)   // backslash
	every(0x1F, X6, Y6)   // the last control character
	XORQ DX, DX

loop:
	VMOVDQU   (SI)(DX*1), Y0
	VPCMPEQB  Y0, Y4, Y1
	VPCMPEQB  Y0, Y5, Y2
	VPMINUB   Y0, Y6, Y3
	VPCMPEQB  Y0, Y3, Y3
	VPOR      Y1, Y2, Y2
	VPOR      Y2, Y3, Y3
	VPMOVMSKB Y3, AX
	TESTL     AX, AX
	JNZ       found
	ADDQ      $32, DX
	CMPQ      DX, CX
	JB        loop
	VZEROUPPER
	MOVQ      DX, ret+16(FP)
	RET

found:
	BSFL AX, AX
	ADDQ AX, DX
	VZEROUPPER
	MOVQ DX, ret+16(FP)
	RET
