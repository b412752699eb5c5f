"""Tests of what makes certificates checkable."""
