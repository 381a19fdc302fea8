//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"

// A constant in each byte: what makes letters small, all but the top bit, and what carries into the top bit from 'a' on and
// from behind 'z' on.
DATA each20<>(SB)/8, $0x2020202020202020
GLOBL each20<>(SB), RODATA|NOPTR, $8
DATA each7f<>(SB)/8, $0x7f7f7f7f7f7f7f7f
GLOBL each7f<>(SB), RODATA|NOPTR, $8
DATA each80<>(SB)/8, $0x8080808080808080
GLOBL each80<>(SB), RODATA|NOPTR, $8
DATA fromA<>(SB)/8, $0x1f1f1f1f1f1f1f1f
GLOBL fromA<>(SB), RODATA|NOPTR, $8
DATA behindZ<>(SB)/8, $0x0505050505050505
GLOBL behindZ<>(SB), RODATA|NOPTR, $8

// letters leaves eight bytes AX with the bit set that makes them small in BX, and in CX the top bits of those that are no
// letters; JZ then jumps if there are none.
#define letters \
	MOVQ AX, BX            \
	ORQ  R15, BX           \
	MOVQ BX, CX            \
	ANDQ each7f<>(SB), CX  \
	MOVQ CX, DX            \
	ADDQ fromA<>(SB), CX   \
	ADDQ behindZ<>(SB), DX \
	NOTQ CX                \
	ORQ  DX, CX            \
	ORQ  AX, CX            \
	ANDQ each80<>(SB), CX

// cutOff takes from AX and BX, and counts in CX, what stands before the first of the bytes in CX; of AX only the bits are
// left that tell small letters.
#define cutOff \
	MOVQ CX, DX  \
	NEGQ DX      \
	ANDQ CX, DX  \
	SHRQ $7, DX  \
	DECQ DX      \
	BSFQ CX, CX  \
	SHRQ $3, CX  \
	ANDQ DX, BX  \
	ANDQ DX, AX  \
	ANDQ R15, AX

// hash adds letters in L to the hash in H, with T as scratch.
#define hash(L, H, T) \
	XORQ  L, H   \
	IMULQ R12, H \
	MOVQ  H, T   \
	SHRQ  $32, T \
	XORQ  T, H

// foldIn adds the CX letters whose hash is BX to the line's shape. DX is scratch.
#define foldIn \
	ADDL CX, asciiRun_folded(DI)       \
	hash(asciiRun_shape(DI), BX, DX)   \
	MOVQ BX, asciiRun_shape(DI)

// func takeASCII(r *asciiRun, text *uint8, words *uint16)
TEXT ·takeASCII(SB), NOSPLIT, $16-24
	MOVQ r+0(FP), DI
	MOVQ text+8(FP), SI
	ADDQ asciiRun_next(DI), SI
	MOVQ words+16(FP), R11
	LEAQ ·endsWord(SB), R13
	MOVQ asciiRun_whole(DI), R9
	MOVQ $const_hashPrime, R12
	MOVQ each20<>(SB), R15
	XORL R8, R8                 // the sum
	XORL R10, R10               // words

word:
	MOVQ (SI), AX
	MOVQ $const_hashSeed, R14
	letters
	JZ   long
	cutOff
	TESTQ CX, CX
	JZ   done
	MOVBLZX (SI)(CX*1), DX
	CMPB (R13)(DX*1), $0
	JE   done
	hash(BX, R14, DX)
	CMPL asciiRun_folded(DI), $const_shapeChars
	JGE  shaped
	foldIn

shaped:
	MOVQ AX, BX
	CMPQ AX, $1
	SBBL DX, DX                 // all ones if no letter is small

form:
	// BX has bit 5 set if the first letter is small.
	ANDL $const_allCapitals, DX
	SHRL $1, BX
	ANDL $const_firstCapital, BX
	XORL $const_firstCapital, BX
	ADDL DX, BX
	ADDL CX, BX

	MOVQ R14, asciiRun_hashes(DI)(R10*8)
	INCQ R10
	XORQ R14, R9
	IMULQ R12, R9
	MOVQ $0x9E3779B97F4A7C15, DX // as hash16
	IMULQ R14, DX
	SHRQ $48, DX
	MOVW DX, (R11)
	CMPQ CX, $const_longWord
	SBBQ DX, DX
	LEAQ 2(R11)(DX*2), R11
	LEAQ ·asciiCounts(SB), DX
	ADDQ (DX)(BX*8), R8

	ADDQ CX, SI
	MOVBLZX (SI), DX
	CMPL DX, $' '
	JNE  sign
	INCQ SI

next:
	CMPQ R10, $const_asciiTaken
	JLT  word
	JMP  done

sign:
	CMPL DX, $','
	JNE  done
	CMPB 1(SI), $' '
	JNE  done
	ADDQ $2, SI
	INCL asciiRun_commas(DI)
	JMP  next

	// Eight letters and more.
long:
	ANDQ R15, AX
	MOVQ AX, small-8(SP)
	MOVQ BX, first-16(SP)
	hash(BX, R14, DX)
	MOVQ 8(SI), AX
	letters
	JZ   done
	cutOff
	MOVBLZX 8(SI)(CX*1), DX
	CMPB (R13)(DX*1), $0
	JE   done
	CMPL asciiRun_folded(DI), $const_shapeChars
	JGE  second
	ADDL $8, asciiRun_folded(DI)
	MOVQ first-16(SP), DX
	XORQ asciiRun_shape(DI), DX
	IMULQ R12, DX
	MOVQ DX, asciiRun_shape(DI)
	SHRQ $32, DX
	XORQ DX, asciiRun_shape(DI)

second:
	TESTQ CX, CX
	JZ   longForm
	hash(BX, R14, DX)
	CMPL asciiRun_folded(DI), $const_shapeChars
	JGE  longForm
	foldIn

longForm:
	ADDQ $8, CX
	MOVQ small-8(SP), BX
	ORQ  BX, AX
	CMPQ AX, $1
	SBBL DX, DX
	JMP  form

done:
	MOVQ R9, asciiRun_whole(DI)
	MOVQ R8, asciiRun_sum(DI)
	MOVQ R10, asciiRun_n(DI)
	SUBQ text+8(FP), SI
	MOVQ SI, asciiRun_next(DI)
	SUBQ words+16(FP), R11
	SHRQ $1, R11
	MOVQ R11, asciiRun_kept(DI)
	RET
