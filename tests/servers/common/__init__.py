"""What the servers of all form platforms share: listening, faults, a journal, a clock."""
