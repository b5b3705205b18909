"""The parts of the screens, by the nouns of the field."""
