"""Tell a greeting, thanks, a call for help, a stop or a wish to be forgotten from a question."""

import re
import unicodedata
from enum import StrEnum


class Smalltalk(StrEnum):
    """What somebody says without asking anything."""

    HELLO = "hello"
    THANKS = "thanks"
    HELP = "help"
    STOP = "stop"
    FORGET = "forget me"


# In English, Spanish, Portuguese, Hindi (also in Latin letters) and Chinese. What is a word of a
# question, too, is left out: `para` ends nothing in Spanish, it means "for".
_SAYINGS = {
    Smalltalk.HELLO: """
        hello, hi, hey, hi there, good morning, good evening
        hola, hola a todos, buenas, buenos días, buenos dias, buenas tardes, buenas noches, qué tal
        olá, oi, oi tudo bem, bom dia, boa tarde, boa noite
        नमस्ते, नमस्कार, हैलो, हेलो, प्रणाम, namaste, namaskar, namaskaram, pranam
        你好, 您好, 你们好, 大家好, 嗨, 哈喽, 早上好, 下午好, 晚上好
    """,
    Smalltalk.THANKS: """
        thanks, thank you, thx, ty, many thanks, thank you very much
        gracias, muchas gracias, mil gracias, muchísimas gracias, muchisimas gracias
        obrigado, obrigada, muito obrigado, muito obrigada, valeu, obg
        धन्यवाद, बहुत धन्यवाद, बहुत बहुत धन्यवाद, शुक्रिया, बहुत शुक्रिया, आभार
        dhanyavad, dhanyavaad, dhanyawad, dhanyawaad, bahut dhanyavad, shukriya, bahut shukriya
        谢谢, 谢谢你, 谢谢您, 谢谢了, 非常感谢, 多谢, 感谢, 謝謝
    """,
    Smalltalk.HELP: """
        help, help me, what can you do, how does this work, start
        ayuda, ayúdame, ayudame, qué puedes hacer, que puedes hacer, qué sabes hacer
        que sabes hacer, cómo funciona esto, como funciona esto, empezar, comenzar
        ajuda, me ajuda, me ajude, o que você faz, o que voce faz, o que você pode fazer
        o que voce pode fazer, o que você sabe fazer, como isso funciona, começar
        मदद, मेरी मदद करो, मेरी मदद करें, मेरी मदद कीजिए, सहायता, आप क्या कर सकते हैं
        तुम क्या कर सकते हो, यह कैसे काम करता है, शुरू, शुरू करें
        madad, meri madad karo, meri madad karen, sahayata, aap kya kar sakte hain
        aap kya kar sakte ho, tum kya kar sakte ho, yeh kaise kaam karta hai, shuru
        帮助, 帮帮我, 帮我, 你能做什么, 你会做什么, 你可以做什么, 怎么用, 如何使用, 开始, 幫助
    """,
    Smalltalk.STOP: """
        stop, unsubscribe, leave me alone, quit
        detente, déjame en paz, dejame en paz, no me escribas más, no me escribas mas
        cancelar suscripción, cancelar suscripcion, darme de baja
        pare, parar, sair, me deixe em paz, me deixa em paz, não me escreva mais
        nao me escreva mais, cancelar inscrição, cancelar inscricao
        रुको, रुकिए, रुकें, बंद करो, बंद करें, बंद कीजिए, मुझे अकेला छोड़ दो, मुझे मैसेज मत करो
        ruko, rukiye, band karo, band karen, band kijiye, mujhe message mat karo
        停, 停止, 停下, 退订, 取消订阅, 别发了, 不要再发了, 别再给我发消息
    """,
    Smalltalk.FORGET: """
        forget me, forget about me, delete my data, delete me
        olvídame, olvidame, olvídate de mí, olvidate de mi, borra mis datos, elimina mis datos
        bórrame, borrame
        me esqueça, me esqueca, me esquece, esqueça de mim, esqueca de mim, apague meus dados
        apaga meus dados, exclua meus dados, me apague
        मुझे भूल जाओ, मुझे भूल जाएं, मुझे भूल जाइए, मेरा डेटा हटाओ, मेरा डेटा हटाएं, मेरा डेटा मिटाओ
        mujhe bhool jao, mujhe bhul jao, mera data hatao, mera data mitao, mera data delete karo
        忘记我, 忘了我, 忘掉我, 删除我的数据, 删除我的资料, 删除我的信息
    """,
}
"""Whole messages only: `help me with h1b` is a question."""

# Python takes the vowel signs of Devanagari for no letters.
_SIGNS = re.compile(r"[^\w\s\u0900-\u0963]+")


def smalltalk(text: str) -> Smalltalk | None:
    """Recognise a message that asks nothing; None for everything else."""
    words = _plain(text).removesuffix(" almanac").removesuffix(" a lot").removesuffix(" so much")
    return _SAID.get(words)


def _plain(text: str) -> str:
    """Take off case, signs and the ways in which one letter can be written."""
    return " ".join(_SIGNS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split())


_SAID = {
    _plain(saying): kind
    for kind, sayings in _SAYINGS.items()
    for saying in re.split(r"[,\n]", sayings.strip())
}
