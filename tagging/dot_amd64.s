#include "textflag.h"

// func dotAVX2(a, b *float32, n int) float32
// n is a multiple of 32. Four sums of eight lanes run side by side, which hides the latency of FMA.
TEXT ·dotAVX2(SB), NOSPLIT, $0-28
	MOVQ   a+0(FP), SI
	MOVQ   b+8(FP), DI
	MOVQ   n+16(FP), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3

loop:
	SUBQ        $32, CX
	JLT         sum
	VMOVUPS     (SI), Y4
	VMOVUPS     32(SI), Y5
	VMOVUPS     64(SI), Y6
	VMOVUPS     96(SI), Y7
	VFMADD231PS (DI), Y4, Y0
	VFMADD231PS 32(DI), Y5, Y1
	VFMADD231PS 64(DI), Y6, Y2
	VFMADD231PS 96(DI), Y7, Y3
	ADDQ        $128, SI
	ADDQ        $128, DI
	JMP         loop

sum:
	VADDPS       Y1, Y0, Y0
	VADDPS       Y3, Y2, Y2
	VADDPS       Y2, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VADDPS       X1, X0, X0
	VHADDPS      X0, X0, X0
	VHADDPS      X0, X0, X0
	VMOVSS       X0, ret+24(FP)
	VZEROUPPER
	RET

// func dots4x2AVX2(out, rows, tags *float32, dim int)
// Four rows and two tags of dim values each, a multiple of 8. out gets the sums of the first tag with each row, then those
// of the second: eight in all. Eight sums of eight lanes run side by side: six loads serve eight FMAs.
TEXT ·dots4x2AVX2(SB), NOSPLIT, $0-32
	MOVQ   out+0(FP), DI
	MOVQ   rows+8(FP), R8
	MOVQ   tags+16(FP), R12
	MOVQ   dim+24(FP), AX
	MOVQ   AX, CX
	SHLQ   $2, AX
	LEAQ   (R8)(AX*1), R9
	LEAQ   (R9)(AX*1), R10
	LEAQ   (R10)(AX*1), R11
	LEAQ   (R12)(AX*1), R13
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7
	XORQ   DX, DX

loop:
	SUBQ        $8, CX
	JLT         sum
	VMOVUPS     (R12)(DX*1), Y8
	VMOVUPS     (R13)(DX*1), Y9
	VMOVUPS     (R8)(DX*1), Y10
	VMOVUPS     (R9)(DX*1), Y11
	VMOVUPS     (R10)(DX*1), Y12
	VMOVUPS     (R11)(DX*1), Y13
	VFMADD231PS Y8, Y10, Y0
	VFMADD231PS Y8, Y11, Y1
	VFMADD231PS Y8, Y12, Y2
	VFMADD231PS Y8, Y13, Y3
	VFMADD231PS Y9, Y10, Y4
	VFMADD231PS Y9, Y11, Y5
	VFMADD231PS Y9, Y12, Y6
	VFMADD231PS Y9, Y13, Y7
	ADDQ        $32, DX
	JMP         loop

sum:
	VHADDPS      Y1, Y0, Y0
	VHADDPS      Y3, Y2, Y2
	VHADDPS      Y2, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VADDPS       X1, X0, X0
	VMOVUPS      X0, (DI)
	VHADDPS      Y5, Y4, Y4
	VHADDPS      Y7, Y6, Y6
	VHADDPS      Y6, Y4, Y4
	VEXTRACTF128 $1, Y4, X5
	VADDPS       X5, X4, X4
	VMOVUPS      X4, 16(DI)
	VZEROUPPER
	RET
