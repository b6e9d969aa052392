"""Words near in meaning find an entry that uses none of the question's own."""

from bot.search.index import Index
from bot.search.values.documents import Document, Lexicon
from bot.search.values.thesaurus import MOST_RELATED, Thesaurus, english_thesaurus

DOCUMENTS = [
    Document("faq:buy", None, "Buy", phrasings=("how do i buy a car",)),
    Document("faq:rain", None, "Rain", phrasings=("how do i get rain boots",)),
]


def test_a_near_word_finds_the_entry_and_a_far_one_does_not() -> None:
    index = Index.build(DOCUMENTS, Lexicon(thesaurus=english_thesaurus()))
    ranking = index.search("purchase an automobile")
    assert ranking.hits[0].entry == "faq:buy"
    assert Index.build(DOCUMENTS, Lexicon()).search("purchase an automobile").hits == ()


def test_each_pair_counts_both_ways_and_only_words_of_the_vocabulary_are_near() -> None:
    thesaurus = Thesaurus.parse("# comment\nbuy\nsell buy:70 trade:60\ntrade")
    assert thesaurus.near("buy", {"sell", "other"}) == (("sell", 0.7),)
    assert thesaurus.near("sell", {"trade", "buy"}) == (("buy", 0.7), ("trade", 0.6))
    assert thesaurus.near("buy", {"trade"}) == thesaurus.near("unheard", {"buy"}) == ()
    assert thesaurus.knows("trade")
    assert not thesaurus.knows("unheard")


def test_only_the_nearest_words_stand_in() -> None:
    pairs = " ".join(f"word{n}:{90 - n}" for n in range(9))
    near = Thesaurus.parse(f"head {pairs}").near("head", {f"word{n}" for n in range(9)})
    assert [word for word, _ in near] == [f"word{n}" for n in range(MOST_RELATED)]


def test_numbers_places_and_levels_are_near_nothing() -> None:
    words = {"four", "canada", "chile", "senior", "monday", "staff", "india"}
    for word in ("five", "mexico", "junior", "tuesday", "china"):
        assert english_thesaurus().near(word, words) == (), word
