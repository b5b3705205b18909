"""Reading and writing the files that people exchange; the border where untrusted text comes in."""
