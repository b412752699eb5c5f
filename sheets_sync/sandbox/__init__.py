"""Made-up people and answers, for demonstrations, rehearsals and tests; all seeded."""
