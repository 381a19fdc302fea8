//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"
#include "vectors_amd64.h"

// kindsOf puts into Y the kinds of the 32 bytes in V: what their rows (Y14) and their columns (Y13) both have.
#define kindsOf(V, Y) \
	VPAND   Y15, V, Y4     \
	VPSRLW  $4, V, Y5      \
	VPAND   Y15, Y5, Y5    \
	VPSHUFB Y4, Y13, Y4    \
	VPSHUFB Y5, Y14, Y5    \
	VPAND   Y4, Y5, Y

// put writes to OFFSET which bytes of Y2 and Y3 have a bit of those of KIND.
#define put(KIND, OFFSET) \
	every(KIND, X6, Y6)     \
	VPAND    Y6, Y2, Y4     \
	VPAND    Y6, Y3, Y5     \
	VPCMPEQB Y7, Y4, Y4     \
	VPCMPEQB Y7, Y5, Y5     \
	tops(Y4, Y5, AX)        \
	NOTQ     AX             \
	MOVQ     AX, OFFSET(DI)

// among puts into AX which bytes of V and W are among those of a range that ADD moves to the least signed numbers, so that
// they are below END then.
#define among(V, W, ADD, END) \
	every(ADD, X6, Y6)     \
	VPADDB   Y6, V, Y4     \
	VPADDB   Y6, W, Y5     \
	every(END, X6, Y6)     \
	VPCMPGTB Y4, Y6, Y4    \
	VPCMPGTB Y5, Y6, Y5    \
	tops(Y4, Y5, AX)

// func readASCII(kinds *asciiKinds, text *uint8, tables *[2][16]uint8)
TEXT ·readASCII(SB), NOSPLIT, $0-24
	MOVQ kinds+0(FP), DI
	MOVQ text+8(FP), SI
	MOVQ tables+16(FP), DX

	VBROADCASTI128 (DX), Y14
	VBROADCASTI128 16(DX), Y13
	every(0x0F, X15, Y15)
	every(0x20, X12, Y12)
	VPXOR   Y7, Y7, Y7
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	tops(Y0, Y1, AX)
	MOVQ    AX, asciiKinds_high(DI)
	kindsOf(Y0, Y2)
	kindsOf(Y1, Y3)

	// Below 0x20 as signed numbers are control characters and what is beyond ASCII.
	VPCMPGTB Y0, Y12, Y4
	VPCMPGTB Y1, Y12, Y5
	VPOR     Y2, Y4, Y4    // asciiStop is the top bit
	VPOR     Y3, Y5, Y5
	tops(Y4, Y5, AX)
	MOVQ     AX, asciiKinds_stop(DI)

	VPCMPEQB Y0, Y12, Y4
	VPCMPEQB Y1, Y12, Y5
	tops(Y4, Y5, AX)
	MOVQ     AX, asciiKinds_space(DI)

	among(Y0, Y1, (0x80 - '0'), (0x80 + 10))
	MOVQ AX, asciiKinds_digit(DI)

	// The bit that tells small letters from capitals, at the top.
	VPSLLW $2, Y0, Y4
	VPSLLW $2, Y1, Y5
	tops(Y4, Y5, AX)
	MOVQ   AX, asciiKinds_small(DI)

	VPOR Y12, Y0, Y0
	VPOR Y12, Y1, Y1
	among(Y0, Y1, (0x80 - 'a'), (0x80 + 26))
	MOVQ AX, asciiKinds_letter(DI)

	put((const_asciiEnd2|const_asciiEnd3), asciiKinds_end)
	put((const_asciiComma2|const_asciiComma3), asciiKinds_comma)
	put((const_asciiCloser2|const_asciiCloser57), asciiKinds_closer)
	put(const_asciiRare, asciiKinds_rare)
	VZEROUPPER
	RET

// func readWords(text *uint8, tables *[6][32]uint8) (word, odd, high uint64)
TEXT ·readWords(SB), NOSPLIT, $0-40
	MOVQ    text+0(FP), SI
	MOVQ    tables+8(FP), DX
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1

	VPOR     (DX), Y0, Y2 // 0x20
	VPOR     (DX), Y1, Y3
	VMOVDQU  32(DX), Y4   // what moves 'a' to the least signed number
	VPADDB   Y4, Y2, Y2
	VPADDB   Y4, Y3, Y3
	VMOVDQU  64(DX), Y5   // the first number behind letters
	VPCMPGTB Y2, Y5, Y2
	VPCMPGTB Y3, Y5, Y3

	VMOVDQU  96(DX), Y4   // the same of digits
	VPADDB   Y4, Y0, Y6
	VPADDB   Y4, Y1, Y7
	VMOVDQU  128(DX), Y5
	VPCMPGTB Y6, Y5, Y6
	VPCMPGTB Y7, Y5, Y7
	VPOR     Y2, Y6, Y2
	VPOR     Y3, Y7, Y3

	VMOVDQU  160(DX), Y4  // '_'
	VPCMPEQB Y4, Y0, Y6
	VPCMPEQB Y4, Y1, Y7
	tops(Y0, Y1, DX)
	MOVQ     DX, high+32(FP)
	VPOR     Y6, Y0, Y0   // with the top bit of what is beyond ASCII
	VPOR     Y7, Y1, Y1
	tops(Y0, Y1, CX)
	tops(Y2, Y3, AX)
	ORQ      CX, AX
	MOVQ     AX, word+16(FP)
	MOVQ     CX, odd+24(FP)
	VZEROUPPER
	RET
