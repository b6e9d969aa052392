"""Ask the production engine with its semantic part, as the bot does but without its time limit."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bot.search.index import Document, Index, Lexicon, Ranking
from bot.semantic.stage import SemanticModel

Search = Callable[[str], Ranking]


def searching(
    index: Index,
    documents: Sequence[Document],
    lexicon: Lexicon,
    *,
    semantic: bool,
    data: Path | None = None,
) -> Search:
    """Search by words, and with the semantic part also by meaning where they do not decide.

    Where it is not installed, the log says so, and words alone decide. A data folder keeps the
    vectors of texts.
    """
    if not semantic:
        return index.search
    stage = SemanticModel(None, data)
    stage.train(documents, lexicon)

    def search(question: str) -> Ranking:
        ranking = index.search(question)
        sense = None if ranking.decisive else ranking.sensed(stage.sense)
        return ranking if sense is None else index.search(question, sense=sense)

    return search
