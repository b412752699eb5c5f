"""The jury: marks, what they amount to, decisions; pure."""
