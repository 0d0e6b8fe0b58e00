"""What answers each name that the table of actions uses, chapter by chapter as the table has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.menus import Slots

if TYPE_CHECKING:  # the conductor makes its slots with this module
    from ui.conductor import Conductor


def slots_of(conductor: Conductor) -> Slots:
    """Return the slot for each name; a test looks that the table names no other."""
    return {
        **_project(conductor),
        **_edit(conductor),
        **_team(conductor),
        **_go(conductor),
        **_view(conductor),
        **_help(conductor),
    }


def _project(conductor: Conductor) -> Slots:
    return {
        "new": conductor.files.new,
        "open": conductor.files.open,
        "sample": conductor.files.sample,
        "import_files": conductor.files.import_files,
        "import_folder": conductor.files.import_folder,
        "export": conductor.files.export,
        "picture": conductor.pictures.picture,
        "print": conductor.pictures.print,
        "save": conductor.files.save,
        "save_copy": conductor.files.save_copy,
        "scheme": conductor.scheming.edit,
        "delete_document": conductor.trash.delete,
        "trash": conductor.trash.show,
        "backups": conductor.files.backups,
        "check": conductor.files.check,
        "close": conductor.files.close,
        "quit": conductor.files.quit,
        "print_statements": conductor.statements.print,
    }


def _edit(conductor: Conductor) -> Slots:
    return {
        "delete_label": conductor.labels.delete,
        "merge_labels": conductor.labels.merge,
        "undo": conductor.editing.undo,
        "redo": conductor.editing.redo,
        "delete": conductor.editing.delete,
        "attach": conductor.relating.attach,
        "pick": conductor.relating.pick,
        "correct": conductor.corrections.correct,
        "label": conductor.editing.label,
        "edges": conductor.window.view.edges.cycle,
        "answers": conductor.drawers.answers,
        "document_answers": conductor.drawers.document_answers,
        "keyless": conductor.window.labels.show_keyless,
        "label_everywhere": conductor.everywhere.ask,
        "copy_answers": conductor.answering.copy_last,
        "choose_alike": conductor.answering.choose_alike,
        "note": conductor.drawers.note,
        "label_all": conductor.finding.label_all,
        "remark": conductor.talk.remark,
        "write_guidelines": conductor.guidelines.write,
        "answer_gap": conductor.guidelines.answer_next,
        "name_entity": conductor.entities.name,
        "merge_entities": conductor.entities.merge,
        "split_entity": conductor.entities.split,
    }


def _team(conductor: Conductor) -> Slots:
    return {
        "people": conductor.people.show,
        "who": conductor.people.who,
        "plan": conductor.documents.share_all,
        "hand_out": conductor.team.hand_out,
        "bring_home": conductor.team.bring_home,
        "conflicts": conductor.team.conflicts,
        "agreement": conductor.agreement.show,
        "adjudicate": conductor.adjudication.show,
        "adjudication_report": conductor.adjudication.report,
    }


def _go(conductor: Conductor) -> Slots:
    return {
        "finish": conductor.editing.finish,
        "next_document": conductor.editing.next_document,
        "previous_document": conductor.editing.previous_document,
        "next_missing": conductor.lacking.go_on,
        "word_keys": conductor.window.view.words.begin,
        "find": conductor.finding.find,
        "find_next": conductor.finding.next,
        "find_previous": conductor.finding.previous,
        "find_document": conductor.drawers.find_document,
        "palette": conductor.open_palette,
        "readings": conductor.readings.choose,
        "next_finding": conductor.consistency.next,
        "previous_finding": conductor.consistency.previous,
        "other_end": conductor.relating.other_end,
        "next_match": conductor.editing.next_match,
        "previous_match": conductor.editing.previous_match,
    }


def _view(conductor: Conductor) -> Slots:
    return {
        "all_documents": conductor.documents.show,
        **conductor.underneath.slots(),
        "numbers": conductor.numbers.show,
        "guidelines": conductor.guidelines.show,
        "gloss": conductor.drawers.draw_gloss,
        "reader": conductor.show_reader,
        "whole_words": conductor.looks.whole_words,
        "show_relations": conductor.looks.show_relations,
        "enlarge": conductor.looks.enlarge,
        "keep_still": conductor.looks.keep_still,
        "zoom_in": lambda: conductor.looks.zoom(1),
        "zoom_out": lambda: conductor.looks.zoom(-1),
        "zoom_reset": lambda: conductor.looks.zoom(0),
        "text_appearance": conductor.looks.text_appearance,
        "speak": conductor.looks.speak,
        "dress": conductor.looks.dress,
        "lay_out": conductor.directions.lay_out,
        "turn_paragraph": conductor.directions.turn_paragraph,
        "invisibles": conductor.looks.invisibles,
        "full_screen": conductor.looks.full_screen,
    }


def _help(conductor: Conductor) -> Slots:
    return {
        "shortcuts": conductor.looks.shortcuts,
        "about": conductor.looks.about,
    }
