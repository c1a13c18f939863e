"""Tables with a planted future: what may not move when later rows change."""


def perturb(frame, rows, columns, generator):
    """A copy in which these columns of these rows hold other values of the same column, each row at least another one.

    @param rows a boolean mask
    """
    changed = frame.copy()
    for column in columns:
        values = frame[column].to_numpy()
        picks = generator.permutation(len(values))
        fresh = values[picks]
        same = fresh == values
        others = values[values != values[0]]
        if len(others):
            fresh[same] = [others[0] if value == values[0] else values[0] for value in values[same]]
        changed.loc[rows, column] = fresh[rows]
    return changed


def changed_columns(before, after, rows, tolerance=1e-9):
    """{column: largest change} of the columns that moved in these rows; NaN equals NaN."""
    import numpy as np

    moved = {}
    for column in before.columns:
        a, b = before.loc[rows, column], after.loc[rows, column] if column in after.columns else None
        if b is None:
            moved[column] = float("nan")
            continue
        if a.dtype.kind in "fiub" and b.dtype.kind in "fiub":
            gap = np.abs(a.to_numpy(dtype=float) - b.to_numpy(dtype=float))
            gap[np.isnan(a.to_numpy(dtype=float)) & np.isnan(b.to_numpy(dtype=float))] = 0.0
            largest = float(np.nan_to_num(gap, nan=np.inf).max(initial=0.0))
        else:
            largest = float((a.astype(str).to_numpy() != b.astype(str).to_numpy()).any())
        if largest > tolerance:
            moved[column] = largest
    return moved
