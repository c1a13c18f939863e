# tries: file names that are no text, that are long, that look like options or lead elsewhere
# must: pass
import os
import zipfile

import data

for name in (b"\xff\xfe", b"-rf", b"\x1b[2J", b"a\nb", "\u202etxt.exe".encode(), b"x" * 255, b"..\\..\\probe.py", b"%2e%2e%2fprobe.py", b"CON", b" "):
    with open(name, "wb") as file:
        file.write(b"x")
os.mkdir(b"\xed\xa0\x80")
with zipfile.ZipFile("result.zip", "w") as archive:
    archive.writestr("../../../probe/probe.py", "raise SystemExit(0)")
    archive.writestr("/tmp/secret", "known")
data.job()
