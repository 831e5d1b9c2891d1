"""Realistic, made-up contactmomenten, to try the register out and to measure it."""
