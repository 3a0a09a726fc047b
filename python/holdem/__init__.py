"""The command line of the Python trainer, in front of the program holdem."""
