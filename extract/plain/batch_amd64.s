//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"

// The order in which four packed vectors of eight numbers hold their fours, to be undone.
DATA fours<>+0(SB)/8, $0x0000000400000000
DATA fours<>+8(SB)/8, $0x0000000500000001
DATA fours<>+16(SB)/8, $0x0000000600000002
DATA fours<>+24(SB)/8, $0x0000000700000003
GLOBL fours<>(SB), RODATA|NOPTR, $32

// every puts the constant VALUE into all numbers of Y.
#define every(VALUE, X, Y) \
	MOVL         $VALUE, AX \
	VMOVD        AX, X      \
	VPBROADCASTD X, Y

// What log expects: 8 in Y12, 127 in Y13, and in Y14 what the upper bits of one as a single have, less its logarithm's steps.
#define logConstants \
	every(8, X12, Y12)                \
	every(127, X13, Y13)              \
	every((127 + 3)*4 - 8, X14, Y14)

// log makes Y the logScale of Y, 127 where that is negative: of a number as a single the exponent and the first two bits
// behind the point are octaves and steps. Of each number only three bits count, and the one behind them is cleared so that no
// conversion rounds it up. Up to 8 the number itself is larger. T is scratch.
#define log(Y, T) \
	VPSRLD    $3, Y, T   \
	VPANDN    Y, T, T    \
	VCVTDQ2PS T, T       \
	VPSRLD    $21, T, T  \
	VPSUBD    Y14, T, T  \
	VPMINSD   Y12, Y, Y  \
	VPMAXSD   T, Y, Y    \
	VPMINSD   Y13, Y, Y

// pack writes the numbers of Y0 to Y3, 0 to 127 each, to DI as bytes.
#define pack \
	VPACKSSDW Y1, Y0, Y0    \
	VPACKSSDW Y3, Y2, Y2    \
	VPACKUSWB Y2, Y0, Y0    \
	VPERMD    Y0, Y15, Y0   \
	VMOVDQU   Y0, (DI)

// differences puts into Y the eight numbers at OFFSET of A less those of B.
#define differences(OFFSET, A, B, Y) \
	VMOVDQU OFFSET(A), Y     \
	VPSUBD  OFFSET(B), Y, Y

// read puts the 32 numbers at SI less those at DX into Y0 to Y3.
#define read \
	differences(0, SI, DX, Y0)  \
	differences(32, SI, DX, Y1) \
	differences(64, SI, DX, Y2) \
	differences(96, SI, DX, Y3)

// next writes what they became, and goes on to the next 32 of CX parts.
#define next \
	pack           \
	ADDQ $128, SI  \
	ADDQ $128, DX  \
	ADDQ $32, DI   \
	DECL CX

// func logScalesAVX2(dst *forest.Column, of, less *numbers)
TEXT ·logScalesAVX2(SB), NOSPLIT, $0-24
	MOVQ    dst+0(FP), DI
	MOVQ    of+8(FP), SI
	MOVQ    less+16(FP), DX
	logConstants
	VMOVDQU fours<>(SB), Y15
	MOVL    $(const_blockLines / 32), CX

part:
	read
	log(Y0, Y4)
	log(Y1, Y5)
	log(Y2, Y6)
	log(Y3, Y7)
	next
	JNZ part
	VZEROUPPER
	RET

// signed makes Y the distance that it is.
#define signed(Y, T) \
	VMOVDQA Y, Y8         \
	VPABSD  Y, Y          \
	log(Y, T)             \
	VPMINSD Y10, Y, Y     \
	VPSIGND Y8, Y, Y      \
	VPADDD  Y11, Y, Y

// func distancesAVX2(dst *forest.Column, to, from *numbers)
TEXT ·distancesAVX2(SB), NOSPLIT, $0-24
	MOVQ    dst+0(FP), DI
	MOVQ    to+8(FP), SI
	MOVQ    from+16(FP), DX
	logConstants
	every(63, X10, Y10)
	every(64, X11, Y11)
	VMOVDQU fours<>(SB), Y15
	MOVL    $(const_blockLines / 32), CX

part:
	read
	signed(Y0, Y4)
	signed(Y1, Y5)
	signed(Y2, Y6)
	signed(Y3, Y7)
	next
	JNZ part
	VZEROUPPER
	RET

// quotient puts into Y the eight quotients at OFFSET, and into Y9 the bits of their parts and wholes. Of what is divided by
// nothing the conversion makes the least number. Y4 to Y7 are scratch.
#define quotient(OFFSET, Y) \
	differences(OFFSET, SI, R8, Y4)                 \
	differences(OFFSET, DX, R9, Y5)                 \
	VPBROADCASTD quotients_morePart(BX), Y6  \
	VPBROADCASTD quotients_moreWhole(BX), Y7 \
	VPADDD       Y6, Y4, Y4                  \
	VPADDD       Y7, Y5, Y5                  \
	VPABSD       Y4, Y6                      \
	VPOR         Y6, Y9, Y9                  \
	VPOR         Y5, Y9, Y9                  \
	VPCMPGTD     Y8, Y4, Y                   \
	VPAND        Y11, Y, Y                   \
	VPBROADCASTD quotients_times(BX), Y6     \
	VPMULLD      Y6, Y4, Y4                  \
	VPCMPEQD     Y7, Y7, Y7                  \
	VPADDD       Y7, Y5, Y7                  \
	VPBROADCASTD quotients_up(BX), Y6        \
	VPAND        Y6, Y7, Y7                  \
	VPADDD       Y7, Y4, Y4                  \
	VCVTDQ2PS    Y4, Y4                      \
	VCVTDQ2PS    Y5, Y5                      \
	VDIVPS       Y5, Y4, Y4                  \
	VCVTTPS2DQ   Y4, Y4                      \
	VPMAXSD      Y8, Y4, Y4                  \
	VPMINSD      Y10, Y4, Y4                 \
	VPADDD       Y4, Y, Y

// func quotientsAVX2(dst *forest.Column, part, lessPart, whole, lessWhole *numbers, q *quotients) uint32
TEXT ·quotientsAVX2(SB), NOSPLIT, $0-52
	MOVQ         dst+0(FP), DI
	MOVQ         part+8(FP), SI
	MOVQ         lessPart+16(FP), R8
	MOVQ         whole+24(FP), DX
	MOVQ         lessWhole+32(FP), R9
	MOVQ         q+40(FP), BX
	logConstants
	VPXOR        Y8, Y8, Y8
	VPXOR        Y9, Y9, Y9
	VPBROADCASTD quotients_limit(BX), Y10
	VPBROADCASTD quotients_plus(BX), Y11
	VMOVDQU      fours<>(SB), Y15
	MOVL         $(const_blockLines / 32), CX

part:
	quotient(0, Y0)
	quotient(32, Y1)
	quotient(64, Y2)
	quotient(96, Y3)
	CMPL quotients_log(BX), $0
	JEQ  done
	log(Y0, Y4)
	log(Y1, Y5)
	log(Y2, Y6)
	log(Y3, Y7)

done:
	pack
	ADDQ $128, SI
	ADDQ $128, R8
	ADDQ $128, DX
	ADDQ $128, R9
	ADDQ $32, DI
	DECL CX
	JNZ  part

	VEXTRACTI128 $1, Y9, X0
	VPOR         X0, X9, X0
	VPSHUFD      $0x4E, X0, X1
	VPOR         X1, X0, X0
	VPSHUFD      $0xB1, X0, X1
	VPOR         X1, X0, X0
	VMOVD        X0, AX
	MOVL         AX, ret+48(FP)
	VZEROUPPER
	RET

// func lineFeedsAVX2(dst *uint64, text *byte, n int)
TEXT ·lineFeedsAVX2(SB), NOSPLIT, $0-24
	MOVQ         dst+0(FP), DI
	MOVQ         text+8(FP), SI
	MOVQ         n+16(FP), CX
	MOVL         $0x0A0A0A0A, AX
	VMOVD        AX, X2
	VPBROADCASTD X2, Y2

block:
	VPCMPEQB  (SI), Y2, Y0
	VPCMPEQB  32(SI), Y2, Y1
	VPMOVMSKB Y0, AX
	VPMOVMSKB Y1, DX
	SHLQ      $32, DX
	ORQ       DX, AX
	MOVQ      AX, (DI)
	ADDQ      $64, SI
	ADDQ      $8, DI
	DECQ      CX
	JNZ       block
	VZEROUPPER
	RET

// everyByte puts the constant VALUE into all bytes of Y.
#define everyByte(VALUE, X, Y) \
	MOVL         $VALUE, AX \
	VMOVD        AX, X      \
	VPBROADCASTB X, Y

// write writes the bits of the bytes of Y as 32 of the set at OFFSET.
#define write(Y, OFFSET) \
	VPMOVMSKB Y, AX \
	MOVL      AX, (OFFSET)(DI)

// func readCreditAVX2(c *creditBits, end *creditBytes)
TEXT ·readCreditAVX2(SB), NOSPLIT, $0-16
	MOVQ c+0(FP), DI
	MOVQ end+8(FP), SI
	everyByte(0x20, X3, Y3)
	everyByte(0x28, X4, Y4)
	everyByte(0x2F, X5, Y5)
	everyByte(0x5B, X6, Y6)
	everyByte(0x3A, X7, Y7)
	everyByte(0x2D, X8, Y8)
	everyByte(0x93, X9, Y9)
	everyByte(0x61, X10, Y10)
	everyByte(25, X11, Y11)
	everyByte(0x30, X12, Y12)
	everyByte(9, X13, Y13)
	MOVL $(const_creditBytesSize / 32), CX

part:
	VMOVDQU  (SI), Y0
	VPCMPEQB Y3, Y0, Y1
	write(Y1, creditBits_blanks)
	VPCMPEQB Y4, Y0, Y1
	VPCMPEQB Y5, Y0, Y2
	VPCMPEQB Y6, Y0, Y14
	VPOR     Y1, Y2, Y2
	VPOR     Y2, Y14, Y2
	write(Y2, creditBits_openers)
	VPCMPEQB Y7, Y0, Y2
	VPOR     Y1, Y2, Y2
	write(Y2, creditBits_marks)
	VPCMPEQB Y8, Y0, Y1
	VPCMPEQB Y9, Y0, Y2
	VPOR     Y1, Y2, Y2
	write(Y2, creditBits_dashes)
	VPSUBB   Y10, Y0, Y1
	VPMINUB  Y11, Y1, Y2
	VPCMPEQB Y2, Y1, Y1
	VPSUBB   Y12, Y0, Y0
	VPMINUB  Y13, Y0, Y2
	VPCMPEQB Y2, Y0, Y0
	VPOR     Y0, Y1, Y1
	write(Y1, creditBits_small)
	ADDQ     $32, SI
	ADDQ     $4, DI
	DECL     CX
	JNZ      part
	VZEROUPPER
	RET
