"""Tests of the electronic seal."""
