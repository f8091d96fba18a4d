@echo off
rem Starts leafletgen's clinic: finds a Python that it was packed for, and leaves the rest to start.py.
setlocal
chcp 65001 >nul
set "VERSIONS=3.14 3.13 3.12 3.11"
rem The launcher of Python is to look for one, not to fetch one.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "PYLAUNCHER_ALLOW_INSTALL="

if not exist "%~dp0start.py" goto packed
for %%V in (%VERSIONS%) do (
    py -%%V -I -c "" >nul 2>&1
    if not errorlevel 1 (
        set "RUN=py -%%V"
        goto found
    )
)
python -I -c "import sys; sys.exit('%%d.%%d' %% sys.version_info[:2] not in sys.argv[1].split())" "%VERSIONS%" >nul 2>&1
if errorlevel 1 goto missing
set "RUN=python"

:found
%RUN% -I "%~dp0start.py" %*
set "ENDED=%errorlevel%"
if not "%ENDED%"=="0" pause
exit /b %ENDED%

:packed
echo This file still lies in the zip. Close this window, click the zip with the right button,
echo choose "Extract All", and open the file in the folder that you get.
pause
exit /b 3

:missing
echo leafletgen needs Python, and none of these versions is on this computer: %VERSIONS%.
echo Get one from your organisation's software portal, or from https://www.python.org/downloads/windows/
echo Then open this file again.
pause
exit /b 3
