"""The only place with spaCy and scikit-learn: ranked codes for a fragment, with reasons."""
