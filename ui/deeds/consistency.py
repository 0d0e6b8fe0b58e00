"""Keeps what does not fit together in sight while one works, leads to it, and mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from annotator.consistency import Checker, Finding, rule_of
from annotator.editing.change import Change, SchemeChange, SetChange, TextChange
from annotator.editing.commands import Fix, ReviseScheme
from annotator.language import Message, msg, tr
from annotator.model import PlacedSpans
from annotator.workspace import ChangeSet
from ui.consistency.project_look import ProjectLook, Restful
from ui.jobs import Job
from ui.main_window import Drawer, MainWindow
from ui.notice import advice
from ui.panels.themed import dress
from ui.session import Session

if TYPE_CHECKING:  # made when it is drawn out for the first time
    from ui.consistency.panel import ConsistencyPanel

_AT_ONCE: Final = 20_000
"""Texts up to so many code points are looked at in a few milliseconds here; longer ones in a worker."""
_REFRESH: Final = 120
"""Milliseconds after an edit until the list follows; the count follows at once."""
_MOST_FIXED: Final = 5_000


class Consistency(QObject):
    """Has a checker for the reading that is shown, and fills the panel.

    Args:
        window: with the page, what stands under it, and the status bar.
        session: what is open.
        say: shows a sentence.

    Attributes:
        panel: the list; None until it is drawn out for the first time.
        drawer: where it is.
    """

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window, self._session, self._say = window, session, say
        self._view = window.view
        self.panel: ConsistencyPanel | None = None
        self.drawer: Drawer | None = None
        self._checker: Checker | None = None
        self._waiting: list[Change] = []  # what has been done while a worker looks at the text
        self._job: Job | None = None
        self._look = 0  # the number of the last look at a whole reading
        self._project = ProjectLook(self)
        self._project.ended.connect(self._end_project)
        self._project.failed.connect(session.failed)
        self._look_now: Callable[[], Checker] | None = None
        # The page is painted first.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look_at_once)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH)
        self._refresh.timeout.connect(self.fill)
        session.document_changed.connect(self._begin)
        session.project_changed.connect(self._forget_project)
        session.leaving.connect(self._stop)
        window.closing.connect(self._project.stop)
        session.changed.connect(self._follow)
        window.language_changed.connect(self.fill)

    @property
    def is_ready(self) -> bool:
        """Whether what is shown is up to date, and nothing is being looked through."""
        looking = self._job is not None or self._project.is_looking or self._soon.isActive()
        return not looking and not self._refresh.isActive()

    @property
    def checker(self) -> Checker | None:
        """The findings of the reading that is shown; None while nobody has begun, or a worker looks."""
        return self._checker

    def show(self, *, shown: bool) -> None:
        """Draw the list out under the page, or put it away."""
        panel, drawer = self._made()
        drawer.setVisible(shown)
        if shown:
            self.fill()
        (panel.table if shown else self._view).setFocus()

    def fill(self) -> None:
        """Bring the list and the count in the status bar up to date."""
        checker, panel, drawer = self._checker, self.panel, self.drawer
        counts = {} if checker is None else checker.counts()
        self._window.status.set_findings(None if checker is None else sum(counts.values()))
        if panel is None or drawer is None or drawer.isHidden():
            return
        if self._session.is_open:
            workspace = self._session.workspace
            panel.show_rules(workspace.scheme.silenced, editable=not workspace.read_only)
        if panel.is_of_project:
            panel.show_findings(self._project.counts, self._project.findings, self._title)
        else:
            panel.show_findings(
                counts, lambda rule: () if checker is None else checker.findings(rule), self._title
            )

    def next(self) -> None:
        """Go to the next finding in the document."""
        self._step(forward=True)

    def previous(self) -> None:
        """Go to the finding before."""
        self._step(forward=False)

    def go_to(self, finding: Finding) -> None:
        """Show a place and bring the keyboard there."""
        if not self._session.workspace.has_document(finding.document_id):
            return
        if finding.document_id != self._session.document_id:
            self._session.show(finding.document_id)
        self._show_place(finding)
        self._view.setFocus()

    def fix(self, finding: Finding) -> None:
        """Show what would mend a finding, and do it if the person wants it."""
        if finding is not None and finding.fix is not None:
            self._offer(finding.rule, [finding.fix])

    def fix_all(self, rule: str) -> None:
        """Show what would mend all findings of a rule, and do what stays ticked, in one step."""
        if self._is_of_project:
            found: Sequence[Finding] = self._project.findings(rule)
        else:
            found = () if self._checker is None else self._checker.findings(rule)
        fixes = list(_once(one.fix for one in found if one.fix is not None))
        if fixes:
            self._offer(rule, fixes)
        else:
            self._say(advice(msg("What this rule finds, a person has to decide one by one.")))

    def switch(self, rule: str, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Ask a rule in this project, or no longer."""
        scheme, known = self._session.workspace.scheme, rule_of(rule)
        silenced = scheme.silenced - {rule} if on else scheme.silenced | {rule}
        name = rule if known is None else known.as_value()
        text = msg("Switch on: {rule}", rule=name) if on else msg("Switch off: {rule}", rule=name)
        self._session.perform(ReviseScheme(scheme=replace(scheme, silenced=silenced), name=text))

    def check_project(self) -> None:
        """Look through the whole project in the background."""
        if not self._session.is_open:
            return
        self._note(tr("Looking through the project…"))
        self._project.begin(self._session.workspace.path, self._session.workspace.who)

    # The reading that is shown

    def _begin(self) -> None:
        """Look at the reading that is shown, as a whole."""
        if self._job is not None:
            self._job.cancel()
        self._checker, self._waiting, self._job = None, [], None
        self._soon.stop()
        self._look += 1
        session = self._session
        document = session.document if session.is_open else None
        reading = session.annotation_set if document is not None else None
        if document is None or reading is None:
            self._refresh.start()
            return
        # A worker must not share what fills itself when it is asked.
        reading = replace(reading, spans=PlacedSpans(dict(reading.spans)), relations=dict(reading.relations))
        scheme, remarks = session.workspace.scheme, session.workspace.visible_remarks(document.id)
        if len(document.text) <= _AT_ONCE:
            self._look_now = lambda: Checker(document, reading, scheme, remarks)
            self._soon.start()
            return
        look = self._look
        self._job = job = Job(
            lambda progress: (
                look,
                Checker(document, reading, scheme, remarks, rest=partial(Restful(progress).step, 0)),
            )
        )
        job.finished.connect(self._take)
        job.start()

    def _stop(self) -> None:
        """Let no worker go on with what is about to be let go."""
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()

    def _look_at_once(self) -> None:
        if self._look_now is not None:
            self._take((self._look, self._look_now()))
            self._look_now = None

    def _take(self, looked: tuple[int, Checker]) -> None:
        look, checker = looked
        if look != self._look:
            return  # meanwhile another reading is shown
        self._job = None
        self._checker = checker
        checker.apply(self._waiting)
        self._waiting = []
        self._refresh.start()

    def _follow(self, change_set: ChangeSet) -> None:
        """Follow a saved step."""
        kinds = {type(change) for change in change_set.changes}
        reading = self._session.annotation_set
        shown = None if self._checker is None else self._checker.set_id
        other = shown is not None and (reading is None or reading.id != shown)
        if kinds & {SchemeChange, SetChange} or self._is_corrected(change_set.changes) or other:
            self._begin()
        elif self._checker is None:
            self._waiting += change_set.changes
        else:
            self._checker.apply(change_set.changes)
        self._project.is_old = True
        if SchemeChange in kinds and self._is_of_project:
            self.check_project()
        self._refresh.start()

    def _is_corrected(self, changes: Iterable[Change]) -> bool:
        here = self._session.document_id
        return any(isinstance(change, TextChange) and change.document_id == here for change in changes)

    # The whole project

    def _change_scope(self, project: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self.panel is not None:
            self.panel.show_scope(project=project)
        if project and self._project.is_old:
            self.check_project()
        self.fill()

    def _end_project(self) -> None:
        self._note("")
        self.fill()

    def _forget_project(self) -> None:
        self._project.forget()
        if self.panel is not None:
            self.panel.show_scope(project=False)
        self._begin()

    @property
    def _is_of_project(self) -> bool:
        return self.panel is not None and self.panel.is_of_project

    def _note(self, words: str) -> None:
        if self.panel is not None:
            self.panel.show_note(words)

    def _made(self) -> tuple[ConsistencyPanel, Drawer]:
        if self.panel is not None and self.drawer is not None:
            return self.panel, self.drawer
        from ui.consistency.panel import ConsistencyPanel

        self.panel = panel = ConsistencyPanel()
        self.drawer = drawer = Drawer(panel)
        self._window.work.add_below(drawer)
        drawer.set_theme(self._window.theme)
        dress(drawer, self._window.theme)
        panel.scope_changed.connect(self._change_scope)
        panel.again_wanted.connect(self.check_project)
        panel.place_shown.connect(self._show_place)
        panel.place_wanted.connect(self.go_to)
        panel.fix_wanted.connect(self.fix)
        panel.fix_all_wanted.connect(self.fix_all)
        panel.rule_switched.connect(self.switch)
        return panel, drawer

    # Going there, and mending

    def _title(self, document_id: str) -> str:
        workspace = self._session.workspace
        return workspace.summary(document_id).title if workspace.has_document(document_id) else ""

    def _show_place(self, finding: Finding) -> None:
        """Show a place of the open document."""
        if finding.document_id != self._session.document_id:
            return
        key = finding.span_ids[0] if finding.span_ids else None
        if key is not None and self._session.span(key) is not None:
            self._view.set_current(key)
            return
        self._view.select(finding.place or None)
        self._view.jump_to(finding.place)

    def _step(self, *, forward: bool) -> None:
        found = [] if self._checker is None else self._checker.findings()
        if not found:
            self._say(advice(msg("Nothing has been found in this document.")))
            return
        current, selection = self._view.current_annotation(), self._view.selection
        here = current.span if current is not None else selection
        place = (here.start, here.end) if here is not None else (self._view.caret, self._view.caret - 1)
        if forward:
            finding = next((f for f in found if (f.place.start, f.place.end) > place), found[0])
        else:
            finding = next((f for f in reversed(found) if (f.place.start, f.place.end) < place), found[-1])
        self._show_place(finding)
        self._say(advice(finding.message))

    def _offer(self, rule: str, fixes: Sequence[Fix]) -> None:
        from ui.dialogs.fix import FixDialog

        dialog = FixDialog(
            self._window,
            self._window.theme,
            rule=rule,
            project=self._session.workspace.path,
            fixes=fixes[:_MOST_FIXED],
            more=max(len(fixes) - _MOST_FIXED, 0),
            perform=self._session.attempt,
        )
        if dialog.exec() and self._is_of_project:
            self.check_project()


def _once(fixes: Iterable[Fix]) -> Iterable[Fix]:
    """Yield the fixes, of each span only the first: the next look finds what is left."""
    seen: set[object] = set()
    for fix in fixes:
        key = fix.span_id or (fix.span, fix.label)
        if (fix.document_id, fix.set_id, key) not in seen:
            seen.add((fix.document_id, fix.set_id, key))
            yield fix
