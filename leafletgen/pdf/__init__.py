"""Tagged PDF by a standard, PDF/UA-1 with PDF/A-2a or PDF/UA-2 with PDF/A-4; it knows no leaflets, YAML or commands."""
