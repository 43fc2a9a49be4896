; Installs Catchlight for one user, without asking for an administrator. The uninstaller keeps the library: the
; photographer's decisions and the undo of writes are not the program's to remove.
Unicode true
SetCompressor /SOLID lzma
!include MUI2.nsh

!define PRODUCT "Catchlight"
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
!define MUI_FINISHPAGE_RUN "$INSTDIR\Catchlight.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "Italian"
!insertmacro MUI_LANGUAGE "Japanese"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "Ukrainian"

; "Open with Catchlight" in the menus of folders, of a folder's background and of pictures.
!macro OpenWith CLASS ARGUMENT
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Catchlight" "" "Open with Catchlight"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Catchlight" "Icon" "$INSTDIR\Catchlight.exe,0"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Catchlight\command" "" '"$INSTDIR\Catchlight.exe" -- "${ARGUMENT}"'
!macroend

Section
  SetOutPath "$INSTDIR"
  File /r "${STAGE}/*"
  CreateShortcut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\Catchlight.exe"
  !insertmacro OpenWith "Directory" "%1"
  !insertmacro OpenWith "Directory\Background" "%V"
  !insertmacro OpenWith "SystemFileAssociations\image" "%1"
  WriteRegStr HKCU "Software\${PRODUCT}" "Folder" "$INSTDIR"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Catchlight authors"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Catchlight.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section Uninstall
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  DeleteRegKey HKCU "Software\Classes\Directory\shell\Catchlight"
  DeleteRegKey HKCU "Software\Classes\Directory\Background\shell\Catchlight"
  DeleteRegKey HKCU "Software\Classes\SystemFileAssociations\image\shell\Catchlight"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${PRODUCT}"
  ; Only what was installed, file by file: whatever else lies in the folder is not ours.
  Delete "$INSTDIR\Catchlight.exe"
  Delete "$INSTDIR\LICENSE.txt"
  RMDir /r "$INSTDIR\bin"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
SectionEnd
