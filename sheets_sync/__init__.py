"""Forms -> workbook -> proposals -> jury -> decisions."""
