"""Detect questions in other languages than English, by letters and function words."""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_OTHER_SCRIPTS = re.compile("[\u0370-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts other than Latin: from Greek to Khmer, Kana, Han, Hangul."""

_ENOUGH_LETTERS = 2
"""Such letters that make a question foreign: a single one is a name or a slip."""

_WORD = re.compile(r"[^\W\d_]+")

_SPANISH = _set(
    "que qué de un como cómo cuanto cuánto cuantos cuántos cuanta cuánta cual cuál cuales donde "
    "dónde cuando cuándo quien quién para por con una unos unas los las del el mi mis su sus es "
    "está esta estoy estan están soy puedo puede pueden tengo tiene tienen sin pero más si sí ya "
    "muy hay quiero necesito hacer trabajo trabajar empresa esposa esposo años visado sueldo hola"
)
_PORTUGUESE = _set(
    "quanto quantos qual quais onde quando quem uma um os ou sou não nao meu minha meus posso "
    "tenho tem estou está tô tá você voce vocês pra pro fui são sao dos das da ao pela pelo vale "
    "preciso quero muito mais depois antes ainda já visto salário salario alguém alguem gente"
)
_FRENCH = _set(
    "est suis combien comment quel quelle quand où pour je mon ma mes puis avec dans les des une "
    "et sur peut peux faut travail travailler conjoint"
)
_HINDI = _set(
    "kya hai hain kaise kitna kitne kitni kaun mera meri mere mujhe hum aap ka ki ke ko se mein "
    "nahi nahin kar karna karu kare karo liye kab hu hoon ho raha rahi gaya gaye bhai yaar pe "
    "chahiye aur mil sakta sakti sakte milega agar baad pehle hua lagegi dena"
)
_FOREIGN = _SPANISH | _PORTUGUESE | _FRENCH | _HINDI
"""Little words in Latin letters that English does not have."""

_ENGLISH = _set(
    "the a an i you we he she it they my your his her our is are am was were be been do does did "
    "can could will would should may have has had what which who when where why how if and or but "
    "not no on in at to for from of with without about as by after before while this that there "
    "get need want im dont"
)

_ENOUGH_WORDS = 2
"""Foreign words that make a question foreign, if they outnumber the English ones: `que` alone may
be a name, `cómo` hardly."""


def is_foreign(question: str) -> bool:
    """Return whether a question is not in English; codes and names tell nothing."""
    if len(_OTHER_SCRIPTS.findall(question)) >= _ENOUGH_LETTERS:
        return True
    words = [word.casefold() for word in _WORD.findall(question)]
    other = sum(_weight(word) for word in words)
    return other >= _ENOUGH_WORDS and other > sum(word in _ENGLISH for word in words)


def _weight(word: str) -> int:
    """Return how much a word speaks for another language: one with an accent hardly is English."""
    return (word in _FOREIGN) + (not word.isascii())
