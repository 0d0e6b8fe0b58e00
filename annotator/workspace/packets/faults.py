"""Why a file does not come home: each reason with its own code, its own sentence and its remedy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator.errors import AnnotatorError, InputError, RuleError
from annotator.language import Message, msg, msgn
from annotator.model import PacketMark
from annotator.store.repository import Repository

_SHOWN = 8


def opened(path: Path, hub: Repository) -> Repository:
    """Open what is to come home, after it has passed the gate and proved to belong to this project.

    Raises:
        ProjectFileError: it is damaged, foreign, newer, or no project at all.
        InputError: it belongs to another project ("E_PACKET_OTHER"), is the project itself
            ("E_PACKET_SELF"), or its history has been altered ("E_PACKET_DAMAGED").
    """
    if path.exists() and path.samefile(hub.path):
        raise InputError(
            msg("{file} is the project itself. Choose the packets that came back.", file=path),
            code="E_PACKET_SELF",
        )
    packet = Repository.look(path)
    try:
        _check_home(packet, hub)
    except BaseException:
        packet.close()
        raise
    return packet


def _check_home(packet: Repository, hub: Repository) -> None:
    mark = packet.packet
    if hub.packet is not None:
        raise RuleError(
            msg(
                "{file} is a packet itself: work comes home to the project that handed it out, “{title}”.",
                file=hub.path,
                title=hub.packet.title,
            ),
            code="E_PACKET_HOME",
        )
    if (packet.project_id if mark is None else mark.project_id) != hub.project_id:
        raise _other(packet.path, mark, packet.title, hub.title)
    problem = packet.union.broken_log()
    if problem is not None:
        raise damaged(packet.path, problem.message)


def _other(path: Path, mark: PacketMark | None, theirs: str, ours: str) -> InputError:
    if mark is None:
        return InputError(
            msg(
                "{file} is another project, “{theirs}”, and neither a packet nor a copy of “{ours}”. "
                "Export it and import the file instead.",
                file=path,
                theirs=theirs,
                ours=ours,
            ),
            code="E_PACKET_OTHER",
        )
    return InputError(
        msg(
            "{file} was handed out by another project, “{theirs}”, and not by “{ours}”. "
            "Open that one and bring it home there.",
            file=path,
            theirs=mark.title,
            ours=ours,
        ),
        code="E_PACKET_OTHER",
    )


def damaged(path: Path, reason: Message) -> InputError:
    """Return the error for a packet whose content can't be trusted."""
    return InputError(
        msg(
            "{file} has been damaged or altered: {reason} Nothing of it has been taken. "
            "Ask for a fresh copy of it.",
            file=path,
            reason=reason,
        ),
        code="E_PACKET_DAMAGED",
    )


def other_text(path: Path, title: str) -> InputError:
    """Return the error for readings of a text that this project never had."""
    return InputError(
        msg(
            "In {file} the text of “{document}” is one that this project never had. Correct it here in the "
            "same way first (hashiya correct), then bring the file home.",
            file=path,
            document=title,
        ),
        code="E_PACKET_TEXT",
    )


def foreign_scheme(path: Path, codes: Sequence[str]) -> RuleError:
    """Return the error for readings that use what the scheme lacks."""
    shown = ", ".join(codes[:_SHOWN]) + (" …" if len(codes) > _SHOWN else "")
    return RuleError(
        msg(
            "{file} uses what the label scheme of this project lacks: {codes}. "
            "Let it join the scheme (--add-labels), or change the readings first.",
            file=path,
            codes=shown,
        ),
        code="E_PACKET_SCHEME",
    )


def broken_rules(path: Path, reasons: Iterable[tuple[str, AnnotatorError]]) -> RuleError:
    """Return the error for readings that break the rules of the scheme; each reason with its document."""
    found = list(reasons)
    (title, first), more = found[0], len(found) - 1
    details = "\n".join(f"{document}: {reason}" for document, reason in found[:_SHOWN])
    if more:
        message = msgn(
            "{file} does not fit what the scheme allows beside what is here. In “{document}”: {reason} "
            "And in {count} more place. Change it there or here, and bring the file home again.",
            "{file} does not fit what the scheme allows beside what is here. In “{document}”: {reason} "
            "And in {count} more places. Change it there or here, and bring the file home again.",
            more,
            file=path,
            document=title,
            reason=first.message,
        )
    else:
        message = msg(
            "{file} does not fit what the scheme allows beside what is here. In “{document}”: {reason} "
            "Change it there or here, and bring the file home again.",
            file=path,
            document=title,
            reason=first.message,
        )
    return RuleError(message, code="E_PACKET_RULES", details=details)
