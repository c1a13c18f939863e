class AnswerFault(Exception):
    """Something that the answer's code did and that leaves nothing to look at: a full disk, a file that is no file.

    Raised out of a group of checks it fails them (see `channel.attempt`); it never ends a probe.
    """
