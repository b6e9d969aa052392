"""The languages that answers may be translated into, and what the bot itself says in them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.kb.entries import OVERVIEW
from bot.kb.facts import Fact

ORIGINAL = "en"
"""The language that entries are written in."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of translations."""

    name: str
    """In English, for editors."""
    units: Mapping[str, tuple[str, str]]
    """What follows the number of a fact, by its unit in English: of one, of several."""
    parts: Mapping[str, str]
    """What the parts of an entry are called, by the names of its sections."""


def _units(*words: str) -> Mapping[str, tuple[str, str]]:
    """Read the words for each unit; what has two forms is written with a bar between them."""
    forms = (word.partition("|") for word in words)
    return dict(zip(_UNITS, ((one, many or one) for one, _, many in forms), strict=True))


def _parts(*words: str) -> Mapping[str, str]:
    return dict(zip(_SECTIONS, words, strict=True))


_UNITS = ("percent", "business day", "day", "week", "month", "year")

_SECTIONS = (
    *(OVERVIEW, "eligibility", "duration", "lottery", "cost", "processing", "employer", "family"),
    *("changing-jobs", "green-card", "apply"),
    *("responsibilities", "stack", "requirements", "interviews", "pay", "visas", "differences"),
    *("travel", "work", "extension", "reporting", "denial", "audit", "job-changes"),
    *("prizes", "memberships", "press", "judging", "contributions", "articles"),
    *("leading-role", "high-pay", "letters", "importance", "well-positioned", "waiver"),
    *("documents", "exceptions", "next-steps"),
)

_SPANISH = Language(
    "Spanish",
    _units(
        " por ciento",
        " día hábil| días hábiles",
        " día| días",
        " semana| semanas",
        " mes| meses",
        " año| años",
    ),
    _parts(
        *("Resumen", "Requisitos", "Duración", "Sorteo y cupo", "Costo y quién paga"),
        *("Tiempo de trámite", "Lo que hace el empleador", "Familia"),
        *("Cambiar o perder el trabajo", "Green card", "Cómo solicitarla"),
        *("Qué hacen", "Herramientas", "Requisitos", "Entrevistas", "Sueldo", "Visas habituales"),
        "En qué se diferencia",
        *("Viajes y entrada", "Qué trabajo se permite"),
        *("Prórroga", "Informes y deberes"),
        *("Denegación y qué hacer", "Auditoría"),
        *("Cambios en el puesto", "Premios como prueba"),
        *("Asociaciones como prueba", "Prensa como prueba"),
        *("Evaluar a otros como prueba", "Aportes originales"),
        *("Artículos como prueba", "Papel destacado o decisivo"),
        *("Sueldo alto como prueba", "Cartas de expertos"),
        *("Importancia nacional", "Bien posicionado"),
        *("Por qué dispensar de la oferta de empleo", "Documentos"),
        *("Excepciones", "Qué hacer después"),
    ),
)

_HINDI = Language(
    "Hindi",
    _units(" प्रतिशत", " कार्य दिवस", " दिन", " सप्ताह", " महीना| महीने", " साल"),
    _parts(
        *("सारांश", "योग्यता", "अवधि", "लॉटरी और सीमा", "खर्च और कौन देता है"),
        *("फ़ैसले में लगने वाला समय", "नियोक्ता का काम", "परिवार"),
        *("नौकरी बदलना या छूटना", "ग्रीन कार्ड", "आवेदन कैसे करें"),
        *("काम", "टूल", "ज़रूरी योग्यता", "इंटरव्यू", "वेतन", "आम वीज़ा"),
        "क्या फ़र्क है",
        *("यात्रा और प्रवेश", "कौन-सा काम कर सकते हैं"),
        *("अवधि बढ़ाना", "सूचना देना और ज़िम्मेदारियाँ"),
        *("नामंज़ूरी और उसके बाद", "ऑडिट"),
        *("नौकरी में बदलाव", "सबूत के तौर पर पुरस्कार"),
        *("सबूत के तौर पर सदस्यता", "सबूत के तौर पर मीडिया में चर्चा"),
        *("सबूत के तौर पर दूसरों के काम का मूल्यांकन", "मौलिक योगदान"),
        *("सबूत के तौर पर लेख", "मुख्य या अहम भूमिका"),
        *("सबूत के तौर पर ऊँचा वेतन", "विशेषज्ञों के पत्र"),
        *("राष्ट्रीय महत्व", "काम के लिए अच्छी स्थिति"),
        *("नौकरी के प्रस्ताव से छूट क्यों", "दस्तावेज़"),
        *("अपवाद", "आगे क्या करें"),
    ),
)

_PORTUGUESE = Language(
    "Brazilian Portuguese",
    _units(
        " por cento",
        " dia útil| dias úteis",
        " dia| dias",
        " semana| semanas",
        " mês| meses",
        " ano| anos",
    ),
    _parts(
        *("Resumo", "Requisitos", "Duração", "Sorteio e cota", "Custo e quem paga"),
        *("Prazo de análise", "O que o empregador faz", "Família"),
        *("Mudar de emprego ou perdê-lo", "Green card", "Como solicitar"),
        *("O que fazem", "Ferramentas", "Requisitos", "Entrevistas", "Salário", "Vistos comuns"),
        "Qual é a diferença",
        *("Viagem e entrada", "Que trabalho é permitido"),
        *("Prorrogação", "Informes e deveres"),
        *("Negativa e o que fazer", "Auditoria"),
        *("Mudanças no cargo", "Prêmios como prova"),
        *("Associações como prova", "Imprensa como prova"),
        *("Avaliar outros como prova", "Contribuições originais"),
        *("Artigos como prova", "Papel de destaque ou decisivo"),
        *("Salário alto como prova", "Cartas de especialistas"),
        *("Importância nacional", "Bem posicionado"),
        *("Por que dispensar a oferta de emprego", "Documentos"),
        *("Exceções", "O que fazer depois"),
    ),
)

_CHINESE = Language(
    "Chinese",
    _units("%", " 个工作日", " 天", " 周", " 个月", " 年"),
    _parts(
        *("概览", "条件", "期限", "抽签与名额", "费用与谁支付", "办理时间", "雇主要做的事", "家人"),
        *("换工作或失业", "绿卡", "如何申请"),
        *("工作内容", "工具", "要求", "面试", "薪资", "常见签证", "区别"),
        *("旅行与入境", "可以做什么工作"),
        *("延期", "报告与义务"),
        *("被拒及之后怎么办", "审计"),
        *("职位变化", "作为证据的奖项"),
        *("作为证据的协会会员", "作为证据的媒体报道"),
        *("作为证据的评审工作", "原创贡献"),
        *("作为证据的论文", "领导或关键角色"),
        *("作为证据的高薪", "专家推荐信"),
        *("国家重要性", "有能力推进"),
        *("为何豁免工作邀请", "文件"),
        *("例外", "接下来做什么"),
    ),
)

LANGUAGES: Mapping[str, Language] = {
    "es": _SPANISH,
    "es-419": _SPANISH,
    "es-ES": _SPANISH,
    "hi": _HINDI,
    "pt-BR": _PORTUGUESE,
    "zh-CN": _CHINESE,
}
"""Languages by the ends of file names: Discord's locales, or the language of several."""

_AS_IT_IS = re.compile(r"(?:[A-Z]{3} )?\d[\d.,]*")
"""A figure without words, such as `USD 2,965`. It is the same in every language, so that readers
find it on the official page as it stands on the card."""

_COUNTED = re.compile(rf"[\w.,-]+ (?P<unit>{'|'.join(_UNITS)})s?")
"""One number, in digits or as a word, and what it counts: `60 days`, `six years`."""


def names_of(language: str) -> tuple[str, ...]:
    """Name a language as files may, the closest first: `es-ES`, then `es`."""
    return tuple(dict.fromkeys((language, language.partition("-")[0])))


def alike(one: str, other: str) -> bool:
    """Tell whether who reads one language reads the other: regions of it do not matter."""
    return one.partition("-")[0] == other.partition("-")[0]


def can_be_said(fact: Fact) -> bool:
    """Tell whether the words of a fact are a figure or a day, which any language can say."""
    if isinstance(fact.value, date):
        return fact.text == f"{fact.value.day} {fact.value:%B %Y}"
    return bool(_AS_IT_IS.fullmatch(fact.text)) or _unit(fact) is not None


def words_of(language: str) -> Callable[[Fact], str]:
    """Say facts in a language; those that cannot be said in it, as they stand in the base.

    The words are made of the value, so that no language can say another figure.
    """
    return partial(_said, language)


def _said(language: str, fact: Fact) -> str:
    if isinstance(fact.value, date) and can_be_said(fact):
        # Only where it is needed: Babel's calendars take some 20 ms and 5 MB.
        from babel.dates import format_date

        return format_date(fact.value, "long", locale=language.replace("-", "_"))
    unit = _unit(fact)
    if unit is None:
        return fact.text
    one, several = LANGUAGES[language].units[unit]
    return f"{fact.value:,}{one if fact.value == 1 else several}"


def _unit(fact: Fact) -> str | None:
    """Find what a fact counts, in the singular; None where its words say more than a number."""
    counted, unit = _COUNTED.fullmatch(fact.text), (fact.unit or "").removesuffix("s")
    if counted is None or counted["unit"] != unit or not isinstance(fact.value, int | float):
        return None
    return unit
