"""People who work apart: what their replicas exchange, how it is united, and who is to read what.

All of it is pure. Files are put behind the same interface in `workspace.packets.replicas`.
"""
