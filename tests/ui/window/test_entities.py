"""Entities: listed, gone to, named, merged and split from the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.editing.chains import chain_of
from annotator.editing.commands import AddRelation, AddSpan, ImportDocuments
from annotator.model import AnnotatedDocument, AnnotationSet, Document, Span, digest
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.dialogs.entity import EntityDialog
from ui.panels.entities_model import Column, Node
from ui.panels.entities_panel import EntitiesPanel
from ui.theme import theme

MakeWindow = Callable[..., Conductor]
_TEXTS = {"d": "زار كيم روسيا. وقال الزعيم إن كيما عائد من الروسيا.", "e": "عاد كيم."}
_SPANS = (
    ("d", "PERS", "كيم"),
    ("d", "GPE", "روسيا"),
    ("d", "OCC", "الزعيم"),
    ("d", "PERS", "كيما"),
    ("e", "PERS", "كيم"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    documents = tuple(
        AnnotatedDocument(document=Document(id=key, title=f"خبر {key}", text=text, sha256=digest(text)))
        for key, text in _TEXTS.items()
    )
    with Workspace.create(path, title="تجربة", reader="Salma") as workspace:
        workspace.perform(ImportDocuments(documents=documents))
        for document, label, words in _SPANS:
            reading = workspace.active_set(document)
            start = _TEXTS[document].index(words)
            workspace.perform(
                AddSpan(
                    document_id=document,
                    set_id=None if reading is None else reading.id,
                    label=label,
                    span=Span(start, start + len(words)),
                )
            )
        reading = workspace.active_set("d")
        assert reading is not None
        ids = {span.quote: span.id for span in reading.spans.values()}
        workspace.perform(
            AddRelation(
                document_id="d", set_id=reading.id, type="coref", source=ids["الزعيم"], target=ids["كيم"]
            )
        )
    return path


@pytest.fixture
def conductor(make_window: MakeWindow, project: Path) -> Conductor:
    made = make_window(project)
    assert made.show_document("خبر d")
    return made


def _open(conductor: Conductor, qtbot: QtBot) -> EntitiesPanel:
    QTest.keyClick(conductor.window.view, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    panel = conductor.entities.panel
    assert panel is not None
    qtbot.waitUntil(panel.tree.hasFocus)
    return panel


def _reading(conductor: Conductor) -> AnnotationSet:
    reading = conductor.session.annotation_set
    assert reading is not None
    return reading


def _span(conductor: Conductor, words: str) -> str:
    return next(span.id for span in _reading(conductor).spans.values() if span.quote == words)


def _listed(panel: EntitiesPanel) -> list[tuple[str, int]]:
    return [(node.name, node.count) for node in panel.model.nodes]


def _choose(panel: EntitiesPanel, *nodes: Node) -> None:
    flags = QItemSelectionModel.SelectionFlag
    selection = panel.tree.selectionModel()
    panel.tree.setFocus()
    selection.setCurrentIndex(panel.model.index_of(nodes[0]), flags.ClearAndSelect | flags.Rows)
    for node in nodes[1:]:
        selection.select(panel.model.index_of(node), flags.Select | flags.Rows)


def _name(conductor: Conductor, words: str) -> str | None:
    return chain_of(_reading(conductor), conductor.session.workspace.scheme, _span(conductor, words)).name


def test_the_entities_of_the_document_are_listed_with_their_forms_and_mentions(
    conductor: Conductor, qtbot: QtBot
) -> None:
    panel = _open(conductor, qtbot)
    assert _listed(panel) == [("الزعيم", 2), ("روسيا", 1), ("كيما", 1)]
    first = panel.model.nodes[0]
    assert first.more == "كيم ¦ الزعيم"
    assert [(place.name, place.more) for place in first.places][1] == (
        "الزعيم",
        "زار كيم روسيا. وقال الزعيم إن كيما عائد من الروسيا.",
    )


def test_the_arrows_lead_through_the_mentions_and_enter_into_the_text(
    conductor: Conductor, qtbot: QtBot
) -> None:
    panel = _open(conductor, qtbot)
    _choose(panel, panel.model.nodes[0])
    QTest.keyClick(panel.tree, Qt.Key.Key_Right)
    QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    assert conductor.window.view.current_span == _span(conductor, "الزعيم")
    QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    assert conductor.window.view.hasFocus()


def test_entities_are_merged_and_a_mention_is_split_off_by_keys_each_as_one_step(
    conductor: Conductor, qtbot: QtBot
) -> None:
    panel = _open(conductor, qtbot)
    kim, _, kima = panel.model.nodes
    assert not panel.merging.isEnabled()
    _choose(panel, kim, kima)
    assert panel.merging.isEnabled()
    QTest.keyClick(panel.tree, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: _listed(panel) == [("الزعيم", 3), ("روسيا", 1)])
    merged = panel.model.nodes[0]
    panel.tree.expand(panel.model.index_of(merged))
    _choose(panel, merged.places[1])
    assert panel.splitting.isEnabled()
    QTest.keyClick(panel.tree, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: ("الزعيم", 1) in _listed(panel))
    assert _listed(panel) == [("كيما", 2), ("روسيا", 1), ("الزعيم", 1)]
    conductor.editing.undo()
    conductor.editing.undo()
    qtbot.waitUntil(lambda: _listed(panel) == [("الزعيم", 2), ("روسيا", 1), ("كيما", 1)])


def test_spans_that_are_chosen_in_the_text_are_merged_without_the_list(conductor: Conductor) -> None:
    view = conductor.window.view
    view.set_current(_span(conductor, "كيم"))
    QTest.keyClick(view, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert _name(conductor, "كيما") is None
    view.chosen = frozenset({_span(conductor, "كيما")})
    QTest.keyClick(view, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    scheme = conductor.session.workspace.scheme
    chain = chain_of(_reading(conductor), scheme, _span(conductor, "كيم"))
    assert [mention.quote for mention in chain.mentions] == ["كيم", "الزعيم", "كيما"]


def test_a_name_is_given_to_all_mentions_and_undo_takes_it_away(
    conductor: Conductor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(dialog: EntityDialog) -> int:
        dialog.name.setText("كيم جونغ أون")
        dialog.link.setText("Q56226")
        dialog.confirm()
        return dialog.result()

    monkeypatch.setattr(EntityDialog, "exec", answer)
    panel = _open(conductor, qtbot)
    conductor.window.view.setFocus()
    conductor.window.view.set_current(_span(conductor, "الزعيم"))
    QTest.keyClick(conductor.window.view, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: ("كيم جونغ أون", 2) in _listed(panel))
    assert panel.model.nodes[0].link == "Q56226"
    assert _name(conductor, "كيم") == "كيم جونغ أون"
    label = conductor.session.workspace.scheme.label("PERS")
    assert label is not None
    assert label.attribute("link") is not None
    conductor.editing.undo()
    assert _name(conductor, "كيم") is None
    label = conductor.session.workspace.scheme.label("PERS")
    assert label is not None
    assert label.attribute("link") is None


def test_the_whole_project_is_listed_from_a_worker_and_enter_opens_the_document(
    conductor: Conductor, qtbot: QtBot
) -> None:
    panel = _open(conductor, qtbot)
    panel.scope.set_choice("project")
    panel.scope.chosen.emit("project")
    qtbot.waitUntil(lambda: ("كيم", 1) in _listed(panel))
    assert not panel.naming.isEnabled()
    node = next(node for node in panel.model.nodes if node.document == "e")
    _choose(panel, node)
    assert conductor.session.document_id == "d"
    QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    assert conductor.session.document_id == "e"
    assert conductor.window.view.current_span == _span(conductor, "كيم")


def test_the_search_finds_a_name_in_any_spelling(conductor: Conductor, qtbot: QtBot) -> None:
    panel = _open(conductor, qtbot)
    panel.search.setText("روسيَا")
    assert _listed(panel) == [("روسيا", 1)]
    panel.search.setText("")
    panel.label.set_choice("PERS")
    panel.label.chosen.emit("PERS")
    assert ("روسيا", 1) not in _listed(panel)


def test_a_screen_reader_hears_what_an_entity_is(conductor: Conductor, qtbot: QtBot) -> None:
    panel = _open(conductor, qtbot)
    index = panel.model.index(0, Column.NAME)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "الزعيم 2 كيم ¦ الزعيم"
    assert panel.tree.accessibleName() == "Entities"
    assert panel.search.accessibleName() == "Search names and forms"


def _dialog(conductor: Conductor, qtbot: QtBot, gazetteer: Path | None, kept: list[Path]) -> EntityDialog:
    dialog = EntityDialog(
        conductor.window,
        theme("light"),
        forms=["كيم", "الزعيم"],
        name=None,
        link=None,
        asks_links=False,
        gazetteer=gazetteer,
        keep_gazetteer=kept.append,
    )
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_gazetteer_offers_what_the_forms_are_and_enter_takes_it(
    conductor: Conductor, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "known.csv"
    file.write_text("name,link,forms\nكيم جونغ أون,Q56226,كيم\nروسيا,Q159,\n", encoding="utf-8")
    dialog = _dialog(conductor, qtbot, file, [])
    qtbot.waitUntil(lambda: dialog.found.count() == 1)
    dialog.found.setFocus()
    dialog.found.setCurrentRow(0)
    QTest.keyClick(dialog.found, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert dialog.isVisible()
    assert dialog.accepted_values == ("كيم جونغ أون", "Q56226")
    dialog.name.clear()
    dialog.name.insert("روسيا")
    assert dialog.found.item(0).text() == "روسيا Q159"


def test_what_is_no_link_and_what_is_no_gazetteer_are_told_in_the_dialog(
    conductor: Conductor, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "other.csv"
    file.write_text("title\nأ\n", encoding="utf-8")
    dialog = _dialog(conductor, qtbot, file, [])
    qtbot.waitUntil(lambda: "other.csv" in dialog.error_text)
    dialog.link.setText("no link")
    dialog.confirm()
    assert dialog.isVisible()
    assert "no link" in dialog.error_text


def test_the_chosen_gazetteer_is_kept_for_the_project(
    conductor: Conductor, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "known.csv"
    file.write_text("name\nكيم\n", encoding="utf-8")
    monkeypatch.setattr(
        "ui.dialogs.entity.QFileDialog.getOpenFileName", lambda *_args, **_more: (str(file), "")
    )
    seen: list[object] = []

    def look(dialog: EntityDialog) -> int:
        if not seen:
            dialog.choose.click()
        qtbot.waitUntil(lambda: dialog.found.count() == 1)
        seen.append(dialog.found.item(0).text())
        return 0

    monkeypatch.setattr(EntityDialog, "exec", look)
    conductor.window.view.set_current(_span(conductor, "كيم"))
    conductor.entities.name()
    conductor.entities.name()
    assert seen == ["كيم", "كيم"]
