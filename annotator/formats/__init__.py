"""What goes out, what comes in, and the proof of what was lost on the way.

One format, one module or package; `registry.all_formats` lists them. A reader yields documents as a stream. A
writer reads back what it wrote and reports every difference.
"""

from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.collecting import seldom
from annotator.formats.export import StrictExportError, export, export_split
from annotator.formats.loss import Element, Loss, LossKind, LossReport
from annotator.formats.mapping import load as load_map
from annotator.formats.options import ExportOptions, ImportOptions, TokenPolicy
from annotator.formats.registry import Format, UnknownFormatError, all_formats, get, recognise
from annotator.formats.splitting import Split
from annotator.formats.splitting import parse as parse_split

__all__ = [
    "Capabilities",
    "Element",
    "ExportOptions",
    "Format",
    "ImportOptions",
    "Loss",
    "LossKind",
    "LossReport",
    "Split",
    "StrictExportError",
    "TokenPolicy",
    "Unit",
    "UnknownFormatError",
    "all_formats",
    "export",
    "export_split",
    "get",
    "load_map",
    "parse_split",
    "recognise",
    "seldom",
]
