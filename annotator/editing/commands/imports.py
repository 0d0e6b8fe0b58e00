"""Documents and readings come in: one command, one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from annotator.editing.additions import SchemeAdditions
from annotator.editing.change import (
    AnnotatorChange,
    Change,
    DecisionChange,
    DocumentChange,
    SchemeChange,
    SetChange,
    Step,
)
from annotator.editing.moving import carried_over
from annotator.editing.rulebook import Rulebook
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg, msgn
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Decision,
    Document,
    LabelScheme,
    Owner,
    new_id,
)
from annotator.model.provenance import name_of, renamed


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDocuments:
    """Bring in documents with their readings.

    A document that the project has already, by its id or, where its file gave no id (`""`), by its text,
    is not doubled: its new readings stand beside the old ones. A reading that is there already, word for
    word, is passed over; one that differs from what the same reader has there is refused. A file may hold
    the text as it was before it was corrected here: its readings are carried over to the text of now.

    Decisions come in with the gold that they made. They are about the readings of the same names that are in
    the file or here; what is neither keeps the name that the file gives it.

    Attributes:
        documents: what comes in.
        checked: the scheme whose rules the readings are known to keep, since their file's reader looked;
            under another scheme they are checked here.
        additions: what joins the project's scheme first, so that the readings fit it.
    """

    documents: tuple[AnnotatedDocument, ...]
    checked: LabelScheme | None = None
    additions: SchemeAdditions = field(default_factory=SchemeAdditions)

    def plan(self, state: ProjectState) -> Step | None:
        """Plan what is new; None if nothing is.

        Raises:
            RuleError: a reading breaks the scheme's rules or contradicts one that is there, or a
                document's id is taken by another text.
        """
        scheme = self.additions.joined(state.scheme)
        plan = _Plan(state, scheme, check=self.checked != scheme)
        for annotated in self.documents:
            plan.add(annotated)
        if not plan.changes:
            return None
        name = msgn("Import a document", "Import {count} documents", len(self.documents))
        if scheme is state.scheme:
            return Step(name=name, changes=tuple(plan.changes))
        first = SchemeChange(before=state.scheme, after=scheme)
        return Step(name=name, changes=(first, *plan.changes))


class _Plan:
    def __init__(self, state: ProjectState, scheme: LabelScheme, *, check: bool) -> None:
        self.changes: list[Change] = []
        self._state = state
        self._book = Rulebook(scheme)
        self._check = check
        self._people = {annotator.name: annotator for annotator in state.annotators()}
        self._documents: dict[str, Document] = {}
        self._by_digest: dict[str, str] = {}
        self._sets: dict[str, list[AnnotationSet]] = {}
        self._decided: dict[str, Decision] | None = None

    def add(self, annotated: AnnotatedDocument) -> None:
        document = self._settle(annotated.document)
        for incoming in annotated.sets:
            named = replace(incoming, document_id=document.id, annotator=self._person(incoming.annotator))
            reading = carried_over(named, annotated.document, document)
            there = next((s for s in self._readings(document.id) if _same_reader(s, reading)), None)
            if there is None:
                if self._check or reading is not named:
                    self._book.check_set(document, reading)
                self._sets[document.id].append(reading)
                self.changes.append(SetChange(before=None, after=reading))
            elif not _same_reading(there, reading):
                raise RuleError(
                    msg(
                        "“{document}” has another reading by {reader} already. "
                        "Import it under another name with --annotator, or delete the old one first.",
                        document=document.title,
                        reader=reading.annotator.name if reading.annotator else reading.owner.value,
                    ),
                    code="E_CONFLICT",
                )
        for decision in annotated.decisions:
            self._decide(document, decision)

    def _decide(self, document: Document, told: Decision) -> None:
        """Take up a decision, with the readings and people of the project in the place of their names."""
        if self._decided is None:
            self._decided = {one.id: one for one in self._state.decisions()}
        readings = self._readings(document.id)
        made = {key for one in readings if one.owner is Owner.GOLD for key in (*one.spans, *one.relations)}
        person = self._person(Annotator(id=new_id(), name=told.by)) if told.by else None
        decision = replace(
            renamed(told, {name_of(one): one.id for one in readings}, {}),
            document_id=document.id,
            gold=tuple(key for key in told.gold if key in made),
            by="" if person is None else person.id,
        )
        there = self._decided.get(decision.id)
        if there == decision:
            return
        if there is not None and there.document_id == document.id:
            raise RuleError(
                msg(
                    "“{document}”: what was decided about “{quote}” is another decision here by now. "
                    "Import the file into a project of its own, or take its decisions out.",
                    document=document.title,
                    quote=decision.quote,
                ),
                code="E_CONFLICT",
            )
        if there is not None:  # the file is of a copy of this document, which is told by another id
            decision = replace(decision, id=new_id())
        self._decided[decision.id] = decision
        self.changes.append(DecisionChange(before=None, after=decision))

    def _settle(self, document: Document) -> Document:
        """Return the project's document for an incoming one; add it if it is new."""
        known = self._known(document)
        if known is not None:
            earlier = known.sha256 != document.sha256
            if earlier and self._state.earlier_text(document.sha256, known.id) is None:
                raise RuleError(
                    msg(
                        "The project has a document with the id {id} and another text, “{title}”. "
                        "Give the new one an id of its own.",
                        id=document.id,
                        title=known.title,
                    ),
                    code="E_CONFLICT",
                )
            return known
        new = document if document.id else replace(document, id=new_id())
        self._documents[new.id] = new
        self._by_digest.setdefault(new.sha256, new.id)
        self._sets[new.id] = []
        self.changes.append(DocumentChange(before=None, after=new))
        return new

    def _known(self, document: Document) -> Document | None:
        if document.id:
            if document.id in self._documents:
                return self._documents[document.id]
            return self._state.document(document.id) if self._state.has_document(document.id) else None
        for key in self._same_text(document.sha256):
            return self._documents.get(key) or self._state.document(key)
        earlier = self._state.earlier_text(document.sha256)
        return None if earlier is None else self._state.document(earlier.id)

    def _same_text(self, sha256: str) -> Iterator[str]:
        if sha256 in self._by_digest:
            yield self._by_digest[sha256]
        yield from self._state.documents_with_digest(sha256)

    def _readings(self, document_id: str) -> list[AnnotationSet]:
        if document_id not in self._sets:
            self._sets[document_id] = list(self._state.sets(document_id))
        return self._sets[document_id]

    def _person(self, annotator: Annotator | None) -> Annotator | None:
        if annotator is None:
            return None
        if annotator.name not in self._people:
            self._people[annotator.name] = annotator
            self.changes.append(AnnotatorChange(before=None, after=annotator))
        return self._people[annotator.name]


def _same_reader(one: AnnotationSet, other: AnnotationSet) -> bool:
    return one.owner == other.owner and one.annotator == other.annotator


def _same_reading(there: AnnotationSet, incoming: AnnotationSet) -> bool:
    """Tell whether a reading is there already; most formats do not tell of answers about the document."""
    same = there.spans == incoming.spans and there.relations == incoming.relations
    return same and (not incoming.attributes or there.attributes == incoming.attributes)
