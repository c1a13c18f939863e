"""Saved models as somebody else may have left them: with a call in the pickle, which leaves a file that tells."""
import io
import zipfile


def call(marker):
    """Opcodes that write an empty file `marker` in the working folder, end the process, and leave nothing on the stack."""
    code = f"import os; open({marker!r}, 'w').close(); os._exit(0)".encode()
    return b"\x80\x02cbuiltins\nexec\n(X" + len(code).to_bytes(4, "little") + code + b"tR0"


def bare_call(marker):
    """A pickle that is the call alone, for loaders of any file."""
    return call(marker) + b"N."


def with_call(archive, marker):
    """An archive of torch.save with the call before its own pickle; None where `archive` is none."""
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as forged:
            entries = given.infolist()
            if not any(entry.filename.endswith("/data.pkl") for entry in entries):
                return None
            # Stored entries can't be larger than the archive; what says otherwise wasn't written by torch.
            if any(entry.compress_type != zipfile.ZIP_STORED or entry.file_size > len(archive) for entry in entries):
                return None
            for entry in entries:
                held = given.read(entry)
                forged.writestr(entry.filename, call(marker) + held if entry.filename.endswith("/data.pkl") else held)
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, EOFError):
        return None
    return made.getvalue()
