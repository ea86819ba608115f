"""Old and other office formats (doc, wps, rtf, ods) through LibreOffice, where it is installed.

Texts become odt, not docx: LibreOffice takes eight times as long to write 2,000 rows as docx.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from graph.errors import SourceError
from loaders.readers.detect import OLE, kind_of
from loaders.readers.grid import Grid

TIMEOUT = 600  # seconds; LibreOffice takes 3 for 1,000 rows of rtf, 140 for 10,000
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com", r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)  # fmt: skip
# macros never run, nothing linked is fetched
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def read(data: bytes, name: str) -> Grid:
    """The document as LibreOffice converts it to odt or xlsx. Raises SourceError where it isn't installed or fails."""
    sheet = kind_of(data, name) == "office-sheet"
    form = _format(data, sheet)
    if sheet:
        from loaders.readers import workbook

        return replace(workbook.read(convert(data, name, form, "xlsx"), name), format=form)
    from loaders.readers import open_text

    return replace(open_text.read(convert(data, name, form, "odt"), name), format=form)


def _format(data: bytes, sheet: bool) -> str:
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if data.startswith(OLE):
        return "doc"
    if data.lstrip()[:1] == b"<":
        return "xml"
    return "ods" if sheet else "fodt"


def convert(data: bytes, name: str, ending: str, to: str) -> bytes:
    """The bytes that LibreOffice makes of a document, in a folder and a profile of its own."""
    program = find_program(name)
    with tempfile.TemporaryDirectory(prefix="quanpu-office-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        source, target = work / f"document.{ending}", work / "out" / f"document.{to.partition(':')[0]}"
        source.write_bytes(data)
        profile = work / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        said = _run([*command, "--convert-to", to, "--outdir", str(target.parent), str(source)], name)
        if not target.is_file():
            what = f"LibreOffice can't open it ({said or 'it gave no reason'})"
            raise SourceError(what, where=name, do="If it has a password, save it without; else save it as .docx or .xlsx.")
        return target.read_bytes()


def find_program(name: str) -> str:
    """LibreOffice's program. Raises SourceError, saying which package to install, where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice") or next((p for p in _PLACES if Path(p).is_file()), None)
    if found:
        return found
    what = "doc, wps, rtf and ods files are read through LibreOffice, which is not installed"
    do = "Install it (Debian, Ubuntu: libreoffice-writer and libreoffice-calc; Windows, macOS: LibreOffice), or save as .docx or .xlsx."
    raise SourceError(what, where=name, do=do)


def _run(command: list[str], name: str) -> str:
    """Runs to its end or for TIMEOUT seconds; what it said last."""
    with subprocess.Popen(  # noqa: S603 - no shell; the program is LibreOffice, the arguments are ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=os.name == "posix",
    ) as process:
        try:
            said, _ = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired as error:
            _stop(process)
            what = f"LibreOffice did not finish within {TIMEOUT} seconds"
            raise SourceError(what, where=name, do="Save it as .docx or .xlsx and load that.") from error
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if "javaldx" not in line and line.strip()]
    return lines[-1] if lines else ""


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the program with its children: the launcher is not what does the work."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)  # noqa: S603, S607
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
