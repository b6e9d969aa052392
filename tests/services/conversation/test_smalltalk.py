"""What asks nothing is told from a question by the whole message, in five languages."""

import pytest

from bot.services.conversation.sayings import Smalltalk
from bot.services.conversation.smalltalk import smalltalk
from tests.support.knowledge.shipped import shipped_library


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Hi", Smalltalk.HELLO),
        ("hello almanac!", Smalltalk.HELLO),
        ("¡Hola!", Smalltalk.HELLO),
        ("Buenos días", Smalltalk.HELLO),
        ("oi, tudo bem?", Smalltalk.HELLO),
        ("नमस्ते 🙏", Smalltalk.HELLO),
        ("Namaste!", Smalltalk.HELLO),
        ("你好！", Smalltalk.HELLO),
        ("Thanks a lot.", Smalltalk.THANKS),
        ("Muchas gracias", Smalltalk.THANKS),
        ("obrigada!", Smalltalk.THANKS),
        ("शुक्रिया।", Smalltalk.THANKS),
        ("dhanyavaad", Smalltalk.THANKS),
        ("谢谢。", Smalltalk.THANKS),
        ("HELP", Smalltalk.HELP),
        ("what can you do?", Smalltalk.HELP),
        ("¿Qué puedes hacer?", Smalltalk.HELP),
        ("ajuda", Smalltalk.HELP),
        ("मदद", Smalltalk.HELP),
        ("aap kya kar sakte hain?", Smalltalk.HELP),
        ("你能做什么？", Smalltalk.HELP),
        ("stop", Smalltalk.STOP),
        ("déjame en paz", Smalltalk.STOP),
        ("Pare.", Smalltalk.STOP),
        ("बंद करो", Smalltalk.STOP),
        # The same letter, once with its dot apart.
        ("मुझे अकेला छो\u095c दो", Smalltalk.STOP),
        ("मुझे अकेला छो\u0921\u093c दो", Smalltalk.STOP),
        ("退订", Smalltalk.STOP),
        ("Forget me.", Smalltalk.FORGET),
        ("Olvídame", Smalltalk.FORGET),
        ("me esqueça", Smalltalk.FORGET),
        ("मुझे भूल जाओ", Smalltalk.FORGET),
        ("mera data delete karo", Smalltalk.FORGET),
        ("忘记我", Smalltalk.FORGET),
        ("Talk to a human", Smalltalk.PERSON),
        ("moderator please!", Smalltalk.PERSON),
        ("hi, can I talk to a real person please?", Smalltalk.PERSON),
        ("I'd like to talk to a human", Smalltalk.PERSON),
        ("Quiero hablar con una persona", Smalltalk.PERSON),
        ("moderador, por favor", Smalltalk.PERSON),
        ("Quero falar com um atendente.", Smalltalk.PERSON),
        ("मुझे किसी इंसान से बात करनी है", Smalltalk.PERSON),
        ("mujhe insaan se baat karni hai", Smalltalk.PERSON),
        ("转人工", Smalltalk.PERSON),
        ("你好，我要找管理员！", Smalltalk.PERSON),
    ],
)
def test_a_whole_message_is_recognized(said: str, kind: Smalltalk) -> None:
    assert smalltalk(said) is kind


CHATTER = {
    Smalltalk.WHO: """
        who are you? | are you a bot | so who are u | ¿Quién eres? | você é um bot?
        आप कौन हैं | 你是谁？
    """,
    Smalltalk.THANKS: """
        good bot | ok thanks | haha thanks!! | ty so much | thanks for the help, bro | vale, gracias
        bom bot | ठीक है धन्यवाद | 好的谢谢你 | love it
    """,
    Smalltalk.HELLO: """
        gm | yo | good morning everyone | qué tal | 早 | how are you? | e aí, tudo bem? | kaise ho
    """,
    Smalltalk.CHAT: """
        lol | LOOOL | ｌｏｌ | haha | hahahah | nice | niceeee | bruh | ok | okkk
        got it, cool | xD | oh wow nice | really? | 👍 | 🙂 | ? | ...
        = | <:pepe:123456789012> | 👍🏽 🎉 | lol :joy:
        jajaja | genial | kkkkk | rsrs | entendi, beleza | हाहा | ठीक है | accha, theek hai
        哈哈哈 | 好的 | 太棒了！ | bye | no
    """,
}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (said.strip(), kind)
        for kind, listed in CHATTER.items()
        for line in listed.strip().split("\n")
        for said in line.split(" | ")
    ],
)
def test_chatter_is_recognized_also_one_after_another(said: str, kind: Smalltalk) -> None:
    assert smalltalk(said) is kind


@pytest.mark.parametrize(
    "asked",
    [
        "help me with h1b",
        "hi, how long does h1b last",
        "stop opt",
        "thanks, and the cost?",
        "can i stop working",
        "hola, cuánto dura la visa h1b",
        "ayuda con la visa",
        "para",
        "y el costo",
        "quanto custa",
        "नमस्ते, h1b कितने साल का है",
        "वीज़ा",
        "मद",
        "你好，h1b多久",
        "费用",
        "",
        "ok and my wife?",
        "thanks, what about h4",
        "lol what about h1b1",
        "haha and the cost",
        "nice, how long",
        "ok h4?",
        "are you a bot or a lawyer that knows h1b",
        "who are you to say that h1b takes six years",
        "good salary?",
        "is it good",
        "why",
        "cost?",
        "and it?",
        "same for o-1",
        "legal?",
        "yes but on opt",
        "no job",
        "vale, ¿y el costo?",
        "ok, e minha esposa?",
        "ठीक है, और पत्नी?",
        "好的，那费用呢",
        "可以吗",
        "好吗 h4",
        "gm h1b",
        "1",
        "h4",
        "opt",
        "lollipop",
        "okay " * 20,
        "can i talk to a person at uscis about my case",
        "do i need an agent for my o-1",
        "human resources manager h1b",
        "is my employer a person or a company",
        "una persona puede tener dos h1b",
        "人工智能 h1b",
    ],
)
def test_a_question_is_left_to_the_engine(asked: str) -> None:
    assert smalltalk(asked) is None


def test_no_name_and_no_question_of_the_base_is_taken_for_small_talk() -> None:
    for entry in shipped_library().entries.values():
        asks = (ask for section in entry.sections for ask in section.asks)
        for name in (entry.title, *entry.aliases, *entry.asks, *asks):
            assert smalltalk(name) is None, name
