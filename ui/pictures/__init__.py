"""Pictures of a reading for papers and guidelines: PNG, SVG, PDF and paper."""
