r"""The numbers and addresses that name a person or a case: one table, read by `masking`.

Patterns read folded text: plain digits, single spaces, no accents, nothing invisible
(`masking.fold`). They look around for letters and digits instead of using `\b`, which sees no
border between a digit and a Chinese or Devanagari letter. Each is linear: what repeats is bounded,
or begins only where nothing of its kind stands before.
"""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from bot.services.masking.checksums import digits_of, is_cpf, is_dni, is_iban, is_luhn, is_verhoeff

Check = Callable[[str], str | None]
"""Reads what a pattern found; returns a label, or None if it is something else."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """One kind of number or address."""

    label: str
    """What is put in its place, in brackets."""
    pattern: re.Pattern[str]
    """What to take: its group `it`, or all of it."""
    check: Check | None = None


_START = r"(?<![A-Za-z0-9])"
_END = r"(?![A-Za-z0-9])"
_FIRST = r"(?<!\d)(?<!\d[.-])"
_LAST = r"(?!\d)(?![ .-]\d)"
_GAP = r"[ .-]{1,3}"
_SEP = r"[ ./_-]{0,3}"
"""Between digits of a number that is known by its name or its first letters."""
_MONEY = (
    r"(?! ?(?:dollars?|bucks|usd|us\$|[$€£₹¥]|eur|euros?|gbp|pounds|inr|rs(?![a-z])|rupees?"
    r"|lakhs?|crores?|million|billion|pesos?|mxn|reais|brl|yuan|rmb|cny|dolares"
    r"|美元|美金|元|人民币|डॉलर|रुपये))"
)
_NO_CURRENCY = (
    r"(?<![$€£₹¥])(?<![$€£₹¥] )(?<!usd)(?<!usd )(?<!inr)(?<!inr )(?<!eur)(?<!eur )(?<!rs)(?<!rs )"
    r"(?<!rs\.)(?<!rs\. )"
)

_OFFICES = "eac|wac|lin|src|msc|nbc|ioe|ysc|esc|vsc|csc|nsc|tsc|psc|mcc|zar|znk|zla|zsf|zch|zho"
"""Prefixes of USCIS receipts: service centers, the National Benefits Center, ELIS and others."""

_ID = rf"(?:#|(?:no\.?|number|num|nr|id|numero){_END}|号码?|编号|नंबर|संख्या)"
_IS = (
    r"[ .:#=-]{0,4}(?:(?:is|was|no|nr|number|numero|id|es|e)[ .:#=-]{1,3}"
    r"|(?:是|为|号码|है)[ .:#=-]{0,3}){0,2}"
)
"""What stands between the name of a number and the number."""
_NAMES = (
    rf"(?:{_START}(?:case|petition|receipt|confirmation|application|control|foil|tracking|visa"
    r"|221\(g\)|ds-?160|ds-?260|ceac|uid|invoice|i-?94|i-?797|i-?20|sevis|perm|lca|eta|ead"
    r"|green card|account|acct|a/c|routing|iban|swift|policy|member|membership|licen[sc]e|dl|tax"
    r"|ein|nino|curp|rfc|nif|nie|dni|rg|cnpj|voter|upi|cuenta|conta|caso|processo|proceso|recibo"
    r"|protocolo|solicitud|peticion|peticao|licencia)|案件|收据|申请|受理|案|账|帐|केस|रसीद|आवेदन)"
    r"(?: (?:case|petition|receipt|confirmation|application|control|admission|record|status|foil))?"
)
_NAMED_AFTER = (
    rf"{_START}numero (?:de|do|da) (?:mi |meu |la )?"
    r"(?:caso|recibo|processo|proceso|peticao|peticion|solicitud|cuenta|conta)"
)
_TOKEN = r"(?=(?:[A-Za-z-]{0,8}\d){5})[A-Za-z0-9]{1,5}(?:-?[A-Za-z0-9]{1,15}){1,3}"
"""A word with at least five digits."""


def _groups(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _are_years(text: str) -> bool:
    return all(len(group) == 4 and group[:2] in ("19", "20") for group in _groups(text))


def _is_sum(text: str) -> bool:
    """Recognize sums of money by their zeros: `85000 95000`, `600 000 000`, `150000000`."""
    first, *rest = _groups(text)
    return all(group.endswith("00") for group in rest) if rest else first.endswith("00000")


def _unless_money(label: str) -> Check:
    return lambda text: None if _is_sum(text) or _are_years(text) else label


def _card(text: str) -> str | None:
    if _are_years(text) or _is_sum(text):
        return None
    return "card" if is_luhn(text) else "number"


def _aadhaar(text: str) -> str | None:
    plain = _are_years(text) or _is_sum(text)
    return None if plain and not is_verhoeff(text) else "Aadhaar"


def _ssn(text: str) -> str:
    digits = digits_of(text)
    return "ITIN" if digits[0] == 9 and digits[3] >= 5 else "SSN"


def _run(text: str) -> str | None:
    """Name a run of digits by its check digits; one without a name is masked as well."""
    if _is_sum(text):
        return None
    if len(text) == 11 and is_cpf(text):
        return "CPF"
    if len(text) == 12 and is_verhoeff(text):
        return "Aadhaar"
    return "card" if 13 <= len(text) <= 19 and is_luhn(text) else "number"


def _ip(text: str) -> str | None:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return None
    return "IP address"


def _dni(text: str) -> str | None:
    return "ID number" if is_dni(text) else None


def _iban(text: str) -> str | None:
    return "account number" if is_iban(text) else None


def _spelled(text: str) -> str | None:
    """Tell a number that is spelled digit by digit from counting, `1 2 3 4 5 6 7 8 9`."""
    counted = all(after - before == 1 for before, after in pairwise(digits_of(text)))
    return None if counted else "number"


def _korean(text: str) -> str | None:
    """Tell a Korean number, which begins with a day of birth, from a range of pay."""
    month, day = int(text[2:4]), int(text[4:6])
    return "ID number" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _lettered(text: str) -> str | None:
    """Tell a passport from money that is written with two letters, `Rs1500000`."""
    return None if digits_of(text)[-3:] == [0, 0, 0] else "passport"


def _named(text: str) -> str | None:
    """Tell a number that has a name from a figure: `visa number 65000`, `policy number 2026-27`."""
    digits = digits_of(text)
    figure = len(digits) < 6 and text.isdigit()
    return None if figure or _are_years(text) else "number"


def _kind(label: str, pattern: str, check: Check | None = None) -> Identifier:
    return Identifier(label, re.compile(pattern, re.IGNORECASE), check)


LINK = _kind("link", r"(?:https?://|(?<![A-Za-z0-9.@/])www\.)\S+")
"""Apart from the others: whoever proposes an answer names the page that says so."""

_DISCORD = (
    _kind("person", r"<@[!&]?\d+>"),
    _kind("channel", r"<#\d+>"),
    _kind("emoji", r"<a?:\w{1,32}:\d+>"),
)

_EMAILS = (
    _kind("email", r"(?<![A-Za-z0-9._%+'-])[A-Za-z0-9._%+'-]++@(?:[A-Za-z0-9-]++\.)+[A-Za-z]{2,}"),
    _kind("email", r"(?<![\w.%+'-])[\w.%+'-]++@(?:[\w-]++\.)+\w{2,}"),
)

_IMMIGRATION = (
    # U.S. Department of Labor: PERM `A-19123-45678` and `G-100-19123-456789`, LCA `I-200-…`.
    _kind(
        "case number",
        rf"{_START}(?:[a-z]-\d{{3}}-|a-|[gp][ -]?100[ -]?|i[ -]?20[0-3][ -]|h[ -]?[34]00[ -])"
        r"\d{5}[ -]?\d{5,6}(?!\d)",
    ),
    # SEVIS: `N` and ten digits.
    _kind("SEVIS number", rf"{_START}n[ #-]{{0,2}}00(?:[ -]?\d){{7,9}}(?!\d)"),
    _kind("SEVIS number", rf"{_START}n\d{{9,11}}(?!\d)"),
    _kind("case number", rf"{_START}[a-z]\d{{10}}(?:\d{{4}})?{_END}"),
    # USCIS receipts: three letters and ten digits, often in groups.
    _kind(
        "receipt number", rf"{_START}(?:{_OFFICES})[ #:./_-]{{0,3}}\d(?:{_SEP}\d){{9}}(?!{_SEP}\d)"
    ),
    _kind("receipt number", rf"{_START}(?:{_OFFICES})[ #:./_-]{{0,3}}\d{{7,14}}(?!\d)"),
    _kind("receipt number", rf"{_START}[a-z]{{3}}-?(?:\d{{10}}|\d\d-\d{{3}}-\d{{5}})(?!\d)"),
    _kind("receipt number", rf"{_START}[a-z]{{3}}[ -]\d\d[ -]\d{{3}}[ -]\d{{5}}(?!\d)"),
    # DS-160 and DS-260: `AA00` and six letters or digits; diversity visas: `2024AF00012345`.
    _kind("case number", rf"{_START}aa[ -]?00(?:[ -]?[a-z0-9]){{6}}{_END}"),
    _kind("case number", rf"{_START}20\d\d ?(?:af|as|eu|na|oc|sa) ?\d{{5,8}}(?!\d)"),
    # I-94: eleven characters, since 2019 nine digits, a letter and a digit.
    _kind(
        "I-94 number",
        rf"{_START}\d{{3}}[ -]?\d{{3}}[ -]?\d{{3}}[ -]?[a-z][ -]?\d{_END}",
    ),
    # A-numbers: seven to nine digits; `a 1000000` may be a sum of money.
    _kind(
        "A-number",
        rf"{_START}(?:(?:alien|a)[ -]?(?:registration |reg\.? )?(?:file )?|uscis ?){_ID}{_IS}a?"
        rf"{_SEP}\d(?:{_SEP}\d){{6,8}}(?!\d)",
    ),
    _kind("A-number", rf"{_START}a[-#]{{0,2}}\d{{7,9}}(?![\d,])"),
    _kind(
        "A-number",
        rf"{_START}a[ #-]{{1,3}}\d{{8,9}}(?![\d,]){_MONEY}",
        _unless_money("A-number"),
    ),
    _kind(
        "A-number",
        rf"{_START}a[ #-]{{0,3}}\d{{3}}[ .-]{{1,3}}\d{{3}}[ .-]{{1,3}}\d{{1,3}}(?![\d,]){_LAST}"
        rf"{_MONEY}",
        _unless_money("A-number"),
    ),
)

_CALLED = (
    # Passports: letters and digits as many countries write them.
    _kind("passport", rf"{_START}[a-z]{{1,2}}-?\d{{6,8}}{_END}", _lettered),
    _kind("passport", rf"{_START}(?-i:[A-Z]{{1,2}}) \d{{7,8}}{_END}{_MONEY}", _lettered),
    _kind("passport", rf"{_START}\d\d[a-z]{{2}}\d{{5}}{_END}"),
    _kind(
        "passport",
        rf"(?:{_START}(?:passport|pasaporte|passaporte|pasport)s?|पासपोर्ट|护照)(?: (?:book|card))?"
        rf" ?{_ID}?{_IS}(?:(?=(?:[a-z]{{0,4}}\d){{4}})[a-z0-9]{{6,12}}|[a-z]{{1,2}}[ -]\d{{6,9}}"
        rf"|\d\d ?[a-z]{{2}} ?\d{{5}}|\d{{2,4}}[ -]\d{{3,7}}(?:[ -]\d{{3,6}})?){_END}",
        lambda text: None if _are_years(text) else "passport",
    ),
    _kind("SSN", rf"{_START}(?:ssn|social security) ?{_ID}?{_IS}(?P<it>\d(?:{_SEP}\d){{8}})(?!\d)"),
    _kind("ITIN", rf"{_START}itin ?{_ID}?{_IS}(?P<it>\d(?:{_SEP}\d){{8}})(?!\d)"),
    _kind("number", rf"{_NAMES} ?{_ID}{_IS}(?P<it>{_TOKEN}){_END}", _named),
    _kind("number", rf"{_NAMED_AFTER}{_IS}(?P<it>{_TOKEN}){_END}", _named),
    _kind("number", rf"{_NAMES}{_IS}(?P<it>[A-Za-z]{{0,4}}\d{{8,}}){_END}{_MONEY}", _named),
    _kind(
        "phone",
        rf"(?:{_START}(?:call|phone|tel|mobile|cell|whatsapp|telefono|telefone|celular)"
        rf"|电话|手机|微信|फोन|मोबाइल)(?: (?:me|us|at|on)){{0,2}} ?{_ID}?{_IS}"
        rf"(?P<it>\d(?:{_SEP}\d){{6,13}})(?!\d)",
        _unless_money("phone"),
    ),
)

_CIVIL = (
    # Machine-readable lines of passports and visas (ICAO 9303).
    _kind("passport", r"(?<![A-Za-z0-9<])(?=(?:<?[A-Za-z0-9]){0,40}<<)[A-Za-z0-9<]{20,90}"),
    # China: six digits of a place, eight of a birthday, four with a check, the last perhaps X.
    _kind("ID number", rf"{_START}\d{{6}}[ -]?(?:19|20)\d{{6}}[ -]?\d{{3}}[\dx]{_END}"),
    _kind("ID number", rf"{_START}\d{{6}}-[1-8]\d{{6}}(?!\d)", _korean),
    _kind("ID number", rf"{_START}[xyz]?-?\d{{7,8}}-?[a-z]{_END}", _dni),
    _kind(
        "account number",
        rf"{_START}[a-z]{{2}}\d\d(?:[ -]?[a-z0-9]{{4}}){{2,7}}(?:[ -]?[a-z0-9]{{1,3}})?{_END}",
        _iban,
    ),
    # Payment cards in groups of four, of 4-6-5 and of 4-6-4; in one piece they are below.
    _kind("card", rf"(?<!\d)(?:\d{{4}}{_GAP}){{3}}\d{{1,4}}(?:{_GAP}\d{{1,3}})?{_LAST}", _card),
    _kind("card", rf"(?<!\d)3\d{{3}}{_GAP}\d{{6}}{_GAP}\d{{4,5}}(?!\d)", _card),
    _kind("CPF", rf"{_FIRST}\d{{3}}[ .-]\d{{3}}[ .-]\d{{3}}[ ./-]?\d\d{_LAST}"),
    _kind("CNPJ", r"(?<!\d)\d\d\.?\d{3}\.?\d{3}/\d{4}-?\d\d(?!\d)"),
    _kind("SSN", rf"{_FIRST}\d{{3}}{_GAP}\d\d{_GAP}\d{{4}}(?!\d)", _ssn),
    # India's PAN, Mexico's CURP and RFC, Britain's National Insurance number.
    _kind("PAN", rf"{_START}[a-z]{{5}}\d{{4}}[a-z]{_END}"),
    _kind("PAN", rf"{_START}(?-i:[A-Z]{{5}}[ -]\d{{4}}[ -][A-Z]){_END}"),
    _kind("ID number", rf"{_START}[a-z]{{4}}\d{{6}}[hmx][a-z]{{5}}[a-z0-9]\d{_END}"),
    _kind("ID number", rf"{_START}[a-z&]{{3,4}}\d{{6}}[a-z0-9]{{3}}{_END}"),
    _kind("ID number", rf"{_START}[a-z]{{2}}\d{{6}}[a-d]{_END}"),
    _kind("ID number", rf"{_START}(?-i:[A-Z]{{2}}(?: \d\d){{3}} [A-D]){_END}"),
)

_ADDRESSES = (
    _kind("IP address", r"(?<![A-Za-z0-9.])\d{1,3}(?:\.\d{1,3}){3}(?![A-Za-z0-9.]*\d)", _ip),
    _kind("IP address", r"(?<![A-Za-z0-9:])(?=[0-9a-f]{0,4}:)[0-9a-f:]{6,39}(?![A-Za-z0-9:])", _ip),
    # Phones: international, then as people write them in the USA, Brazil, India, China and Mexico.
    _kind(
        "phone",
        rf"(?<![A-Za-z0-9+])\+(?: (?=\d{{1,3}}[ (.-]))?\(?\d(?:[ ().-]{{0,3}}\d){{6,14}}(?!\d)"
        rf"{_MONEY}",
    ),
    _kind("phone", rf"{_START}00 ?[1-9]\d{{0,2}}(?:[ ().-]{{1,3}}\d{{2,5}}){{2,4}}(?!\d)"),
    _kind(
        "phone",
        r"(?<!\d)(?:1[ .-]{0,3})?\(\d{2,3}\)[ .-]{0,3}9? ?\d{3,5}[ .-]{0,3}\d{4}(?!\d)",
    ),
    _kind(
        "phone",
        rf"{_FIRST}(?:1{_GAP})?\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}{_LAST}",
        _unless_money("phone"),
    ),
    _kind(
        "phone",
        rf"{_FIRST}(?:1[3-9]\d|\d\d){_GAP}9?\d{{4}}{_GAP}\d{{4}}{_LAST}",
        _unless_money("phone"),
    ),
    _kind("Aadhaar", rf"{_FIRST}\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}{_LAST}", _aadhaar),
    _kind("phone", rf"{_FIRST}[6-9]\d{{4}} \d{{5}}{_LAST}", _unless_money("phone")),
)

_REST = (
    # What is left may be any of them without its marks.
    _kind(
        "number",
        rf"{_NO_CURRENCY}{_FIRST}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?!,){_LAST}{_MONEY}",
        _unless_money("number"),
    ),
    _kind("number", r"(?<!\d)\d(?:[ -]\d){8,}(?![ -]?\d)", _spelled),
    _kind("number", rf"{_NO_CURRENCY}(?<!\d)\d{{9,}}(?!\d){_MONEY}", _run),
    _kind(
        "number",
        r"(?<!\d)(?:(?<=[A-Za-z])\d{8,}|\d{8,}(?=[A-Za-z]{2}))(?!\d)",
        _unless_money("number"),
    ),
)

IDENTIFIERS: tuple[Identifier, ...] = (
    *_DISCORD,
    *_EMAILS,
    *_IMMIGRATION,
    *_CALLED,
    *_CIVIL,
    *_ADDRESSES,
    *_REST,
)
"""In this order: what a kind takes, no later one sees."""
