//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"

// A constant in each byte: what makes letters small, the first of them and how many follow it, the first digit and how many
// follow it, the last byte below the letters, and the apostrophe.
DATA small<>(SB)/8, $0x2020202020202020
GLOBL small<>(SB), RODATA|NOPTR, $8
DATA firstLetter<>(SB)/8, $0x6161616161616161
GLOBL firstLetter<>(SB), RODATA|NOPTR, $8
DATA letters<>(SB)/8, $0x1919191919191919
GLOBL letters<>(SB), RODATA|NOPTR, $8
DATA firstDigit<>(SB)/8, $0x3030303030303030
GLOBL firstDigit<>(SB), RODATA|NOPTR, $8
DATA digits<>(SB)/8, $0x0909090909090909
GLOBL digits<>(SB), RODATA|NOPTR, $8
DATA below<>(SB)/8, $0x3F3F3F3F3F3F3F3F
GLOBL below<>(SB), RODATA|NOPTR, $8
DATA apostrophe<>(SB)/8, $0x2727272727272727
GLOBL apostrophe<>(SB), RODATA|NOPTR, $8
DATA lowMask<>(SB)/8, $const_directLow
GLOBL lowMask<>(SB), RODATA|NOPTR, $8
DATA highMask<>(SB)/8, $const_directHigh
GLOBL highMask<>(SB), RODATA|NOPTR, $8

// kinds sets in ALNUM the bits of the bytes of Y that are letters or digits, and in SEPS those of separators, as cuts.seps has
// them. Y0 and Y1 are scratch.
#define kinds(Y, ALNUM, SEPS) \
	VPOR      Y4, Y, Y0   \
	VPSUBB    Y5, Y0, Y0  \
	VPMINUB   Y6, Y0, Y1  \
	VPCMPEQB  Y1, Y0, Y0  \
	VPSUBB    Y7, Y, Y1   \
	VPMINUB   Y8, Y1, Y11 \
	VPCMPEQB  Y11, Y1, Y1 \
	VPOR      Y1, Y0, Y0  \
	VPMOVMSKB Y0, ALNUM   \
	VPCMPEQB  Y10, Y, Y0  \
	VPOR      Y0, Y1, Y1  \
	VPMINUB   Y9, Y, Y0   \
	VPCMPEQB  Y0, Y, Y0   \
	VPANDN    Y0, Y1, Y0  \
	VPMOVMSKB Y0, SEPS

// func directWords(w *directWalk)
//
// Where words begin and end is read off two sets of bits of the 64 bytes at SI: R13 of letters and digits, R14 of separators.
// BX is the place at hand among them, R8 where the part at hand ends.
TEXT ·directWords(SB), NOSPLIT, $0-8
	MOVQ w+0(FP), DI
	MOVQ directWalk_text(DI), SI
	MOVQ directWalk_at(DI), BX
	MOVQ directWalk_hashes(DI), R11
	MOVQ directWalk_words(DI), R10
	MOVQ directWalk_ends(DI), R12
	MOVQ directWalk_part(DI), R9
	MOVQ (R12)(R9*8), R8
	ADDQ SI, R8
	VPBROADCASTQ small<>(SB), Y4
	VPBROADCASTQ firstLetter<>(SB), Y5
	VPBROADCASTQ letters<>(SB), Y6
	VPBROADCASTQ firstDigit<>(SB), Y7
	VPBROADCASTQ digits<>(SB), Y8
	VPBROADCASTQ below<>(SB), Y9
	VPBROADCASTQ apostrophe<>(SB), Y10

block:
	ADDQ BX, SI
	XORL BX, BX
	MOVQ SI, AX
	SUBQ directWalk_text(DI), AX
	CMPQ AX, directWalk_size(DI)
	JGE  done
	LEAQ const_blockWords(R10), AX
	CMPQ AX, directWalk_room(DI)
	JGT  done
	VMOVDQU (SI), Y2
	VMOVDQU 32(SI), Y3
	kinds(Y2, R13, R14)
	kinds(Y3, AX, DX)
	SHLQ $32, AX
	SHLQ $32, DX
	ORQ  AX, R13
	ORQ  DX, R14

next:
	SHRXQ  BX, R14, AX
	NOTQ   AX
	TZCNTQ AX, AX
	ADDQ   AX, BX
	CMPQ   BX, $const_cutBytes
	JGE    block
	BTQ    BX, R13
	JCC    done

	// AX: how long the word is. DX: where it ends.
	SHRXQ  BX, R13, AX
	NOTQ   AX
	TZCNTQ AX, AX
	LEAQ   (BX)(AX*1), DX
	CMPQ   DX, $const_cutBytes
	JGE    cross
	BTQ    DX, R14
	JCC    done
	CMPQ   AX, $const_cacheBytes
	JGT    done
	LEAQ   (SI)(BX*1), CX
	CMPQ   CX, R8
	JHI    behind

take:
	MOVQ DX, BX
	SHLQ $4, AX
	LEAQ ·wordMasks(SB), R15
	ADDQ AX, R15
	MOVQ (CX), AX
	ORQ  small<>(SB), AX
	ANDQ (R15), AX
	XORQ lowMask<>(SB), AX
	MOVQ 8(CX), DX
	ORQ  small<>(SB), DX
	ANDQ 8(R15), DX
	XORQ highMask<>(SB), DX
	MULQ DX
	XORQ DX, AX
	MOVQ AX, (R11)(R10*8)
	INCQ R10
	JMP  next

	// The word goes on behind the 64 bytes: another 64 from its start on, if they were not.
cross:
	TESTQ BX, BX
	JNZ   block

done:
	ADDQ BX, SI
	SUBQ directWalk_text(DI), SI
	MOVQ SI, directWalk_at(DI)
	MOVQ R10, directWalk_words(DI)
	MOVQ R9, directWalk_part(DI)
	VZEROUPPER
	RET

	// The word stands behind the part at hand.
behind:
	MOVQ directWalk_parts(DI), R15
	MOVQ R10, (R15)(R9*8)
	INCQ R9
	MOVQ (R12)(R9*8), R8
	ADDQ directWalk_text(DI), R8
	CMPQ CX, R8
	JHI  behind
	JMP  take
