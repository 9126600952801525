"""The files of an exhibit: one button, one labelled list, nothing that must not leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask import Flask

from components import export_menu
from exports.citation import citation, embed
from exports.forms import offered
from exports.origin import Origin, origin_of
from tests.components.test_frame import EXHIBIT, found, plain
from tests.running import all_words


def test_every_form_has_its_link_and_says_what_it_is_good_for() -> None:
    tree = plain(export_menu.panel(EXHIBIT, "key"))
    links = {each["data-file"]: each for each in found(tree, "A") if "data-file" in each}
    assert list(links) == [form.ending for form in offered(EXHIBIT)]
    for form in offered(EXHIBIT):
        assert links[form.ending]["href"] == f"/export/ranking.{form.ending}?{EXHIBIT.query}"
        assert links[form.ending]["download"] == ""
        assert form.says in all_words(tree)


def test_the_button_and_the_list_belong_together() -> None:
    button, tree = plain(export_menu.button("key")), plain(export_menu.panel(EXHIBIT, "key"))
    assert button["props"]["aria-controls"] == tree["props"]["id"] == "key-files"
    assert (button["props"]["aria-expanded"], tree["props"]["hidden"]) == ("false", True)
    assert tree["props"]["aria-label"] == "Files of this exhibit"
    assert any(each.get("role") == "status" for each in found(tree, "P"))


def test_pictures_are_offered_of_charts_only() -> None:
    with_chart = plain(export_menu.panel(replace(EXHIBIT, figure={"data": [], "layout": {}}), "key"))
    without = plain(export_menu.panel(replace(EXHIBIT, figure=None), "key"))
    kinds = [each["data-picture"] for each in found(with_chart, "Button") if "data-picture" in each]
    assert kinds == ["png", "svg", "copy"]
    assert not any("data-picture" in each for each in found(without, "Button"))


def test_citation_and_code_name_the_site_they_were_asked_at() -> None:
    with Flask("quoting").test_request_context("/", base_url="https://dashboards.example/"):
        tree = plain(export_menu.panel(EXHIBIT, "key"))
        origin = origin_of("https://dashboards.example/")
    texts = {each["id"]: each["children"] for each in found(tree, "P") if each.get("id")}
    assert texts == {"key-citation": citation(EXHIBIT, origin), "key-embed": embed(EXHIBIT, origin)}
    assert Origin("https://dashboards.example", date(2026, 12, 3)).link(EXHIBIT) in texts["key-citation"]
    copied = [each.get("data-copy-citation") or each.get("data-copy-text") for each in found(tree, "Button")]
    assert [each for each in copied if each] == list(texts)


def test_what_changes_where_it_stands_is_quoted_when_it_is_copied() -> None:
    tree = plain(export_menu.panel(EXHIBIT, "key", changing=True))
    assert {each["id"]: each["children"] for each in found(tree, "P") if each.get("id")} == {"key-citation": ""}
    assert not any("data-copy-text" in each for each in found(tree, "Button"))


def test_paper_is_the_exhibits_own_page() -> None:
    tree = plain(export_menu.panel(EXHIBIT, "key"))
    assert [each["href"] for each in found(tree, "A") if "data-print" in each] == [f"{EXHIBIT.address}#print"]


def test_private_counts_are_not_quoted_and_no_slide() -> None:
    tree = plain(export_menu.panel(replace(EXHIBIT, private=True), "key"))
    assert {each.get("data-file") for each in found(tree, "A")} == {"xlsx", "csv", "html", "json"}
    assert not any(name in each for each in found(tree, "Button") for name in ("data-copy-text", "data-copy-citation"))
