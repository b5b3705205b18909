"""Code focus groups and open survey answers in the terminal, check that coders agree, and print the appendix."""

__version__ = "0.1.0"
