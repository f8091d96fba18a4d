"""Tagged PDF over ReportLab: PDF/UA-1 and PDF/A-2a. It knows nothing of leaflets, YAML or a command line."""
