"""Tests of the public site and of the open data."""
