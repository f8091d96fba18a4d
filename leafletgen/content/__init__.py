"""What is said: from YAML files to typed leaflets, brands and layouts, knowing nothing of PDF."""
