"""Entities of the document and the project: shown, gone to, named, merged and split."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from annotator.editing.chains import LINK, Chain, can_be_named, chain_of, chains
from annotator.editing.commands import MergeChains, NameChain, SplitChain
from annotator.language import Message, msg
from annotator.model import AnnotationSet
from annotator.progress import Progress
from annotator.workspace.entities import ProjectEntities, project_entities
from ui.jobs import Job
from ui.main_window import Drawer, MainWindow
from ui.notice import advice
from ui.panels.entities_model import Node, nodes_of_document, nodes_of_project
from ui.panels.entities_panel import EntitiesPanel
from ui.panels.themed import dress
from ui.session import Session
from ui.settings import Settings

_PAUSE_MS, _LONGEST_MS = 60, 3000
_RESTS = 4
_GAZETTEER = "gazetteer"


class Entities(QObject):
    """Fills the panel of entities while it is drawn out, and does what it asks for.

    Args:
        window: with the page and what stands under it.
        session: what is open.
        settings: which gazetteer belongs to a project.
        say: shows a sentence.

    Signals:
        document_wanted: another document is to be opened.

    Attributes:
        panel: what is drawn out; None until it is for the first time.
        drawer: where it is.
    """

    document_wanted = Signal(str)

    def __init__(
        self, window: MainWindow, session: Session, settings: Settings, say: Callable[[Message], None]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._settings, self._say = window, session, settings, say
        self.panel: EntitiesPanel | None = None
        self.drawer: Drawer | None = None
        self._job: Job | None = None
        # Keys that come fast are followed together, once they pause.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._fill_again)
        session.changed.connect(self._follow)
        session.document_changed.connect(self._follow)
        window.view.current_changed.connect(self._point)
        window.language_changed.connect(self._follow)

    @property
    def is_ready(self) -> bool:
        """Whether no worker reads the project."""
        return self._job is None

    def show(self, *, shown: bool) -> None:
        """Draw the panel out under the page, or put it away."""
        panel, drawer = self._made()
        drawer.setVisible(shown)
        if shown:
            self.fill()
            self._point()
        (panel.tree if shown else self._window.view).setFocus()

    def fill(self) -> None:
        """Show the entities that the panel asks for; those of the project come from a worker."""
        if self.panel is None or self.drawer is None or not self._session.is_open:
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self.panel.of_project:
            self._fill_with_project()
            return
        workspace, document, reading = (
            self._session.workspace,
            self._session.document,
            self._session.annotation_set,
        )
        found = () if reading is None else chains(reading, workspace.scheme)
        nodes = [] if document is None else nodes_of_document(found, document.id, document.text)
        self.panel.show_nodes(nodes, workspace.scheme, editable=not workspace.read_only)

    def name(self) -> None:
        """Ask what the entity of the current span, or of the chosen row, is called; and call it so."""
        from ui.dialogs.entity import EntityDialog

        reading, spans = self._session.annotation_set, self._chosen()
        if reading is None or not spans:
            self._say(advice(msg("Choose a mention first: a span of the text, or a row of the entities.")))
            return
        scheme = self._session.workspace.scheme
        chain = chain_of(reading, scheme, spans[0])
        if not any(can_be_named(scheme, mention.label) for mention in chain.mentions):
            self._say(
                advice(msg("Spans with this label can't be named: the label scheme has no question for it."))
            )
            return
        dialog = EntityDialog(
            self._window,
            self._window.theme,
            forms=[form for form, _ in chain.forms],
            name=chain.name or _only_form(chain),
            link=chain.link,
            asks_links=any(
                label is not None and label.attribute(LINK) is not None
                for label in (scheme.label(mention.label) for mention in chain.mentions)
            ),
            gazetteer=self._gazetteer(),
            keep_gazetteer=self._keep_gazetteer,
        )
        if dialog.exec():
            self.give(reading, spans[0], *dialog.accepted_values)

    def give(self, reading: AnnotationSet, span_id: str, name: str | None, link: str | None) -> None:
        """Give the entity of a span a name and a link."""
        self._session.perform(
            NameChain(
                document_id=reading.document_id, set_id=reading.id, span_id=span_id, name=name, link=link
            )
        )

    def merge(self) -> None:
        """Make one entity of those of the chosen rows, or of the chosen spans."""
        reading, spans = self._session.annotation_set, self._chosen()
        if reading is None or len(spans) < 2:  # noqa: PLR2004 - two make one
            self._say(
                advice(msg("Choose the entities to merge: hold Shift or Ctrl in the list of entities."))
            )
            return
        self._session.perform(
            MergeChains(document_id=reading.document_id, set_id=reading.id, span_ids=tuple(spans))
        )

    def split(self) -> None:
        """Take the chosen mentions, or the current one, out of their entity."""
        reading, spans = self._session.annotation_set, self._chosen()
        if reading is None or not spans:
            self._say(advice(msg("Choose a mention first: a span of the text, or a row of the entities.")))
            return
        self._session.perform(
            SplitChain(document_id=reading.document_id, set_id=reading.id, span_ids=tuple(spans))
        )

    def _made(self) -> tuple[EntitiesPanel, Drawer]:
        """Return the panel and its drawer, made when they are first asked for."""
        if self.panel is None or self.drawer is None:
            panel = self.panel = EntitiesPanel()
            drawer = self.drawer = Drawer(panel)
            self._window.work.add_below(drawer)
            drawer.set_theme(self._window.theme)
            dress(drawer, self._window.theme)
            panel.wanted_changed.connect(self.fill)
            panel.place_wanted.connect(self._go_to)
            panel.name_wanted.connect(self.name)
            panel.merge_wanted.connect(self.merge)
            panel.split_wanted.connect(self.split)
        return self.panel, self.drawer

    def _fill_with_project(self) -> None:
        workspace = self._session.workspace
        path, reader = workspace.path, workspace.who

        def work(progress: Progress) -> ProjectEntities:
            return project_entities(path, reader=reader, progress=progress)

        self._job = job = Job(work)
        job.finished.connect(lambda found: self._show_project(job, found))
        job.failed.connect(self._session.failed)
        job.start()

    def _show_project(self, job: Job, found: ProjectEntities) -> None:
        if job is self._job and self.panel is not None and self._session.is_open:
            self._job = None
            nodes = nodes_of_project(found.entities, found.titles)
            self.panel.show_nodes(nodes, self._session.workspace.scheme, editable=False)

    def _chosen(self) -> list[str]:
        """Return the spans that are meant: the list's rows while it has the keyboard, else the text's."""
        reading, panel = self._session.annotation_set, self.panel
        if reading is None:
            return []
        if panel is not None and panel.isVisible() and not panel.of_project and _has_keyboard(panel):
            return [node.span for node in panel.chosen if node.span in reading.spans]
        current = self._window.view.current_span
        ids = ([] if current is None else [current]) + list(self._window.view.chosen)
        return [key for key in dict.fromkeys(ids) if key in reading.spans]

    def _go_to(self, node: Node, leave: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Show a row's place: in the open document at once, in another one on Enter."""
        if node.document != self._session.document_id:
            if not leave:
                return
            self.document_wanted.emit(node.document)
        if self._session.span(node.span) is not None:
            self._window.view.set_current(node.span)
        if leave:
            self._window.view.setFocus()

    def _point(self) -> None:
        if self.panel is not None and self.panel.isVisible() and not _has_keyboard(self.panel):
            self.panel.point_at(self._window.view.current_span)

    def _fill_again(self) -> None:
        """Fill, and rest the longer the longer it took: with a very long document, keys come first."""
        begun = time.monotonic()
        self.fill()
        took = round((time.monotonic() - begun) * 1000)
        self._pause.setInterval(max(_PAUSE_MS, min(_RESTS * took, _LONGEST_MS)))

    def _follow(self) -> None:
        if self.drawer is not None and self.drawer.isVisible():
            self._pause.start()

    def _gazetteer(self) -> Path | None:
        stored = self._settings.choices(self._session.workspace.project_id, _GAZETTEER).get("file")
        return Path(stored) if isinstance(stored, str) and stored else None

    def _keep_gazetteer(self, path: Path) -> None:
        self._settings.keep_choices(
            self._session.workspace.project_id, _GAZETTEER, {"file": str(path.resolve())}
        )


def _has_keyboard(panel: QWidget) -> bool:
    return panel.isAncestorOf(QApplication.focusWidget() or panel.window())


def _only_form(chain: Chain) -> str | None:
    """Return the longest form as a beginning, where there are several."""
    return chain.title if len(chain.mentions) > 1 else None
