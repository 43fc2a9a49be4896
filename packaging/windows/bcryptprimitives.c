/*
 * For trials under Wine alone, never shipped: Go asks Windows for random bytes through this library, which Wine has
 * from version 9 on. The same bytes by the older name.
 */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return RtlGenRandom(data, (ULONG)size); }
