"""The one error a user sees."""


class CoderError(Exception):
    """One clear line: what is wrong, where, and what to do.

    The command line prints it and exits with 1; the interface shows it as a sentence.
    """
