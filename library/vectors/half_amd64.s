#include "textflag.h"

// func unpackF16C(dst *float32, src *byte, n int)
// n is a multiple of 16.
TEXT ·unpackF16C(SB), NOSPLIT, $0-24
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX

loop:
	SUBQ      $16, CX
	JLT       done
	VCVTPH2PS (SI), Y0
	VCVTPH2PS 16(SI), Y1
	VMOVUPS   Y0, (DI)
	VMOVUPS   Y1, 32(DI)
	ADDQ      $32, SI
	ADDQ      $64, DI
	JMP       loop

done:
	VZEROUPPER
	RET
