"""Drawing: fonts, signs, charts, templates, and the only importer of WeasyPrint."""
