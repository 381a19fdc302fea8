//go:build amd64 && !purego

#include "textflag.h"

// every puts the byte VALUE into all bytes of Y.
#define every(VALUE, X, Y) \
	MOVL         $VALUE, AX \
	VMOVD        AX, X      \
	VPBROADCASTB X, Y

// func inertAVX2(s string, n int) int
TEXT ·inertAVX2(SB), NOSPLIT, $0-32
	MOVQ s_base+0(FP), SI
	MOVQ n+16(FP), CX
	every(0x22, X8, Y8)   // quotation mark
	every(0x5C, X9, Y9)   // backslash
	every(0x7F, X10, Y10) // delete
	every(0x1F, X11, Y11) // the last control character
	every(0xE2, X12, Y12) // C2 and E2, with one bit set in both
	every(0x20, X13, Y13)
	XORQ DX, DX

loop:
	VMOVDQU   (SI)(DX*1), Y0
	VPCMPEQB  Y0, Y8, Y1
	VPCMPEQB  Y0, Y9, Y2
	VPCMPEQB  Y0, Y10, Y3
	VPMINUB   Y0, Y11, Y4
	VPCMPEQB  Y0, Y4, Y4
	VPOR      Y0, Y13, Y5
	VPCMPEQB  Y5, Y12, Y5
	VPOR      Y1, Y2, Y2
	VPOR      Y3, Y4, Y4
	VPOR      Y2, Y5, Y5
	VPOR      Y4, Y5, Y5
	VPMOVMSKB Y5, AX
	TESTL     AX, AX
	JNZ       found
	ADDQ      $32, DX
	CMPQ      DX, CX
	JB        loop
	VZEROUPPER
	MOVQ      DX, ret+24(FP)
	RET

found:
	BSFL AX, AX
	ADDQ AX, DX
	VZEROUPPER
	MOVQ DX, ret+24(FP)
	RET
