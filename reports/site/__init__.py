"""The public site of an edition: static pages, badges and open data in one folder."""
