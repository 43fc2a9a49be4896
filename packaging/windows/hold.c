/*
 * For trials under Wine alone, never shipped: holds a file open as another program does, and lets nobody else have it,
 * until its input ends. Prints "held" once it has it.
 */
#include <windows.h>
#include <stdio.h>

int wmain(int count, wchar_t **arguments) {
	if (count != 2) return 2;
	HANDLE file = CreateFileW(arguments[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
	if (file == INVALID_HANDLE_VALUE) return 1;
	puts("held");
	fflush(stdout);
	while (getchar() != EOF) {}
	CloseHandle(file);
	return 0;
}
