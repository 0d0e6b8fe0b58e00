"""From the project file to what the coefficients compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from annotator.agreement import Link, Reading, Sheet, Unit
from annotator.agreement.units import paragraph_starts
from annotator.errors import InputError
from annotator.language import msg
from annotator.model import Annotator, LabelScheme, State
from annotator.model.compared import ComparedDocument, ComparedReading, Whose
from annotator.model.sight import Sight
from annotator.model.sigla import in_order
from annotator.statistics import Reader
from annotator.statistics.wording import reader_name
from annotator.store.repository import Repository
from annotator.text.tokens import tokenize
from annotator.workspace.agreement.request import AgreementRequest, Beside, is_person
from annotator.workspace.agreement.steps import Steps

_DONE = frozenset({State.FINISHED, State.REVIEWED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Who is in the project, and who of them is compared.

    Attributes:
        known: everyone, and of how many documents there is a reading of theirs.
        compared: those who are compared, in the order of their sigla.
        pair: the two whom figures are about, or None: all of them.
        keys: what the compared ones are called in sheets, by who they are to the store.
    """

    known: Mapping[Reader, int]
    compared: tuple[Reader, ...]
    pair: tuple[Reader, Reader] | None
    keys: Mapping[Whose, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is compared.

    Attributes:
        sheets: documents with readings of two or more of the readers; those are known by `key_of`.
        titles: of the documents, by id.
        unfinished: how many readings by those whom figures are about are neither finished nor reviewed.
    """

    sheets: Sequence[Sheet]
    titles: Mapping[str, str]
    unfinished: int


def key_of(reader: Reader) -> str:
    """Return what a reader is called in a sheet."""
    return f"{reader.owner}:{reader.id}"


def whose_of(reader: Reader) -> Whose:
    """Return who a reader is to the store."""
    return Whose(reader.owner, reader.id or None)


def known_readers(repository: Repository, sight: Sight) -> dict[Reader, int]:
    """Return whose readings there are, in the order of their sigla, and of how many documents.

    Who is nobody's person comes last: gold, suggestions, imports without a name.
    """
    people = {person.id: person for person in repository.annotators()}
    order = {person.id: n for n, person in enumerate(in_order(people.values()))}
    found = {
        _reader(whose, people): count
        for whose, count in repository.readers().items()
        if sight.sees_all or whose.annotator_id == sight.reader_id
    }
    return dict(
        sorted(found.items(), key=lambda one: (order.get(one[0].id, len(order)), one[0].owner, one[0].name))
    )


def chosen(request: AgreementRequest, known: Mapping[Reader, int]) -> Readers:
    """Return who is compared.

    Raises:
        InputError: fewer than two, or somebody who is not there.
    """
    named = dict.fromkeys([*(request.readers or filter(is_person, known)), *(request.pair or ())])
    if any(one not in known for one in named):
        raise InputError(msg("A reader who was to be compared has no reading any more."), code="E_READERS")
    compared = tuple(one for one in known if one in named)
    if len(compared) < 2:  # noqa: PLR2004 - it takes two
        raise _too_few(known, compared)
    pair = request.pair
    if pair is None and len(compared) == 2:  # noqa: PLR2004 - they are the pair
        pair = cast("tuple[Reader, Reader]", tuple(named))  # in the order in which they were named
    keys = {whose_of(one): key_of(one) for one in compared}
    return Readers(known=known, compared=compared, pair=pair, keys=keys)


def material(
    repository: Repository,
    scheme: LabelScheme,
    request: AgreementRequest,
    readers: Readers,
    steps: Steps,
) -> Material:
    """Read what is compared.

    Args:
        repository: the open file.
        scheme: in force; says which labels a layer has.
        request: what is asked.
        readers: who is compared.
        steps: hears of each document.
    """
    keep = wanted_labels(scheme, request)
    about = {whose_of(one) for one in readers.pair or readers.compared}
    sheets: list[Sheet] = []
    titles: dict[str, str] = {}
    unfinished = 0
    for document in lean(repository, request, readers, steps.expect):
        steps.document()
        begun = begun_of(document)
        if len(begun) > 1:
            sheets.append(sheet_of(document, begun, readers, keep))
            titles[document.id] = document.title
            unfinished += len([one for one in begun if one.state not in _DONE and one.whose in about])
    if len(sheets) == 1:
        sheets = [_divided(sheets[0], repository)]
    return Material(sheets=sheets, titles=titles, unfinished=unfinished)


def lean(
    repository: Repository,
    request: AgreementRequest,
    readers: Readers,
    tell: Callable[[int], None] = lambda _: None,
) -> Iterator[ComparedDocument]:
    """Yield the documents that two of the readers have, without their words where they are not needed.

    Args:
        repository: the open file.
        request: what is asked.
        readers: who is compared.
        tell: told how many documents there are at most, before the first.
    """
    documents = repository.compared(
        lambda whose, state: whose in readers.keys and state in request.states,
        answers=not request.beside.isdisjoint({Beside.ANSWERS, Beside.ATTIMAM}),
        links=Beside.RELATIONS in request.beside,
        texts=request.by_token,
        tell=tell,
    )
    for document in documents:
        if request.documents is None or document.id in request.documents:
            yield document


def begun_of(document: ComparedDocument) -> list[ComparedReading]:
    """Return the readings of a document that have been begun."""
    return [one for one in document.readings if one.units or one.state is not State.NEW]


def wanted_labels(scheme: LabelScheme, request: AgreementRequest) -> frozenset[str] | None:
    """Return the labels whose spans are compared, None: all."""
    keep = request.labels
    if request.layers is not None:
        of_layers = frozenset(one.code for one in scheme.labels if one.layer in request.layers)
        keep = of_layers if keep is None else keep & of_layers
    return keep


def sheet_of(
    document: ComparedDocument,
    begun: Sequence[ComparedReading],
    readers: Readers,
    keep: frozenset[str] | None,
) -> Sheet:
    """Return a document as it is compared.

    Args:
        document: what was read of it.
        begun: the readings of it that are compared.
        readers: whose they are.
        keep: the labels whose spans are compared, None: all.
    """
    sheet = Sheet(
        id=document.id,
        length=document.characters,
        readings={
            readers.keys[one.whose]: Reading(
                # They are what they should be but for their class, which would take as long again to make.
                units=cast("Sequence[Unit]", one.units),
                answers=one.answers,
                links=[Link(*link) for link in one.links] if one.links else (),
            )
            for one in begun
        },
        tokens=[] if document.text is None else [(t.start, t.end) for t in tokenize(document.text)],
    )
    return sheet if keep is None else sheet.only(keep)


def _divided(sheet: Sheet, repository: Repository) -> Sheet:
    """Return the only document with its paragraphs, over which intervals are made."""
    return Sheet(
        id=sheet.id,
        length=sheet.length,
        readings=sheet.readings,
        tokens=sheet.tokens,
        paragraphs=paragraph_starts(repository.document(sheet.id).text),
    )


def _reader(whose: Whose, people: Mapping[str, Annotator]) -> Reader:
    person = people.get(whose.annotator_id or "")
    return Reader(whose.owner) if person is None else Reader(whose.owner, person.name, person.id)


def _too_few(known: Mapping[Reader, int], compared: Sequence[Reader]) -> InputError:
    if not known:
        return InputError(
            msg("Agreement needs two readings of one document, and there is none yet."), code="E_READERS"
        )
    names = ", ".join(reader_name(one) for one in known)
    if not compared:
        return InputError(
            msg(
                "Agreement needs two readers, and no annotator has a reading. There are: {names}.",
                names=names,
            ),
            code="E_READERS",
        )
    return InputError(
        msg(
            "Agreement needs two readers, and only {name} is compared. There are readings of: {names}.",
            name=reader_name(compared[0]),
            names=names,
        ),
        code="E_READERS",
    )
