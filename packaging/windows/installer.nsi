; Installs Catchlight for one user, without asking for an administrator. The uninstaller keeps the library: the
; photographer's decisions and the undo of writes are not the program's to remove.
;
; build.sh defines VERSION, STAGE (the files), KILOBYTES (their size), PLACE and REMOVE (scripts that place and remove just
; these, in an order that no file system decides), ICON, SIDE (the picture beside the last page) and OUTPUT.
Unicode true
Target amd64-unicode ; as the program: no 32-bit part of Windows is asked for
SetCompressor /SOLID lzma
!include MUI2.nsh
!include LogicLib.nsh

!define PRODUCT "Catchlight"
!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PRODUCT}"

Name "${PRODUCT}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${PRODUCT}"
InstallDirRegKey HKCU "Software\${PRODUCT}" "Folder"
RequestExecutionLevel user
ManifestDPIAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${PRODUCT}"
VIAddVersionKey FileDescription "${PRODUCT} installer"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Catchlight.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!macro Language NAME OPEN RUNS
  !insertmacro MUI_LANGUAGE "${NAME}"
  LangString Open ${LANG_${NAME}} "${OPEN}"
  LangString Runs ${LANG_${NAME}} "${RUNS}"
!macroend
!insertmacro Language English "Open with Catchlight" "Catchlight is open. Close its window, then try again."
!insertmacro Language German "Mit Catchlight öffnen" "Catchlight ist geöffnet. Schließen Sie das Fenster, und versuchen Sie es noch einmal."
!insertmacro Language French "Ouvrir avec Catchlight" "Catchlight est ouvert. Fermez sa fenêtre, puis réessayez."
!insertmacro Language Spanish "Abrir con Catchlight" "Catchlight está abierto. Cierre su ventana y vuelva a intentarlo."
!insertmacro Language Italian "Apri con Catchlight" "Catchlight è aperto. Chiudi la finestra e riprova."
!insertmacro Language Japanese "Catchlight で開く" "Catchlight が開いています。ウィンドウを閉じて、もう一度お試しください。"
!insertmacro Language SimpChinese "用 Catchlight 打开" "Catchlight 正在运行。请关闭其窗口，然后重试。"
!insertmacro Language Ukrainian "Відкрити в Catchlight" "Catchlight відкрито. Закрийте його вікно та спробуйте ще раз."

; Neither a new version nor the uninstaller can touch a program that runs: half of it would be the old one. Without a
; window to ask in (/S) it ends with status 2 and has changed nothing.
!macro Closed PREFIX
Function ${PREFIX}closed
  again:
  ${If} ${FileExists} "$INSTDIR\bin\catchlight.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\bin\catchlight.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Runs)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Closed ""
!insertmacro Closed "un."

; "Open with Catchlight" in the menus of pictures, folders, a folder's background and drives, as of a camera's card. A
; drive's path ends with a backslash, which would take the quote after it: "\." says the same folder without one.
!macro OpenWith CLASS ARGUMENT
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\Catchlight" "" "$(Open)"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\Catchlight" "Icon" "$INSTDIR\Catchlight.exe,0"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\Catchlight" "MultiSelectModel" "Player"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\Catchlight\command" "" '"$INSTDIR\Catchlight.exe" -- "${ARGUMENT}"'
!macroend

; The window "Open with" of a file lists the programs that name its type.
!macro Type ENDING
  WriteRegStr HKCU "${CLASSES}\Applications\Catchlight.exe\SupportedTypes" ".${ENDING}" ""
!macroend

Section
  Call closed
  ${If} ${FileExists} "$INSTDIR\Uninstall.exe" ; an older version, whose files are not all ours any more
    ExecWait '"$INSTDIR\Uninstall.exe" /S _?=$INSTDIR'
  ${EndIf}
  !include "${PLACE}"
  SetOutPath "$INSTDIR" ; where the shortcut starts the program
  CreateShortcut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\Catchlight.exe"
  !insertmacro OpenWith "Directory" "%1"
  !insertmacro OpenWith "Directory\Background" "%V\."
  !insertmacro OpenWith "Drive" "%1\."
  !insertmacro OpenWith "SystemFileAssociations\image" "%1"
  WriteRegStr HKCU "${CLASSES}\Applications\Catchlight.exe" "FriendlyAppName" "${PRODUCT}"
  WriteRegStr HKCU "${CLASSES}\Applications\Catchlight.exe\shell\open\command" "" '"$INSTDIR\Catchlight.exe" -- "%1"'
  !include types.nsh
  WriteRegStr HKCU "Software\${PRODUCT}" "Folder" "$INSTDIR"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Catchlight authors"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Catchlight.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section Uninstall
  Call un.closed
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  DeleteRegKey HKCU "${CLASSES}\Directory\shell\Catchlight"
  DeleteRegKey HKCU "${CLASSES}\Directory\Background\shell\Catchlight"
  DeleteRegKey HKCU "${CLASSES}\Drive\shell\Catchlight"
  DeleteRegKey HKCU "${CLASSES}\SystemFileAssociations\image\shell\Catchlight"
  DeleteRegKey HKCU "${CLASSES}\Applications\Catchlight.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${PRODUCT}"
  ; Only what was installed, file by file: whatever else lies in the folder, or in one of the same name, is not ours.
  !include "${REMOVE}"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
SectionEnd
