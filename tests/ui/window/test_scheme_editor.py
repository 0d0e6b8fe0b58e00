"""The scheme editor with the keyboard: drafted, counted, adopted as one step, thrown away only if asked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from annotator import resources
from annotator.model import AttributeType, Condition, Mark, Overlap
from annotator.model.presets import PRESETS
from annotator.model.scheme_json import read_scheme
from annotator.workspace import Workspace
from tests.ui.window.test_access import _nameless
from tests.ui.window.test_plain_text import _rich
from ui import fonts
from ui.conductor import Conductor
from ui.deeds.scheme import editor_of
from ui.dialogs.labels import DeleteLabelDialog, MergeLabelDialog
from ui.dialogs.new_project import NewProjectDialog
from ui.dialogs.question import QuestionDialog
from ui.dialogs.scheme import SchemeEditor
from ui.dialogs.split_label import SplitLabelDialog
from ui.language import Speaker
from ui.scheme.board import Kind, Place
from ui.theme import theme

MakeWindow = Callable[..., Conductor]
MakeEditor = Callable[..., tuple[Workspace, SchemeEditor]]
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with two of the sample articles, to be copied."""
    path = tmp_path_factory.mktemp("articles") / "samples.hashiya"
    with Workspace.create(path, title="News", reader="Salma") as workspace:
        workspace.import_files(sorted(resources.path("samples").glob("*.jsonl"))[:2])
    return path


@pytest.fixture
def make_editor(articles: Path, tmp_path: Path, speaker: Speaker) -> Iterator[MakeEditor]:
    """Return a function that shows an editor without a window: it needs none."""
    fonts.load()
    made: list[tuple[Workspace, SchemeEditor]] = []
    path = tmp_path / "samples.hashiya"
    shutil.copy(articles, path)

    def make(*, language: str = "en", can_write: bool = True) -> tuple[Workspace, SchemeEditor]:
        speaker.use(language)
        workspace = Workspace.open(path, reader="Salma") if can_write else Workspace.look(path)
        editor = editor_of(None, theme("light"), workspace, adopt=workspace.perform)
        editor.show()
        editor.activateWindow()
        QApplication.processEvents()
        made.append((workspace, editor))
        return workspace, editor

    yield make
    for workspace, editor in made:
        editor.hide()
        editor.deleteLater()
        # At once: a style sheet is given to every widget that still is.
        QCoreApplication.sendPostedEvents(editor, QEvent.Type.DeferredDelete)
        workspace.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer every question with yes, and return what was asked."""
    sentences: list[str] = []

    def answer(dialog: QuestionDialog) -> int:
        sentences.extend(label.text() for label in dialog.findChildren(QWidget) if hasattr(label, "text"))
        return 1

    monkeypatch.setattr(QuestionDialog, "exec", answer)
    return sentences


def _relations(workspace: Workspace) -> int:
    return sum(len(r.relations) for d in workspace.documents() for r in workspace.sets(d.id))


def _count(workspace: Workspace, label: str) -> int:
    return workspace.history.label_use(label).spans


def _press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)
    QApplication.processEvents()


def _type(field: QWidget, words: str) -> None:
    """Type words that a Latin keyboard may not have."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(field, event)


def _write(field: QWidget, words: str) -> None:
    """Replace what stands in a field, and leave it by Enter."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, _CTRL)
    _type(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def _go_to(editor: SchemeEditor, label: str) -> None:
    """Walk down the tree from the head of a label's layer."""
    layer = editor.board.scheme.layer_of(label)
    assert layer is not None
    editor.show_place(Place(Kind.LAYER, layer.code))
    editor.outline.setFocus()
    for _ in range(12):
        if editor.place == Place(Kind.LABEL, label):
            return
        _press(Qt.Key.Key_Down)
    pytest.fail(f"{label} is not under its layer")


def test_the_project_menu_opens_it_and_a_new_name_is_one_step(
    make_window: MakeWindow, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(samples)
    before = conductor.session.workspace.scheme

    def edit(editor: SchemeEditor) -> int:
        editor.show()
        _go_to(editor, "PERS")
        _press(Qt.Key.Key_F2)
        assert editor.forms.label.name_en.hasFocus()
        QTest.keyClicks(editor.forms.label.name_en, "Human")
        assert editor.header.version.text() == "Version 2, draft"
        assert conductor.session.workspace.scheme == before, "nothing has happened yet"
        _press(Qt.Key.Key_Return, _CTRL)
        assert not editor.isVisible()
        return 1

    monkeypatch.setattr(SchemeEditor, "exec", edit)
    conductor.actions.actions["scheme"].trigger()
    named = {chip.label.code: chip.label.names.en for chip in conductor.window.labels.chips}
    assert named["PERS"] == "Human"
    assert conductor.session.workspace.scheme.version == before.version + 1
    assert "Version 2" in conductor.window.notice.text
    conductor.editing.undo()
    assert conductor.session.workspace.scheme == before


def test_a_chip_s_menu_opens_it_at_the_label(
    make_window: MakeWindow, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(samples)
    shown: list[Place] = []
    monkeypatch.setattr(SchemeEditor, "exec", lambda editor: shown.append(editor.place))
    menu = conductor.window.labels.label_menu("ORG")
    (entry,) = (action for action in menu.actions() if action.text() == "Edit the label…")
    entry.trigger()
    assert shown == [Place(Kind.LABEL, "ORG")]


def test_a_new_code_takes_its_spans_along_after_their_count_is_seen(
    make_editor: MakeEditor, asked: list[str]
) -> None:
    workspace, editor = make_editor()
    spans, relations = _count(workspace, "SOURCE"), _relations(workspace)
    editor.show_place(Place(Kind.LABEL, "SOURCE"))
    assert f"{spans} spans" in editor.forms.label.used.text()
    _write(editor.forms.label.code, "VOICE")
    assert editor.place == Place(Kind.LABEL, "VOICE")
    assert editor.outline.place == Place(Kind.LABEL, "VOICE")
    assert f"{spans} spans" in editor.forms.label.used.text(), "they are counted under the new code"
    editor.confirm()
    assert any(f"{spans} spans get another label, in 2 documents" in words for words in asked)
    assert (_count(workspace, "VOICE"), _count(workspace, "SOURCE")) == (spans, 0)
    assert _relations(workspace) == relations
    workspace.undo()
    assert (_count(workspace, "VOICE"), _count(workspace, "SOURCE")) == (0, spans)


@pytest.mark.parametrize(("code", "reason"), [("voice", "capital Latin"), ("CLAIM", "in use already")])
def test_a_code_that_can_not_be_is_refused_beside_the_form(
    make_editor: MakeEditor, code: str, reason: str
) -> None:
    _, editor = make_editor()
    editor.show_place(Place(Kind.LABEL, "SOURCE"))
    _write(editor.forms.label.code, code)
    assert reason in editor.error.text()
    assert editor.forms.label.code.text() == "SOURCE"
    assert editor.place == Place(Kind.LABEL, "SOURCE")
    assert not editor.board.draft.is_changed


def test_del_in_the_tree_shows_the_count_and_drafts_the_deletion(
    make_editor: MakeEditor, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, editor = make_editor()
    spans = _count(workspace, "CUE")
    told: list[str] = []

    def delete(dialog: DeleteLabelDialog) -> int:
        told.append(dialog.words.text())
        dialog.primary.click()
        return 1

    monkeypatch.setattr(DeleteLabelDialog, "exec", delete)
    _go_to(editor, "CUE")
    _press(Qt.Key.Key_Delete)
    assert f"{spans} spans" in told[0]
    assert editor.board.scheme.label("CUE") is None
    assert _count(workspace, "CUE") == spans
    editor.board.undo()
    assert editor.board.scheme.label("CUE") is not None
    editor.board.redo()
    editor.confirm()
    assert any(f"{spans} spans go" in words for words in asked)
    assert _count(workspace, "CUE") == 0
    workspace.undo()
    assert _count(workspace, "CUE") == spans


def test_two_labels_become_one_in_the_draft(
    make_editor: MakeEditor, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, editor = make_editor()
    both = _count(workspace, "QUOTE") + _count(workspace, "CLAIM")

    def merge(dialog: MergeLabelDialog) -> int:
        dialog.into_field.set_choice("CLAIM")
        dialog.primary.click()
        return 1

    monkeypatch.setattr(MergeLabelDialog, "exec", merge)
    editor.show_place(Place(Kind.LABEL, "QUOTE"))
    editor.forms.label.merge.click()
    assert editor.place == Place(Kind.LABEL, "CLAIM")
    assert editor.board.use("CLAIM").spans == both
    editor.confirm()
    assert asked
    assert _count(workspace, "CLAIM") == both


def test_a_label_is_split_by_an_answer_after_the_count_is_seen(
    make_editor: MakeEditor, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, editor = make_editor()
    wanted = sum(
        1
        for summary in workspace.documents()
        for reading in workspace.sets(summary.id)
        for span in reading.spans.values()
        if span.label == "SOURCE" and span.attributes.get("naming") == "named"
    )
    assert 0 < wanted < _count(workspace, "SOURCE")
    told: list[str] = []

    def split(dialog: SplitLabelDialog) -> int:
        dialog.answer_field.set_choice(Condition("naming", "named"))
        dialog.answer_field.chosen.emit(None)
        told.append(dialog.words.text())
        assert (dialog.label.code, dialog.label.hotkey) == ("SOURCE_NAMED", None)
        dialog.confirm()
        return dialog.result()

    monkeypatch.setattr(SplitLabelDialog, "exec", split)
    editor.show_place(Place(Kind.LABEL, "SOURCE"))
    editor.forms.label.split.click()
    assert f"{wanted} spans would get" in told[0]
    assert editor.place == Place(Kind.LABEL, "SOURCE_NAMED")
    editor.confirm()
    assert asked
    assert _count(workspace, "SOURCE_NAMED") == wanted
    workspace.undo()
    assert _count(workspace, "SOURCE_NAMED") == 0


def test_closing_asks_before_a_draft_is_lost(
    make_editor: MakeEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, editor = make_editor()
    answers = [0, 1]
    monkeypatch.setattr(QuestionDialog, "exec", lambda _: answers.pop(0))
    editor.show_place(Place(Kind.LABEL, "PERS"))
    QTest.keyClicks(editor.forms.label.name_en, "s")
    editor.forms.label.name_en.setFocus()
    _press(Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert answers == [1]
    editor.close()
    assert not editor.isVisible()
    assert answers == []
    assert workspace.scheme.version == 1


def test_without_a_draft_escape_closes_at_once(make_editor: MakeEditor) -> None:
    _, editor = make_editor()
    editor.outline.setFocus()
    _press(Qt.Key.Key_Escape)
    assert not editor.isVisible()


@pytest.mark.parametrize(("language", "onwards"), [("en", Qt.Key.Key_Right), ("ar", Qt.Key.Key_Left)])
def test_marks_and_colours_are_chosen_with_the_arrows_as_they_point(
    make_editor: MakeEditor, language: str, onwards: Qt.Key
) -> None:
    _, editor = make_editor(language=language)
    editor.show_place(Place(Kind.LABEL, "CLAIM"))
    form = editor.forms.label
    form.marks.setFocus()
    _press(onwards)
    changed = editor.board.scheme.label("CLAIM")
    assert changed is not None
    assert changed.mark is Mark.UNDERLINE_DOUBLE
    form.colors.setFocus()
    _press(onwards)
    assert form.color.text() == "#D55E00"


def test_a_colour_that_looks_like_a_neighbour_s_carries_a_sign_and_its_reason(
    make_editor: MakeEditor,
) -> None:
    _, editor = make_editor()
    editor.show_place(Place(Kind.LABEL, "PERS"))
    pick = editor.forms.label.colors.picks["#D55E00"]
    assert "Organisation" in pick.toolTip()
    assert any("Contrast, dark page" in words for words in editor.aside.checks)
    editor.forms.label.colors.picks["#D55E00"].click()
    assert any("Looks like “Organisation”" in words for words in editor.aside.checks)


def test_a_key_is_taken_from_the_label_that_had_it(make_editor: MakeEditor) -> None:
    _, editor = make_editor()
    editor.show_place(Place(Kind.LABEL, "CARDINAL"))
    editor.forms.label.key.chosen.emit("1")
    scheme = editor.board.scheme
    assert {label.code: label.hotkey for label in scheme.labels if label.hotkey == "1"} == {"CARDINAL": "1"}
    assert not editor.board.faults()


def test_a_new_label_is_named_before_it_can_be_adopted(make_editor: MakeEditor) -> None:
    workspace, editor = make_editor()
    editor.outline.setFocus()
    editor.show_place(Place(Kind.LAYER, "claims"))
    _press(Qt.Key.Key_N, _CTRL)
    assert editor.place.kind is Kind.LABEL
    form = editor.forms.label
    assert form.name_en.hasFocus()
    assert not editor.header.adopt.isEnabled()
    assert editor.aside.todo.count() > 0
    for field, words in (
        (form.name_ar, "وعد"),
        (form.name_en, "Promise"),
        (form.short_en, "PROM"),
        (form.code, "PROMISE"),
    ):
        _write(field, words)
    assert editor.aside.todo.count() == 0
    _press(Qt.Key.Key_Return, _CTRL)
    made = workspace.scheme.label("PROMISE")
    assert made is not None
    assert (made.layer, made.names.ar, made.short.en) == ("claims", "وعد", "PROM")
    assert made.short.ar == "وعد", "a tag that was not written is the name"


def test_what_is_still_to_be_done_leads_to_its_place(make_editor: MakeEditor) -> None:
    _, editor = make_editor()
    editor.add(Kind.RELATION)
    editor.show_place(Place(Kind.SCHEME))
    item = editor.aside.todo.item(0)
    assert "relation_1" in item.text()
    editor.aside.todo.itemActivated.emit(item)
    assert editor.place == Place(Kind.RELATION, "relation_1")


def test_a_question_is_written_with_its_answers_and_when_it_is_asked(make_editor: MakeEditor) -> None:
    workspace, editor = make_editor()
    editor.show_place(Place(Kind.LABEL, "CUE"))
    questions = editor.forms.label.questions
    questions.menu().actions()[0].trigger()
    form = questions.form
    for field, words in ((form.name_ar, "القوة"), (form.name_en, "Force"), (form.code, "force")):
        _write(field, words)
    table = form.values.table
    table.setFocus()
    table.setCurrentCell(0, 0)
    for column, words in enumerate(("strong", "قوية", "Strong")):
        table.setCurrentCell(0, column)
        _press(Qt.Key.Key_F2)
        editing = QApplication.focusWidget()
        assert editing is not None
        QTest.keyClick(editing, Qt.Key.Key_A, _CTRL)
        _type(editing, words)
        QTest.keyClick(editing, Qt.Key.Key_Return)
        QApplication.processEvents()
    form.required.click()
    form.default.chosen.emit("strong")
    form.when.chosen.emit(Condition("form", "verb"))
    assert not editor.board.faults()
    editor.confirm()
    cue = workspace.scheme.label("CUE")
    assert cue is not None
    made = cue.attribute("force")
    assert made is not None
    assert (made.names.ar, made.names.en, made.required, made.default) == ("القوة", "Force", True, "strong")
    assert [(v.value, v.names.ar, v.names.en) for v in made.values] == [("strong", "قوية", "Strong")]
    assert made.shown_when == Condition("form", "verb")


def test_questions_about_documents_may_be_of_every_type(make_editor: MakeEditor) -> None:
    workspace, editor = make_editor()
    for kind in AttributeType:
        editor.add(Kind.DOCUMENTS)
        form = editor.forms.documents.form.form
        form.type.chosen.emit(kind)
        _write(form.name_ar, "س")
        _write(form.name_en, "Q")
        if kind.has_values:
            for column in (1, 2):
                item = form.values.table.item(0, column)
                assert item is not None
                item.setText("x")
    assert [str(fault.reason) for fault in editor.board.faults()] == []
    editor.confirm()
    assert [made.type for made in workspace.scheme.document_attributes] == list(AttributeType)


def test_questions_are_ordered_and_deleted_with_the_keyboard(make_editor: MakeEditor) -> None:
    _, editor = make_editor()
    editor.show_place(Place(Kind.LABEL, "CLAIM"))
    listed = editor.forms.label.questions.list

    def names() -> list[str]:
        label = editor.board.scheme.label("CLAIM")
        assert label is not None
        return [one.name for one in label.attributes]

    before = names()
    listed.setFocus()
    listed.setCurrentRow(0)
    _press(Qt.Key.Key_Down, _ALT)
    assert names()[:2] == [before[1], before[0]]
    _press(Qt.Key.Key_Delete)
    assert names() == before[1:]


def test_a_relation_type_is_given_its_ends_by_space(make_editor: MakeEditor) -> None:
    _, editor = make_editor()
    editor.add(Kind.RELATION)
    form = editor.forms.relation
    _write(form.name_ar, "يدعم")
    _write(form.name_en, "Backs")
    for ends in (form.domain, form.range):
        ends.setFocus()
        ends.setCurrentRow(0)
        _press(Qt.Key.Key_Space)
    form.symmetric.click()
    form.max_out.chosen.emit(1)
    made = editor.board.scheme.relation_type("relation_1")
    assert made is not None
    first = editor.board.scheme.labels[0].code
    assert (made.domain, made.range) == (frozenset({first}), frozenset({first}))
    assert (made.symmetric, made.max_out) == (True, 1)
    assert editor.aside.joined.pairs == [(first, first)]
    assert not editor.board.faults()


def test_a_stricter_layer_is_refused_where_a_document_breaks_it_and_the_draft_stays(
    make_editor: MakeEditor,
) -> None:
    workspace, editor = make_editor()
    editor.show_place(Place(Kind.LAYER, "entities"))
    form = editor.forms.layer
    form.overlaps.setFocus()
    form.overlaps.picks[Overlap.NONE].click()
    cases = {name: allowed for name, _, allowed in editor.aside.cases.cases()}
    assert cases == dict.fromkeys(cases, False)
    editor.confirm()
    assert editor.isVisible()
    titles = [summary.title for summary in workspace.documents()]
    assert any(title in editor.error.text() for title in titles)
    assert editor.board.draft.is_changed
    assert workspace.scheme.version == 1


def test_the_pictures_say_what_the_rules_say(make_editor: MakeEditor) -> None:
    _, editor = make_editor()
    editor.show_place(Place(Kind.LAYER, "claims"))
    for overlap in Overlap:
        editor.forms.layer.overlaps.picks[overlap].click()
        inside, same, across, _ = (allowed for _, _, allowed in editor.aside.cases.cases())
        assert inside is (overlap is not Overlap.NONE)
        assert same is (overlap in {Overlap.STACK, Overlap.CROSS})
        assert across is (overlap is Overlap.CROSS)


def test_the_draft_is_taken_back_field_by_field(make_editor: MakeEditor) -> None:
    _, editor = make_editor()
    editor.show_place(Place(Kind.LABEL, "PERS"))
    before = editor.board.draft
    editor.forms.label.name_en.setFocus()
    QTest.keyClicks(editor.forms.label.name_en, "abc")
    editor.forms.label.desc_en.setFocus()
    QTest.keyClicks(editor.forms.label.desc_en, "xyz")
    editor.outline.setFocus()
    _press(Qt.Key.Key_Z, _CTRL)
    label = editor.board.scheme.label("PERS")
    assert label is not None
    assert label.names.en.startswith("abc")
    assert "xyz" not in label.description.en
    _press(Qt.Key.Key_Z, _CTRL)
    assert editor.board.draft == before
    _press(Qt.Key.Key_Y, _CTRL)
    assert editor.board.draft != before


def test_labels_are_ordered_with_alt_and_the_arrows(make_editor: MakeEditor) -> None:
    _, editor = make_editor()
    _go_to(editor, "QUOTE")
    _press(Qt.Key.Key_Up, _ALT)
    codes = [label.code for label in editor.board.scheme.labels if label.layer == "claims"]
    assert codes == ["QUOTE", "CLAIM"]
    assert editor.outline.place == Place(Kind.LABEL, "QUOTE")
    assert editor.outline.hasFocus()


def test_a_scheme_goes_to_a_file_and_comes_back(
    make_editor: MakeEditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, editor = make_editor()
    file = tmp_path / "s.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    editor.export_file()
    assert read_scheme(file.read_bytes(), name="s") == editor.board.scheme
    editor.forms.scheme.preset.setCurrentIndex(1)
    editor.forms.scheme.start.click()
    assert len(editor.board.scheme.labels) == 21
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    editor.import_file()
    assert len(editor.board.scheme.labels) == 25
    file.write_text("{}", encoding="utf-8")
    editor.import_file()
    assert "s.json" in editor.error.text()
    assert len(editor.board.scheme.labels) == 25


def test_what_can_only_be_looked_at_shows_its_scheme_and_adopts_nothing(make_editor: MakeEditor) -> None:
    _, editor = make_editor(can_write=False)
    editor.show_place(Place(Kind.LABEL, "PERS"))
    QTest.keyClicks(editor.forms.label.name_en, "x")
    assert not editor.header.adopt.isEnabled()
    assert "looked at only" in editor.footer.text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_everything_in_it_has_a_name_and_takes_no_words_for_markup(
    make_editor: MakeEditor, language: str
) -> None:
    _, editor = make_editor(language=language)
    for place in (
        Place(Kind.SCHEME),
        Place(Kind.LAYER, "claims"),
        Place(Kind.LABEL, "CLAIM"),
        Place(Kind.RELATION, "coref"),
        Place(Kind.DOCUMENTS),
    ):
        editor.show_place(place)
        QApplication.processEvents()
        assert _nameless(editor) == [], place
        assert _rich(editor) == [], place


def test_a_new_project_starts_from_the_scheme_that_is_chosen(
    make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def filled(dialog: NewProjectDialog) -> bool:
        dialog.title_field.setText("News")
        dialog.path_field.setText(str(tmp_path / "n.hashiya"))
        dialog.scheme_field.setFocus()
        QTest.keyClick(dialog.scheme_field, Qt.Key.Key_Down)
        dialog.confirm()
        return True

    monkeypatch.setattr(NewProjectDialog, "exec", filled)
    conductor = make_window()
    conductor.files.new()
    assert conductor.session.workspace.scheme == PRESETS[1].scheme()
    assert len(conductor.window.labels.chips) == 21
