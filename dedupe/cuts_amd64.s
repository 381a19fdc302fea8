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

// func knownBMI(r *walk, masks *[16][2]uint64, spread *[8]uint64)
TEXT ·knownBMI(SB), NOSPLIT, $0-24
	MOVQ r+0(FP), DI
	MOVQ walk_text(DI), SI
	MOVQ walk_at(DI), BX
	MOVQ walk_stops(DI), R8
	MOVQ walk_begins(DI), R9
	MOVQ walk_opens(DI), CX
	SHLQ $5, CX                    // of a word's kinds, the half that counts
	MOVQ walk_cache(DI), R10
	MOVQ walk_hashes(DI), R11
	MOVQ walk_tokens(DI), R12
	MOVQ walk_factor(DI), R13

word:
	// AX: how long the word is.
	TZCNTQ R8, AX
	ADDQ   walk_base(DI), AX
	SUBQ   BX, AX
	CMPQ   AX, $const_cacheBytes
	JA     done
	CMPQ   BX, walk_most(DI)
	JGE    done
	CMPQ   walk_room(DI), $0
	JLE    done

	// DX, R15: its bytes.
	SHLQ $4, AX
	ADDQ masks+8(FP), AX
	MOVQ (SI)(BX*1), DX
	MOVQ 8(SI)(BX*1), R15
	ANDQ (AX), DX
	ANDQ 8(AX), R15

	// AX: its place in the cache.
	MOVQ  $const_mul1, AX
	IMULQ R15, AX
	XORQ  DX, AX
	MOVQ  $const_mul2, R14
	IMULQ R14, AX
	SHRQ  $(64 - const_cacheBits), AX
	SHLQ  $5, AX
	ADDQ  R10, AX
	CMPQ  cachedWord_low(AX), DX
	JNE   done
	CMPQ  cachedWord_high(AX), R15
	JNE   done

	MOVQ  cachedWord_hash(AX), DX
	SHRXQ CX, cachedWord_kinds(AX), AX
	MOVQ  DX, (R11)
	ADDQ  $8, R11
	MOVW  AX, (R12)
	ADDQ  $2, R12
	DECQ  walk_room(DI)
	IMULQ R13, DX
	ADDQ  DX, walk_hash(DI)
	MOVQ  $const_lineStep, R14
	ADDQ  R14, R13
	SHRQ  $16, AX
	ANDQ  $7, AX
	MOVQ  spread+16(FP), R14
	MOVQ  (R14)(AX*8), AX
	ADDQ  AX, walk_sums(DI)

	// The next word.
	TZCNTQ R9, AX
	MOVQ   walk_base(DI), BX
	ADDQ   AX, BX
	SHRXQ  AX, walk_opening(DI), CX
	ANDQ   $1, CX
	SHLQ   $5, CX
	BLSRQ  R9, R9
	BLSRQ  R8, R8
	JNZ    word

done:
	SHRQ $5, CX
	MOVQ BX, walk_at(DI)
	MOVQ R8, walk_stops(DI)
	MOVQ R9, walk_begins(DI)
	MOVQ CX, walk_opens(DI)
	MOVQ R13, walk_factor(DI)
	RET
