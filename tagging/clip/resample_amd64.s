#include "textflag.h"

// Which weight each of eight lanes takes of two: the first pixel's four channels the first, the second's the second.
DATA pair<>+0(SB)/8, $0x0000000000000000
DATA pair<>+8(SB)/8, $0x0000000000000000
DATA pair<>+16(SB)/8, $0x0000000100000001
DATA pair<>+24(SB)/8, $0x0000000100000001
GLOBL pair<>(SB), RODATA|NOPTR, $32

// func mixPixelsAVX2(src *uint8, weights *int32, n int) uint32
// The four channels of n pixels side by side, weighted, summed, rounded and cut to bytes. Two pixels at a time.
TEXT ·mixPixelsAVX2(SB), NOSPLIT, $0-28
	MOVQ         src+0(FP), SI
	MOVQ         weights+8(FP), DX
	MOVQ         n+16(FP), CX
	VMOVDQU      pair<>(SB), Y5
	VPXOR        Y0, Y0, Y0
	MOVL         $0x200000, AX          // one half
	VMOVD        AX, X4
	VPBROADCASTD X4, X4

two:
	SUBQ      $2, CX
	JLT       one
	VPMOVZXBD (SI), Y1
	VMOVQ     (DX), X2
	VPERMD    Y2, Y5, Y2
	VPMULLD   Y2, Y1, Y1
	VPADDD    Y1, Y0, Y0
	ADDQ      $8, SI
	ADDQ      $8, DX
	JMP       two

one:
	VEXTRACTI128 $1, Y0, X1
	VPADDD       X1, X0, X0
	VPADDD       X4, X0, X0
	ADDQ         $2, CX
	JEQ          done
	VPMOVZXBD    (SI), X1
	VPBROADCASTD (DX), X2
	VPMULLD      X2, X1, X1
	VPADDD       X1, X0, X0

done:
	VPSRAD    $22, X0, X0
	VPACKUSDW X0, X0, X0
	VPACKUSWB X0, X0, X0
	VMOVD     X0, AX
	MOVL      AX, ret+24(FP)
	VZEROUPPER
	RET

// func mixRowsAVX2(dst, src *uint8, stride int, weights *int32, taps, n int)
// n bytes of each of the rows below src, weighted, summed, rounded and cut to bytes. n is a multiple of 16.
TEXT ·mixRowsAVX2(SB), NOSPLIT, $0-48
	MOVQ         dst+0(FP), DI
	MOVQ         src+8(FP), SI
	MOVQ         stride+16(FP), R8
	MOVQ         weights+24(FP), R9
	MOVQ         taps+32(FP), R10
	MOVQ         n+40(FP), R11
	MOVL         $0x200000, AX
	VMOVD        AX, X6
	VPBROADCASTD X6, Y6

sixteen:
	SUBQ    $16, R11
	JLT     end
	VMOVDQA Y6, Y0
	VMOVDQA Y6, Y1
	MOVQ    SI, BX
	MOVQ    R9, DX
	MOVQ    R10, CX

row:
	VPMOVZXBD    (BX), Y2
	VPMOVZXBD    8(BX), Y3
	VPBROADCASTD (DX), Y4
	VPMULLD      Y4, Y2, Y2
	VPMULLD      Y4, Y3, Y3
	VPADDD       Y2, Y0, Y0
	VPADDD       Y3, Y1, Y1
	ADDQ         R8, BX
	ADDQ         $4, DX
	DECQ         CX
	JNZ          row

	VPSRAD       $22, Y0, Y0
	VPSRAD       $22, Y1, Y1
	VPACKUSDW    Y1, Y0, Y0
	VPERMQ       $0xd8, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKUSWB    X1, X0, X0
	VMOVDQU      X0, (DI)
	ADDQ         $16, DI
	ADDQ         $16, SI
	JMP          sixteen

end:
	VZEROUPPER
	RET
