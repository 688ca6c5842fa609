"""Counterspy: an open-source counter-espionage register."""

__version__ = "0.1.0"
__all__ = ["__version__"]
