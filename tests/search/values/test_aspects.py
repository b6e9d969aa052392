"""A section is found by the words that other entries are asked for it with."""

import pytest

from bot.search.index import Decision, Document, Index, Lexicon, Reason


def visa(
    code: str, section: str | None, *phrasings: str, aspects: tuple[str, ...] = ()
) -> Document:
    key = code.lower()
    return Document(
        f"visa:{key}",
        section,
        f"{code} {section or ''}".strip(),
        (f"{code} visa", code),
        aspects,
        phrasings,
        body=f"What there is to say of {section or 'it'}.",
    )


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(
        [
            visa("H-1B", None, "what is h1b", "tell me about h1b"),
            visa("H-1B", "cost", "how expensive is h1b", "who pays for h1b", aspects=("Fees",)),
            visa("H-1B", "changing-jobs", "switch companies on h1b", "quit my job on h1b"),
            visa("TN", None, "what is tn"),
            visa("TN", "cost", "tn fees", aspects=("Fees",)),
            visa("TN", "changing-jobs", "new employer on tn"),
            visa("E-3", None, "what is e3"),
            visa("E-3", "cost", "e3 fees", aspects=("Fees",)),
        ],
        Lexicon(codes=("TN",)),
    )


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("who pays for tn", "cost"),
        ("how expensive is the tn", "cost"),
        ("can i switch companies on tn", "changing-jobs"),
        ("tell me about tn", None),
    ],
)
def test_phrasings_of_one_entry_tell_the_section_of_another(
    index: Index, question: str, section: str | None
) -> None:
    first = index.search(question).hits[0]
    assert (first.entry, first.section) == ("visa:tn", section)


def test_a_section_that_an_entry_lacks_is_not_answered_by_another_of_its_sections(
    index: Index,
) -> None:
    ranking = index.search("can i switch companies on e3")
    assert ranking.decision is not Decision.FOUND


def test_a_section_is_found_only_for_the_entry_that_the_question_names(index: Index) -> None:
    ranking = index.search("how expensive is it and who pays")
    assert ranking.decision in (Decision.WHICH_ONE, Decision.CLOSEST)
    assert len({hit.entry for hit in ranking.offered}) > 1


def test_a_code_alone_brings_its_entry_where_the_other_words_say_nothing(index: Index) -> None:
    ranking = index.search("h1b " + " ".join(f"zx{letter}vq" for letter in "abcdefghij"))
    assert (ranking.decision, ranking.reason) == (Decision.CLOSEST, Reason.NAMED)
    assert [(hit.entry, hit.section) for hit in ranking.offered] == [("visa:h-1b", None)]


def test_a_subject_outside_is_answered_only_by_a_document_that_names_it() -> None:
    documents = [
        Document("faq:renewal", None, "Renew a work permit", (), (), ("renew my work permit",)),
        Document("faq:fee", None, "Asylum fee", (), (), ("what is the asylum program fee",)),
    ]
    index = Index.build(documents, Lexicon(outside=("asylum", "daca")))
    refused = index.search("renew my daca work permit")
    assert (refused.decision, refused.reason) == (Decision.CLOSEST, Reason.CONTRADICTED)
    assert index.search("asylum program fee").decision is Decision.FOUND


def test_a_word_of_the_lexicon_is_not_taken_for_a_slip() -> None:
    documents = [Document("faq:one", None, "Statistics", (), (), ("h1b statistics", "h1b status"))]
    index = Index.build(documents, Lexicon({"statistics": ("stats",)}))
    ranking = index.search("h1b stats")
    assert ranking.corrections == ()
    assert ranking.reason is Reason.EXACT


def test_an_entry_about_both_sides_stands_before_them() -> None:
    documents = [
        Document("visa:h-1b", None, "H-1B visa", ("H-1B visa", "H-1B"), (), ("what is h1b",)),
        Document("visa:o-1", None, "O-1 visa", ("O-1 visa", "O-1"), (), ("what is o1",)),
        Document("faq:both", None, "O-1 or H-1B", ("O-1 or H-1B?",), (), ("which suits me",)),
    ]
    ranking = Index.build(documents, Lexicon()).search("is my h-1b better than your o-1 thing")
    assert (ranking.decision, ranking.reason) == (Decision.WHICH_ONE, Reason.COMPARED)
    assert [hit.entry for hit in ranking.offered] == ["faq:both", "visa:h-1b", "visa:o-1"]
