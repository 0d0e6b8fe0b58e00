"""Packets in the window: handed out, brought home, and chosen between where two versions stand."""
