"""Surveys: tables of respondents and questions, and which columns hold open answers."""
