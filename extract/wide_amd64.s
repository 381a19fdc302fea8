//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"
#include "vectors_amd64.h"

// firsts writes where characters of two, three and four bytes begin, and where their other bytes stand. R8 has the bytes beyond
// ASCII, R9 to R12 have those from 0xC0, 0xE0, 0xE0 + wideRows and 0xF0 on. It leaves in R9 and R10 the first bytes of two and of
// three that have rows.
#define firsts \
	MOVQ  R11, asciiKinds_beyond(DI) \
	ANDNQ R8, R9, AX                 \
	MOVQ  AX, asciiKinds_behind(DI)  \
	MOVQ  R12, asciiKinds_four(DI)   \
	ANDNQ R10, R12, AX               \
	MOVQ  AX, asciiKinds_three(DI)   \
	ANDNQ R9, R10, R9                \
	MOVQ  R9, asciiKinds_two(DI)     \
	ANDNQ R10, R11, R10

// rowOfTwo turns AX, a first byte of two, into where its row begins.
#define rowOfTwo \
	ANDL $0x1F, AX \
	SHLL $6, AX

// rowOfThree turns AX and BX, the first bytes of three, into where their row begins, in AX.
#define rowOfThree \
	ANDL $0x0F, AX \
	ANDL $0x3F, BX \
	SHLL $6, AX    \
	ORL  BX, AX    \
	SHLL $6, AX

// from512 puts into R which bytes of Z0 are VALUE or more.
#define from512(VALUE, R) \
	MOVL         $(VALUE), AX \
	VPBROADCASTB AX, Z3       \
	VPCMPUB      $5, Z3, Z0, K1 \
	KMOVQ        K1, R

// kind512 writes which bytes of Z6 have the bit I.
#define kind512(I) \
	MOVL         $(1<<(I)), AX \
	VPBROADCASTB AX, Z3        \
	VPTESTMB     Z3, Z6, K1    \
	KMOVQ        K1, (asciiKinds_wide+8*(I))(DI)

// func readWideAVX512(kinds *asciiKinds, text *uint8, tables *wideTables)
//
// Z0 is the text, Z1 and Z2 what stands one and two bytes behind each of its bytes, Z6 gets the kinds.
TEXT ·readWideAVX512(SB), NOSPLIT, $0-24
	MOVQ      kinds+0(FP), DI
	MOVQ      text+8(FP), SI
	MOVQ      tables+16(FP), DX
	VMOVDQU64 (SI), Z0
	VMOVDQU64 1(SI), Z1
	VMOVDQU64 2(SI), Z2
	VPXORQ    Z6, Z6, Z6
	MOVQ      asciiKinds_high(DI), R8
	from512(0xC0, R9)
	from512(0xE0, R10)
	from512((0xE0 + const_wideRows), R11)
	from512(0xF0, R12)
	firsts

	// Each first byte once: what it is together with the one behind stands in its row.
	TESTQ R9, R9
	JZ    threes

twos:
	TZCNTQ       R9, CX
	MOVBLZX      (SI)(CX*1), AX
	VPBROADCASTB AX, Z3
	VPCMPEQB     Z3, Z0, K1
	KMOVQ        K1, CX
	rowOfTwo
	VPERMB       wideTables_two(DX)(AX*1), Z1, K1, Z6
	ANDNQ        R9, CX, R9
	JNZ          twos

threes:
	TESTQ R10, R10
	JZ    done

three:
	// The first two bytes together.
	TZCNTQ       R10, CX
	MOVBLZX      (SI)(CX*1), AX
	MOVBLZX      1(SI)(CX*1), BX
	VPBROADCASTB AX, Z3
	VPBROADCASTB BX, Z4
	VPCMPEQB     Z3, Z0, K1
	VPCMPEQB     Z4, Z1, K1, K1
	KMOVQ        K1, CX
	rowOfThree
	VPERMB       wideTables_three(DX)(AX*1), Z2, K1, Z6
	ANDNQ        R10, CX, R10
	JNZ          three

done:
	kind512(0)
	kind512(1)
	kind512(2)
	kind512(3)
	kind512(4)
	kind512(5)
	kind512(6)
	kind512(7)
	VZEROUPPER
	RET

// from256 puts into R which bytes of Y0 and Y1 are VALUE or more.
#define from256(VALUE, R) \
	every(VALUE, X4, Y4)    \
	VPMAXUB  Y4, Y0, Y2     \
	VPMAXUB  Y4, Y1, Y3     \
	VPCMPEQB Y2, Y0, Y2     \
	VPCMPEQB Y3, Y1, Y3     \
	tops(Y2, Y3, R)

// first256 puts into Y2 and Y3 which bytes of Y0 and Y1 are AX.
#define first256 \
	VMOVD        AX, X4     \
	VPBROADCASTB X4, Y4     \
	VPCMPEQB     Y4, Y0, Y2 \
	VPCMPEQB     Y4, Y1, Y3

// row256 loads a row of 64 as four tables of 16.
#define row256(FROM) \
	VBROADCASTI128 FROM(DX)(AX*1), Y10      \
	VBROADCASTI128 (FROM+16)(DX)(AX*1), Y11 \
	VBROADCASTI128 (FROM+32)(DX)(AX*1), Y12 \
	VBROADCASTI128 (FROM+48)(DX)(AX*1), Y13

// look256 adds to KINDS those of the 32 bytes at FROM(SI) in the row, where HERE is set: the four lower bits of a byte look it up
// in the tables, the fifth and the sixth choose among these.
#define look256(FROM, HERE, KINDS) \
	VMOVDQU   FROM(SI), Y6        \
	VPSLLW    $3, Y6, Y7          \
	VPSLLW    $2, Y6, Y14         \
	VPAND     Y15, Y6, Y6         \
	VPSHUFB   Y6, Y10, Y4         \
	VPSHUFB   Y6, Y11, Y5         \
	VPBLENDVB Y7, Y5, Y4, Y4      \
	VPSHUFB   Y6, Y12, Y5         \
	VPSHUFB   Y6, Y13, Y6         \
	VPBLENDVB Y7, Y6, Y5, Y5      \
	VPBLENDVB Y14, Y5, Y4, Y4     \
	VPAND     HERE, Y4, Y4        \
	VPOR      Y4, KINDS, KINDS

// kind256 writes which bytes of Y8 and Y9 have the bit I.
#define kind256(I) \
	VPSLLW $(7-(I)), Y8, Y2 \
	VPSLLW $(7-(I)), Y9, Y3 \
	tops(Y2, Y3, AX)        \
	MOVQ   AX, (asciiKinds_wide+8*(I))(DI)

// func readWideAVX2(kinds *asciiKinds, text *uint8, tables *wideTables)
//
// Y0 and Y1 are the text, Y8 and Y9 get the kinds.
TEXT ·readWideAVX2(SB), NOSPLIT, $0-24
	MOVQ         kinds+0(FP), DI
	MOVQ         text+8(FP), SI
	MOVQ         tables+16(FP), DX
	VMOVDQU      (SI), Y0
	VMOVDQU      32(SI), Y1
	VPXOR        Y8, Y8, Y8
	VPXOR        Y9, Y9, Y9
	every(0x0F, X15, Y15)
	MOVQ         asciiKinds_high(DI), R8
	from256(0xC0, R9)
	from256(0xE0, R10)
	from256((0xE0 + const_wideRows), R11)
	from256(0xF0, R12)
	firsts
	TESTQ        R9, R9
	JZ           threes

twos:
	TZCNTQ       R9, CX
	MOVBLZX      (SI)(CX*1), AX
	first256
	tops(Y2, Y3, CX)
	rowOfTwo
	row256(wideTables_two)
	look256(1, Y2, Y8)
	look256(33, Y3, Y9)
	ANDNQ        R9, CX, R9
	JNZ          twos

threes:
	TESTQ R10, R10
	JZ    done

three:
	TZCNTQ       R10, CX
	MOVBLZX      (SI)(CX*1), AX
	MOVBLZX      1(SI)(CX*1), R13
	first256
	VMOVD        R13, X5
	VPBROADCASTB X5, Y5
	VPCMPEQB     1(SI), Y5, Y4
	VPCMPEQB     33(SI), Y5, Y5
	VPAND        Y4, Y2, Y2
	VPAND        Y5, Y3, Y3
	tops(Y2, Y3, CX)
	MOVL         R13, BX
	rowOfThree
	row256(wideTables_three)
	look256(2, Y2, Y8)
	look256(34, Y3, Y9)
	ANDNQ        R10, CX, R10
	JNZ          three

done:
	kind256(0)
	kind256(1)
	kind256(2)
	kind256(3)
	kind256(4)
	kind256(5)
	kind256(6)
	kind256(7)
	VZEROUPPER
	RET

// squeeze leaves of the bits at OFFSET those that AX has.
#define squeeze(OFFSET) \
	MOVQ  OFFSET(DI), CX \
	PEXTQ AX, CX, CX     \
	MOVQ  CX, OFFSET(DI)

// func squeezeKinds(kinds *asciiKinds, keep uint64)
TEXT ·squeezeKinds(SB), NOSPLIT, $0-16
	MOVQ kinds+0(FP), DI
	MOVQ keep+8(FP), AX
	squeeze(asciiKinds_space)
	squeeze(asciiKinds_letter)
	squeeze(asciiKinds_capital)
	squeeze(asciiKinds_small)
	squeeze(asciiKinds_digit)
	squeeze(asciiKinds_end)
	squeeze(asciiKinds_comma)
	squeeze(asciiKinds_closer)
	RET
