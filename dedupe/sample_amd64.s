//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"

// every puts the constant VALUE into all lanes of Y, and its upper half into those of HIGH.
#define every(VALUE, X, Y, HIGH) \
	MOVQ         $VALUE, AX \
	VMOVQ        AX, X      \
	VPBROADCASTQ X, Y       \
	VPSRLQ       $32, Y, HIGH

// multiply multiplies Y by the constant in BY and HIGH.
#define multiply(BY, HIGH, Y) \
	VPSRLQ   $32, Y, Y3   \
	VPMULUDQ BY, Y3, Y3   \
	VPMULUDQ HIGH, Y, Y4  \
	VPADDQ   Y4, Y3, Y3   \
	VPSLLQ   $32, Y3, Y3  \
	VPMULUDQ BY, Y, Y     \
	VPADDQ   Y3, Y, Y

// rotate rotates Y to the left by LEFT bits, RIGHT being the others.
#define rotate(LEFT, RIGHT, Y) \
	VPSLLQ $LEFT, Y, Y3   \
	VPSRLQ $RIGHT, Y, Y   \
	VPOR   Y3, Y, Y

// func shinglesBelowAVX2(out, words *uint64, n int, limit uint64, compress *[16][8]uint32) int
TEXT ·shinglesBelowAVX2(SB), NOSPLIT, $0-48
	MOVQ out+0(FP), DI
	MOVQ words+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ compress+32(FP), R8

	every(const_mul1, X6, Y6, Y7)
	every(const_mul2, X8, Y8, Y9)
	every(const_mul4, X10, Y10, Y11)
	every(1<<63, X12, Y12, Y13)
	VPBROADCASTQ limit+24(FP), Y13
	VPXOR        Y12, Y13, Y13        // numbers with a sign are what can be compared

loop:
	VMOVDQU (SI), Y0
	VMOVDQU 8(SI), Y1
	VMOVDQU 16(SI), Y2
	rotate(21, 43, Y1)
	rotate(42, 22, Y2)
	multiply(Y6, Y7, Y0)
	multiply(Y8, Y9, Y1)
	VPADDQ  Y1, Y0, Y0
	VPADDQ  Y2, Y0, Y0
	multiply(Y10, Y11, Y0)
	VPSRLQ  $32, Y0, Y3
	VPXOR   Y3, Y0, Y0
	multiply(Y6, Y7, Y0)

	VPXOR     Y12, Y0, Y3
	VPCMPGTQ  Y3, Y13, Y3
	VMOVMSKPD Y3, AX
	MOVQ      AX, DX
	SHLQ      $5, DX
	VMOVDQU   (R8)(DX*1), Y3
	VPERMD    Y0, Y3, Y0
	VMOVDQU   Y0, (DI)
	POPCNTL   AX, AX
	LEAQ      (DI)(AX*8), DI
	ADDQ      $(8 * const_avx2Lanes), SI
	SUBQ      $const_avx2Lanes, CX
	JNZ       loop
	VZEROUPPER

	SUBQ out+0(FP), DI
	SHRQ $3, DI
	MOVQ DI, ret+40(FP)
	RET

// func shinglesBelowAVX512(out, words *uint64, n int, limit uint64) int
TEXT ·shinglesBelowAVX512(SB), NOSPLIT, $0-40
	MOVQ out+0(FP), DI
	MOVQ words+8(FP), SI
	MOVQ n+16(FP), CX

	MOVQ         $const_mul1, AX
	VPBROADCASTQ AX, Z6
	MOVQ         $const_mul2, AX
	VPBROADCASTQ AX, Z7
	MOVQ         $const_mul4, AX
	VPBROADCASTQ AX, Z8
	VPBROADCASTQ limit+24(FP), Z9
	MOVL         $-1, DX

loop:
	CMPQ CX, $const_sampleLanes
	JGE  whole
	MOVL $1, DX                      // the last ones: nothing is read behind them
	SHLL CX, DX
	DECL DX

whole:
	KMOVW       DX, K1
	VMOVDQU64.Z (SI), K1, Z0
	VMOVDQU64.Z 8(SI), K1, Z1
	VMOVDQU64.Z 16(SI), K1, Z2
	VPROLQ      $21, Z1, Z1
	VPROLQ      $42, Z2, Z2
	VPMULLQ     Z6, Z0, Z0
	VPMULLQ     Z7, Z1, Z1
	VPADDQ      Z1, Z0, Z0
	VPADDQ      Z2, Z0, Z0
	VPMULLQ     Z8, Z0, Z0
	VPSRLQ      $32, Z0, Z1
	VPXORQ      Z1, Z0, Z0
	VPMULLQ     Z6, Z0, Z0

	VPCMPUQ       $1, Z9, Z0, K1, K2
	VPCOMPRESSQ.Z Z0, K2, Z0
	VMOVDQU64     Z0, (DI)
	KMOVW         K2, AX
	POPCNTL       AX, AX
	LEAQ          (DI)(AX*8), DI
	ADDQ          $(8 * const_sampleLanes), SI
	SUBQ          $const_sampleLanes, CX
	JG            loop
	VZEROUPPER

	SUBQ out+0(FP), DI
	SHRQ $3, DI
	MOVQ DI, ret+32(FP)
	RET
