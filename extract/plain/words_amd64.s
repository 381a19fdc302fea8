//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"

// A constant in each byte: what makes letters small, the first small letter, and how many follow it.
DATA each20<>(SB)/8, $0x2020202020202020
GLOBL each20<>(SB), RODATA|NOPTR, $8
DATA eachA<>(SB)/8, $0x6161616161616161
GLOBL eachA<>(SB), RODATA|NOPTR, $8
DATA each25<>(SB)/8, $0x1919191919191919
GLOBL each25<>(SB), RODATA|NOPTR, $8

// letters sets in ALL the bits of the bytes of Y that are letters of ASCII, and in SMALL those of bytes that would be small
// letters. Y1 is scratch.
#define letters(Y, ALL, SMALL) \
	VPOR      Y, Y4, Y1   \
	VPSUBB    Y5, Y1, Y1  \
	VPMINUB   Y1, Y6, Y0  \
	VPCMPEQB  Y0, Y1, Y1  \
	VPMOVMSKB Y1, ALL     \
	VPSLLW    $2, Y, Y1   \
	VPMOVMSKB Y1, SMALL

// hash adds letters in L to the hash in H, with T as scratch.
#define hash(L, H, T) \
	XORQ  L, H   \
	IMULQ R12, H \
	MOVQ  H, T   \
	SHRQ  $32, T \
	XORQ  T, H

// func takeASCII(r *asciiRun, text *uint8, words *uint16)
//
// Where words begin and end is read off two sets of bits of the 64 bytes at SI: R13 of letters, R14 of small ones. BX is
// where the word at hand begins among them and CX how long it is. Its letters are hashed as if it had more than eight and
// as if not, and one of the two is taken: lengths of words are nothing that a processor foresees.
TEXT ·takeASCII(SB), NOSPLIT, $8-24
	MOVQ r+0(FP), DI
	MOVQ text+8(FP), SI
	MOVQ asciiRun_next(DI), BX
	MOVQ words+16(FP), R11
	MOVQ asciiRun_whole(DI), R9
	MOVQ $const_hashPrime, R12
	XORL R10, R10               // words
	VPBROADCASTB each20<>(SB), Y4
	VPBROADCASTB eachA<>(SB), Y5
	VPBROADCASTB each25<>(SB), Y6

block:
	ADDQ    BX, SI
	XORL    BX, BX
	VMOVDQU (SI), Y2
	VMOVDQU 32(SI), Y3
	letters(Y2, R13, R14)
	letters(Y3, AX, DX)
	SHLQ    $32, AX
	SHLQ    $32, DX
	ORQ     AX, R13
	ORQ     DX, R14
	BTQ     $0, R13
	JCC     done

word:
	SHRXQ  BX, R13, AX
	NOTQ   AX
	TZCNTQ AX, CX
	LEAQ   (BX)(CX*1), DX
	CMPQ   DX, $64
	JGE    cross
	CMPQ   CX, $15
	JGT    done

	MOVWLZX (SI)(DX*1), AX
	MOVL    $1, R8              // bytes behind the word that are passed over
	CMPB    AL, $' '
	JNE     sign

take:
	MOVQ  R8, behind-8(SP)
	LEAL  (CX*8), R8
	MOVQ  (SI)(BX*1), AX
	ORQ   each20<>(SB), AX
	BZHIQ R8, AX, AX            // up to eight letters
	SUBL  $64, R8
	MOVQ  8(SI)(BX*1), DX
	ORQ   each20<>(SB), DX
	BZHIQ R8, DX, DX            // the rest, or anything if there is none
	MOVQ    $const_hashSeed, R15
	hash(R15, AX, R8)
	hash(AX, DX, R8)
	CMPQ    CX, $8
	CMOVQHI DX, AX

	MOVQ  AX, asciiRun_last(DI)
	INCQ  R10
	CMPL  asciiRun_shaped(DI), $const_shapeLetters
	JGE   shaped
	MOVQ  asciiRun_shape(DI), DX
	CMPL  asciiRun_shaped(DI), $0
	JNE   below
	MOVQ  AX, asciiRun_head(DI)

below:
	XORQ  AX, DX
	IMULQ R12, DX
	MOVQ  DX, asciiRun_shape(DI)
	ADDL  CX, asciiRun_shaped(DI)

shaped:
	XORQ  AX, R9
	IMULQ R12, R9
	MOVQ  $0x9E3779B97F4A7C15, DX // as hash16
	IMULQ AX, DX
	SHRQ  $48, DX
	MOVW  DX, (R11)
	CMPQ  CX, $const_longWord
	SBBQ  DX, DX
	LEAQ  2(R11)(DX*2), R11

	SHRXQ BX, R14, AX
	BZHIQ CX, AX, DX
	CMPQ  DX, $1
	SBBL  DX, DX                // all ones if no letter is small
	ANDL  $const_allCapitals, DX
	ADDL  CX, DX
	NOTL  AX
	ANDL  $1, AX
	IMUL3L $const_firstCapital, AX, AX
	ADDL  AX, DX
	LEAQ  ·asciiCounts(SB), AX
	MOVQ  (AX)(DX*8), DX
	ADDQ  DX, asciiRun_sum(DI)

	MOVQ  behind-8(SP), AX
	ADDQ  CX, BX
	ADDQ  AX, BX
	TESTQ AX, AX
	JZ    done
	CMPQ  R10, $const_asciiTaken
	JGE   done
	CMPQ  BX, $64
	JGE   block
	BTQ   BX, R13
	JCS   word

done:
	MOVQ R9, asciiRun_whole(DI)
	MOVQ R10, asciiRun_n(DI)
	ADDQ BX, SI
	SUBQ text+8(FP), SI
	MOVQ SI, asciiRun_next(DI)
	SUBQ words+16(FP), R11
	SHRQ $1, R11
	MOVQ R11, asciiRun_kept(DI)
	VZEROUPPER
	RET

	// The word goes on behind the 64 bytes: another 64 from its start on, if they were not.
cross:
	TESTQ BX, BX
	JNZ   block
	JMP   done

	// A comma and a blank, or what ends the run.
sign:
	CMPL AX, $(','|' '<<8)
	JNE  last
	INCL asciiRun_commas(DI)
	MOVL $2, R8
	JMP  take

last:
	MOVBLZX AL, AX
	LEAQ    ·endsWord(SB), DX
	XORL    R8, R8
	CMPB    (DX)(AX*1), $0
	JNE     take
	JMP     done
