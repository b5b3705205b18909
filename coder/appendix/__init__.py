"""Matrices and frequency tables, and their writers."""
