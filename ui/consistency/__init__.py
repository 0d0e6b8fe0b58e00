"""The findings of consistency: their list, and what mending them would do."""
