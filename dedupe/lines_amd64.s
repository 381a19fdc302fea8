//go:build amd64 && !purego

#include "textflag.h"

// func lookAVX2(lines **[8]uint64, tags *uint32, found *line, n int)
TEXT ·lookAVX2(SB), NOSPLIT, $0-32
	MOVQ lines+0(FP), SI
	MOVQ tags+8(FP), DX
	MOVQ found+16(FP), DI
	MOVQ n+24(FP), CX
	VPXOR Y4, Y4, Y4

line:
	MOVQ         (SI), BX
	VPBROADCASTD (DX), Y0
	VMOVDQU      (BX), Y1
	VMOVDQU      32(BX), Y2

	// The tag is the upper half of a slot.
	VPCMPEQD  Y0, Y1, Y3
	VPCMPEQD  Y0, Y2, Y5
	VMOVMSKPD Y3, AX
	VMOVMSKPD Y5, R8
	SHLL      $4, R8
	ORL       R8, AX
	MOVB      AX, (DI)

	VPCMPEQQ  Y4, Y1, Y3
	VPCMPEQQ  Y4, Y2, Y5
	VMOVMSKPD Y3, AX
	VMOVMSKPD Y5, R8
	SHLL      $4, R8
	ORL       R8, AX
	MOVB      AX, 1(DI)

	ADDQ $8, SI
	ADDQ $4, DX
	ADDQ $2, DI
	DECQ CX
	JNZ  line
	VZEROUPPER
	RET
