//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"

// kinds puts into Y the kinds of the 32 bytes at OFFSET: what their rows (Y10) and their columns (Y11) both have.
#define kinds(OFFSET, Y) \
	VMOVDQU (OFFSET)(SI), Y2 \
	VPAND   Y12, Y2, Y3      \
	VPSRLW  $4, Y2, Y2       \
	VPAND   Y12, Y2, Y2      \
	VPSHUFB Y3, Y11, Y3      \
	VPSHUFB Y2, Y10, Y2      \
	VPAND   Y3, Y2, Y

// bits writes to OFFSET which of the bytes of Y0 and Y1 have a bit of those of KIND.
#define bits(KIND, OFFSET) \
	VPAND     KIND, Y0, Y2   \
	VPAND     KIND, Y1, Y3   \
	VPCMPEQB  Y9, Y2, Y2     \
	VPCMPEQB  Y9, Y3, Y3     \
	VPMOVMSKB Y2, AX         \
	VPMOVMSKB Y3, BX         \
	SHLQ      $32, BX        \
	ORQ       BX, AX         \
	NOTQ      AX             \
	MOVQ      AX, (OFFSET)(DI)

// every puts the byte VALUE into all bytes of Y.
#define every(VALUE, X, Y) \
	MOVL         $VALUE, AX \
	VMOVD        AX, X      \
	VPBROADCASTB X, Y

// func cutBlocksAVX2(out *cuts, text *byte, n int, tables *[2][16]uint8)
TEXT ·cutBlocksAVX2(SB), NOSPLIT, $0-32
	MOVQ out+0(FP), DI
	MOVQ text+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ tables+24(FP), DX

	VBROADCASTI128 (DX), Y10
	VBROADCASTI128 16(DX), Y11
	every(0x0F, X12, Y12)
	every(const_cutSep, X13, Y13)
	every(const_cutLeave, X14, Y14)
	every(const_cutEnd, X15, Y15)
	VPXOR Y9, Y9, Y9

block:
	kinds(0, Y0)
	kinds(32, Y1)
	bits(Y13, 0)
	bits(Y14, 8)
	bits(Y15, 16)
	ADDQ $const_cutBytes, SI
	ADDQ $cuts__size, DI
	DECQ CX
	JNZ  block
	VZEROUPPER
	RET

// mul2 stands where an instruction can read it.
DATA mul2<>+0(SB)/8, $const_mul2
GLOBL mul2<>(SB), RODATA|NOPTR, $8

// func knownBMI(r *walk)
TEXT ·knownBMI(SB), NOSPLIT, $0-8
	MOVQ r+0(FP), DX
	MOVQ walk_block(DX), SI
	MOVQ walk_at(DX), BX
	MOVQ walk_stops(DX), R8
	MOVQ walk_begins(DX), R9
	MOVQ walk_opening(DX), R14
	MOVQ walk_opens(DX), CX
	SHLQ $5, CX                    // of a word's kinds, the half that counts
	MOVQ walk_cache(DX), R10
	MOVQ walk_hashes(DX), R11
	MOVQ walk_tokens(DX), R12
	MOVQ walk_words(DX), R13
	MOVQ walk_sums(DX), DI

word:
	// AX: how long the word is.
	TZCNTQ R8, AX
	SUBQ   BX, AX
	CMPQ   AX, $const_cacheBytes
	JA     done

	// DX, R15: its bytes.
	SHLQ $4, AX
	LEAQ ·wordMasks(SB), R15
	MOVQ (SI)(BX*1), DX
	ANDQ (R15)(AX*1), DX
	MOVQ 8(R15)(AX*1), R15
	ANDQ 8(SI)(BX*1), R15

	// AX: its set in the cache.
	IMUL3Q $const_mul3, R15, AX
	XORQ   DX, AX
	IMULQ  mul2<>(SB), AX
	SHRQ   $(64 - const_cacheBits), AX
	SHLQ   $6, AX
	ADDQ   R10, AX
	CMPQ   cachedWord_low(AX), DX
	JNE    second
	CMPQ   cachedWord_high(AX), R15
	JNE    second

take:
	MOVQ  cachedWord_hash(AX), DX
	SHRXQ CX, cachedWord_kinds(AX), AX
	MOVQ  DX, (R11)(R13*8)
	MOVW  AX, (R12)(R13*2)
	INCQ  R13
	SHRL  $16, AX
	ADDQ  AX, DI

	// The next word.
	TZCNTQ R9, BX
	SHRXQ  BX, R14, CX
	SHLL   $5, CX                  // of what is more than 63 a shift takes the lower bits
	BLSRQ  R9, R9
	BLSRQ  R8, R8
	JNZ    word

	// The next block, as walk.enter does it.
enter:
	MOVQ  r+0(FP), DX
	CMPQ  walk_more(DX), $0
	JLE   done
	CMPQ  BX, $(const_cutBytes - const_cacheBytes)
	JLT   done
	MOVQ  walk_cuts(DX), AX
	CMPQ  (cuts__size + cuts_leave)(AX), $0
	JNE   done
	MOVQ  cuts_seps(AX), R15
	SHRQ  $63, R15
	ADDQ  $cuts__size, AX
	MOVQ  AX, walk_cuts(DX)
	DECQ  walk_more(DX)
	ADDQ  $const_cutBytes, walk_base(DX)
	ADDQ  $const_cutBytes, SI
	MOVQ  cuts_seps(AX), R14
	LEAQ  (R15)(R14*2), R15                 // the bytes behind separators
	MOVQ  R14, R8
	XORQ  R15, R8
	MOVQ  R8, R9
	ANDQ  R14, R8
	ANDQ  R15, R9
	MOVQ  walk_carry(DX), R15
	NEGQ  R15                               // sets the processor's carry
	ADCQ  cuts_ends(AX), R14
	SBBQ  R15, R15
	NEGQ  R15
	MOVQ  R15, walk_carry(DX)
	SUBQ  $const_cutBytes, BX
	JNZ   entered
	TZCNTQ R9, BX                           // no word began
	SHRXQ  BX, R14, CX
	SHLL   $5, CX
	BLSRQ  R9, R9

entered:
	TESTQ R8, R8
	JNZ   word
	JMP   enter

done:
	SHRQ $5, CX
	ANDL $1, CX
	MOVQ r+0(FP), DX
	MOVQ BX, walk_at(DX)
	MOVQ SI, walk_block(DX)
	MOVQ R14, walk_opening(DX)
	MOVQ R8, walk_stops(DX)
	MOVQ R9, walk_begins(DX)
	MOVQ CX, walk_opens(DX)
	MOVQ R13, walk_words(DX)
	MOVQ DI, walk_sums(DX)
	RET

second:
	CMPQ    (cachedWord__size + cachedWord_low)(AX), DX
	JNE     done
	CMPQ    (cachedWord__size + cachedWord_high)(AX), R15
	JNE     done
	VMOVDQU (AX), Y0
	VMOVDQU cachedWord__size(AX), Y1
	VMOVDQU Y1, (AX)
	VMOVDQU Y0, cachedWord__size(AX)
	VZEROUPPER
	JMP     take
