// What the assembly of this package has in common.

// every puts the byte VALUE into all bytes of Y.
#define every(VALUE, X, Y) \
	MOVL         $(VALUE), AX \
	VMOVD        AX, X      \
	VPBROADCASTB X, Y

// tops puts the top bits of the bytes of A and B into R.
#define tops(A, B, R) \
	VPMOVMSKB A, R  \
	VPMOVMSKB B, BX \
	SHLQ      $32, BX \
	ORQ       BX, R
