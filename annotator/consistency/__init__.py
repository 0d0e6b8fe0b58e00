"""What in a reading does not fit together: found while one works, or in a whole project."""

from annotator.consistency.checker import Checker
from annotator.consistency.finding import Finding
from annotator.consistency.project import check_project
from annotator.consistency.registry import RULES, Rule, rule_of

__all__ = ["RULES", "Checker", "Finding", "Rule", "check_project", "rule_of"]
