"""spreadsheets.batchUpdate: one module for each family of requests."""
