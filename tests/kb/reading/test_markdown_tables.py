"""What cards cannot show becomes what they can."""

from bot.kb.reading.markdown_tables import tables_to_lists


def test_a_table_becomes_a_list_named_by_its_headings() -> None:
    head = "Fees:\n\n| Form | Fee | Who |\n|:--|--:|---|\n"
    rows = "| I-129 | USD 780 | employer |\n| G-28 | |  |\n\nEnd."
    listed = "Fees:\n\n- I-129: Fee: USD 780; Who: employer\n- G-28\n\nEnd."
    assert tables_to_lists(head + rows) == listed


def test_bars_elsewhere_and_code_stay_as_they_are() -> None:
    for text in ("a | b", "a | b\nc | d", "```\n| a |\n|---|\n| b |\n```", "x || y", "---|---"):
        assert tables_to_lists(text) == text
