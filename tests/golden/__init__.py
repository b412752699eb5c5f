"""A whole evening of a made-up jury, kept as text: the workbook, the minutes, the edition."""
