"""A server's texts are read beside the questions, kept by what they say, and seen by it alone."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from bot.search.own import GuildLayer, OwnLayer
from bot.search.values.documents import Document
from bot.semantic.meaning import Meaning
from bot.semantic.own import matrix
from bot.semantic.own import meaning as module
from bot.semantic.own.meaning import OwnMeaning
from tests.search.visas import DOCUMENTS, LEXICON
from tests.semantic.conftest import Spelling

HERE, THERE = 100, 200
TEA = Document("faq:tea", None, "Tea", phrasings=("may i bring green tea",), body="Yes.\nIn a bag.")
DOGS = Document("faq:dogs", None, "Dogs", phrasings=("are small dogs welcome",), body="No.")
H1B = next(one for one in DOCUMENTS if (one.entry, one.section) == ("visa:h-1b", None))


def layer(*documents: Document, guild: int = HERE) -> GuildLayer:
    return GuildLayer(guild, OwnLayer(documents, frozenset()))


def opened(spelling: Spelling, data: Path | None = None) -> tuple[Meaning, OwnMeaning]:
    """Learn the base, as a start does."""
    own = OwnMeaning(spelling, data)
    meaning = Meaning(spelling, own=own)
    meaning.learn(DOCUMENTS, LEXICON, Event())
    return meaning, own


def read(own: OwnMeaning, *layers: GuildLayer) -> list[int]:
    """Read whatever waits, and list whose turn it was."""
    by_guild, turns = {one.guild: one for one in layers}, []
    while (guild := own.next_wanted()) is not None:
        turns.append(guild)
        own.read_some(by_guild[guild])
    return turns


def nearest(meaning: Meaning, question: str, own: GuildLayer) -> dict[str, float]:
    """Return how near a question is to each of the server's own documents that are read."""
    scores = meaning.sense(question, own)
    assert scores is not None
    if scores.own is None:
        return {}
    return dict(zip((place[0] for place in scores.own.places), scores.own.nearest, strict=True))


def file_of(data: Path, guild: int = HERE) -> Path:
    return data / "meaning" / "own" / f"{guild}.npz"


def test_the_first_question_waits_for_nothing_and_has_the_texts_read(spelling: Spelling) -> None:
    meaning, own = opened(spelling)
    here, before = layer(TEA, DOGS), spelling.read.copy()
    assert nearest(meaning, "green tea", here) == {}
    assert (spelling.read - before).keys() == {"green tea"}
    assert {*read(own, here)} == {HERE}
    near = nearest(meaning, "may i bring green tea", here)
    assert near["faq:tea"] == pytest.approx(1, abs=0.01)
    assert near["faq:dogs"] < 0.2
    assert own.next_wanted() is None


def test_a_server_never_meets_the_texts_of_another(spelling: Spelling, tmp_path: Path) -> None:
    meaning, own = opened(spelling, tmp_path)
    here, there = layer(TEA), layer(DOGS, guild=THERE)
    own.want(HERE)
    own.want(THERE)
    read(own, here, there)
    assert nearest(meaning, "green tea", here).keys() == {"faq:tea"}
    assert nearest(meaning, "green tea", there).keys() == {"faq:dogs"}
    shared = meaning.sense("green tea")
    assert shared is not None
    assert shared.own is None


def test_after_a_restart_nothing_is_read_again(spelling: Spelling, tmp_path: Path) -> None:
    first, own = opened(spelling, tmp_path)
    here = layer(TEA, DOGS)
    own.want(HERE)
    read(own, here)
    near, before = nearest(first, "green tea", here), spelling.read.copy()
    again, _ = opened(spelling, tmp_path)
    restarted = layer(TEA, DOGS)
    assert nearest(again, "green tea", restarted) == near
    texts = (TEA.title, DOGS.title, *TEA.phrasings, *DOGS.phrasings)
    assert {text: (spelling.read - before)[text] for text in texts} == dict.fromkeys(texts, 0)


def test_a_new_phrasing_is_the_only_one_read(spelling: Spelling, tmp_path: Path) -> None:
    meaning, own = opened(spelling, tmp_path)
    own.want(HERE)
    read(own, layer(TEA))
    before = spelling.read.copy()
    more = replace(TEA, phrasings=(*TEA.phrasings, "oolong"))
    here = layer(more)
    own.want(HERE)
    read(own, here)
    assert spelling.read - before == {"oolong": 1}
    assert nearest(meaning, "oolong", here)["faq:tea"] == pytest.approx(1, abs=0.01)


def test_texts_that_the_server_has_no_more_leave_the_disk(
    spelling: Spelling, tmp_path: Path
) -> None:
    _, own = opened(spelling, tmp_path)
    own.want(HERE)
    read(own, layer(TEA, DOGS))
    whole = file_of(tmp_path).stat().st_size
    own.want(HERE)
    read(own, layer(TEA))
    assert file_of(tmp_path).stat().st_size < whole
    before = spelling.read.copy()
    own.want(HERE)
    read(own, layer(TEA, DOGS))
    assert (spelling.read - before).keys() == {"Dogs", "are small dogs welcome", "No."}
    own.forget(HERE)
    assert not file_of(tmp_path).exists()


def test_files_of_servers_that_are_gone_and_of_crashes_are_deleted(
    spelling: Spelling, tmp_path: Path
) -> None:
    _, own = opened(spelling, tmp_path)
    for guild, document in ((HERE, TEA), (THERE, DOGS)):
        own.want(guild)
        read(own, layer(document, guild=guild))
    (file_of(tmp_path).parent / "tmp1234").write_bytes(b"half")
    assert own.keep_only({HERE, 300}) == (300,)
    assert [path.name for path in file_of(tmp_path).parent.iterdir()] == [f"{HERE}.npz"]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_file_cut_off_is_made_anew(spelling: Spelling, tmp_path: Path, share: float) -> None:
    _, own = opened(spelling, tmp_path)
    own.want(HERE)
    read(own, layer(TEA))
    content = file_of(tmp_path).read_bytes()
    file_of(tmp_path).write_bytes(content[: int(share * len(content))])
    meaning, again = opened(spelling, tmp_path)
    here = layer(TEA)
    assert nearest(meaning, "green tea", here) == {}
    read(again, here)
    assert nearest(meaning, "green tea", here).keys() == {"faq:tea"}
    assert file_of(tmp_path).read_bytes() == content


def test_the_vectors_of_another_model_are_not_taken(spelling: Spelling, tmp_path: Path) -> None:
    _, own = opened(spelling, tmp_path)
    own.want(HERE)
    read(own, layer(TEA))
    other = Spelling()
    other.name = "other"
    meaning, _ = opened(other, tmp_path)
    assert nearest(meaning, "green tea", layer(TEA)) == {}


def test_what_is_read_by_a_crash_is_not_read_again(
    spelling: Spelling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHECKPOINT", 20)
    _, own = opened(spelling, tmp_path)
    many = [
        Document(f"faq:{at}", None, f"title {at}", phrasings=(f"phrasing {at}",))
        for at in range(50)
    ]
    here = layer(*many)
    own.want(HERE)
    while not file_of(tmp_path).exists():
        assert own.next_wanted() == HERE
        assert own.read_some(here)
    _, again = opened(spelling, tmp_path)
    again.want(HERE)
    read(again, here)
    texts = {f"title {at}" for at in range(50)} | {f"phrasing {at}" for at in range(50)}
    assert all(spelling.read[text] == 1 for text in texts)


def test_servers_take_turns(spelling: Spelling) -> None:
    _, own = opened(spelling)
    many = [Document(f"faq:{at}", None, f"title {at}") for at in range(40)]
    own.want(HERE)
    own.want(THERE)
    turns = read(own, layer(*many), layer(Document("faq:a", None, "Alone"), guild=THERE))
    assert turns == [HERE, THERE, HERE, HERE]


def test_a_large_server_is_read_beside_its_questions(
    spelling: Spelling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_READ_INLINE", 0)
    meaning, own = opened(spelling, tmp_path)
    first = layer(TEA, DOGS)
    own.want(HERE)
    read(own, first)
    changed = layer(TEA)
    assert nearest(meaning, "green tea", changed).keys() == {"faq:tea", "faq:dogs"}, "as before"
    assert {*read(own, changed)} == {HERE}
    assert nearest(meaning, "green tea", changed).keys() == {"faq:tea"}
    file_of(tmp_path).unlink()
    own.want(HERE)
    assert read(own, changed) == [HERE]
    assert not file_of(tmp_path).exists(), "it is not read again in vain"


def test_the_servers_that_asked_longest_ago_make_room(
    spelling: Spelling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meaning, own = opened(spelling, tmp_path)
    guilds = [layer(TEA, guild=guild) for guild in range(1, 6)]
    for one in guilds:
        own.want(one.guild)
        read(own, one)
        monkeypatch.setattr(module, "MOST_BYTES", 2 * own._matrices[one.guild].size)
    before = spelling.read.copy()
    for one in guilds:
        assert nearest(meaning, "green tea", one).keys() == {"faq:tea"}
    assert list(own._matrices) == [4, 5]
    assert (spelling.read - before).keys() == {"green tea"}, "their files hold the vectors"


def test_a_copy_of_a_shared_answer_brings_only_what_is_new(spelling: Spelling) -> None:
    meaning, own = opened(spelling)
    copy = replace(H1B, phrasings=(*H1B.phrasings, "oolong"), body="Other words begin it.")
    before = spelling.read.copy()
    own.want(HERE)
    here = layer(copy)
    read(own, here)
    assert spelling.read - before == {"oolong": 1}
    scores = meaning.sense("oolong", here)
    assert scores is not None
    score = scores.score_of((H1B.entry, None))
    assert score is not None
    assert score.nearest == pytest.approx(1, abs=0.01)
    learned = meaning.sense(H1B.phrasings[0], here)
    assert learned is not None
    kept = learned.score_of((H1B.entry, None))
    assert kept is not None
    assert kept.learned, "what the base is asked is known by what was learned"


def test_texts_in_other_languages_are_left_to_words(spelling: Spelling) -> None:
    _, own = opened(spelling)
    spanish = Document("faq:te", None, "¿Dónde está la sala para el té?", body="Tea is in room 4.")
    before = spelling.read.copy()
    own.want(HERE)
    read(own, layer(spanish))
    assert spelling.read - before == {"Tea is in room 4.": 1}


def test_another_base_has_the_texts_looked_at_again(spelling: Spelling) -> None:
    meaning, own = opened(spelling)
    here = layer(TEA)
    own.want(HERE)
    read(own, here)
    before = spelling.read.copy()
    meaning.learn(DOCUMENTS[1:], LEXICON, Event())
    assert read(own, here) == [HERE]
    assert not {*TEA.phrasings, TEA.title} & (spelling.read - before).keys()
    assert nearest(meaning, "green tea", here).keys() == {"faq:tea"}


def test_packed_vectors_are_as_near_as_whole_ones(spelling: Spelling) -> None:
    meaning, own = opened(spelling)
    here = layer(TEA, DOGS)
    own.want(HERE)
    read(own, here)
    question = spelling.encode("are green dogs welcome")
    whole = max(float(question @ spelling.encode(text)) for text in (*DOGS.phrasings, "Dogs"))
    near = nearest(meaning, "are green dogs welcome", here)["faq:dogs"]
    assert np.isclose(near, whole, atol=0.005)


def test_among_many_documents_each_is_the_nearest_to_its_own_texts(
    spelling: Spelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix, "COMPARED", 4)
    meaning, own = opened(spelling)
    many = [
        Document(f"faq:{at}", None, f"tea{at} here", phrasings=(f"cup{at} there", f"pot{at}"))
        for at in range(10)
    ]
    here = layer(*many)
    own.want(HERE)
    read(own, here)
    for at, document in enumerate(many):
        scores = meaning.sense(f"cup{at} there", here)
        assert scores is not None
        assert scores.own is not None
        first = scores.own.order[0]
        assert scores.own.places[first] == (document.entry, None)
        assert scores.own.nearest[first] == pytest.approx(1, abs=0.01)
