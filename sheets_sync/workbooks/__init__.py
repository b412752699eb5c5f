"""Kinds of spreadsheets that the suite shares with people."""
