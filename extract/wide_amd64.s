//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"

// every puts the byte VALUE into all bytes of Z.
#define every(VALUE, Z) \
	MOVL         $(VALUE), AX \
	VPBROADCASTB AX, Z

// from puts into R which bytes of Z0 are VALUE or more.
#define from(VALUE, R) \
	every(VALUE, Z3)          \
	VPCMPUB $5, Z3, Z0, K1    \
	KMOVQ   K1, R

// kind puts into AX which bytes of Z6 have a bit of those of KIND.
#define kind(KIND) \
	every(KIND, Z3)        \
	VPTESTMB Z3, Z6, K1    \
	KMOVQ    K1, AX

// add ors to OFFSET which bytes of Z6 have a bit of those of KIND.
#define add(KIND, OFFSET) \
	kind(KIND)           \
	ORQ  AX, OFFSET(DI)

// func readWide(kinds *asciiKinds, text *uint8, tables *wideTables)
//
// Z0 is the text, Z1 and Z2 what stands one and two bytes behind each of its bytes, Z6 gets the kinds.
TEXT ·readWide(SB), NOSPLIT, $0-24
	MOVQ      kinds+0(FP), DI
	MOVQ      text+8(FP), SI
	MOVQ      tables+16(FP), DX
	VMOVDQU64 (SI), Z0
	VMOVDQU64 1(SI), Z1
	VMOVDQU64 2(SI), Z2
	VPXORQ    Z6, Z6, Z6

	MOVQ  asciiKinds_high(DI), R8
	from(0xC0, R9)
	from(0xE0, R10)
	from((0xE0 + const_wideRows), R11)
	from(0xF0, R12)
	ANDNQ R8, R9, AX
	MOVQ  AX, asciiKinds_behind(DI)
	MOVQ  R12, asciiKinds_four(DI)
	ANDNQ R10, R12, AX
	MOVQ  AX, asciiKinds_three(DI)
	ANDNQ R9, R10, R9
	MOVQ  R9, asciiKinds_two(DI)
	ANDNQ R10, R11, R10

	// Each first byte once: what it is together with the one behind stands in its row.
	TESTQ R9, R9
	JZ    threes

twos:
	TZCNTQ       R9, CX
	MOVBLZX      (SI)(CX*1), AX
	VPBROADCASTB AX, Z3
	VPCMPEQB     Z3, Z0, K1
	KMOVQ        K1, CX
	ANDL         $0x1F, AX
	SHLL         $6, AX
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
	ANDL         $0x0F, AX
	ANDL         $0x3F, BX
	SHLL         $6, AX
	ORL          BX, AX
	SHLL         $6, AX
	VPERMB       wideTables_three(DX)(AX*1), Z2, K1, Z6
	ANDNQ        R10, CX, R10
	JNZ          three

done:
	MOVQ  asciiKinds_small(DI), R9
	MOVQ  asciiKinds_letter(DI), R10
	ANDQ  R10, R9
	ANDNQ R10, R9, R10
	kind(const_wideSmall)
	ORQ   AX, R9
	MOVQ  R9, asciiKinds_small(DI)
	kind(const_wideCapital)
	ORQ   AX, R10
	MOVQ  R10, asciiKinds_capital(DI)
	MOVQ  asciiKinds_stop(DI), R9
	ANDNQ R9, R8, R9
	ORQ   R11, R9
	kind(const_wideStop)
	ORQ   AX, R9
	MOVQ  R9, asciiKinds_stop(DI)
	add(const_wideLetter, asciiKinds_letter)
	add(const_wideEnd, asciiKinds_end)
	add(const_wideCloser, asciiKinds_closer)
	add(const_wideRare, asciiKinds_rare)
	kind(const_wideFar)
	MOVQ  AX, asciiKinds_far(DI)
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
