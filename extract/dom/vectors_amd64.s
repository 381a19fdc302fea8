//go:build amd64 && !purego

#include "go_asm.h"
#include "textflag.h"

// noEnds puts into R which of the 32 bytes in V do not end a name, by the first two of tokenKinds in Y15 and Y14.
#define noEnds(V, R) \
	VPSRLW    $4, V, Y3    \
	VPSHUFB   V, Y15, Y2   \
	VPAND     Y13, Y3, Y3  \
	VPSHUFB   Y3, Y14, Y3  \
	VPAND     Y2, Y3, Y2   \
	VPCMPEQB  Y11, Y2, Y2  \
	VPMOVMSKB Y2, R

// look64 takes the 64 bytes at R8: their address to BX, to R11 which of them end names and to R12 which are quotes.
#define look64 \
	LEAQ      (SI)(R8*1), BX  \
	VMOVDQU   (BX), Y0        \
	VMOVDQU   32(BX), Y1      \
	noEnds(Y0, R11)           \
	noEnds(Y1, AX)            \
	SHLQ      $32, AX         \
	ORQ       AX, R11         \
	NOTQ      R11             \
	VPCMPEQB  Y12, Y0, Y2     \
	VPCMPEQB  Y12, Y1, Y3     \
	VPMOVMSKB Y2, R12         \
	VPMOVMSKB Y3, AX          \
	SHLQ      $32, AX         \
	ORQ       AX, R12

// key masks the eight bytes in W, of a name of DX bytes, so that only bytes of the name are left, and goes to ELSE if there is
// one among them that is below 0x20 or could be a capital.
#define key(W, ELSE) \
	MOVL    $8, R15                  \
	CMPQ    DX, R15                  \
	CMOVQLT DX, R15                  \
	SHLL    $3, R15                  \
	BZHIQ   R15, W, W                \
	MOVQ    $0x2020202020202020, AX  \
	BZHIQ   R15, AX, AX              \
	MOVQ    AX, R15                  \
	ANDQ    W, R15                   \
	CMPQ    AX, R15                  \
	JNE     ELSE

// func readTagAVX2(b *builder, pos int, tables *tokenKinds) (behind int)
//
// SI is the page, R8 the position of the 64 bytes that are looked at, BX their address, CX the place of an attribute among
// them, R9 the last position where vectorReach bytes can be read, DI where the next attribute goes, R10 how many there is yet
// room for.
TEXT ·readTagAVX2(SB), NOSPLIT, $8-32
	MOVQ    b+0(FP), BX
	MOVQ    pos+8(FP), R8
	MOVQ    builder_src(BX), SI
	MOVQ    builder_src+8(BX), R9
	SUBQ    $const_vectorReach, R9
	MOVQ    builder_attrs+8(BX), AX
	MOVL    AX, builder_tok+token_attrStart(BX)
	IMUL3Q  $Attr__size, AX, DI
	ADDQ    builder_attrs(BX), DI
	MOVQ    builder_attrs+16(BX), R10
	SUBQ    AX, R10
	MOVL    $const_maxAttrs, AX
	CMPQ    R10, AX
	CMOVQGT AX, R10
	MOVQ    R10, room-8(SP)

	MOVQ    tables+16(FP), AX
	VMOVDQU (AX), Y15
	VMOVDQU 32(AX), Y14
	VMOVDQU 64(AX), Y13
	VMOVDQU 96(AX), Y12
	VPXOR   Y11, Y11, Y11

	// The tag's name is its first DX bytes.
	look64
	TZCNTQ  R11, DX
	JCS     unknown
	CMPL    DX, $8
	JA      unknown
	CMPB    (BX)(DX*1), $0x3D // = ends no name of a tag
	JEQ     unknown
	MOVQ    (BX), R14
	key(R14, unknown)
	MOVQ    DX, CX
	SHLL    $16, DX
	MOVQ    DX, AX
	SHLQ    $13, AX
	XORQ    R14, AX
	MOVQ    $const_tagMultiplier, R15
	IMULQ   R15, AX
	SHRQ    $(64-const_tagSlotBits), AX
	LEAQ    ·tagSlots(SB), R15
	MOVBLZX (R15)(AX*1), AX
	MOVL    AX, R13
	SHLL    $4, R13 // tagName__size is 16
	LEAQ    ·tagKeys(SB), R15
	ADDQ    R13, R15
	XORQ    tagName_first(R15), R14
	XORL    tagName_rest(R15), DX
	ORQ     DX, R14
	MOVL    $const_TagOther, R13
	CMOVLNE R13, AX
	MOVQ    b+0(FP), DX
	MOVL    R8, builder_tok+token_start(DX)
	LEAL    (R8)(CX*1), R13
	MOVL    R13, builder_tok+token_end(DX)
	MOVB    AX, builder_tok+token_tag(DX)
	XORL    R13, R13
	MOVB    R13, builder_tok+token_selfClosing(DX)
	MOVB    R13, builder_tok+token_flags(DX)
	CMPB    (BX)(CX*1), $0x20
	JEQ     attr
	JMP     done

window:
	XORL CX, CX
	CMPQ R8, R9
	JGT  done
	CMPB (SI)(R8*1), $0x20
	JNE  done
	look64

attr:
	// The name is from AX on, of DX bytes, up to R13.
	LEAQ   1(CX), AX
	SHRXQ  AX, R11, DX
	TZCNTQ DX, DX
	JCS    further
	JEQ    done
	LEAQ   (AX)(DX*1), R13
	CMPW   (BX)(R13*1), $0x223D // ="
	JNE    single

quoted:
	// Its first eight bytes are its key; capitals are left to others.
	MOVQ  (BX)(AX*1), R14
	ADDQ  R8, AX
	MOVL  AX, Attr_NameStart(DI)
	LEAQ  (R8)(R13*1), AX
	MOVL  AX, Attr_NameEnd(DI)
	key(R14, done)
	MOVQ  $const_attrMultiplier, AX
	IMULQ R14, AX
	SHRQ  $(64-const_attrSlotBits), AX
	IMUL3Q $attrSlot__size, AX, AX
	LEAQ  ·attrSlots(SB), R15
	ADDQ  AX, R15
	XORQ  attrSlot_first(R15), R14
	XORL  attrSlot_size(R15), DX
	XORL  AX, AX
	ORQ   DX, R14
	MOVBLZX attrSlot_name(R15), DX
	CMOVQEQ DX, AX
	CMPL  AX, $const_firstLong
	JAE   long

named:
	MOVB AX, Attr_Name(DI)

	// The value is from AX on up to DX.
	LEAQ   2(R13), AX
	CMPB   -1(BX)(AX*1), $0x27 // '
	JEQ    search
	CMPQ   AX, $64
	JAE    search
	SHRXQ  AX, R12, DX
	TZCNTQ DX, DX
	JCS    search
	ADDQ   AX, DX
	ADDQ   R8, AX
	MOVL   AX, Attr_ValueStart(DI)
	LEAQ   (R8)(DX*1), AX
	MOVL   AX, Attr_ValueEnd(DI)
	ADDQ   $Attr__size, DI
	LEAQ   1(DX), CX
	DECQ   R10
	JZ     done
	CMPQ   CX, $40
	JA     next
	CMPB   (BX)(CX*1), $0x20
	JEQ    attr
	JMP    done

next:
	ADDQ CX, R8
	JMP  window

further:
	// The name goes on behind the 64 bytes: they are taken from where the attribute begins, unless they were.
	TESTQ CX, CX
	JNZ   next
	JMP   done

long:
	// The last eight bytes of a name from firstLong on.
	MOVQ -8(BX)(R13*1), R14
	CMPQ R14, attrSlot_last(R15)
	JEQ  named
	JMP  done

single:
	CMPW (BX)(R13*1), $0x273D // ='
	JEQ  quoted
	JMP  done

search:
	// The value ends behind the 64 bytes, or is in single quotes.
	VPBROADCASTB -1(BX)(AX*1), Y10
	ADDQ         R8, AX
	MOVL         AX, Attr_ValueStart(DI)

look:
	CMPQ      AX, R9
	JGT       done
	VPCMPEQB  (SI)(AX*1), Y10, Y2
	VPMOVMSKB Y2, DX
	ADDQ      $32, AX
	TESTL     DX, DX
	JZ        look
	TZCNTL    DX, DX
	LEAQ      -32(AX)(DX*1), AX
	MOVL      AX, Attr_ValueEnd(DI)
	ADDQ      $Attr__size, DI
	LEAQ      1(AX), R8
	XORL      CX, CX
	DECQ      R10
	JNZ       window

done:
	VZEROUPPER
	MOVQ b+0(FP), BX
	MOVQ room-8(SP), AX
	SUBQ R10, AX
	ADDQ builder_attrs+8(BX), AX
	MOVQ AX, builder_attrs+8(BX)
	MOVL AX, builder_tok+token_attrEnd(BX)
	ADDQ R8, CX
	MOVQ CX, behind+24(FP)
	RET

unknown:
	VZEROUPPER
	MOVQ $-1, behind+24(FP)
	RET

// func findTextAVX2(b *builder, pos int, tables *tokenKinds) (first, end int, references bool)
//
// SI is the page, R8 the position of the 32 bytes in Y0, R9 the last one where vectorReach bytes can be read, R10 not 0 when
// an ampersand was seen.
TEXT ·findTextAVX2(SB), NOSPLIT, $0-41
	MOVQ    b+0(FP), BX
	MOVQ    pos+8(FP), R8
	MOVQ    builder_src(BX), SI
	MOVQ    builder_src+8(BX), R9
	SUBQ    $const_vectorReach, R9
	MOVQ    tables+16(FP), AX
	VMOVDQU 128(AX), Y15
	VMOVDQU 160(AX), Y14
	VMOVDQU 192(AX), Y13
	XORL    R10, R10

blank:
	VMOVDQU   (SI)(R8*1), Y0
	VPSHUFB   Y0, Y15, Y1 // of a byte that is white space, the byte itself
	VPCMPEQB  Y0, Y1, Y1
	VPMOVMSKB Y1, AX
	NOTL      AX
	TZCNTL    AX, AX
	JCC       found
	ADDQ      $32, R8
	CMPQ      R8, R9
	JLE       blank
	JMP       far

found:
	ADDQ R8, AX
	MOVQ AX, first+24(FP)

text:
	VPCMPEQB  Y14, Y0, Y1
	VPCMPEQB  Y13, Y0, Y2
	VPMOVMSKB Y1, DX
	VPMOVMSKB Y2, CX
	TESTL     DX, DX
	JNZ       less
	ORL       CX, R10
	ADDQ      $32, R8
	CMPQ      R8, R9
	JGT       far
	VMOVDQU   (SI)(R8*1), Y0
	JMP       text

less:
	BLSMSKL DX, AX
	ANDL    AX, CX
	ORL     CX, R10
	SETNE   references+40(FP)
	TZCNTL  DX, DX
	ADDQ    R8, DX
	MOVQ    DX, end+32(FP)
	VZEROUPPER
	RET

far:
	VZEROUPPER
	MOVQ $-1, end+32(FP)
	RET
