"""Numbers that an answer wrote, and numbers that ought to be equal."""
import math


def finite(value):
    """A finite float, or NaN for anything else: a bool, a string, None, an integer beyond all floats."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return math.nan
    try:
        number = float(value)
    except OverflowError:  # JSON's integers have no bound
        return math.nan
    return number if math.isfinite(number) else math.nan


def close(a, b, slack):
    """Whether two numbers differ by at most `slack`, relative to `b` where that is above 1."""
    return abs(a - b) <= slack * max(1.0, abs(b))


def flat(arrays):
    """Arrays one after the other as one vector; a missing one as a zero."""
    import numpy as np

    return np.concatenate([np.zeros(1) if array is None else np.asarray(array).ravel() for array in arrays]).astype(np.float64)


def distance(a, b):
    """The distance of two vectors relative to the second; infinite where their shapes differ or `a` isn't finite."""
    import numpy as np

    if a.shape != b.shape or not np.isfinite(a).all():
        return math.inf
    return float(np.linalg.norm(a - b) / max(np.linalg.norm(b), 1e-12))
