"""Write what other programs export as plain Markdown, line for line: HTML, Google Docs, Notion."""

import html
import re

from bot.kb.model.markup import outside_code

_TITLE = re.compile(r"<h(?P<level>[1-6])(?: [^<>]*)?>(?P<words>.{0,300}?)</h[1-6]>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary(?: [^<>]*)?>(?P<words>.{0,300}?)</summary>", re.IGNORECASE)
_ANCHOR = re.compile(r"^(?P<heading>#{1,6} [^{\n]*)\{#[^{}\n]*\}[ ]*$", re.MULTILINE)
"""The address that Google Docs writes behind a heading."""

_REFERENCE_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\[[^\[\]\n]*\]")
_DATA = re.compile(r"^\[[^\[\]\n]+\]:[ ]*<?data:[^\n]*$", re.MULTILINE)
"""A picture that stands in the page itself."""

_UNNAMED_IMAGE = re.compile(r"!\[\]\((?P<url>https?://[^\s()]+)\)")
_ESCAPE = re.compile(r"(?:(?<=\S)|(?<=\S ))\\(?=[!.+=&'()-])")
"""What Google Docs writes before signs that mean nothing where they stand."""

_CHECKBOX = re.compile(r"^(?P<bullet>[ \t]*[-*+] )\[[ xX]\][ ]+", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:<[uo]l>)?<li(?: [^<>]*)?>[ ]*", re.IGNORECASE | re.MULTILINE)
_NEXT_ITEM = re.compile(r"</li>[ ]*<li(?: [^<>]*)?>[ ]*", re.IGNORECASE)
_LINK = re.compile(
    r"<a [^<>]*?href=[\"'](?P<url>https?://[^\"'<>\s()]+)[\"'][^<>]*>(?P<words>[^<>\n]+)</a>",
    re.IGNORECASE,
)
_MARKS = (
    (re.compile(r"</?(?:b|strong)>", re.IGNORECASE), "**"),
    (re.compile(r"</?(?:i|em)>", re.IGNORECASE), "*"),
    (re.compile(r"</?(?:code|kbd)>", re.IGNORECASE), "`"),
    (re.compile(r"<br[ ]*/?>", re.IGNORECASE), " "),
)
_TAG = re.compile(
    r"<!--[^>]{0,500}-->|</?(?:details|p|div|center|span|font|u|sup|sub|aside|ul|ol|li|a|img|hr|section)"
    r"(?: [^<>]*)?/?>",
    re.IGNORECASE,
)

_INDENT = re.compile(r"^[ \t]{2,}")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
"""A character that is written by its name: only with its semicolon, for `&section=2` is none."""


def plain_markdown(text: str) -> str:
    """Write a page without the marks of other programs; each line stays where it is."""
    return "".join(
        piece if is_code else _without_marks(piece) for piece, is_code in outside_code(text)
    )


def _without_marks(text: str) -> str:
    text = _DATA.sub("", _REFERENCE_IMAGE.sub("", text))
    text = _UNNAMED_IMAGE.sub(lambda match: match["url"], text)
    text = _CHECKBOX.sub(lambda match: match["bullet"], text)
    text = _ESCAPE.sub("", _ANCHOR.sub(lambda match: match["heading"], text))
    return _ENTITY.sub(_character, _without_tags(text) if "<" in text else text)


def _without_tags(text: str) -> str:
    text = _TITLE.sub(lambda match: f"{'#' * int(match['level'])} {match['words']}", text)
    text = _SUMMARY.sub(lambda match: f"## {match['words']}", text)
    for tag, mark in _MARKS:
        text = tag.sub(mark, text)
    text = _LINK.sub(lambda match: f"[{match['words']}]({match['url']})", text)
    text = _NEXT_ITEM.sub("; ", _ITEM.sub("- ", text))
    return "\n".join(_without_tag(line) for line in text.split("\n"))


def _without_tag(line: str) -> str:
    """Return a line without its tags and their indentation."""
    return _INDENT.sub("", _TAG.sub("", line)) if _TAG.search(line) else line


def _character(match: re.Match[str]) -> str:
    return html.unescape(match[0])
