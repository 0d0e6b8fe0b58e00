"""From what a person wants to what changes: pure plans, rules and history."""
