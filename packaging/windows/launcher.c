/*
 * Catchlight.exe: what a double-click starts. The program itself is bin\catchlight.exe, a console program, so that
 * commands print, wait and give their status in any shell; started from the desktop it would open a console window.
 * This one has none: it starts the program with the same arguments and no console, and goes.
 */
#ifndef UNICODE /* -municode defines it */
#define UNICODE
#endif
#include <windows.h>
#include <wchar.h>

enum { LONGEST = 32767 }; /* characters of a path or of a command line: the system's own limit */

/* skip_program returns the arguments of a command line, without the program's name (the rules of CommandLineToArgvW). */
static const wchar_t *skip_program(const wchar_t *line) {
	int quoted = 0;
	while (*line && (quoted || (*line != L' ' && *line != L'\t'))) {
		if (*line++ == L'"') quoted = !quoted;
	}
	while (*line == L' ' || *line == L'\t') line++;
	return line;
}

static int fail(const wchar_t *message) {
	MessageBoxW(NULL, message, L"Catchlight", MB_OK | MB_ICONERROR);
	return 1;
}

int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, LPWSTR arguments, int show) {
	static wchar_t program[LONGEST], line[LONGEST];
	(void)self, (void)before, (void)arguments, (void)show;
	DWORD length = GetModuleFileNameW(NULL, program, LONGEST);
	if (length == 0 || length >= LONGEST - 24) return fail(L"The folder of Catchlight has too long a name. Move it nearer to the root of the drive.");
	wchar_t *name = wcsrchr(program, L'\\');
	if (name == NULL) return fail(L"Catchlight cannot find its own folder. Install it again.");
	wcscpy(name + 1, L"bin\\catchlight.exe");
	int written = _snwprintf(line, LONGEST, L"\"%ls\" %ls", program, skip_program(GetCommandLineW()));
	if (written < 0 || written >= LONGEST) return fail(L"Too many photos at once. Drop their folder instead.");

	STARTUPINFOW start = {.cb = sizeof start};
	PROCESS_INFORMATION process;
	if (!CreateProcessW(program, line, NULL, NULL, FALSE, CREATE_NO_WINDOW, NULL, NULL, &start, &process)) {
		return fail(L"bin\\catchlight.exe is missing or cannot be started. Install Catchlight again.");
	}
	AllowSetForegroundWindow(process.dwProcessId);
	CloseHandle(process.hThread);
	CloseHandle(process.hProcess);
	return 0;
}
