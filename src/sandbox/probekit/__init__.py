"""What probes share. A probe runs in a sandbox; the answer's code runs in machines that it starts, and sees nothing of it."""
from .brief import brief
from .carry import carry, file_names
from .channel import attempt, main, report
from .faults import AnswerFault
from .folders import files_below, inside
from .forgery import bare_call, with_call
from .frames import changed_columns, perturb
from .machine import Machine, free_port
from .numbers import close, distance, finite, flat
from .program import Ended
from .service import Service

__all__ = [
    "AnswerFault", "Ended", "Machine", "Service", "attempt", "bare_call", "brief", "carry", "changed_columns", "close", "distance",
    "file_names", "files_below", "finite", "flat", "free_port", "inside", "main", "perturb", "report", "with_call",
]
