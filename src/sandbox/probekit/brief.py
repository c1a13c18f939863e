"""Values of an answer's making, for evidence."""


def brief(value, most=80):
    """A value in at most that many characters, however deep it is nested."""
    try:
        text = str(value)
    except (RecursionError, ValueError):
        text = f"a {type(value).__name__} that can’t be written down"
    return text if len(text) <= most else text[: most - 1] + "…"
